"""Photographs of a change: out of sight until it is accepted, old and new shown side by side."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cooperation.models import Posting, PostingAmendment, PostingPhoto
from cooperation.services.postings import PostingMoveRefused
from cooperation.services.postings_amendments import amend_posting, decide_amendment
from cooperation.services.postings_content import content_of
from cooperation.services.postings_photos import NewPhoto, PhotoPlan
from cooperation.wording.pictures import picture_change
from pacte import retention
from pacte.uploads import clean_image
from tests.cooperation.postings.test_amendments import form
from tests.cooperation.postings.test_photo_drafts import archive_of
from tests.cooperation.postings.test_photos import chosen, files, image, read, stored
from tests.factories.cooperation import PostingFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
QUEUE = "/admin/moderation/"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path


@pytest.fixture
def row():
    row = PostingFactory(title="Avant", description="Texte", quantity=3, unit="kg")
    for position, alt in ((1, "Un"), (2, "Deux")):
        row.photos.create(
            file=f"essais/{alt}.jpg", alt=alt, width=4, height=3, position=position, created_at=NOW
        )
    return row


@pytest.fixture
def author(client, row):
    user = MembershipFactory(organisation=row.organisation).user
    client.force_login(user)
    return user


@pytest.fixture
def curator():
    return UserFactory(administrator=True)


def in_line(row):
    return [photo.alt for photo in Posting.objects.get(pk=row.pk).photos.all()]


def send(client, row, *new, alt="Trois", **values):
    """send the same text, and what becomes of the photographs."""
    path = f"/mon-espace/annonces/{row.pk}/modifier/"
    shown = client.get(path).context["form"]
    kept = {f"photo_{p.pk}_alt": p.alt for p in shown.pictures}
    return client.post(path, form(quantity="3", unit="kg") | kept | chosen(*new, alt=alt) | values)


def photo(alt):
    return PostingPhoto.objects.get(alt=alt)


def accept(amendment, curator, verdict="accepted", note="Non."):
    return decide_amendment(
        amendment_id=amendment.pk,
        verdict=verdict,
        seen_at=amendment.submitted_at,
        user=curator,
        note=note,
        now=timezone.now(),
    )


def test_a_change_of_photographs_alone_waits(client, row, author, curator):
    one, two = photo("Un").pk, photo("Deux").pk
    values = {f"photo_{one}_gone": "on", f"photo_{two}_alt": "Deux cageots"}
    assert send(client, row, image(), **values).status_code == 302
    assert in_line(row) == ["Un", "Deux"]
    html = plain(client.get(f"/mon-espace/annonces/{row.pk}/").content.decode())
    assert "(serait enlevée)" in html
    assert "<ins>Deux cageots</ins> <strong>(description changée)</strong>" in html
    assert "<ins>Trois</ins> <strong>(nouvelle)</strong>" in html
    amendment = PostingAmendment.objects.get()
    accept(amendment, curator)
    assert in_line(row) == ["Deux cageots", "Trois"]
    assert not PostingPhoto.objects.filter(amendment__isnull=False).exists()
    assert client.get(f"/annonces/{row.pk}/").content.decode().count("<img") >= 2


def test_nobody_sees_them_before_but_the_author_and_the_staff(client, row, author, curator):
    send(client, row, image())
    url = f"/annonces/{row.pk}/photos/{photo('Trois').pk}/"
    assert read(client, url).status_code == 200
    for user in (None, UserFactory(), MembershipFactory().user):
        stranger = Client()
        if user:
            stranger.force_login(user)
        assert stranger.get(url).status_code == 404
        assert url not in stranger.get(f"/annonces/{row.pk}/").content.decode()
    staff = Client()
    staff.force_login(curator)
    assert read(staff, url).status_code == 200
    html = plain(staff.get(QUEUE).content.decode())
    assert f'<img src="{url}" alt="Trois"' in html
    assert f"/photos/{photo('Un').pk}/" in html
    accept(PostingAmendment.objects.get(), curator)
    assert read(Client(), url).status_code == 200


def test_the_order_is_part_of_the_change(client, row, author, curator):
    assert send(client, row, **{f"photo_{photo('Deux').pk}_place": "1"}).status_code == 302
    assert "(autre place)" in client.get(f"/mon-espace/annonces/{row.pk}/").content.decode()
    accept(PostingAmendment.objects.get(), curator)
    assert in_line(row) == ["Deux", "Un"]


def test_the_same_photographs_are_no_change(client, row, author):
    answer = send(client, row)
    assert answer.status_code == 409
    assert "Rien n’a changé" in answer.content.decode()


def test_a_change_is_taken_up_again_with_its_photographs(client, row, author, curator):
    send(client, row, image(), **{f"photo_{photo('Un').pk}_gone": "on"})
    shown = client.get(f"/mon-espace/annonces/{row.pk}/modifier/").context["form"]
    assert [(p.alt, p.is_gone) for p in shown.pictures] == [
        ("Deux", False), ("Trois", False), ("Un", True),
    ]  # fmt: skip
    again = {f"photo_{photo('Trois').pk}_gone": "on", f"photo_{photo('Un').pk}_place": "1"}
    send(client, row, image(), alt="Quatre", **again)
    accept(PostingAmendment.objects.get(), curator)
    assert in_line(row) == ["Un", "Deux", "Quatre"]
    assert not PostingPhoto.objects.filter(alt="Trois").exists()


def test_five_are_refused_and_each_is_described(client, row, author):
    answer = send(client, row, image(), image(), image())
    assert answer.status_code == 422
    assert "quatre photos au plus" in plain(answer.content.decode())
    assert (stored(), PostingAmendment.objects.count()) == ([], 0)


@pytest.mark.parametrize("way", ["refused", "withdrawn", "deleted", "retention"])
def test_what_is_not_accepted_is_erased(
    client, row, author, curator, way, django_capture_on_commit_callbacks
):
    send(client, row, image())
    amendment = PostingAmendment.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        if way == "refused":
            accept(amendment, curator, "refused")
        elif way == "withdrawn":
            client.post(f"/mon-espace/annonces/{row.pk}/modifier/retirer/")
        elif way == "deleted":
            row.delete()
        else:
            retention.apply(now=timezone.now() + dt.timedelta(days=181))
    assert not PostingPhoto.objects.filter(alt="Trois").exists()
    assert files() == []


def test_what_is_asked_again_keeps_them(client, row, author, curator):
    send(client, row, image())
    accept(PostingAmendment.objects.get(), curator, "changes_asked", "Plus près.")
    assert len(files()) == 1
    assert "Trois" in client.get(f"/mon-espace/annonces/{row.pk}/modifier/").content.decode()


def test_one_taken_away_meanwhile_stays_away(client, row, author, curator):
    send(client, row, image())
    client.post(f"/mon-espace/annonces/{row.pk}/photos/{photo('Un').pk}/enlever/")
    accept(PostingAmendment.objects.get(), curator)
    assert in_line(row) == ["Deux", "Trois"]


def test_one_added_in_line_meanwhile_stays(row, author, curator):
    plan = PhotoPlan(
        kept=((photo("Un").pk, "Un"), (photo("Deux").pk, "Deux")),
        added=(NewPhoto(clean_image(image()), "Trois"),),
    )
    amendment = amend(row, author, plan)
    row.photos.create(file="x", alt="Entre-temps", width=1, height=1, position=9, created_at=NOW)
    assert len(picture_change(row, amendment).after) == 4
    accept(amendment, curator)
    assert in_line(row) == ["Un", "Deux", "Trois", "Entre-temps"]


def test_five_in_all_are_never_shown(row, author, curator):
    photos = (NewPhoto(clean_image(image()), "x"),) * 2
    amendment = amend(row, author, PhotoPlan(added=photos))
    row.photos.create(file="x", alt="Cinq", width=1, height=1, position=9, created_at=NOW)
    with pytest.raises(PostingMoveRefused, match="Quatre"):
        accept(amendment, curator)
    assert PostingAmendment.objects.get().status == "waiting"


def amend(row, author, photos):
    return amend_posting(
        posting_id=row.pk, content=content_of(row), photos=photos, user=author, now=NOW
    )


def test_a_change_that_says_nothing_of_photographs_leaves_them(row, author, curator):
    content = content_of(row) | {"title": "Après"}
    amendment = PostingAmendment.objects.create(posting=row, content=content, submitted_at=NOW)
    assert picture_change(row, amendment) is None
    accept(amendment, curator)
    assert in_line(row) == ["Un", "Deux"]


def test_the_trusted_change_them_at_once_and_what_waited_is_replaced(client, row, author):
    send(client, row, image())
    row.organisation.is_trusted = True
    row.organisation.save()
    assert send(client, row, image(), alt="Quatre").status_code == 302
    assert in_line(row) == ["Un", "Deux", "Trois", "Quatre"]
    assert PostingAmendment.objects.get().status == "withdrawn"


def test_a_write_that_fails_leaves_no_file(row, author, monkeypatch):
    monkeypatch.setattr(PostingAmendment, "save", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        amend(row, author, PhotoPlan(added=(NewPhoto(clean_image(image()), "x"),)))
    assert files() == []
    assert PostingPhoto.objects.count() == 2


def test_before_it_is_read_a_posting_and_its_photographs_change_together(client, row, author):
    Posting.objects.update(status="draft")
    one = photo("Un").pk
    send(client, row, image(), title="Après", **{f"photo_{one}_gone": "on"})
    assert Posting.objects.get().title == "Après"
    assert in_line(row) == ["Deux", "Trois"]
    assert not PostingAmendment.objects.exists()


def test_they_are_in_ones_own_data(client, row, author):
    send(client, row, image(name="la-mienne.jpg"))
    assert "la-mienne.jpg" in archive_of(author)


def test_pages_ask_as_much_whatever_their_number(client, row, author, curator):
    staff = Client()
    staff.force_login(curator)

    def asked():
        counts = []
        mine, edit = f"/mon-espace/annonces/{row.pk}/", f"/mon-espace/annonces/{row.pk}/modifier/"
        for who, path in ((client, mine), (client, edit), (staff, QUEUE)):
            who.get(path)
            with CaptureQueriesContext(connection) as seen:
                assert who.get(path).status_code == 200
            counts.append(len(seen))
        return counts

    send(client, row, image())
    before = asked()
    send(client, row, image(), alt="Quatre")
    assert asked() == before


def kept_in(answer):
    """return what the page sends back for the photographs that were set aside."""
    form = answer.context["form"]
    names = [name for name in form.fields if name.endswith("_kept")]
    return {name: form[name].value() for name in names if form[name].value()}


def test_a_photograph_is_not_chosen_again_after_an_error(client, row, author, curator):
    answer = send(client, row, image(name="nue.jpg"), alt="")
    html = plain(answer.content.decode())
    assert answer.status_code == 422
    assert "ce que montre « nue.jpg »" in html
    assert "« nue.jpg » est gardée" in html
    assert "Choisissez la photo" not in html
    kept = kept_in(answer)
    answer = send(client, row, title="x" * 200, **kept, new_1_alt="Trois")
    assert answer.status_code == 422
    assert kept_in(answer) == kept  # still the same file, kept once
    assert len(files()) == 1
    assert send(client, row, **kept, new_1_alt="Trois").status_code == 302
    assert [path.parent.parent.name for path in files()] == ["annonces"]
    accept(PostingAmendment.objects.get(), curator)
    assert in_line(row) == ["Un", "Deux", "Trois"]


def test_what_was_set_aside_may_be_replaced_or_left(client, row, author):
    kept = kept_in(send(client, row, image(), title="x" * 200))
    assert send(client, row, **kept, new_1_gone="on", new_1_alt="Trois").status_code == 409
    answer = send(client, row, image(name="autre.jpg"), **kept)
    assert answer.status_code == 302
    assert photo("Trois").name == "autre.jpg"


def test_what_is_not_theirs_or_gone_is_chosen_again(client, row, author):
    kept = kept_in(send(client, row, image(), title="x" * 200))
    other = PostingFactory(organisation=row.organisation, description="Texte")
    for path in files():
        assert path.parent.parent.name == "en-attente"
    answer = send(client, other, **kept, new_1_alt="Trois")
    assert "Choisissez la photo de nouveau" in plain(answer.content.decode())
    for token in ("faux", kept["new_1_kept"][:-1] + "x"):
        answer = send(client, row, new_1_kept=token, new_1_alt="Trois")
        assert "Choisissez la photo de nouveau" in plain(answer.content.decode())
    retention.apply(now=timezone.now() + dt.timedelta(days=1), dry_run=True)
    assert len(files()) == 1
    assert retention.apply(now=timezone.now() + dt.timedelta(days=1, hours=1))["waiting-files"] == 1
    assert files() == []
    answer = send(client, row, **kept, new_1_alt="Trois")
    assert answer.status_code == 422
    assert "Choisissez la photo de nouveau" in plain(answer.content.decode())


def test_errors_fill_no_disk(client, row, author, monkeypatch):
    monkeypatch.setattr("pacte.uploads.waiting.MOST", 1)
    send(client, row, image(), title="x" * 200)
    answer = send(client, row, image(), title="x" * 200)
    assert "Choisissez la photo de nouveau" in plain(answer.content.decode())
    assert len(files()) == 1
