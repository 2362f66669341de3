"""What is known of each organisation before anyone asks: trades, resources, words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cooperation.knowledge import Knowledge
from cooperation.knowledge.common_words import GENERIC
from cooperation.knowledge.french import stem
from cooperation.knowledge.reading import contents_of

from .fields import fields_of, is_of_people, own_field, posts_of, settled
from .knowing import (
    FULL,
    NAMED,
    Weighted,
    content,
    label_words,
    resources_of,
    sharpened,
    trades_of,
)
from .market import Role
from .types import Organisation
from .words import is_social, parts_of, takes_what_it_names

NAME = 500
"""What a word of the name weighs beside one of the activity, in thousandths."""
CLEAR = 700
"""Confidence from which a trade is clear."""
OWN, OWN_CLEAR = 900, 800
"""What a resource that an activity names is worth, in thousandths; when its trade is clear."""
NAMED_KEPT = 300
"""What :func:`sharpened` keeps of the second resources that an activity may name."""
LABEL = 200
"""The same for the label of what a trade takes or gives, times the confidence in the trade."""
LABELS = 4
"""How many labels are read for each trade."""
GENERIC_SHARE = 300
"""What a generic word weighs in a question, in thousandths."""
AFTER = 700
"""What a word weighs in a question after *pour*, *avec*, *dans* and the like."""
WITHOUT = 400
"""The same after *sans*."""
_SHARES = (
    dict.fromkeys(("pour", "avec", "dans", "qui", "chez", "afin"), AFTER)
    | dict.fromkeys(("sans",), WITHOUT)
    | dict.fromkeys(".,;:!?", FULL)
)
_TURNS = re.compile(r"(\b(?:pour|avec|dans|qui|chez|afin|sans)\b|[.,;:!?])", re.IGNORECASE)
_GENERIC = frozenset(stem(word) for word in GENERIC)


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of an organisation.

    Attributes
    ----------
    trades : tuple of (str, int)
        Its trades, with confidence; sorted by code.
    named : mapping
        Role → resources that its activity names, with confidence.
    social : bool
        Whether it is there for work integration, or for disability.
    words : mapping
        Token → weight, of its activity and name.
    of_people : bool
        Whether it trains, places or hires out people.
    fields : frozenset of str
        Fields of work, when it trains, places or hires out people in these only.
    field : frozenset of str
        Field of the posts of its surest trade, when it is not of people.
    posts : frozenset of str
        Fields of all the posts that its trades offer, when it is not of people.
    """

    trades: Weighted
    named: Mapping[Role, Weighted]
    social: bool
    words: Mapping[str, int]
    of_people: bool = False
    fields: frozenset[str] = frozenset()
    field: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()


def profile(knowledge: Knowledge | None, row: Organisation) -> Profile:
    """Read an organisation; without knowledge, its words alone are read."""
    words: Counter[str] = Counter()
    for text, weight in ((row.activity, FULL), (row.name, NAME)):
        words.update({token: weight * n for token, n in Counter(content(text)).items()})
    if knowledge is None:
        return Profile((), dict.fromkeys(Role, ()), social=False, words=words)
    read = trades_of(knowledge, row.name, row.activity, row.naf)
    trades = settled(read)
    return Profile(
        trades=trades,
        named=_named(knowledge, row.activity, max((sure for _, sure in trades), default=0)),
        social=is_social(row.name, row.activity, row.kind),
        words=words,
        of_people=is_of_people(read),
        field=own_field(knowledge, read),
        posts=posts_of(knowledge, read),
        fields=fields_of(knowledge, row.activity, read),
    )


def _named(knowledge: Knowledge, activity: str, surest: int) -> dict[Role, Weighted]:
    """Give the resources that an activity names: made, unless it says that it takes them.

    They count for less when its trade is clear, which then says better what it deals in.
    """
    share = OWN_CLEAR if surest >= CLEAR else OWN
    made, used = parts_of(activity)
    found = {}
    for text, role in ((made, Role.GIVES), (used, Role.TAKES)):
        found[role] = tuple(
            (code, sure * share // FULL)
            for code, sure in sharpened(resources_of(knowledge, text), NAMED_KEPT)
            if sure >= NAMED
        )
    if takes_what_it_names(made):
        halved = tuple((code, sure // 2) for code, sure in found[Role.GIVES])
        return {Role.TAKES: found[Role.GIVES] + found[Role.TAKES], Role.GIVES: halved}
    return found


def document(knowledge: Knowledge | None, known: Profile, role: Role) -> dict[str, int]:
    """Give the words by which an organisation is found: its own, then those of its trades.

    Parameters
    ----------
    knowledge : Knowledge or None
        Gives the labels; without it, its own words only.
    known : Profile
        The organisation.
    role : Role
        Whether what it takes or what it gives is read.

    Returns
    -------
    dict
        Token → weight in thousandths.
    """
    found = Counter(known.words)
    if knowledge is not None:
        for code, sure in known.trades:
            for resource, weight in label_words(knowledge.trades[code], role is Role.GIVES)[
                :LABELS
            ]:
                for token in content(knowledge.resources[resource].label):
                    found[token] = max(found[token], LABEL * sure * weight // FULL**2)
    return {token: weight for token, weight in found.items() if weight}


def asked(text: str, own: Sequence[str] = ()) -> dict[str, int]:
    """Weigh the tokens of a question.

    Parameters
    ----------
    text : str
        The question.
    own : sequence of str
        Tokens of the asker's activity: said of itself, they count for a third.

    Returns
    -------
    dict
        Token → weight in thousandths: less for a generic word, for what comes after *pour*, *avec*
        or *dans* (what it is for, or where), and still less after *sans*.

    Examples
    --------
    >>> asked("savons pour une fête, sans parfum")
    {'savon': 1000, 'fet': 700, 'parfum': 400}
    """
    light = _GENERIC.union(own)
    found: dict[str, int] = {}
    share = FULL
    for part in _TURNS.split(contents_of(text)):
        share = _SHARES.get(part.lower(), share)
        for token in content(part) if part.lower() not in _SHARES else ():
            weight = share * (GENERIC_SHARE if token in light else FULL) // FULL
            found[token] = max(weight, found.get(token, 0))
    return found
