"""What somebody says in an e-mail, without quotations, in bounded time."""

import time
from contextlib import suppress
from email import message_from_bytes, policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation.services.relay_reading import spoken_text
from pacte.services.notification_mail import ANSWER_ABOVE

ADDRESS = "autre@secret.example"
SAID = "Bonjour,\n\nOui, mardi nous va : 20 kg.\nÀ bientôt"
LONG = "Un paragraphe qui ne va pas à la ligne. " * 20


def mail(body, kind="plain", charset="utf-8"):
    head = f"From: a@b.example\nContent-Type: text/{kind}; charset={charset}\n\n".encode()
    content = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return message_from_bytes(head + content, policy=policy.default)


QUOTATIONS = [
    f"\n\nLe lun. 23 nov. 2026 à 10:00, Autre <{ADDRESS}> a écrit :\n> Quand ?\n> Où ?",
    f"\n\nLe 23/11/2026 à 10:00, Autre <{ADDRESS}> a écrit :\n\n> Quand ?",
    f"\n\nOn Mon, Nov 23, 2026 at 10:00 AM Autre <{ADDRESS}> wrote:\n> Quand ?",
    f"\n\nDe : Autre <{ADDRESS}>\nEnvoyé : lundi 23 novembre 2026\nÀ : a@b.example\nObjet : Quand\n\nOù ?",
    f"\n\nFrom: Autre <{ADDRESS}>\nSent: Monday\nTo: a@b.example\nSubject: Quand\n\nOù ?",
    f"\n\n{ANSWER_ABOVE}\n\nBonjour,\n{ADDRESS}",
    f"\n\n> {ANSWER_ABOVE}\n> {ADDRESS}",
    f"\n> {ADDRESS} disait : quand ?",
    f"\n\nEnvoyé de mon iPhone\n\n> {ADDRESS}",
    f"\n\n-- \nCamille\n{ADDRESS}",
]


@pytest.mark.parametrize("quotation", QUOTATIONS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_quoted_is_left_out(quotation, end):
    text = (SAID + quotation).replace("\n", end)
    assert spoken_text(mail(text)) == SAID


def test_what_is_said_is_kept_whole():
    for said in (SAID, LONG.strip(), f"{LONG}\n\n{LONG}".strip(), "Cordialement, voici le devis."):
        kept = spoken_text(mail(said))
        assert kept.split() == said.split()


def test_a_page_gives_its_text_without_its_quotation():
    page = (
        "<html><head><style>p{}</style></head><body><p>Oui &amp; merci</p>"
        "<div>Mardi<br>matin</div><script>x</script>"
        f"<div class='gmail_quote'>Le lundi, Autre &lt;{ADDRESS}&gt; a écrit :</div>"
        f"<blockquote>{ADDRESS}</blockquote></body></html>"
    )
    assert spoken_text(mail(page, "html")).split() == ["Oui", "&", "merci", "Mardi", "matin"]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "inconnu", "us-ascii"])
def test_any_charset_gives_some_text(charset):
    codec = charset if charset == "iso-8859-15" else "utf-8"
    assert "mardi" in spoken_text(mail("Été : mardi".encode(codec), charset=charset))


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 20_000,
        "On " * 6_000,
        "Le " * 6_000,
        "Le a écrit " * 1_500,
        "On\n" * 6_000,
        "Le lundi\n" * 2_000,
        "De :\n" * 4_000,
        "> Le x a écrit\n" * 1_300,
        " \n" * 10_000,
        "\t" * 20_000,
        "-" * 20_000,
        "_\n" * 10_000,
        "Envoyé depuis " + "a " * 9_000,
        "cordialement\n" * 1_500,
        "ce message mail " * 1_200,
        "<div>" * 20_000,
        "<!" * 20_000,
        "<![" * 20_000,
        "<a " * 20_000,
        "</" * 20_000,
        "<!--" * 20_000,
        "&#" * 20_000,
        "<blockquote>" * 9_000,
        "\ue0003\ue001" * 2_000,
    ],
)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_hostile_texts_are_read_in_bounded_time(text, kind):
    started = time.monotonic()
    spoken_text(mail(text, kind))
    assert time.monotonic() - started < 5


@settings(max_examples=60)
@given(st.text(alphabet="Le aécrit:>\nOnwrote @<>-_DeÀ.", max_size=2_000))
def test_no_text_breaks_the_reading(text):
    found = spoken_text(mail(text))
    assert ANSWER_ABOVE not in found
    assert not any(line.startswith(">") for line in found.split("\n"))


@settings(max_examples=60)
@given(st.binary(max_size=1_000))
def test_no_bytes_break_the_reading(content):
    # The standard library breaks on some, of which receive says that they are unreadable.
    with suppress(ValueError, LookupError, TypeError, AttributeError):
        spoken_text(message_from_bytes(content, policy=policy.default))
