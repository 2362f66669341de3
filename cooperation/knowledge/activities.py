"""The 732 sub-classes of the French nomenclature of activities, and the trades they stand for.

What people call their activity is often the official label of its sub-class: it is then read as the
code would be, whatever trades its words would suggest one by one.

Source of the codes and labels: Insee, Nomenclature d'activités française, révision 2 (2008).
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass

from .naf import compact
from .reading import MARK, cut
from .tables import Row, read

COLUMNS = ("code", "label", "trades")
_CODE = re.compile(r"\d{2}\.\d{2}[A-Z]")
_ASIDE = re.compile(r"\([^)]*\)|\bn\.c\.a\.?|\ben (?:magasin spécialisé|petites|grandes)\b.*")
"""What a label says beside its activity."""


@dataclass(frozen=True, slots=True)
class Activity:
    """A sub-class of the nomenclature.

    Attributes
    ----------
    code : str
        Compact: ``1071C``.
    label : str
        Official French label.
    trades : tuple of (str, int)
        Trades that it stands for, with a confidence of 1 to 1000, the likeliest first.
    """

    code: str
    label: str
    trades: tuple[tuple[str, int], ...]


def parse_activities(file: str, content: str, trades: Container[str]) -> dict[str, Activity]:
    """Read the sub-classes, by compact code.

    Parameters
    ----------
    file, content : str
        Name, for the errors, and content.
    trades : container of str
        Known trades; one that is not there is left out: staff may remove a trade.

    Raises
    ------
    KnowledgeError
        At the first fault; names the row and the field.
    """
    found = {}
    for row in read(file, content, COLUMNS):
        code = compact(_checked(row))
        named = tuple(pair for pair in row.weighted("trades", bool) if pair[0] in trades)
        found[code] = Activity(code, row.text("label"), named)
    return found


def _checked(row: Row) -> str:
    """Give the code of a row, checked."""
    code = row.text("code")
    if not _CODE.fullmatch(code):
        row.fail("code", f"{code!r} is no sub-class")
    return code


def title_of(text: str) -> frozenset[str]:
    """Give the words that identify a label, without those of the frame nor what is said aside.

    Examples
    --------
    >>> title_of("Commerce de gros (commerce interentreprises) de textiles") == title_of(
    ...     "commerce de gros de textile"
    ... )
    True
    """
    return frozenset(token for token in cut(_ASIDE.sub("", text)) if not token.startswith(MARK))


def titles(activities: Mapping[str, Activity]) -> dict[frozenset[str], str]:
    """Map the words of each label to its code; the first code when two labels say the same.

    A label of one word is left out: that word names trades better by itself.
    """
    found: dict[frozenset[str], str] = {}
    for code, row in sorted(activities.items()):
        if len(words := title_of(row.label)) > 1:
            found.setdefault(words, code)
    return found
