"""The territory: intercommunalities, communes, zones and shared places."""

from dataclasses import dataclass

from django.db import transaction

from pacte.models import Building, Commune, Epci, Place, Zone
from pacte.services.loading import Ledger, Sources, add_missing, french_slug
from pacte.services.territory_files import (
    CommuneRow,
    EpciRow,
    PlaceRow,
    TerritoryData,
    ZoneRow,
    read_territory,
)


def load_territory(*, sources: Sources | None = None, ledger: Ledger | None = None) -> Ledger:
    """Load the territory; what was loaded before stays as it is."""
    data = read_territory(sources or Sources())
    with transaction.atomic():
        return write_territory(data, ledger or Ledger.open())


def write_territory(data: TerritoryData, ledger: Ledger) -> Ledger:
    """Write the territory within the caller's transaction."""
    add_missing(ledger, "epci", data.epcis, _make_epci, natural="siren")
    writer = _Writer.prepare(data, ledger)
    add_missing(ledger, "commune", writer.ready_communes(), writer.make_commune, natural="insee")
    _add_zones(data, ledger)
    _add_places(data, ledger)
    return ledger


def _make_epci(row: EpciRow) -> Epci:
    return Epci(
        siren=row.key,
        name=row.name,
        slug=french_slug(row.name),
        in_pact=row.in_pact,
        in_plie=row.in_plie,
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """What making the communes needs: their intercommunalities, and names borne twice."""

    pending: list[CommuneRow]
    epcis: dict[str, Epci]
    homonyms: frozenset[str]

    @classmethod
    def prepare(cls, data: TerritoryData, ledger: Ledger) -> "_Writer":
        pending = ledger.pending("commune", data.communes)
        epcis = {epci.siren: epci for epci in Epci.objects.all()} if pending else {}
        slugs = [french_slug(row.name) for row in data.communes]
        return cls(pending, epcis, frozenset(slug for slug in slugs if slugs.count(slug) > 1))

    def ready_communes(self) -> list[CommuneRow]:
        return [row for row in self.pending if row.epci in self.epcis]

    def make_commune(self, row: CommuneRow) -> Commune:
        slug = french_slug(row.name)
        return Commune(
            insee=row.key,
            name=row.name,
            slug=f"{slug}-{row.key}" if slug in self.homonyms else slug,
            epci=self.epcis[row.epci],
            postcodes=list(row.postcodes),
            population=row.population,
            latitude=row.latitude,
            longitude=row.longitude,
        )


def _add_zones(data: TerritoryData, ledger: Ledger) -> None:
    created = add_missing(ledger, "zone", data.zones, _make_zone, natural="code")
    if not created:
        return
    communes = list(Commune.objects.select_related("epci"))
    through = Zone.communes.through
    through._default_manager.bulk_create(
        through(zone_id=zone.pk, commune_id=commune.pk)
        for row, zone in created
        for commune in communes
        if commune.insee in row.communes or commune.epci.siren in row.epcis
    )


def _make_zone(row: ZoneRow) -> Zone:
    return Zone(code=row.key, name=row.name, kind=row.kind, description=row.description)


def _add_places(data: TerritoryData, ledger: Ledger) -> None:
    pending = ledger.pending("place", data.places)
    codes = {row.commune for row in pending}
    communes = {found.insee: found for found in Commune.objects.filter(insee__in=codes)}
    ready = [row for row in pending if row.commune in communes]

    def make(row: PlaceRow) -> Place:
        return Place(
            slug=row.key,
            name=row.name,
            address=row.address,
            commune=communes[row.commune],
            area_m2=row.area_m2,
            former_use=row.former_use,
        )

    for row, place in add_missing(ledger, "place", ready, make, natural="slug"):
        Building.objects.bulk_create(
            Building(
                place=place,
                number=building.number,
                use=building.use,
                opens=building.opens,
                sort_order=building.number,
            )
            for building in row.buildings
        )
