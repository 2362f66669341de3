"""Codes of the French nomenclature of activities (NAF rév. 2): form, level, nearness.

Source of the levels: Insee, Nomenclature d'activités française, révision 2 (2008): 88 divisions
(two digits), groups (three), classes (four) and sub-classes (four digits and a letter).
"""

from __future__ import annotations

import re

_CODE = re.compile(r"(\d{2})[.\s]?(\d{0,2})\s?([A-Z]?)")

DIVISIONS = tuple(
    f"{number:02d}"
    for first, last in (
        (1, 3),
        (5, 9),
        (10, 33),
        (35, 39),
        (41, 43),
        (45, 47),
        (49, 53),
        (55, 56),
        (58, 63),
        (64, 66),
        (68, 75),
        (77, 82),
        (84, 88),
        (90, 99),
    )
    for number in range(first, last + 1)
)
"""The 88 divisions, in order."""

LEVELS = {2: "division", 3: "group", 4: "class", 5: "subclass"}
"""Length of a code without its dot → name of its level."""
SHARES = {2: 450, 3: 650, 4: 850, 5: 900}
"""How much a code of each length says of what an organisation does, in thousandths."""
BROADER = 300
"""The same when a finer trade is asked with a broader code."""


def compact(code: str) -> str:
    """Give a code without its dot, or nothing when the text is no code.

    Parameters
    ----------
    code : str
        As people write it: ``10.71C``, ``1071c``, ``10.7``, ``10``.

    Returns
    -------
    str
        Two to four digits, then a letter when there are four and one is given.

    Examples
    --------
    >>> [compact(code) for code in ("10.71C", " 1071c ", "10.7", "10", "boulanger", "1C")]
    ['1071C', '1071C', '107', '10', '', '']
    """
    found = _CODE.fullmatch(code.strip().upper())
    if found is None or (found[3] and len(found[2]) < 2):
        return ""
    return "".join(found.groups())


def share(known: str, asked: str) -> int:
    """Tell how much an organisation's code says that it does what another code names.

    Parameters
    ----------
    known, asked : str
        Compact codes: that of a trade, that of an organisation.

    Returns
    -------
    int
        From 0 to 1000: :data:`SHARES` for the length of ``known`` when it covers ``asked``;
        at most :data:`BROADER` when ``asked`` is the broader; 0 otherwise.

    Examples
    --------
    >>> share("1071C", "1071C"), share("10", "1071C"), share("1071C", "10"), share("11", "10")
    (900, 450, 300, 0)
    """
    if not known or not asked:
        return 0
    if asked.startswith(known):
        return SHARES[len(known)]
    return BROADER if known.startswith(asked) else 0


def level(code: str) -> str:
    """Name the level of a compact code.

    Examples
    --------
    >>> [level(code) for code in ("10", "107", "1071", "1071C")]
    ['division', 'group', 'class', 'subclass']
    """
    return LEVELS[len(code)]
