"""Between what people type in a plain field and the body of a profile."""

import re
from html import escape, unescape
from typing import Any

from wagtail.rich_text import RichText

PLAIN_TAGS = re.compile(r"</?(?:p|br)\b[^<>]*>")
ANY_TAG = re.compile(r"<[^<>]*>")
PARAGRAPH = re.compile(r"</p>\s*|<br\s*/?>")
BLANK_LINES = re.compile(r"\n\s*\n")


def to_text(body: Any) -> str | None:
    """Return a body as plain text; nothing if that would lose headings, images or links."""
    parts = []
    for block in body:
        source = block.value.source if block.block_type == "paragraph" else None
        if source is None or ANY_TAG.search(PLAIN_TAGS.sub("", source)):
            return None
        parts.append(unescape(PLAIN_TAGS.sub("", PARAGRAPH.sub("\n\n", source))).strip())
    return "\n\n".join(part for part in parts if part)


def to_body(text: str) -> list[tuple[str, RichText]]:
    """Return plain text as the blocks of a body: what looks like HTML is shown as typed."""
    pieces = [piece.strip() for piece in BLANK_LINES.split(text.replace("\r\n", "\n"))]
    lines = [escape(piece, quote=False).replace("\n", "<br/>") for piece in pieces if piece]
    return [("paragraph", RichText("".join(f"<p>{line}</p>" for line in lines)))] if lines else []
