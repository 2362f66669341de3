"""A posting in front of a block of others, all at once, by vector instructions.

The lanes of a side (``columns.lanes``) are read in order, nothing branches, and everything fits
32 bits. What 32 bits cannot tell for sure (a quantity or a distance just beside a whole share, a
list of communes) is marked doubtful, and its score is never under the true one:
:func:`pairs.score` then has the last word.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from cooperation.matching.columns.layout import FOLDED, SIZE
from cooperation.matching.criteria import ONE_THEME
from cooperation.matching.jit import inlined

from .numbers import (
    A_POINT,
    CLOSE,
    FURTHER,
    HALF,
    HUNDREDTH,
    NONE,
    ONE,
    ROUNDING,
    THIRD,
    THOUSANDTH,
    TWO,
    WHOLE,
    float32,
    int32,
    lines,
)
from .pairs import FULL

X, Y, Z = lines(3, SIZE)
AMOUNT, ONCE, LOT, REACH, SPREAD = lines(5, SIZE)
(START, END, REQUIRED, LACKS, ALLOWED, KINDS, THEMES, MONTHS,
 FRESH, RATE, SOCIAL, LIKELIHOOD) = lines(12, SIZE)  # fmt: skip
UNIT, STRICTNESS, TOLD, LOCATED, SPECIAL = lines(5, SIZE)


@inlined
def bits(mask: Any) -> Any:
    """Count the bits of a mask of months."""
    left = int32(mask - int32(int32(mask >> 1) & 0x555))
    left = int32(int32(left & 0x333) + int32(int32(left >> 2) & 0x333))
    return float32(int32(int32(left + int32(left >> 4) + int32(left >> 8)) & 0xF))


@inlined
def part(maximum: Any, share: Any) -> Any:
    """Give the points of a share, exactly."""
    return np.floor(float32(maximum) * THOUSANDTH * float32(share) + ROUNDING)


@inlined
def answers(me: Any, fresh: Any, rate: Any, weights: Any) -> Any:
    """Give the points of freshness and answers."""
    oldest, other = int32(min(me.fresh, fresh)), int32(rate)
    known = int32(int32(me.rate >= 0) + int32(int32(other >= 0) + int32(oldest <= FULL)))
    dated = int32(oldest if oldest <= FULL else 0)
    total = float32(int32(int32(max(me.rate, 0)) + int32(int32(max(other, 0)) + dated)))
    each = THIRD if known == 3 else HALF if known == 2 else ONE
    found = part(weights.responsiveness, np.floor(total * each + HUNDREDTH))
    return found if known > 0 else float32(weights.no_responsiveness)


@inlined
def themes(shared: Any, weights: Any) -> Any:
    """Give the points of the themes shared: two are enough for all of them."""
    several = (int32(shared & int32(shared - 1)) != 0) | (shared >= 1 << FOLDED)
    one = part(weights.themes, ONE_THEME if shared != 0 else 0)
    return float32(weights.themes) if several else one


@inlined
def shut(me: Any, start: Any, end: Any, months: Any) -> Any:
    """Tell whether no day, or no month, is shared."""
    late, early = max(int32(start), me.start), min(int32(end), me.end)
    return (late > early) | (int32(months & me.months) == 0)


@inlined
def unwelcome(me: Any, required: Any, lacks: Any, allowed: Any, kinds: Any) -> Any:
    """Tell whether a kind or a label is not what is asked."""
    labels = int32(int32(required & me.lacks) | int32(lacks & me.required))
    return (int32(allowed & me.kinds) == 0) | (int32(kinds & me.allowed) == 0) | (labels != 0)


@inlined
def apart(me: Any, whole: Any, block: Any, at: Any) -> Any:
    """Give the square of the distance to a posting of a block, along the chord."""
    x = float32(int32(whole[block, X + at] - me.x))
    y = float32(int32(whole[block, Y + at] - me.y))
    z = float32(int32(whole[block, Z + at] - me.z))
    return x * x + y * y + z * z


@inlined
def barred(me: Any, tiny: Any, block: Any, at: Any) -> Any:
    """Tell whether days, months, kinds or labels keep a posting of a block away."""
    months = int32(tiny[block, MONTHS + at])
    return shut(me, tiny[block, START + at], tiny[block, END + at], months) | unwelcome(
        me,
        tiny[block, REQUIRED + at],
        tiny[block, LACKS + at],
        tiny[block, ALLOWED + at],
        tiny[block, KINDS + at],
    )


@inlined
def worth(me: Any, tiny: Any, block: Any, at: Any, weights: Any) -> Any:
    """Score what asks for neither a quantity, nor a place, nor months."""
    return (
        part(weights.social, max(int32(tiny[block, SOCIAL + at]), me.social))
        + answers(me, tiny[block, FRESH + at], tiny[block, RATE + at], weights)
        + themes(int32(tiny[block, THEMES + at] & me.themes), weights)
        + part(weights.likelihood, min(int32(tiny[block, LIKELIHOOD + at]), me.likelihood))
    )


@inlined
def evaluate(me: Any, gives: Any, lanes: Any, block: Any, size: Any, known: Any, season: Any,
             weights: Any, codes: Any) -> Any:  # fmt: skip
    """Write the code of every posting of a block, -1 where nothing matches; give the greatest.

    A code is twice the score, plus one when it is doubtful. ``me`` is who looks, an offer when
    ``gives``; ``lanes`` those of the other side; ``size`` how many postings the block holds;
    ``known`` the points that all of it shares (closeness and worth); ``season`` the months of the
    season of what is offered; ``weights`` the maxima; ``codes`` where to write, from 0.
    """
    whole, real, tiny, small = lanes.whole, lanes.real, lanes.tiny, lanes.small
    most, base, count = int32(-1), float32(known), np.uint64(size)
    sure = (me.told != 0) | (season == 0)
    blank, nowhere = float32(weights.no_quantity), float32(weights.no_distance)
    for place in range(np.uint64(SIZE)):
        at = np.uint64(place)
        square = apart(me, whole, block, at)
        located = (small[block, LOCATED + at] & me.located) != 0
        limit = min(me.limit, real[block, REACH + at])
        same = small[block, UNIT + at] == me.unit
        lot, once = real[block, LOT + at], real[block, ONCE + at]
        out = (located & (square >= limit)) | (at >= count) | barred(me, tiny, block, at)
        out |= (same & ((me.lot > once) | (lot > me.once))) | (
            ~same & (small[block, STRICTNESS + at] >= me.bearable)
        )
        amount = real[block, AMOUNT + at]
        given, asked = (me.amount, amount) if gives else (amount, me.amount)
        counted = same & (given >= NONE) & (asked >= NONE)
        partly = counted & (given < asked)
        covered = WHOLE * (given / max(asked, ONE))
        share = np.floor(covered + CLOSE)
        steps = (np.sqrt(square) + TWO) * A_POINT
        lost = np.floor(steps)
        spread = real[block, SPREAD + at] if gives else me.spread
        agreed = sure & (int32(small[block, TOLD + at]) == me.told)
        months = bits(int32(int32(tiny[block, MONTHS + at]) & me.months))
        shared = np.floor(months * spread + HUNDREDTH)
        score = (
            base
            + (part(weights.quantity, share if partly else WHOLE) if counted else blank)
            + (part(weights.distance, max(NONE, WHOLE - lost)) if located else nowhere)
            + (part(weights.months, shared) if agreed else float32(weights.no_months))
            + worth(me, tiny, block, at, weights)
        )
        doubt = (partly & (np.floor(covered - CLOSE) != share)) | (small[block, SPECIAL + at] != 0)
        doubt |= located & ((np.floor(steps * FURTHER) != lost) | (square * FURTHER >= limit))
        doubt |= same & ((me.lot * FURTHER > once) | (lot * FURTHER > me.once))
        code = int32(-1) if out else int32(int32(2 * int32(score)) + int32(doubt))
        codes[at] = code
        most = max(most, code)
    return most
