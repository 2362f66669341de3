"""Groups of wordings that mean the same, from the knowledge and the data files. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cooperation.knowledge import Knowledge
from cooperation.knowledge.common_words import FRAME
from cooperation.knowledge.french import words as words_of
from cooperation.knowledge.reading import LIGHT
from search.clauses import Alternative, Origin
from search.language.acronyms import Acronym, all_acronyms
from search.language.data_files import rows, split
from search.words import terms_of

ACRONYM, CURATED, SYNONYM, TRADE, NARROWER, BROADER = 0.95, 0.9, 0.7, 0.6, 0.5, 0.4
DOUBTFUL = 0.65
"""What is left of the weight of an acronym that is also an everyday word."""
VAGUE = 0.5
"""What is left of the weight of one word that says little (``entretien``, ``produit``)."""
MAX_NARROWER = 16
SMALL_LETTERS = 0.8
"""What is left of the weight of an acronym that is not in capitals."""
LONG_FORM = 4
"""Tokens from which the words of a full form may stand apart."""
MAX_EMPTY = 2
"""Words of a wording of one token, at most."""
MAX_WORDS = 8
"""Tokens of the longest wording that is kept."""


@dataclass(frozen=True, slots=True)
class Group:
    """Wordings that any of ``heads`` calls for; ``others`` are called for, and call for nothing.

    ``heads`` are (tokens, how it reads); ``others`` are alternatives as they stand.
    """

    heads: tuple[Alternative, ...]
    others: tuple[Alternative, ...] = ()


def alternative(text: str, weight: float, origin: Origin) -> Alternative | None:
    """Give a wording as an alternative; nothing when it has no token or too many.

    One token left of a sentence (``tout ce qui se branche``) does not stand for it.
    """
    tokens = terms_of(text)
    if not 0 < len(tokens) <= MAX_WORDS or (len(tokens) == 1 and len(text.split()) > MAX_EMPTY):
        return None
    if len(tokens) == 1 and (tokens[0] in LIGHT or FRAME.intersection(words_of(text))):
        weight *= VAGUE
    return Alternative(tokens, weight, origin, adjacent=len(tokens) > 1, shown=text)


def group(
    texts: Iterable[str], weight: float, origin: Origin, others: Iterable[Alternative | None] = ()
) -> Group:
    """Make a group of wordings of equal weight."""
    found = (alternative(text, weight, origin) for text in texts)
    heads = {row.tokens: row for row in reversed([row for row in found if row])}
    return Group(tuple(reversed(heads.values())), tuple(row for row in others if row))


def resources(knowledge: Knowledge) -> Iterator[Group]:
    """Give each resource: its label and everyday words, what it holds, what holds it."""
    children: dict[str, list[str]] = {}
    for row in knowledge.resources.values():
        if row.parent:
            children.setdefault(row.parent, []).append(row.label)
    for row in knowledge.resources.values():
        held = [name for label in children.get(row.code, []) for name in _names(label)]
        others = [alternative(text, NARROWER, Origin.SYNONYM) for text in held[:MAX_NARROWER]]
        if row.parent and "." in row.parent:
            above = knowledge.resources[row.parent].label
            others.append(alternative(above, BROADER, Origin.BROADER))
        yield group((row.label, *row.synonyms), SYNONYM, Origin.SYNONYM, others)


def _names(label: str) -> list[str]:
    """Cut a label that lists single words (``Aubergines et poivrons``), keep another whole."""
    parts = label.replace(", ", " et ").replace(" ou ", " et ").split(" et ")
    return parts if all(" " not in part for part in parts) else [label]


def trades(knowledge: Knowledge) -> Iterator[Group]:
    """Give each trade: its name and the words that people use for it."""
    for row in knowledge.trades.values():
        yield group((row.label, *row.words), TRADE, Origin.SYNONYM)


def sections() -> Iterator[Group]:
    """Give the sections of the nomenclature of activities; their trades are called for too."""
    for row in rows("sections"):
        trades = [alternative(text, NARROWER, Origin.SYNONYM) for text in split(row["words"])]
        yield group((row["name"],), BROADER, Origin.BROADER, trades)


def everyday() -> Iterator[Group]:
    """Give the everyday synonyms, the first word of a row calling for the others and back."""
    for row in rows("everyday"):
        first, *others = split(row["words"])
        head = alternative(first, SYNONYM, Origin.SYNONYM)
        found = [alternative(text, SYNONYM, Origin.SYNONYM) for text in others]
        yield Group((head,) if head else (), tuple(other for other in found if other))
        for other in found:
            if other:
                yield Group((other,), (head,) if head else ())


def acronym_group(acronym: Acronym) -> Group:
    """Give an acronym and its full forms, then those that it holds."""
    known = {row.short: row for row in all_acronyms().values()}
    held = [known[short] for short in acronym.narrower if short in known]
    texts = [*acronym.narrower, *(form for row in held for form in row.forms[:1])]
    others = [alternative(text, NARROWER, Origin.SYNONYM) for text in texts]
    heads = group(acronym.forms, ACRONYM, Origin.ACRONYM, [*shorts(acronym), *others])
    return Group(tuple(map(_loose, heads.heads)), heads.others)


def _loose(form: Alternative) -> Alternative:
    """Let the words of a long full form stand apart: ``plan local pluriannuel pour l’insertion``."""
    return replace(form, adjacent=False) if len(form.tokens) >= LONG_FORM else form


def shorts(acronym: Acronym) -> list[Alternative]:
    """Give an acronym as it is indexed, in capitals and in other letters."""
    weight = ACRONYM if not acronym.telling else ACRONYM * DOUBTFUL
    found = [Alternative((acronym.token,), weight, Origin.ACRONYM, shown=acronym.short)]
    if acronym.stem not in {"", acronym.token}:
        other = Alternative((acronym.stem,), weight * SMALL_LETTERS, Origin.ACRONYM)
        found.append(replace(other, shown=acronym.short))
    return found


def curated(words: Iterable[str]) -> Group:
    """Give a group of the staff's."""
    return group(words, CURATED, Origin.CURATED)
