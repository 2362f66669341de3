"""Batched loading: relatives of the rows of one level come in one query.

A loader lives as long as its request. It is known by the selector it calls and by
the options given, so a resolver only names the selector.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from graphene import ResolveInfo
from graphql_sync_dataloaders import SyncDataLoader

Batch = Callable[..., dict[int, Any]]
"""A selector that takes keys and gives what it found, by key."""


def load_one(info: ResolveInfo, batch: Batch, key: int | None) -> Any:
    """Promise the row of a key, or nothing when it is missing or hidden."""
    return None if key is None else _loader(info, batch, None).load(key)


def load_many(info: ResolveInfo, batch: Batch, key: int, **options: int) -> Any:
    """Promise the rows that belong to a key."""
    return _loader(info, batch, (), **options).load(key)


def _loader(info: ResolveInfo, batch: Batch, empty: Any, **options: int) -> SyncDataLoader:
    loaders = info.context.loaders
    slot = (batch, tuple(sorted(options.items())))
    if slot not in loaders:
        loaders[slot] = SyncDataLoader(partial(_aligned, partial(batch, **options), empty))
    return loaders[slot]


def _aligned(batch: Batch, empty: Any, keys: list[int]) -> list[Any]:
    found = batch(keys)
    return [found.get(key, empty) for key in keys]
