"""What no posting of a block can exceed, whatever it is: the block is then left alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from cooperation.matching.columns.layout import CHUNK
from cooperation.matching.jit import inlined

from .lanes import bits, part, shut, themes, unwelcome
from .numbers import A_POINT, CLOSE, HUNDREDTH, NONE, ONE, TWO, WHOLE, float32, int32, int64, lines
from .pairs import FULL, freshness

LEFT, RIGHT, LOW, HIGH, NEAR, FAR = lines(6, CHUNK)
LEAST, MOST, REACH = lines(3, CHUNK)
(START, END, REQUIRED, LACKS, ALLOWED, KINDS, THEMES, MONTHS,
 SOCIAL, LIKELIHOOD) = lines(10, CHUNK)  # fmt: skip
STATED, UNSTATED, LOCATED = lines(3, CHUNK)


@inlined
def answers(row: Any, weights: Any) -> Any:
    """Bound the points of freshness and answers: by a perfect other side."""
    rate, fresh = int64(row["rate"]), freshness(max(0, row["age"]))
    if row["age"] < 0:
        share = (rate + FULL + FULL) // 3 if rate >= 0 else int64(FULL)
    elif rate < 0:
        share = (fresh + FULL) // 2
    else:
        share = max((rate + fresh) // 2, (rate + fresh + FULL) // 3)
    return int64(max(weights.responsiveness * share // FULL, weights.no_responsiveness))


@inlined
def away(one: Any, other: Any, mine: Any) -> Any:
    """Give how far a coordinate is from an interval."""
    return float32(max(int32(one - mine), int32(mine - other), int32(0)))


@inlined
def months(me: Any, gives: Any, shared: Any, stated: Any, unstated: Any, season: Any, weights: Any) -> Any:  # fmt: skip
    """Bound the points of the months."""
    share = WHOLE if gives else np.floor(bits(shared) * me.spread + HUNDREDTH)
    unknown = float32(weights.no_months)
    best = max(part(weights.months, share), unknown)
    possible = stated if me.told != 0 else unstated if season == 0 else 0
    return best if possible != 0 else unknown


@inlined
def apart(me: Any, whole: Any, chunk: Any, at: Any) -> Any:
    """Give the square of the least distance to a block."""
    x = away(whole[chunk, LEFT + at], whole[chunk, RIGHT + at], me.x)
    y = away(whole[chunk, LOW + at], whole[chunk, HIGH + at], me.y)
    z = away(whole[chunk, NEAR + at], whole[chunk, FAR + at], me.z)
    return x * x + y * y + z * z


@inlined
def barred(me: Any, tiny: Any, chunk: Any, at: Any) -> Any:
    """Tell whether days, months, kinds or labels keep all of a block away."""
    months = int32(tiny[chunk, MONTHS + at])
    return shut(me, tiny[chunk, START + at], tiny[chunk, END + at], months) | unwelcome(
        me,
        tiny[chunk, REQUIRED + at],
        tiny[chunk, LACKS + at],
        tiny[chunk, ALLOWED + at],
        tiny[chunk, KINDS + at],
    )


@inlined
def worth(me: Any, tiny: Any, chunk: Any, at: Any, weights: Any) -> Any:
    """Bound what asks for neither a quantity, nor a place, nor months."""
    return (
        part(weights.social, max(int32(tiny[chunk, SOCIAL + at]), me.social))
        + themes(int32(tiny[chunk, THEMES + at] & me.themes), weights)
        + part(weights.likelihood, min(int32(tiny[chunk, LIKELIHOOD + at]), me.likelihood))
    )


@inlined
def ceilings(me: Any, gives: Any, boxes: Any, chunk: Any, size: Any, known: Any, season: Any,
             weights: Any, tops: Any, start: Any) -> None:  # fmt: skip
    """Write what no score of each block of a chunk exceeds, -1 when nothing of it can match.

    ``me`` is who looks, an offer when ``gives``; ``boxes`` those of the blocks; ``size`` how many
    blocks the chunk holds; ``known`` the points that all of it shares: closeness, worth and the
    bound of the answers; ``season`` the months of the season of what is offered; ``weights`` the
    maxima; ``tops`` where to write :data:`CHUNK` numbers from ``start`` on, those past ``size`` of
    no use.
    """
    whole, real, tiny, small = boxes.whole, boxes.real, boxes.tiny, boxes.small
    base, count, there = float32(known), np.uint64(size), np.uint64(start)
    nowhere, blank = float32(weights.no_distance), float32(weights.no_quantity)
    for place in range(np.uint64(CHUNK)):
        at = np.uint64(place)
        square = apart(me, whole, chunk, at)
        located = small[chunk, LOCATED + at] != 0
        far = square >= min(me.limit, real[chunk, REACH + at])
        out = (located & (me.located != 0) & far) | (at >= count) | barred(me, tiny, chunk, at)
        lost = np.floor((np.sqrt(square) + TWO) * A_POINT)
        near = part(weights.distance, max(NONE, WHOLE - lost))
        near = near if located else max(float32(weights.distance), nowhere)
        most = real[chunk, MOST + at]
        given, asked = (me.amount, real[chunk, LEAST + at]) if gives else (most, me.amount)
        share = np.floor(WHOLE * (given / max(asked, ONE)) + CLOSE)
        amount = max(part(weights.quantity, WHOLE if given >= asked else share), blank)
        shared = int32(int32(tiny[chunk, MONTHS + at]) & me.months)
        stated = small[chunk, STATED + at]
        score = (
            base
            + (amount if (me.amount >= NONE) & (most >= NONE) else blank)
            + (near if me.located != 0 else nowhere)
            + months(me, gives, shared, stated, small[chunk, UNSTATED + at], season, weights)
            + worth(me, tiny, chunk, at, weights)
        )
        tops[there + at] = int32(-1) if out else int32(score)
