"""From everyday words to a resource: sure, to be chosen, or unknown. Never guessed silently."""

from dataclasses import dataclass

from cooperation import knowledge

SURE = 0.9
"""Confidence from which a resource may be taken without asking."""
AHEAD = 0.2
"""How much the first must be ahead of the second."""
MOST = 6
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text means: a code, or the choices to offer, or neither."""

    code: str = ""
    choices: tuple[tuple[str, str], ...] = ()


def read(text: str) -> Reading:
    """Read a text as a resource of the taxonomy."""
    known = knowledge.load()
    named = [
        code for code, row in known.resources.items() if row.label.casefold() == text.casefold()
    ]
    if len(named) == 1:
        return Reading(code=named[0])
    found = known.resolve(text)[:MOST]
    if not found:
        return Reading()
    second = found[1].confidence if len(found) > 1 else 0.0
    if found[0].confidence >= SURE and found[0].confidence - second >= AHEAD:
        return Reading(code=found[0].code)
    return Reading(choices=tuple((row.code, known.resources[row.code].label) for row in found))


def proposals(text: str) -> list[dict[str, str]]:
    """Propose resources for what is being typed: names that begin so, then what the words mean."""
    known = knowledge.load()
    if len(text) < SHORTEST:
        return []
    start = text.casefold()
    named = [
        code for code, row in known.resources.items() if row.label.casefold().startswith(start)
    ]
    codes = dict.fromkeys([*named[: MOST // 2], *(row.code for row in known.resolve(text)), *named])
    return [
        {"label": known.resources[code].label, "detail": _kind(code)} for code in [*codes][:MOST]
    ]


def _kind(code: str) -> str:
    """Name the branch of a resource, for who hesitates between two."""
    known = knowledge.load()
    above = known.ancestors(code)
    return known.resources[above[0]].label if above else ""
