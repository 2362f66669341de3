"""What somebody says in an e-mail: their words, without what they quote nor what machines add."""

import re
from contextlib import suppress
from email.message import EmailMessage
from html.parser import HTMLParser

from mailparser_reply import EmailReplyParser

from pacte.services.notification_mail import ANSWER_ABOVE

LONGEST_TEXT = 20_000
LONGEST_LINE = 200
"""Longer lines are hidden from the library: none begins a quotation, and its patterns are slow."""

LONGEST_PAGE = 60_000
UNREAD = {"blockquote", "head", "script", "style", "title"}
LINES = {"br", "div", "h1", "h2", "h3", "h4", "li", "p", "tr"}
QUOTED_CLASSES = {"gmail_quote", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote"}
QUOTED_AFTER = {"appendonsend", "divRplyFwdMsg"}
SIGNATURE = re.compile(r"^(?:-- ?|Envoyé (?:de|depuis) (?:mon|ma) .{1,60}|Sent from my .{1,60})$")
HIDDEN_LINE = re.compile("\ue000(\\d+)\ue001")
BLANKS = re.compile(r"\n\s*\n\s*\n+")


def spoken_text(message: EmailMessage) -> str:
    """Return the words of the person who wrote a message; its quotations are left out."""
    text = _readable(message)[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    above = "\n".join(line.strip() for line in text.split(ANSWER_ABOVE, 1)[0].split("\n"))
    said = _unquoted(BLANKS.sub("\n\n", above.replace("\ue000", "").replace("\ue001", "")))
    return BLANKS.sub("\n\n", _unsigned(said)).strip()


def _readable(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    charset = part.get_content_charset("utf-8")
    raw = part.get_payload(decode=True)
    body = raw if isinstance(raw, bytes) else b""
    try:
        text = body.decode(charset, "replace")
    except LookupError:
        text = body.decode("utf-8", "replace")
    return _text_of_html(text) if part.get_content_subtype() == "html" else text


def _text_of_html(html: str) -> str:
    """Return the text of a page, a line for each of its blocks, without its quotations."""
    page = _Page()
    with suppress(
        AssertionError
    ):  # the standard library's on some broken pages: keep what was read
        page.feed(html[:LONGEST_PAGE])
    return "".join(page.said)


class _Page(HTMLParser):
    """What a page says before what it quotes; read once, whatever its depth."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.unread, self.depth = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("id") in QUOTED_AFTER:
            self.unread = "everything"
        elif self.unread:
            self.depth += tag == self.unread
        elif tag in UNREAD or QUOTED_CLASSES & set(given.get("class", "").split()):
            self.unread, self.depth = tag, 1
        elif tag in LINES:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if not self.unread and tag in LINES - {"br"}:
            self.said.append("\n")
        elif tag == self.unread:
            self.depth -= 1
            self.unread = self.unread if self.depth else ""

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.said.append(data)


def _unquoted(text: str) -> str:
    """Keep what comes before the first quotation that the library recognises."""
    lines = text.split("\n")
    hidden = [
        f"\ue000{n}\ue001" if len(line) > LONGEST_LINE else line for n, line in enumerate(lines)
    ]
    parser = EmailReplyParser(languages=["fr", "en"])
    replies = parser.read("\n".join(hidden)).replies
    first = replies[0].full_body if replies else ""
    said = HIDDEN_LINE.sub(lambda found: lines[int(found[1])], first)
    return "\n".join(line for line in said.split("\n") if not line.startswith(">"))


def _unsigned(text: str) -> str:
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if SIGNATURE.match(line)]
    return "\n".join(lines[: ends[0]] if ends and ends[0] > 0 else lines)
