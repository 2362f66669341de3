"""Bounded cycles, plainly: the truth that the kernel equals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def cycles(
    indptr: Sequence[int], indices: Sequence[int], group: Sequence[int], limit: int
) -> Iterator[tuple[int, ...]]:
    """Give every simple cycle, its least node first, in increasing order.

    Parameters
    ----------
    indptr, indices : sequence of int
        Successors of node ``n``: ``indices[indptr[n]:indptr[n + 1]]``.
    group : sequence of int
        Group of each node; a cycle visits a group once.
    limit : int
        Longest cycle, in nodes; the shortest has two.
    """
    for start in range(len(indptr) - 1):
        yield from _from((start,), indptr, indices, group, limit)


def _from(
    path: tuple[int, ...],
    indptr: Sequence[int],
    indices: Sequence[int],
    group: Sequence[int],
    limit: int,
) -> Iterator[tuple[int, ...]]:
    """Lengthen a path by each node above its first one, after closing it if it can be."""
    node = path[-1]
    following = sorted(set(indices[indptr[node] : indptr[node + 1]]))
    if len(path) > 1 and path[0] in following:
        yield path
    if len(path) < limit:
        seen = {group[step] for step in path}
        for step in following:
            if step > path[0] and group[step] not in seen:
                yield from _from((*path, step), indptr, indices, group, limit)
