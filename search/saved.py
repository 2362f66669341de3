"""Saved searches: asked for, confirmed, changed and forgotten by who has the e-mail.

Whoever asks gets the same answer whether or not the address is known; the e-mail says the rest.
"""

import datetime as dt
import uuid
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from search.following import follow, found_refs
from search.models import SavedSearch

KEPT_UNCONFIRMED = dt.timedelta(days=7)
MOST_BY_PERSON = 30


class Asked(StrEnum):
    """What became of a request, told by e-mail only."""

    WAITS = "waits"
    KNOWN = "known"
    TOO_MANY = "too_many"


def same_email(email: str) -> str:
    """Write an e-mail address in one way: people do not mind the case."""
    return email.strip().casefold()


def ask(
    *, email: str, name: str, address: str, frequency: str, now: dt.datetime
) -> tuple[SavedSearch | None, Asked]:
    """Keep a request until it is confirmed; one that is confirmed already is left as it is."""
    email = same_email(email)
    standing = SavedSearch.objects.filter(email=email)
    row = standing.filter(address=address).first()
    if row is None and standing.count() >= MOST_BY_PERSON:
        return standing.exclude(confirmed_at=None).first(), Asked.TOO_MANY
    if row is None:
        made = SavedSearch(email=email, address=address, created_at=now)
        row = _create(made, name, frequency)
    elif row.confirmed_at is None:
        row.name, row.frequency, row.created_at = name, frequency, now
        row.save(update_fields=["name", "frequency", "created_at"])
    return row, Asked.KNOWN if row.confirmed_at else Asked.WAITS


def _create(made: SavedSearch, name: str, frequency: str) -> SavedSearch:
    """Write a request; two at the same moment make one."""
    made.name, made.frequency = name, frequency
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        return SavedSearch.objects.get(email=made.email, address=made.address)
    return made


def find(token: uuid.UUID) -> SavedSearch | None:
    """Return the saved search of a token, which only its e-mail gives."""
    return SavedSearch.objects.filter(token=token).first()


def of_same_person(search: SavedSearch) -> QuerySet[SavedSearch]:
    """Return the confirmed searches of an address, whose e-mails open the same page."""
    return SavedSearch.objects.filter(email=search.email).exclude(confirmed_at=None)


def confirm(search: SavedSearch, *, now: dt.datetime) -> None:
    """Start to follow a search: what it finds today is known, what comes next is told."""
    if search.confirmed_at is None:
        refs, _sure = found_refs(follow(search.address))
        waiting = SavedSearch.objects.filter(pk=search.pk, confirmed_at=None)
        waiting.update(confirmed_at=now, told_refs=refs)


def change_frequency(search: SavedSearch, *, pk: int, frequency: str) -> bool:
    """Change how often one of the searches of the same person is told."""
    return bool(of_same_person(search).filter(pk=pk).update(frequency=frequency))


def forget(search: SavedSearch, *, pk: int) -> bool:
    """Delete one of the searches of the same person."""
    return bool(of_same_person(search).filter(pk=pk).delete()[0])


def forget_all(search: SavedSearch) -> int:
    """Delete all that is kept of a person, requests that wait included."""
    return SavedSearch.objects.filter(email=search.email).delete()[0]


def unsubscribe(token: uuid.UUID) -> None:
    """Delete the search of a token; asking twice changes nothing."""
    SavedSearch.objects.filter(token=token).delete()


def purge_unconfirmed(*, now: dt.datetime) -> int:
    """Delete the requests that nobody confirmed in a week."""
    old = SavedSearch.objects.filter(confirmed_at=None, created_at__lt=now - KEPT_UNCONFIRMED)
    return old.delete()[0]
