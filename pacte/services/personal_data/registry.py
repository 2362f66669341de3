"""What the site holds of a person: one line a table, from every package."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from pacte.selectors.memberships import verified_addresses

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Who:
    """A person, and the addresses that they proved to be theirs: no other opens anything."""

    user: "User"
    addresses: frozenset[str]

    def has_address(self, field: str) -> Q:
        """Return the condition that a field holds one of their addresses; never true without."""
        found = Q(pk__in=())
        for address in sorted(self.addresses):
            found |= Q(**{f"{field}__iexact": address})
        return found


@dataclass(frozen=True, slots=True)
class Held:
    """A table that holds something of a person: its title, their rows, what is told of each.

    ``erase`` says what becomes of the rows that do not leave with the account.
    """

    code: str
    title: str | Promise
    rows: "Callable[[Who], QuerySet[Any]]"
    fields: tuple[str, ...]
    erase: Callable[[Who], Any] | None = None


_held: dict[str, Held] = {}


def hold(*tables: Held) -> None:
    """Declare what a package holds; declaring twice is declaring once."""
    _held.update({table.code: table for table in tables})


def everything() -> tuple[Held, ...]:
    """Return all that is held, in the order it was declared."""
    return tuple(_held.values())


def who_is(user: "User") -> Who:
    """Return a person with their proven addresses."""
    return Who(user, verified_addresses(user))
