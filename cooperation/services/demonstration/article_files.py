"""The articles of the demonstration, read and checked."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacte.services.loading import Row, Sources, read_json
from pacte.services.pages import body_lines

ARTICLE_FIELDS = (*("key", "title", "category", "date", "introduction", "is_fictitious", "body"),)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    key: str
    title: str
    category: str
    date: dt.date
    introduction: str
    is_fictitious: bool
    body: tuple[str, ...]


def read_articles(sources: Sources, *, categories: frozenset[str]) -> tuple[ArticleRow, ...]:
    """Read and check the articles."""
    rows = read_json(sources, "demo_articles.json", ARTICLE_FIELDS, key="key")
    return tuple(_article(row, categories) for row in rows)


def _article(row: Row, categories: frozenset[str]) -> ArticleRow:
    date = row.date("date")
    if date is None:
        row.fail("date", _("ce champ est obligatoire."))
    return ArticleRow(
        key=row.text("key", longest=200),
        title=row.text("title", longest=200),
        category=row.choice("category", categories),
        date=date,
        introduction=row.text("introduction", longest=1000),
        is_fictitious=row.flag("is_fictitious"),
        body=body_lines(row, "body"),
    )
