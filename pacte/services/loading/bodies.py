"""Bodies of pages and actions, from plain lines to blocks that keep their identifiers.

A line is a paragraph; ``## `` starts a heading, ``- `` an item of a list, ``=> `` a button
(``=> text | address``) and ``# `` a figure (``# value | what it counts | source``).
"""

import uuid
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join

NAMESPACE = uuid.UUID("9c6d0a51-6d8c-5f63-9a63-0d1f3f2f9a10")
Block = dict[str, Any]


def body(owner: str, lines: Sequence[str]) -> list[Block]:
    """Return the blocks of lines; the same owner and lines give the same blocks."""
    found = [block for kind, group in groupby(lines, _kind) for block in _blocks(kind, group)]
    return [
        {"type": name, "value": value, "id": str(uuid.uuid5(NAMESPACE, f"{owner}/{rank}"))}
        for rank, (name, value) in enumerate(found)
    ]


def _kind(line: str) -> str:
    marks = {"## ": "heading", "- ": "list", "=> ": "call", "# ": "figure"}
    return next((kind for mark, kind in marks.items() if line.startswith(mark)), "paragraph")


def _blocks(kind: str, lines: Iterable[str]) -> list[tuple[str, Any]]:
    if kind == "heading":
        return [("heading", line.removeprefix("## ")) for line in lines]
    if kind == "list":
        items = format_html_join("", "<li>{}</li>", ((line.removeprefix("- "),) for line in lines))
        return [("paragraph", str(format_html("<ul>{}</ul>", items)))]
    if kind == "call":
        return [("call", _parts(line, "=> ", ("text", "url"))) for line in lines]
    if kind == "figure":
        return [("figure", _parts(line, "# ", ("value", "label", "source"))) for line in lines]
    return [("paragraph", str(format_html_join("", "<p>{}</p>", ((line,) for line in lines))))]


def _parts(line: str, mark: str, names: Sequence[str]) -> dict[str, str]:
    values = [part.strip() for part in line.removeprefix(mark).split("|")]
    return dict(zip(names, values, strict=True))
