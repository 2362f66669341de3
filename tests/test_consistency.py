"""The parts of the site agree with each other."""

import re
from pathlib import Path

import allauth
import pytest
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode
from django.utils.translation import ngettext

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "site" / "templates"
CODE = [
    path
    for folder in ("pacte", "cooperation", "search", "site/config")
    for path in (ROOT / folder).rglob("*.py")
]
ALL = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.*"))
SERVED_BY_NAME = {
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "500.html",
    "503.html",
    "429.html",
}
OVERRIDES = ("wagtailadmin/", "graphene/", "wagtailsnippets/", "wagtailusers/")
NAMED_BY_ALLAUTH = ("account/", "mfa/", "socialaccount/", "usersessions/")
INLINE = re.compile(
    r"<[^>]*\s(style|on[a-z]+)=[\"']|<script(?![^>]*(src=|type=\"application/))", re.IGNORECASE
)


def _mentions() -> str:
    sources = [path.read_text() for path in CODE]
    sources += [(TEMPLATES / name).read_text() for name in ALL]
    return "\n".join(sources)


def test_every_template_is_used():
    text = _mentions()
    unused = [
        name
        for name in ALL
        if name not in SERVED_BY_NAME
        and not name.startswith((*OVERRIDES, *NAMED_BY_ALLAUTH))
        and name not in text
    ]
    assert not unused


def test_every_template_of_the_account_replaces_one_of_allauth_or_is_used():
    theirs = Path(allauth.__file__).parent / "templates"
    text = _mentions()
    ours = [name for name in ALL if name.startswith(NAMED_BY_ALLAUTH)]
    assert len(ours) > 50
    stems = [name.removesuffix("_message.txt").removesuffix("_subject.txt") for name in ours]
    assert not [
        name
        for name, stem in zip(ours, stems, strict=True)
        if not (theirs / name).exists() and name not in text and stem not in text
    ]


OWN = [name for name in ALL if name.endswith(".html") and not name.startswith(OVERRIDES)]


@pytest.mark.parametrize("name", OWN)
def test_templates_hold_no_inline_style_or_script(name):
    found = INLINE.search((TEMPLATES / name).read_text())
    assert found is None, found and found.group(0)


def test_no_page_asks_another_site():
    pattern = re.compile(r"(?:src|srcset|@import|url\()\s*=?\s*[\"']?https?://", re.IGNORECASE)
    files = [*TEMPLATES.rglob("*.html"), *(ROOT / "site/static/css").rglob("*.css")]
    assert not [str(f) for f in files if pattern.search(f.read_text())]


def _plurals() -> dict[str, str]:
    """Every message of our templates that has a plural, by its singular."""
    found = {}
    for name in OWN:
        for node in get_template(name).template.nodelist.get_nodes_by_type(BlockTranslateNode):
            if node.plural:
                singular, _ = node.render_token_list(node.singular)
                found[singular], _ = node.render_token_list(node.plural)
    return found


def test_zero_is_singular_as_french_wants():
    plurals = _plurals()
    assert len(plurals) > 10
    wrong = [one for one, many in plurals.items() if ngettext(one, many, 0) != one]
    assert not wrong, "run `make messages`"
