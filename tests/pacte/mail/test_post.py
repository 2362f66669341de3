"""What is written for the queue: checked, once a key, and only with its change."""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from pacte.models import OutgoingMail
from pacte.services.mail import CONTROLS, LONGEST_SUBJECT, UnsafeMailError, _one_line, post
from tests.mail import delivered

ADDRESS = "a@pacte.example"


def write(**fields):
    return post(**{"to": ADDRESS, "subject": "Objet", "text": "Texte", **fields})


@pytest.mark.django_db
def test_a_message_waits_with_both_parts_and_its_headers():
    write(html="<p>Texte</p>", headers={"Reply-To": "reponse@pacte.example"})
    (mail,) = delivered()
    assert (mail.to, mail.subject, mail.body) == ([ADDRESS], "Objet", "Texte")
    assert mail.alternatives[0] == ("<p>Texte</p>", "text/html")
    raw = mail.message()
    assert raw["Reply-To"] == "reponse@pacte.example"
    assert raw["Auto-Submitted"] == "auto-generated"


@pytest.mark.django_db
def test_the_same_key_is_written_and_sent_once():
    first = write(key="annonce-1")
    assert write(key="annonce-1", subject="Autre").pk == first.pk
    assert len(delivered()) == 1
    assert write(key="annonce-1").pk == first.pk
    assert len(delivered()) == 1
    write()
    write()
    assert len(delivered()) == 3


@pytest.mark.django_db
def test_a_change_that_is_undone_sends_nothing():
    with suppress(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_on_commit_the_message_leaves_at_once(django_capture_on_commit_callbacks, mailoutbox):
    with django_capture_on_commit_callbacks(execute=True):
        write()
        assert mailoutbox == []
    assert len(mailoutbox) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"to": "a@pacte.example\nBcc: tous@pacte.example"},
        {"to": "a@pacte.example, b@pacte.example"},
        {"to": ""},
        {"to": "pas une adresse"},
        {"to": f"{'a' * 300}@pacte.example"},
        {"headers": {"Reply-To": "a@b.example\r\nBcc: c@d.example"}},
        {"headers": {"X-Essai\nBcc": "c@d.example"}},
        {"headers": {"Bcc": "c@d.example"}},
        {"headers": {"to": "c@d.example"}},
        {"headers": {"Message-ID": "<a@b>"}},
        {"headers": {"X-Long": "a" * 1_000}},
        {"key": "k" * 201},
    ],
)
def test_what_could_write_a_header_is_refused(fields):
    with pytest.raises(UnsafeMailError):
        write(**fields)
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_a_hostile_text_is_kept_without_what_no_database_takes():
    write(subject="Pain\r\nBcc: tous@pacte.example\x00", text="a\x00b\ud800c")
    (mail,) = delivered()
    assert mail.subject == "Pain Bcc: tous@pacte.example"
    assert mail.message()["Bcc"] is None
    assert mail.body == "ab?c"


@given(st.text(st.characters(codec=None), max_size=400))
def test_a_subject_is_one_line_of_bounded_length(subject):
    line = _one_line(subject)
    assert len(line) <= LONGEST_SUBJECT
    assert len(line.splitlines()) <= 1
    assert not CONTROLS.search(line)
    line.encode()
