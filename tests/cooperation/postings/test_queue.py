"""Nobody waits unseen: one list, the oldest first, one step each."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from cooperation.models import Posting, PostingAmendment, PostingMove, PostingPhoto
from cooperation.selectors.moderation import queue
from cooperation.services.postings import PostingMoveRefused
from cooperation.services.postings_content import content_of
from cooperation.services.postings_queue import decide, tell_staff_of_overdue
from pacte.models import Notification, Organisation
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
PAGE = "/admin/moderation/"
NOW = dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)


@pytest.fixture
def curator():
    return UserFactory(administrator=True)


def submitted(since, **values):
    row = PostingFactory(status="submitted", published_on=None, **values)
    PostingMove.objects.create(posting=row, source="draft", target="submitted", made_at=since)
    return row


def amended(since, **values):
    row = PostingFactory(**values)
    content = content_of(row) | {"title": "Autre titre"}
    return PostingAmendment.objects.create(posting=row, content=content, submitted_at=since)


def waiting_profile():
    return submitted(NOW, organisation__live=False).organisation


def answer(kind, pk, verdict, user, note="", seen_at=NOW):
    """Answer what waits since now, and the last version of a profile."""
    last = Organisation.objects.filter(pk=pk).values_list("latest_revision", flat=True).first()
    seen = {"seen_at": seen_at, "version": last or 0}
    decide(kind=kind, pk=pk, verdict=verdict, **seen, note=note, user=user, now=NOW)


def test_the_oldest_comes_first_whatever_it_is():
    recent = submitted(NOW - dt.timedelta(days=1))
    old = amended(NOW - dt.timedelta(days=9))
    PostingFactory()
    amended(NOW, status="withdrawn")
    found = [(row.kind, row.pk, row.age, row.is_late) for row in queue(now=NOW)]
    # from Wednesday 11 November, a public holiday, to Friday 20: 12, 13, 16 to 20
    assert found == [("amendment", old.pk, 7, True), ("posting", recent.pk, 1, False)]
    assert [row.kind for row in queue(now=NOW, kind="posting")] == ["posting"]
    assert [row.kind for row in queue(now=NOW, late=True)] == ["amendment"]


def test_a_week_end_does_not_make_late():
    submitted(dt.datetime(2026, 11, 13, 17, 0, tzinfo=dt.UTC))
    (row,) = queue(now=dt.datetime(2026, 11, 19, 9, 0, tzinfo=dt.UTC))
    assert (row.age, row.is_late) == (4, False)
    (row,) = queue(now=dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC))
    assert (row.age, row.is_late) == (5, True)


def test_a_posting_is_decided_in_one_step(curator):
    rows = [submitted(NOW) for _ in range(3)]
    answer("posting", rows[0].pk, "publish", curator)
    answer("posting", rows[1].pk, "ask", curator, note="Où ?")
    answer("posting", rows[2].pk, "refuse", curator, note="Hors du pacte.")
    states = Posting.objects.order_by("pk").values_list("status", flat=True)
    assert list(states) == ["published", "changes_asked", "refused"]
    published = Posting.objects.get(pk=rows[0].pk)
    assert published.expires_on == dt.date(2026, 11, 20) + dt.timedelta(183)
    with pytest.raises(PostingMoveRefused, match="ne peut pas faire"):
        answer("posting", rows[2].pk, "publish", curator)


def test_an_amendment_is_decided_as_it_was_read(curator):
    row = amended(NOW)
    with pytest.raises(PostingMoveRefused, match="entre-temps"):
        answer("amendment", row.pk, "publish", curator, seen_at=NOW - dt.timedelta(hours=1))
    answer("amendment", row.pk, "publish", curator, seen_at=NOW)
    assert Posting.objects.get().title == "Autre titre"


def test_the_profile_of_a_deposit_is_published_then_its_posting(curator):
    profile = waiting_profile()
    posting = profile.postings.get()
    with pytest.raises(PostingMoveRefused, match="fiche"):
        answer("posting", posting.pk, "publish", curator)
    with pytest.raises(PostingMoveRefused, match="vient d’une annonce"):
        answer("profile", profile.pk, "refuse", curator, note="Non.")
    answer("profile", profile.pk, "publish", curator)
    assert Organisation.objects.get(pk=profile.pk).live
    answer("posting", posting.pk, "publish", curator)
    with pytest.raises(PostingMoveRefused, match="n’attend plus"):
        answer("profile", profile.pk, "publish", curator)


def test_only_the_staff_decide_and_only_what_exists(curator):
    row = submitted(NOW)
    with pytest.raises(PermissionDenied):
        answer("posting", row.pk, "publish", MembershipFactory().user)
    for kind, verdict in (("posting", "burn"), ("war", "publish")):
        with pytest.raises(PostingMoveRefused, match="Choisissez"):
            answer(kind, row.pk, verdict, curator)


def test_the_page_shows_and_decides(client, curator):
    client.force_login(curator)
    late = submitted(timezone.now() - dt.timedelta(days=20), title="<b>Pain</b>")
    change = amended(timezone.now())
    html = plain(client.get(PAGE).content.decode())
    assert "2 demandes attendent" in html
    assert "En retard : depuis" in html
    assert "<b>Pain" not in html
    assert "<ins>Autre titre</ins>" in html
    assert "Autre titre" not in client.get(f"{PAGE}?late=on").content.decode()
    data = {"kind": "posting", "pk": late.pk, "verdict": "ask", "note": ""}
    data["seen_at"] = late.moves.get().made_at.isoformat()
    refused = client.post(PAGE, data)
    assert refused.status_code == 409
    assert "Dites pourquoi" in refused.content.decode()
    kept = client.post(PAGE, data | {"verdict": "burn", "note": "Mon mot"})
    assert "Mon mot" in kept.content.decode()
    assert client.post(PAGE, {"kind": "posting"}).status_code == 400
    assert client.post(PAGE, data | {"note": "Où ?"}).status_code == 302
    change.refresh_from_db()
    data = {"kind": "amendment", "pk": change.pk, "verdict": "publish"}
    seen = change.submitted_at.isoformat()
    assert client.post(PAGE, data | {"seen_at": seen}).status_code == 302
    assert "Rien n’attend" in client.get(PAGE).content.decode()


def test_the_page_is_for_the_staff(client):
    client.force_login(MembershipFactory().user)
    assert client.get(PAGE).status_code in {302, 403}
    client.logout()
    assert client.get(PAGE).status_code == 302


def test_the_page_asks_as_much_whatever_waits(client, curator, django_assert_max_num_queries):
    client.force_login(curator)

    def queries(count):
        for _ in range(count):
            submitted(NOW)
            amended(NOW)
            submitted(NOW, organisation__live=False)
        with django_assert_max_num_queries(80) as asked:
            assert client.get(PAGE).status_code == 200
        return len(asked)

    queries(1)
    assert queries(1) == queries(4)


def test_photographs_are_seen_before_they_are_published(client, curator):
    client.force_login(curator)
    row = submitted(NOW)
    photo = PostingPhoto.objects.create(
        posting=row, file="essai", alt="Deux cageots", width=4, height=3, created_at=NOW
    )
    page = client.get(PAGE).content.decode()
    address = reverse("cooperation:posting-photo", args=[row.pk, photo.pk])
    assert f'src="{address}" alt="Deux cageots"' in page


def test_a_long_queue_is_in_pages(client, curator):
    client.force_login(curator)
    for number in range(21):
        submitted(NOW - dt.timedelta(minutes=number), title=f"Numéro {number:02}")
    assert "Numéro 00" not in client.get(PAGE).content.decode()
    assert "Numéro 00" in client.get(f"{PAGE}?p=2").content.decode()


def test_the_home_page_counts_what_waits(client, curator):
    client.force_login(curator)
    submitted(timezone.now() - dt.timedelta(days=20))
    html = plain(client.get("/admin/").content.decode())
    assert "1 demande attend" in html
    assert "En retard : 1 attend depuis 5 jours ouvrés" in html


def test_the_staff_are_told_once_a_day_of_what_is_late():
    curator = UserFactory(curator=True)
    assert tell_staff_of_overdue(now=NOW) == 0
    submitted(NOW - dt.timedelta(days=20))
    for hours in (0, 3):
        assert tell_staff_of_overdue(now=NOW + dt.timedelta(hours=hours)) == 1
    told = Notification.objects.get()
    assert (told.recipient, told.kind, told.url) == (curator, "moderation", PAGE)
    tell_staff_of_overdue(now=NOW + dt.timedelta(days=1))
    assert Notification.objects.count() == 2


def test_an_organisation_without_a_posting_does_not_wait():
    OrganisationFactory(live=False)
    assert queue(now=NOW) == []
