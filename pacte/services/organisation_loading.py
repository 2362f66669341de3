"""Organisations written in bulk, with their lists, links and first revision."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backends_with_name
from wagtail.search.index import Indexed

from pacte.models import (
    Authorisation,
    Building,
    Commune,
    Kind,
    Label,
    Organisation,
    OrganisationLink,
    Role,
    Theme,
    Zone,
)
from pacte.services.loading import Ledger, add_first_revisions, add_missing
from pacte.services.loading.bodies import body
from pacte.services.organisation_files import OrganisationRow

Created = Sequence[tuple[OrganisationRow, Organisation]]
LISTS: tuple[tuple[str, Any, Callable[[OrganisationRow], tuple[str, ...]]], ...] = (
    ("kinds", Kind, lambda row: row.kinds),
    ("roles", Role, lambda row: row.roles),
    ("labels", Label, lambda row: row.labels),
    ("themes", Theme, lambda row: row.themes),
    ("service_zones", Zone, lambda row: row.zones),
)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Turns a row into an organisation."""

    communes: dict[str, Commune]
    buildings: dict[str, Building]
    now: dt.datetime

    def make(self, row: OrganisationRow) -> Organisation:
        return Organisation(
            name=row.name,
            slug=row.key,
            siae_type=row.siae_type,
            legal_form=row.legal_form,
            naf=row.naf,
            summary=row.summary,
            description=body(f"organisation/{row.key}", row.description),
            headcount=row.headcount,
            headcount_year=row.headcount_year,
            address=row.address,
            commune=self.communes.get(row.commune),
            latitude=row.latitude,
            longitude=row.longitude,
            service_radius_km=row.service_radius_km,
            website=row.website,
            building=self.buildings.get(row.building),
            source=row.source,
            is_fictitious=row.is_fictitious,
            live=True,
            first_published_at=self.now,
            last_published_at=self.now,
        )


def write_organisations(
    rows: Sequence[OrganisationRow], dataset: str, ledger: Ledger, *, now: dt.datetime
) -> list[Organisation]:
    """Create the organisations never loaded.

    1. The rows. 2. Their lists, links and authorisations. 3. Their first revision.
    4. The admin's own search and usage index.
    """
    if not ledger.pending(dataset, rows):
        return []
    buildings = Building.objects.select_related("place")
    maker = _Maker(
        communes={commune.insee: commune for commune in Commune.objects.all()},
        buildings={f"{found.place.slug}/{found.number}": found for found in buildings},
        now=now,
    )
    created = add_missing(ledger, dataset, rows, maker.make, natural="slug")
    _add_lists(created)
    _add_links(created, ledger, dataset)
    _add_authorisations(created)
    made = [organisation for _row, organisation in created]
    add_first_revisions(made, now=now)
    index_in_admin(made)
    return made


def _add_lists(created: Created) -> None:
    for name, model, read in LISTS:
        code = {found.code: found.pk for found in model.objects.all()}
        through = getattr(Organisation, name).through
        column = f"{model._meta.model_name}_id"
        through.objects.bulk_create(
            through(**{"organisation_id": made.pk, column: code[value]})
            for row, made in created
            for value in read(row)
            if value in code
        )


def _add_links(created: Created, ledger: Ledger, dataset: str) -> None:
    names = {dataset, "organisation"}
    pks = {key: int(pk) for (name, key), pk in ledger.known.items() if name in names}
    standing = set(Organisation.objects.values_list("pk", flat=True))
    OrganisationLink.objects.bulk_create(
        OrganisationLink(organisation=made, kind=kind, target_id=pks[target], sort_order=order)
        for row, made in created
        for order, (kind, target) in enumerate(row.links)
        if pks.get(target) in standing
    )


def _add_authorisations(created: Created) -> None:
    Authorisation.objects.bulk_create(
        Authorisation(
            organisation=made,
            low_code=one.low_code,
            reference=one.reference,
            valid_until=one.valid_until,
            sort_order=order,
        )
        for row, made in created
        for order, one in enumerate(row.authorisations)
    )


def index_in_admin(objects: Sequence[Any]) -> None:
    """Do for rows created in bulk what Wagtail does at each save: search and usage."""
    if not objects:
        return
    if isinstance(objects[0], Indexed):
        for _name, backend in get_search_backends_with_name(with_auto_update=True):
            cast("Any", backend).add_bulk(type(objects[0]), objects)
    for row in objects:
        ReferenceIndex.create_or_update_for_object(row)
