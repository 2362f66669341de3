"""What an organisation keeps: the best of the lists of its postings, merged.

A *source* is the lists of one side of a face, with where the postings of each organisation are; the
sources are, in order: declared offers, declared needs, the two sides that give in a probable match,
the two that receive.
"""

from __future__ import annotations

from typing import Any

from cooperation.matching.columns.encoding import HALF
from cooperation.matching.columns.layout import GONE, ID_BITS
from cooperation.matching.jit import inlined, lean

LOW = (1 << ID_BITS) - 1
ACTOR = 0xFFFFF


@inlined
def precedes(way: Any, one: Any, mine: Any, other: Any, two: Any, yours: Any, further: Any) -> Any:
    """Tell whether an entry goes before another.

    The greatest key first, then the offer and the need as shown, then as they are: a probable
    posting, below zero, is shown as none.
    """
    if one != two:
        return one > two
    offer, need = (mine, other) if way == 0 else (other, mine)
    before, after = (yours, further) if way == 0 else (further, yours)
    if max(offer, 0) != max(before, 0):
        return max(offer, 0) < max(before, 0)
    if max(need, 0) != max(after, 0):
        return max(need, 0) < max(after, 0)
    return (offer < before) | ((offer == before) & (need < after))


@inlined
def twin(high: Any, mine: Any, other: Any, size: Any, highs: Any, mines: Any, others: Any) -> Any:
    """Give the place of the entry that shows the same, or how many there are."""
    for at in range(size):
        same = (max(mine, 0) == max(mines[at], 0)) & (max(other, 0) == max(others[at], 0))
        if same & ((high ^ highs[at]) & ACTOR == 0):
            return at
    return size


@inlined
def enter(high: Any, mine: Any, other: Any, way: Any, alone: Any, size: Any, highs: Any,
          mines: Any, others: Any) -> Any:  # fmt: skip
    """Put an entry in its place; give how many there are. ``alone``: one for what shows the same."""
    place = twin(high, mine, other, size, highs, mines, others) if alone else size
    place = min(place, len(highs) - 1)
    if place < size and not precedes(
        way, high, mine, other, highs[place], mines[place], others[place]
    ):
        return size
    size = max(size, place + 1)
    while place > 0 and precedes(
        way, high, mine, other, highs[place - 1], mines[place - 1], others[place - 1]
    ):
        highs[place], mines[place] = highs[place - 1], mines[place - 1]
        others[place] = others[place - 1]
        place -= 1
    highs[place], mines[place], others[place] = high, mine, other
    return size


@inlined
def merge(keys: Any, mine: Any, way: Any, alone: Any, size: Any, highs: Any, mines: Any,
          others: Any) -> Any:  # fmt: skip
    """Put the list of a posting in what its organisation keeps; give how many there are."""
    for key in keys:
        high = key >> ID_BITS
        if key < 0 or key == GONE or (size == len(highs) and high < highs[size - 1]):
            break
        other = HALF - 1 - (key & LOW)
        size = enter(high, mine, other, way, alone, size, highs, mines, others)
    return size


@inlined
def gather(source: Any, number: Any, way: Any, alone: Any, size: Any, highs: Any, mines: Any,
           others: Any) -> Any:  # fmt: skip
    """Put all the lists of an organisation in a source together; give how many there are."""
    if number + 1 < len(source.first):
        for step in range(source.first[number], source.first[number + 1]):
            place = source.order[step]
            mine = HALF - 1 - (source.ties[place] & LOW)
            size = merge(source.lists[place], mine, way, alone, size, highs, mines, others)
    for place in range(source.taken):
        if source.numbers[place] == number:
            mine = HALF - 1 - (source.late[place] & LOW)
            size = merge(source.extra[place], mine, way, alone, size, highs, mines, others)
    return size


@inlined
def book(sources: Any, owner: Any, highs: Any, mines: Any, others: Any) -> Any:
    """Give how many entries an organisation keeps, and write them, best first."""
    alone, way, number, size = owner[0] != 0, owner[1], owner[2], 0
    if not alone:
        return gather(sources[way], number, way, alone, size, highs, mines, others)
    size = gather(sources[2 + 2 * way], number, way, alone, size, highs, mines, others)
    return gather(sources[3 + 2 * way], number, way, alone, size, highs, mines, others)


@lean
def read(sources: Any, owners: Any, sizes: Any, highs: Any, mines: Any, others: Any) -> None:
    """Write what each of some organisations keeps, best first, and how many entries that is.

    An owner is: whether it is about probable matches, the way (0 gives, 1 receives), the number.
    """
    for row in range(len(owners)):
        sizes[row] = book(sources, owners[row], highs[row], mines[row], others[row])


@inlined
def holds(size: Any, mines: Any, others: Any, mine: Any, other: Any) -> Any:
    """Tell whether a pair is among some entries."""
    found = False
    for at in range(size):
        found |= (mines[at] == mine) & (others[at] == other)
    return found


@lean
def differing(sizes: Any, mines: Any, others: Any, sizes_then: Any, mines_then: Any,
              others_then: Any, found: Any) -> None:  # fmt: skip
    """Mark, among the entries of each organisation, those that another reading does not have."""
    for row in range(len(sizes)):
        for at in range(sizes[row]):
            mine, other = mines[row, at], others[row, at]
            found[row, at] = not holds(
                sizes_then[row], mines_then[row], others_then[row], mine, other
            )


@lean
def keeping(sources: Any, owners: Any, pairs: Any, highs: Any, mines: Any, others: Any,
            found: Any) -> None:  # fmt: skip
    """Tell whether each organisation keeps a pair: a posting of its own, and another."""
    for row in range(len(owners)):
        size = book(sources, owners[row], highs, mines, others)
        found[row] = holds(size, mines, others, pairs[row, 0], pairs[row, 1])


__all__ = ["differing", "keeping", "read"]
