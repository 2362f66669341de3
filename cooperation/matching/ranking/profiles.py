"""What is known of each organisation before anyone asks: trades, resources, words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cooperation.knowledge import Knowledge
from cooperation.knowledge.common_words import GENERIC
from cooperation.knowledge.french import stem
from cooperation.knowledge.reading import MARK, cut

from .knowing import FULL, NAMED, Weighted, label_words, resources_of, trades_of
from .market import Role
from .types import Organisation
from .words import is_social, takes_what_it_names

NAME = 500
"""What a word of the name weighs beside one of the activity, in thousandths."""
LABEL = 300
"""The same for the label of what a trade takes or gives, times the confidence in the trade."""
LABELS = 4
"""How many labels are read for each trade."""
GENERIC_SHARE = 300
"""What a generic word weighs in a question, in thousandths."""
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
    """

    trades: Weighted
    named: Mapping[Role, Weighted]
    social: bool
    words: Mapping[str, int]


def profile(knowledge: Knowledge | None, row: Organisation) -> Profile:
    """Read an organisation; without knowledge, its words alone are read."""
    words: Counter[str] = Counter()
    for text, weight in ((row.activity, FULL), (row.name, NAME)):
        words.update({token: weight * n for token, n in Counter(content(text)).items()})
    if knowledge is None:
        return Profile((), dict.fromkeys(Role, ()), social=False, words=words)
    return Profile(
        trades=trades_of(knowledge, row.name, row.activity, row.naf),
        named=_named(knowledge, row.activity),
        social=is_social(row.name, row.activity, row.kind),
        words=words,
    )


def _named(knowledge: Knowledge, activity: str) -> dict[Role, Weighted]:
    """Give the resources that an activity names: made, unless it says that it takes them."""
    found = tuple(pair for pair in resources_of(knowledge, activity) if pair[1] >= NAMED)
    if takes_what_it_names(activity):
        return {Role.TAKES: found, Role.GIVES: tuple((code, sure // 2) for code, sure in found)}
    return {Role.TAKES: (), Role.GIVES: found}


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


def content(text: str) -> tuple[str, ...]:
    """Give the tokens of a text that say something, in order, repeats kept.

    Examples
    --------
    >>> content("cherche 20 kg de pommes")
    ('pomm',)
    """
    return tuple(token for token in cut(text) if not token.startswith(MARK))


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
        Token → weight in thousandths: a generic word counts for less.
    """
    light = _GENERIC.union(own)
    return {token: GENERIC_SHARE if token in light else FULL for token in content(text)}
