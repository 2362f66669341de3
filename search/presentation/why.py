"""Why something was found, in words: what was typed, what stood for it, and where."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from search.clauses import Origin
from search.query import Match
from search.selectors import Found
from search.wording import FIELD_NAMES

Row = dict[str, Any]


def why(found: Found) -> list[Row]:
    """Say for each group of words asked what the document has instead, and where."""
    return [
        {"words": match.words, "told": _told(match), "where": _where(match)}
        for match in found.hit.matches
    ]


def _where(match: Match) -> str:
    return ", ".join(str(FIELD_NAMES[name]) for name in match.fields)


def _told(match: Match) -> str:
    """Say how the words of the document stand for what was typed; nothing when they are the same."""
    written = ", ".join(match.written)
    if match.origin is Origin.TYPED:
        return written if written.casefold() != match.words.casefold() else ""
    return _links()[match.origin] % {"written": written or match.shown}


def _links() -> Mapping[Origin, str]:
    return {
        Origin.SYNONYM: _("%(written)s, qui veut dire la même chose"),
        Origin.CURATED: _("%(written)s, synonyme choisi par l’équipe du pacte"),
        Origin.ACRONYM: _("%(written)s, le sigle ou son nom entier"),
        Origin.COMPOUND: _("%(written)s, en un mot ou en deux"),
        Origin.SPELLING: _("%(written)s, d’orthographe proche"),
        Origin.BROADER: _("%(written)s, plus général"),
    }
