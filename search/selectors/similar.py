"""Organisations that are like another."""

from pacte.models import Organisation
from search import engine
from search.entry import EntryKind, Ref
from search.selectors.rows import Found, rows_of

MOST = 3


def similar(organisation: Organisation) -> tuple[Found, ...]:
    """Give the public organisations whose words are nearest to those of one, nearest first."""
    ref = Ref(EntryKind.ORGANISATION, str(organisation.pk))
    return rows_of(engine.similar(ref, MOST).hits)
