"""From the database to the core's frozen types, in a fixed number of queries.

The one adapter: services load a snapshot, call the core, write the outcome. Every row is read
through plain values, in bulk; the number of queries depends neither on the rows nor on the links.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.db.models import F, Model, Q

from cooperation import knowledge
from cooperation.enums import Direction, LotStatus
from cooperation.matching import types
from cooperation.models import Capability, Cooperation, Lot, Posting, ServiceCapacity
from cooperation.models.flowing import Flows, every_flow, left
from pacte.enums import CommitmentStatus, LegalForm, OrganisationKind
from pacte.models import Authorisation, Commitment, Organisation, Zone

SOCIAL_KINDS = frozenset({OrganisationKind.ESS, OrganisationKind.SIAE})
SOCIAL_FORMS = frozenset(
    {
        LegalForm.ASSOCIATION,
        LegalForm.SCOP,
        LegalForm.SCIC,
        LegalForm.COOPERATIVE,
        LegalForm.MUTUAL,
        LegalForm.FOUNDATION,
    }
)

FULL = 1000
TRADES = 3
"""Trades kept for an organisation, at most."""
SURE = 0.65
"""Confidence from which a trade counts."""
NEAR_BEST = 0.8
"""Share of the best confidence from which another trade counts too."""
_CLAUSE = re.compile(r"[,:;.]\s")

Codes = Mapping[int, frozenset[str]]


def load(*, today: dt.date) -> types.Network:
    """Return the network of the published organisations as it stands.

    Rows whose code is no longer in the knowledge are left out: nothing could be said of them.
    """
    known = knowledge.load()
    communes = _codes(Zone.communes.through.objects.values_list("zone_id", "commune__insee"))
    return types.Network(
        knowledge=known,
        actors=_actors(communes, today, known),
        postings=_postings(communes, known),
        capabilities=_capabilities(known),
        commitments=_commitments(),
        cooperations=_cooperations(known),
        lots=_lots(known),
        service_capacities=_service_capacities(known),
    )


def _codes(rows: Iterable[tuple[int, str]]) -> Codes:
    found: dict[int, set[str]] = defaultdict(set)
    for owner, code in rows:
        found[owner].add(code)
    return {owner: frozenset(codes) for owner, codes in found.items()}


def _through(model: type[Model], field: str, value: str = "code") -> Codes:
    """Read a many-to-many field of a model: its owners' codes."""
    descriptor = getattr(model, field)
    owner = f"{descriptor.field.m2m_field_name()}_id"
    target = f"{descriptor.field.m2m_reverse_field_name()}__{value}"
    return _codes(descriptor.through.objects.values_list(owner, target))


def _served(model: type[Model], communes: Codes) -> Codes:
    """Expand the service zones of a model to their communes."""
    rows = model.service_zones.through.objects.values_list(  # type: ignore[attr-defined]
        f"{model._meta.model_name}_id", "zone_id"
    )
    return _codes((owner, insee) for owner, zone in rows for insee in communes.get(zone, ()))


def _actors(communes: Codes, today: dt.date, known: knowledge.Knowledge) -> tuple[types.Actor, ...]:
    kinds, roles = _through(Organisation, "kinds"), _through(Organisation, "roles")
    labels, themes = _through(Organisation, "labels"), _through(Organisation, "themes")
    served, authorised = _served(Organisation, communes), _authorisations(today)
    rows = Organisation.objects.public().select_related("commune__epci", "building__place")
    return tuple(
        types.Actor(
            id=row.pk,
            name=row.name,
            kinds=kinds.get(row.pk, frozenset()) | roles.get(row.pk, frozenset()),
            siae_type=row.siae_type,
            naf=row.naf,
            place=_place(row.commune, row.coordinates),
            service_radius_km=row.service_radius_km,
            service_communes=served.get(row.pk, frozenset()),
            labels=labels.get(row.pk, frozenset()),
            themes=themes.get(row.pk, frozenset()),
            authorisations=authorised.get(row.pk, frozenset()),
            site=row.building.place.slug if row.building else "",
            building=str(row.building.number) if row.building else "",
            is_social=_is_social(row, kinds.get(row.pk, frozenset())),
            trades=_trades(known, row.summary or row.name, row.naf),
            joined_on=row.created_at.date(),
        )
        for row in rows.order_by("pk")
    )


@lru_cache(maxsize=20_000)
def _trades(known: knowledge.Knowledge, text: str, naf: str) -> tuple[tuple[str, int], ...]:
    """Recognise the trades of an organisation in what it says it does; kept, as reading is slow.

    Only the first clause is read: what comes after a comma or a colon tells a story, rarely a
    trade. Only what is nearly sure counts: a wrong trade would be read by everybody.
    """
    clause = _CLAUSE.split(text, maxsplit=1)[0]
    found = [row for row in known.trades_for(clause, naf) if row.confidence >= SURE][:TRADES]
    least = found[0].confidence * NEAR_BEST if found else 0
    return tuple(
        (row.code, round(row.confidence * FULL)) for row in found if row.confidence >= least
    )


def _is_social(row: Organisation, kinds: frozenset[str]) -> bool:
    """Say whether an organisation belongs to the social and solidarity economy, as recorded."""
    return bool(row.siae_type or kinds & SOCIAL_KINDS or row.legal_form in SOCIAL_FORMS)


def _place(commune: Any, coordinates: tuple[float, float] | None) -> types.Place | None:
    if commune is None and coordinates is None:
        return None
    latitude, longitude = coordinates or (None, None)
    return types.Place(
        insee=commune.insee if commune else "",
        epci=commune.epci.siren if commune else "",
        latitude=latitude,
        longitude=longitude,
    )


def _authorisations(today: dt.date) -> Codes:
    """Read the authorisations that still hold, as bare LoW codes."""
    valid = Authorisation.objects.filter(Q(valid_until=None) | Q(valid_until__gte=today))
    rows = valid.values_list("organisation_id", "low_code")
    return _codes((owner, code.replace(" ", "").rstrip("*")) for owner, code in rows)


def _postings(communes: Codes, known: knowledge.Knowledge) -> tuple[types.Posting, ...]:
    labels, served = _through(Posting, "labels"), _served(Posting, communes)
    kinds, flowing = _through(Posting, "kinds_may_answer"), every_flow()
    rows = Posting.objects.active().select_related("commune__epci")
    return tuple(
        found
        for row in rows.order_by("pk")
        if row.resource in known.resources
        and (found := what_is_left(row, labels, served, kinds, flowing.of(row)))
    )


def what_is_left(
    row: Posting, labels: Codes, served: Codes, kinds: Codes, flows: Flows
) -> types.Posting | None:
    """Return a posting with the quantity that is left of it; nothing when all of it is placed."""
    found = posting_of(row, labels.get(row.pk, frozenset()), served, kinds)
    if not flows:
        return found
    rest = left(row, flows)
    return None if rest.is_nothing else replace(found, quantity=rest.quantity)


def posting_of(row: Posting, labels: frozenset[str], served: Codes, kinds: Codes) -> types.Posting:
    """Return a posting as the core reads it, whole, from what is linked to it."""
    is_need = row.direction == Direction.NEED
    return types.Posting(
        id=row.pk,
        actor_id=row.organisation_id,
        direction=types.Direction(row.direction),
        resource=row.resource,
        quantity=row.quantity,
        unit=row.unit,
        period=types.Period(row.period),
        minimum_lot=row.minimum_lot,
        starts=row.starts_on,
        ends=row.ends_on,
        months=row.months,
        place=place_of(row),
        max_distance_km=row.max_distance_km,
        service_communes=served.get(row.pk, frozenset()),
        labels_required=labels if is_need else frozenset(),
        labels_held=frozenset() if is_need else labels,
        kinds_may_answer=kinds.get(row.pk, frozenset()),
        price_mode=row.price_mode,
        visibility=row.visibility,
        published_on=row.published_on,
    )


def place_of(row: Posting | Lot) -> types.Place | None:
    """Give the place stated by a posting or a lot; nothing when it is its organisation's."""
    commune = row.commune
    return _place(commune, (commune.latitude, commune.longitude)) if commune else None


def _capabilities(known: knowledge.Knowledge) -> tuple[types.Capability, ...]:
    rows = Capability.objects.filter(organisation__live=True).order_by("pk")
    return tuple(
        types.Capability(
            actor_id=row.organisation_id,
            transformation=row.transformation,
            yearly_capacity=row.yearly_capacity,
            unit=row.unit,
        )
        for row in rows
        if row.transformation in known.transformations
    )


def _commitments() -> tuple[types.Commitment, ...]:
    rows = (
        Commitment.objects.filter(organisation__live=True, action__live=True)
        .exclude(status=CommitmentStatus.DROPPED)
        .annotate(theme=F("action__objective__theme__code"))
        .order_by("pk")
    )
    return tuple(
        types.Commitment(actor_id=row.organisation_id, theme=row.theme, action_id=row.action_id)
        for row in rows
    )


def _cooperations(known: knowledge.Knowledge) -> tuple[types.Cooperation, ...]:
    rows = Cooperation.objects.filter(giver__live=True, receiver__live=True).order_by("pk")
    return tuple(
        types.Cooperation(
            id=row.pk,
            giver_id=row.giver_id,
            receiver_id=row.receiver_id,
            resource=row.resource,
            since=row.since,
        )
        for row in rows
        if row.resource in known.resources
    )


def _lots(known: knowledge.Knowledge) -> tuple[types.Lot, ...]:
    rows = Lot.objects.filter(buyer__live=True).select_related("commune__epci").order_by("pk")
    return tuple(lot_of(row) for row in rows if row.service in known.resources)


def lot_of(row: Lot) -> types.Lot:
    """Return a lot as the core reads it; fetch its commune and EPCI beforehand."""
    return types.Lot(
        id=row.pk,
        buyer_id=row.buyer_id,
        service=row.service,
        hours=row.hours,
        starts=row.starts_on,
        ends=row.ends_on,
        place=place_of(row),
        reserved=row.reserved,
        is_open=row.status == LotStatus.OPEN,
    )


def _service_capacities(known: knowledge.Knowledge) -> tuple[types.ServiceCapacity, ...]:
    rows = ServiceCapacity.objects.filter(organisation__live=True).order_by("pk")
    return tuple(
        types.ServiceCapacity(
            actor_id=row.organisation_id,
            service=row.service,
            monthly_hours=row.monthly_hours,
            people=row.people,
        )
        for row in rows
        if row.service in known.resources
    )
