"""Why a posting, or two organisations, did not meet anyone: the nearest misses, in sentences.

The postings kept to the network are only looked at for who may see them. A fixed number of queries.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cooperation import knowledge, snapshot
from cooperation.enums import Visibility
from cooperation.lifecycle import PUBLIC_STATES
from cooperation.matching.counterfactual import why_not
from cooperation.matching.counterfactual.changes import ChangeCode
from cooperation.matching.counterfactual.misses import Miss
from cooperation.matching.counterfactual.nearest import WhyNot
from cooperation.matching.prospects import completed
from cooperation.matching.types import Direction, Network
from cooperation.matching.types import Posting as CorePosting
from cooperation.models import Capability, Posting
from cooperation.permissions import is_network_member
from cooperation.selectors.suggestions import names_of_codes
from cooperation.selectors.weights import table_in_force
from cooperation.wording.why_not import Known, MissCard, card_of
from pacte.models import Commune, Organisation
from pacte.permissions import is_curator

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    Visitor = User | AnonymousUser

SHOWN = 12
WISH = 2**63 - 1
"""Identifier of a need that nobody posted: no posting ever has it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The nearest misses in sentences, and how many candidates there were."""

    cards: list[MissCard]
    looked_at: int
    matching: int
    is_active: bool = True
    is_placed: bool = False
    """Whether nothing is left of the posting: it is published, and matched with nobody."""


@dataclass(frozen=True, slots=True)
class AskedPair:
    """The two organisations that an address names, those to choose from, and what is wrong."""

    slugs: tuple[str, str]
    both: tuple[Organisation, ...]
    choices: list[tuple[str, str]]
    problem: str

    @property
    def is_ready(self) -> bool:
        return len(self.both) == 2


def asked_pair(one: str, other: str) -> AskedPair:
    """Read the slugs of two organisations; empty ones are not asked yet."""
    known = {row.slug: row for row in _active()}
    choices = [(row.slug, row.name) for row in known.values()]
    unknown = [slug for slug in (one, other) if slug and slug not in known]
    problem = ""
    if unknown:
        problem = _("Aucune organisation active à l’adresse « %s ».") % unknown[0][:80]
    elif one and one == other:
        problem = _("Choisissez deux organisations différentes.")
    both = (known[one], known[other]) if one and other and not problem else ()
    return AskedPair((one, other), both, choices, problem)


def _active() -> QuerySet[Organisation]:
    """Return the published organisations that offer, need or master something."""
    posted = Posting.objects.active().values("organisation_id")
    skilled = Capability.objects.values("organisation_id")
    rows: QuerySet[Organisation] = Organisation.objects.public()
    return rows.filter(Q(pk__in=posted) | Q(pk__in=skilled)).order_by("name", "pk")


def of_posting(posting: Posting, *, user: "Visitor", today: dt.date, limit: int = SHOWN) -> Answer:
    """Tell what came nearest to answering a posting; one that is no longer matched has no miss."""
    network = _network(user, today)
    try:
        found = why_not.of_posting(
            network, posting.pk, today=today, table=table_in_force(), limit=limit
        )
    except why_not.UnknownSideError:
        return Answer([], 0, 0, is_active=False, is_placed=_is_placed(posting))
    return _answer(found)


def _is_placed(posting: Posting) -> bool:
    return posting.status in PUBLIC_STATES and posting.left.is_nothing


class UnknownResourceError(LookupError):
    """A code that is not in the taxonomy."""


def of_need(
    organisation: Organisation,
    resource: str,
    *,
    user: "Visitor",
    today: dt.date,
    limit: int = SHOWN,
) -> Answer:
    """Tell what would come nearest to a need that a published organisation has not posted."""
    if resource not in knowledge.load().resources:
        raise UnknownResourceError(resource)
    wish = CorePosting(
        id=WISH, actor_id=organisation.pk, direction=Direction.NEED, resource=resource
    )
    network, table = _network(user, today), table_in_force()
    return _answer(why_not.of_posting(network, wish, today=today, table=table, limit=limit))


def between(
    one: Organisation, other: Organisation, *, user: "Visitor", today: dt.date, limit: int = SHOWN
) -> Answer:
    """Tell what comes nearest to a match between two published organisations."""
    network = _network(user, today)
    table = table_in_force()
    return _answer(
        why_not.between(network, one.pk, other.pk, today=today, table=table, limit=limit)
    )


def _network(user: "Visitor", today: dt.date) -> Network:
    """Read what a visitor may see of the network, with what is probable."""
    network = snapshot.load(today=today)
    if not (is_curator(user) or is_network_member(user)):
        seen = (row for row in network.postings if row.visibility == Visibility.PUBLIC)
        network = replace(network, postings=tuple(seen))
    return completed(network)


def _answer(found: WhyNot) -> Answer:
    known = _known(found.misses)
    cards = [card_of(row, known) for row in found.misses]
    return Answer(cards, found.looked_at, found.matching)


def _known(misses: Iterable[Miss]) -> Known:
    """Fetch the rows that the misses name, in five queries."""
    rows = list(misses)
    parties = {ident for row in rows for ident in (row.giver_id, row.receiver_id)}
    postings = {ident for row in rows for ident in (row.offer_id, row.need_id) if ident}
    changes = [change for row in rows for change in row.changes]
    communes = {str(row.after) for row in changes if row.code is ChangeCode.COMMUNE}
    names = Commune.objects.filter(insee__in=communes).values_list("insee", "name")
    return Known(
        organisations=Organisation.objects.in_bulk(parties),
        postings=Posting.objects.prefetch_related("flows").in_bulk(postings),
        names={**names_of_codes(), **{f"commune:{insee}": name for insee, name in names}},
    )
