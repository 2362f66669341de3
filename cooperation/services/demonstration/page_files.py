"""The pages and articles of the demonstration, read and checked."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacte.services.loading import Row, Sources, read_json

KINDS = ("home", "articles", "events", "place", "standard")
PAGE_FIELDS = (
    *("key", "kind", "title", "introduction", "search_description", "in_menus"),
    *("figures", "body"),
)
ARTICLE_FIELDS = (*("key", "title", "category", "date", "introduction", "is_fictitious", "body"),)
MARKED = {"=> ": 2, "# ": 3}


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page; the key is its address, and the code of its place when it has one."""

    key: str
    kind: str
    title: str
    introduction: str
    search_description: str
    in_menus: bool
    figures: tuple[str, ...]
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    key: str
    title: str
    category: str
    date: dt.date
    introduction: str
    is_fictitious: bool
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PagesData:
    """The pages, home first, and the articles."""

    pages: tuple[PageRow, ...]
    articles: tuple[ArticleRow, ...]


def read_pages(sources: Sources, *, categories: frozenset[str]) -> PagesData:
    """Read and check the pages and the articles."""
    pages = tuple(map(_page, read_json(sources, "demo_pages.json", PAGE_FIELDS, key="key")))
    if not pages or pages[0].kind != "home":
        row = Row("demo_pages.json", 1, {})
        row.fail("kind", _("la première page est l’accueil (home)."))
    articles = read_json(sources, "demo_articles.json", ARTICLE_FIELDS, key="key")
    return PagesData(pages, tuple(_article(row, categories) for row in articles))


def _page(row: Row) -> PageRow:
    return PageRow(
        key=row.text("key", longest=200),
        kind=row.choice("kind", KINDS),
        title=row.text("title", longest=200),
        introduction=row.text("introduction", longest=1000),
        search_description=row.text("search_description", longest=400, default=""),
        in_menus=row.flag("in_menus"),
        figures=_figures(row),
        body=_lines(row, "body"),
    )


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
        body=_lines(row, "body"),
    )


def _figures(row: Row) -> tuple[str, ...]:
    lines = _lines(row, "figures")
    if not all(line.startswith("# ") for line in lines):
        row.fail("figures", _("des chiffres comme « # 31 | ce qu’il compte | source »."))
    return lines


def _lines(row: Row, field: str) -> tuple[str, ...]:
    """Return the lines of a body, whose buttons and figures have all their parts."""
    lines = row.texts(field)
    for line in lines:
        expected = next((count for mark, count in MARKED.items() if line.startswith(mark)), 0)
        if expected and line.count("|") + 1 != expected:
            row.fail(field, _("il manque une partie à « %(line)s ».") % {"line": line[:60]})
    return lines
