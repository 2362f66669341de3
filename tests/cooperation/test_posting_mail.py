"""Who left a posting learns what becomes of it."""

import datetime as dt

import pytest

from cooperation.lifecycle import MOVES
from cooperation.models import PostingContact
from cooperation.services.postings import move_posting
from tests.factories.cooperation import PostingFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
ADDRESS = "auteur@fournil.example"


@pytest.fixture
def submitted():
    row = PostingFactory(status="submitted", published_on=None, title="Pain\nde la veille")
    PostingContact.objects.create(posting=row, name="Contact fictif", email=ADDRESS)
    return row


@pytest.fixture
def move(django_capture_on_commit_callbacks):
    def run(row, target, note=""):
        curator = UserFactory(curator=True)
        with django_capture_on_commit_callbacks(execute=True):
            move_posting(posting_id=row.pk, target=target, user=curator, note=note, now=NOW)

    return run


def test_a_publication_is_told_with_its_address(submitted, move, mailoutbox):
    move(submitted, "published")
    (mail,) = mailoutbox
    assert mail.to == [ADDRESS]
    assert mail.subject == "Votre annonce «\u00a0Pain de la veille\u00a0»\u00a0: Publiée"
    assert submitted.get_absolute_url() in mail.body
    assert "Contact fictif" not in mail.body


@pytest.mark.parametrize("target", ["changes_asked", "refused"])
def test_a_request_or_a_refusal_is_told_with_its_reason(submitted, move, mailoutbox, target):
    move(submitted, target, "Dites combien, et jusqu’où.")
    (mail,) = mailoutbox
    assert "Dites combien, et jusqu’où." in mail.body
    assert submitted.get_absolute_url() not in mail.body


def test_a_move_that_is_no_news_sends_nothing(submitted, move, mailoutbox):
    move(submitted, "withdrawn")
    assert mailoutbox == []


def test_without_a_contact_nothing_is_sent(move, mailoutbox):
    move(PostingFactory(status="submitted"), "published")
    assert mailoutbox == []


def test_every_decision_that_needs_a_word_is_told():
    assert all(row.tells_author for row in MOVES if row.note_required)
