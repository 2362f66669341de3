"""Photographs of what is being written: with the draft, for its author alone, gone with it."""

import datetime as dt
import io
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cooperation.models import Posting, PostingDraft, PostingPhoto
from cooperation.services import postings_drafts as drafts
from cooperation.services.postings import PostingMoveRefused
from cooperation.services.postings_photos import NewPhoto, PhotoPlan
from pacte import retention
from pacte.services.personal_data import erase, export
from pacte.uploads import clean_image
from tests.cooperation.postings.test_photos import chosen, files, image, read
from tests.cooperation.test_posting_form import contact_of, data, posting_of
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import CommuneFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
FORM = "/annonces/deposer/"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def grenoble():
    return CommuneFactory(name="Grenoble", insee="38185", postcodes=["38000"])


def keep(client, *photos, button="brouillon", alt="Du pain", **values):
    sent = chosen(*photos, alt=alt) | {"what": "pain de la veille", "direction": "offer"}
    return client.post(FORM, sent | {button: "1"} | values)


def token_in(client):
    return str(client.get(FORM).context["form"]["token"].value())


def test_a_draft_keeps_its_photographs_without_an_account(client):
    keep(client, image(), image(name="b.jpg"), alt="")
    first, second = PostingPhoto.objects.all()
    assert (first.posting, first.amendment, first.draft) == (None, None, PostingDraft.objects.get())
    assert (first.name, second.name, first.alt) == ("Pain du soir.jpg", "b.jpg", "")
    page = client.get(FORM)
    assert f'src="/annonces/deposer/photos/{first.pk}/"' in page.content.decode()
    assert read(client, f"/annonces/deposer/photos/{first.pk}/")["Cache-Control"] == (
        "private, no-store"
    )
    assert len(files()) == 2


def test_nobody_else_sees_them(client):
    keep(client, image())
    url = f"/annonces/deposer/photos/{PostingPhoto.objects.get().pk}/"
    assert Client().get(url).status_code == 404
    for user in (UserFactory(), UserFactory(curator=True)):
        stranger = Client()
        stranger.force_login(user)
        assert stranger.get(url).status_code == 404
    owner = UserFactory()
    PostingDraft.objects.update(user=owner)
    assert client.get(url).status_code == 404  # the browser is no longer enough
    client.force_login(owner)
    assert read(client, url).status_code == 200
    photo = PostingPhoto.objects.get()
    assert client.get(f"/annonces/{PostingFactory().pk}/photos/{photo.pk}/").status_code == 404


def test_they_are_sent_with_it_described_in_their_order(client):
    keep(client, image(), image(name="b.jpg"))
    first, second = PostingPhoto.objects.all()
    sent = data(token=token_in(client))
    sent |= {f"photo_{first.pk}_alt": "", f"photo_{second.pk}_alt": "Deux"}
    refused = client.post(FORM, sent)
    assert refused.status_code == 422
    assert "ce que montre « Pain du soir.jpg »" in plain(refused.content.decode())
    sent |= {f"photo_{first.pk}_alt": "Un", f"photo_{second.pk}_place": "1"}
    assert client.post(FORM, sent | chosen(image(), alt="Trois")).status_code == 302
    made = Posting.objects.get()
    assert [row.alt for row in made.photos.all()] == ["Deux", "Un", "Trois"]
    assert PostingPhoto.objects.filter(draft=None, posting=made).count() == len(files()) == 3


def test_one_that_is_taken_away_goes_with_its_file(client, django_capture_on_commit_callbacks):
    keep(client, image(), image())
    first = PostingPhoto.objects.first()
    gone = {f"photo_{first.pk}_gone": "on", f"photo_{first.pk}_alt": "Du pain"}
    with django_capture_on_commit_callbacks(execute=True):
        keep(client, token=token_in(client), **gone)
    assert PostingPhoto.objects.count() == len(files()) == 1


def test_nothing_is_lost_when_something_else_is_wrong(client):
    sent = data(consent="", contact_email="") | chosen(image(), image(name="b.jpg"), alt="")
    sent |= {"new_1_alt": "Un", "new_3": SimpleUploadedFile("c.jpg", b"<svg/>"), "new_3_alt": "C"}
    answer = client.post(FORM, sent)
    html = plain(answer.content.decode())
    assert answer.status_code == 422
    first, second = PostingPhoto.objects.all()
    assert f"/annonces/deposer/photos/{first.pk}/" in html
    assert "ce que montre « b.jpg »" in html
    assert "« c.jpg » :" in html
    assert 'name="new_1_alt" value="C"' in html
    assert read(client, f"/annonces/deposer/photos/{second.pk}/").status_code == 200
    again = data(token=answer.context["form"]["token"].value())
    again |= {f"photo_{first.pk}_alt": "Un", f"photo_{second.pk}_alt": "Deux"}
    assert client.post(FORM, again).status_code == 302
    assert Posting.objects.get().photos.count() == 2


def test_looking_at_the_matches_keeps_them_too(client):
    answer = keep(client, image(), button="apercu")
    photo = PostingPhoto.objects.get()
    assert f"/annonces/deposer/photos/{photo.pk}/" in answer.content.decode()
    assert read(client, f"/annonces/deposer/photos/{photo.pk}/").status_code == 200


def test_what_is_no_photo_is_said_and_the_draft_kept(client):
    answer = keep(client, SimpleUploadedFile("x.png", b"<svg/>"), image())
    html = plain(client.get(answer["Location"]).content.decode())
    assert "« x.png » :" in html
    assert PostingPhoto.objects.count() == 1


def test_the_fifth_is_refused_and_the_others_stay(client):
    keep(client, *(image() for _ in range(3)))
    answer = keep(client, image(), image(name="cinq.jpg"), token=token_in(client))
    html = plain(client.get(answer["Location"]).content.decode())
    assert "« cinq.jpg » : quatre photos au plus" in html
    assert PostingPhoto.objects.count() == len(files()) == 4


def test_a_page_left_open_takes_nothing_away(client):
    keep(client, image())
    old = data(token=token_in(client))
    keep(client, image(name="b.jpg"), token=old["token"])
    assert client.post(FORM, old).status_code == 302
    assert Posting.objects.get().photos.count() == 2


def test_too_many_at_once_is_said_not_a_fault(client):
    keep(client, *(image() for _ in range(3)))
    token, draft = token_in(client), PostingDraft.objects.get()
    plan = PhotoPlan(added=tuple(NewPhoto(clean_image(image()), "x") for _ in range(2)))
    with pytest.raises(PostingMoveRefused, match="Quatre"):
        drafts.deposit_once(
            token=uuid.UUID(token),
            posting=posting_of(MembershipFactory().organisation),
            contact=contact_of(),
            new_organisation=None,
            user=UserFactory(),
            now=timezone.now(),
            photos=plan,
        )
    assert (draft.photos.count(), len(files())) == (3, 3)
    assert not Posting.objects.exists()


def test_without_an_account_they_are_bounded_together(client, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_WITHOUT_ACCOUNT", 1)
    keep(client, image())
    other = Client()
    answer = keep(other, image())
    assert "Trop de brouillons" in plain(other.get(answer["Location"]).content.decode())
    other.force_login(UserFactory())
    keep(other, image())
    assert PostingPhoto.objects.count() == 2


def test_a_draft_that_was_sent_or_is_anothers_takes_none():
    token, plan = uuid.uuid4(), PhotoPlan(added=(NewPhoto(clean_image(image()), "x"),))
    owner, now = UserFactory(), timezone.now()
    drafts.save_draft(token=token, content={"what": "x"}, user=owner, now=now)
    with pytest.raises(PostingMoveRefused, match="déjà"):
        drafts.keep_draft_photos(token=token, photos=plan, user=UserFactory(), now=now)
    PostingDraft.objects.update(posting=PostingFactory())
    with pytest.raises(PostingMoveRefused, match="déjà"):
        drafts.keep_draft_photos(token=token, photos=plan, user=owner, now=now)
    assert files() == []


@pytest.mark.parametrize("way", ["forgotten", "retention", "again", "erased"])
def test_they_go_with_the_draft(client, way, django_capture_on_commit_callbacks):
    owner = UserFactory()
    if way == "erased":
        client.force_login(owner)
    keep(client, image())
    later = timezone.now() + dt.timedelta(days=31)
    with django_capture_on_commit_callbacks(execute=True):
        if way == "forgotten":
            drafts.forget_drafts(now=later)
        elif way == "retention":
            retention.apply(now=later)
        elif way == "again":
            client.post(f"{FORM}recommencer/")
        else:
            erase(user=owner, now=timezone.now())
    assert not PostingPhoto.objects.exists()
    assert files() == []


def test_they_are_in_ones_own_data(client):
    client.force_login(owner := UserFactory())
    keep(client, image(name="la-mienne.jpg"))
    assert PostingPhoto.objects.get().draft.user == owner
    assert "la-mienne.jpg" in archive_of(owner)
    assert "la-mienne.jpg" not in archive_of(UserFactory())


def archive_of(user):
    """read what somebody takes away, as text."""
    packed = zipfile.ZipFile(io.BytesIO(export(user=user, now=timezone.now())))
    return packed.read("donnees.json").decode()


def test_a_photograph_belongs_to_one_thing():
    draft = PostingDraft.objects.create(created_at=timezone.now(), updated_at=timezone.now())
    shape = {"file": "x", "width": 1, "height": 1, "created_at": timezone.now()}
    for owners in ({}, {"draft": draft, "posting": PostingFactory()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PostingPhoto.objects.create(**shape, **owners)


def test_the_form_costs_one_question_more_whatever_their_number(client, django_assert_num_queries):
    keep(client, image())
    client.get(FORM)
    with django_assert_num_queries(5):
        client.get(FORM)
    keep(client, image(), image(), token=token_in(client))
    with django_assert_num_queries(5):
        client.get(FORM)
