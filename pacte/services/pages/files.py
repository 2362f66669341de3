"""The pages that a site starts from, read and checked."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacte.services.loading import Row, Sources, read_json

KINDS = ("home", "articles", "events", "place", "standard")
PAGE_FIELDS = (
    *("key", "kind", "title", "introduction", "search_description", "in_menus"),
    *("figures", "body"),
)
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


def read_pages(sources: Sources, name: str) -> tuple[PageRow, ...]:
    """Read and check the pages of a file, home first."""
    pages = tuple(map(_page, read_json(sources, name, PAGE_FIELDS, key="key")))
    if not pages or pages[0].kind != "home":
        Row(name, 1, {}).fail("kind", _("la première page est l’accueil (home)."))
    return pages


def _page(row: Row) -> PageRow:
    return PageRow(
        key=row.text("key", longest=200),
        kind=row.choice("kind", KINDS),
        title=row.text("title", longest=200),
        introduction=row.text("introduction", longest=1000),
        search_description=row.text("search_description", longest=400, default=""),
        in_menus=row.flag("in_menus"),
        figures=_figures(row),
        body=body_lines(row, "body"),
    )


def _figures(row: Row) -> tuple[str, ...]:
    lines = body_lines(row, "figures")
    if not all(line.startswith("# ") for line in lines):
        row.fail("figures", _("des chiffres comme « # 31 | ce qu’il compte | source »."))
    return lines


def body_lines(row: Row, field: str) -> tuple[str, ...]:
    """Return the lines of a body, whose buttons and figures have all their parts."""
    lines = row.texts(field)
    for line in lines:
        expected = next((count for mark, count in MARKED.items() if line.startswith(mark)), 0)
        if expected and line.count("|") + 1 != expected:
            row.fail(field, _("il manque une partie à « %(line)s ».") % {"line": line[:60]})
    return lines
