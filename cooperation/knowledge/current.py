"""The knowledge in force: the packaged one, until an amended one is installed.

Whoever keeps the amendments installs their result; everybody else loads what is in force. One
assignment, so that a thread sees the former or the new one, never a mixture.
"""

from __future__ import annotations

from . import loading
from .facade import Knowledge
from .types import Resolution


class _Shelf:
    """Holds what was installed."""

    knowledge: Knowledge | None = None


def load() -> Knowledge:
    """Give the knowledge in force.

    Examples
    --------
    >>> load().resources["food.bakery.bread"].unit
    'kg'
    """
    return _Shelf.knowledge or loading.load()


def install(knowledge: Knowledge | None) -> None:
    """Put an amended knowledge in force; ``None`` goes back to the packaged one."""
    _Shelf.knowledge = knowledge


def resolve(text: str) -> tuple[Resolution, ...]:
    """Give the resources that a French text may mean.

    Examples
    --------
    >>> resolve("bocaux en verre")[0].code.startswith("material.container.glass_jar")
    True
    """
    return load().resolve(text)
