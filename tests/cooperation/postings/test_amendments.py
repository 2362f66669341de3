"""A published text stays in line until the staff accept another."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from cooperation.models import EngineEvent, Posting, PostingAmendment
from cooperation.services.postings import PostingMoveRefused
from cooperation.services.postings_amendments import (
    amend_posting,
    decide_amendment,
    withdraw_amendment,
)
from cooperation.services.postings_content import content_of
from pacte.models import Notification
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import CommuneFactory, KindFactory, LabelFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture
def row():
    return PostingFactory(title="Avant", description="Texte", quantity=3, unit="kg")


@pytest.fixture
def author(row):
    return MembershipFactory(organisation=row.organisation).user


@pytest.fixture
def curator():
    return UserFactory(curator=True)


def amend(row, author, now=NOW, **values):
    content = content_of(row) | (values or {"title": "Après"})
    return amend_posting(posting_id=row.pk, content=content, user=author, now=now)


def decide(amendment, curator, verdict, note="", seen_at=None):
    return decide_amendment(
        amendment_id=amendment.pk,
        verdict=verdict,
        seen_at=seen_at or amendment.submitted_at,
        user=curator,
        note=note,
        now=LATER,
    )


def stored(row):
    return Posting.objects.get(pk=row.pk)


def test_the_text_in_line_changes_when_it_is_accepted(row, author, curator):
    label, kind = LabelFactory(code="bio"), KindFactory(code="kitchen")
    commune = CommuneFactory()
    amendment = amend(
        row,
        author,
        title="Après",
        quantity="4.5",
        ends_on="2026-12-24",
        commune=commune.pk,
        labels=[label.pk],
        kinds_may_answer=[kind.pk],
    )
    assert stored(row).title == "Avant"
    EngineEvent.objects.all().delete()
    decide(amendment, curator, "accepted")
    now = stored(row)
    assert (now.title, str(now.quantity), now.commune) == ("Après", "4.500", commune)
    assert (list(now.labels.all()), list(now.kinds_may_answer.all())) == ([label], [kind])
    assert (now.status, now.published_on) == ("published", row.published_on)
    assert now.expires_on == dt.date(2026, 12, 24)
    assert EngineEvent.objects.filter(posting_id=row.pk).exists()
    assert now.revisions.count() == 1
    amendment.refresh_from_db()
    assert (amendment.status, amendment.decided_by) == ("accepted", curator)
    told = Notification.objects.get()
    assert (told.recipient, told.kind) == (author, "posting")
    assert "acceptée" in told.body


@pytest.mark.parametrize("verdict", ["changes_asked", "refused"])
def test_the_staff_say_why_they_do_not_accept(row, author, curator, verdict):
    amendment = amend(row, author)
    with pytest.raises(PostingMoveRefused, match="Dites pourquoi"):
        decide(amendment, curator, verdict, note="  ")
    with pytest.raises(PostingMoveRefused, match="trop long"):
        decide(amendment, curator, verdict, note="a" * 2001)
    decide(amendment, curator, verdict, note="Précisez le lieu.")
    assert stored(row).title == "Avant"
    assert "Précisez le lieu." in Notification.objects.get().body


def test_what_was_sent_back_is_written_again_in_the_same_row(row, author, curator):
    first = amend(row, author)
    decide(first, curator, "changes_asked", note="Encore.")
    second = amend(row, author, now=LATER, title="Mieux")
    assert second.pk == first.pk
    assert (second.status, second.note, second.content["title"]) == ("waiting", "", "Mieux")


def test_what_was_read_is_what_is_accepted(row, author, curator):
    amendment = amend(row, author)
    amend(row, author, now=LATER, title="Glissé après la lecture")
    with pytest.raises(PostingMoveRefused, match="reprise, retirée ou décidée"):
        decide(amendment, curator, "accepted", seen_at=NOW)
    assert stored(row).title == "Avant"


def test_one_is_decided_once(row, author, curator):
    amendment = amend(row, author)
    decide(amendment, curator, "accepted")
    with pytest.raises(PostingMoveRefused, match="entre-temps"):
        decide(amendment, curator, "refused", note="Non.")
    assert stored(row).title == "Après"


def test_the_author_takes_it_back_and_a_double_click_does_nothing_more(row, author, curator):
    amendment = amend(row, author)
    assert withdraw_amendment(posting_id=row.pk, user=author, now=LATER)
    assert not withdraw_amendment(posting_id=row.pk, user=author, now=LATER)
    with pytest.raises(PostingMoveRefused, match="entre-temps"):
        decide(amendment, curator, "accepted")


def test_a_withdrawn_posting_is_not_changed(row, author, curator):
    amendment = amend(row, author)
    Posting.objects.update(status="withdrawn")
    with pytest.raises(PostingMoveRefused, match="plus publiée"):
        decide(amendment, curator, "accepted")
    assert PostingAmendment.objects.get().status == "waiting"


def test_what_is_gone_is_said(author, curator, row):
    with pytest.raises(PostingMoveRefused, match="n’existe plus"):
        amend_posting(posting_id=0, content={}, user=author, now=NOW)
    amendment = amend(row, author)
    PostingAmendment.objects.all().delete()
    with pytest.raises(PostingMoveRefused, match="n’existe plus"):
        decide(amendment, curator, "accepted")
    with pytest.raises(PostingMoveRefused, match="Choisissez"):
        decide(amendment, curator, "withdrawn")


def test_a_text_that_no_longer_holds_is_refused_in_words(row, author, curator):
    amendment = amend(row, author, starts_on="2026-12-02", ends_on="2026-12-01")
    with pytest.raises(PostingMoveRefused, match="La fin ne peut pas"):
        decide(amendment, curator, "accepted")
    assert stored(row).ends_on is None


def test_an_organisation_of_trust_changes_at_once(row, author):
    row.organisation.is_trusted = True
    row.organisation.save()
    assert amend(row, author) is None
    assert stored(row).title == "Après"
    assert not PostingAmendment.objects.exists()


def test_nothing_changed_is_said(row, author):
    with pytest.raises(PostingMoveRefused, match="Rien n’a changé"):
        amend(row, author, title="Avant")


def test_only_its_authors_amend_and_only_the_staff_decide(row, author):
    amendment = amend(row, author)
    for stranger in (UserFactory(), UserFactory(curator=True)):
        with pytest.raises(PermissionDenied):
            amend(row, stranger)
        with pytest.raises(PermissionDenied):
            withdraw_amendment(posting_id=row.pk, user=stranger, now=NOW)
    with pytest.raises(PermissionDenied):
        decide(amendment, author, "accepted")
    draft = PostingFactory(status="draft", organisation=row.organisation)
    with pytest.raises(PermissionDenied):
        amend(draft, author)


def form(**values):
    base = {"what": "Pain invendu", "title": "Avant", "period": "one_off"}
    return base | {"price_mode": "negotiable", "description": "Texte"} | values


def test_the_form_sends_a_change_and_shows_it_again(client, row, author):
    client.force_login(author)
    path = f"/mon-espace/annonces/{row.pk}/modifier/"
    data = form(title="Après", quantity="3", unit="kg")
    assert client.post(path, data).status_code == 302
    assert stored(row).title == "Avant"
    html = plain(client.get(f"/mon-espace/annonces/{row.pk}/").content.decode())
    assert "<ins>Après</ins>" in html
    assert 'value="Après"' in client.get(path).content.decode()
    assert client.post(f"{path}retirer/").status_code == 302
    assert PostingAmendment.objects.get().status == "withdrawn"
    assert "<ins>" not in client.get(f"/mon-espace/annonces/{row.pk}/").content.decode()


def test_the_form_keeps_what_is_wrong(client, row, author):
    client.force_login(author)
    path = f"/mon-espace/annonces/{row.pk}/modifier/"
    answer = client.post(path, form(what="zzzqqq", title="Gardé"))
    assert answer.status_code == 422
    assert 'value="zzzqqq"' in answer.content.decode()
    assert 'value="Gardé"' in answer.content.decode()
    same = form(quantity="3", unit="kg")
    assert client.post(path, same).status_code == 409
    assert not PostingAmendment.objects.exists()


def test_a_draft_is_edited_at_once(client, row, author):
    Posting.objects.update(status="changes_asked")
    client.force_login(author)
    path = f"/mon-espace/annonces/{row.pk}/modifier/"
    assert client.post(path, form(title="Après")).status_code == 302
    assert (stored(row).title, stored(row).status) == ("Après", "changes_asked")
    Posting.objects.update(status="submitted")
    assert client.get(path).status_code == 404
