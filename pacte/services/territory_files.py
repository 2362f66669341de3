"""The files of the territory, read and checked before anything is written."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacte.enums import ZoneKind
from pacte.services.loading import Row, Sources, read_csv, read_json
from pacte.siret import clean_siren

EPCI_COLUMNS = ("siren", "name", "in_pact", "in_plie")
COMMUNE_COLUMNS = ("insee", "name", "epci", "postcodes", "population", "latitude", "longitude")
ZONE_FIELDS = ("code", "name", "kind", "description", "epcis", "communes")
PLACE_FIELDS = ("key", "name", "address", "commune", "area_m2", "former_use", "buildings")
_INSEE = re.compile(r"\d[\dAB]\d{3}")
_POSTCODE = re.compile(r"\d{5}")


@dataclass(frozen=True, slots=True)
class EpciRow:
    key: str
    name: str
    in_pact: bool
    in_plie: bool


@dataclass(frozen=True, slots=True)
class CommuneRow:
    key: str
    name: str
    epci: str
    postcodes: tuple[str, ...]
    population: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class ZoneRow:
    key: str
    name: str
    kind: str
    description: str
    epcis: tuple[str, ...]
    communes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuildingRow:
    number: int
    use: str
    opens: int | None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    key: str
    name: str
    address: str
    commune: str
    area_m2: int | None
    former_use: str
    buildings: tuple[BuildingRow, ...]


@dataclass(frozen=True, slots=True)
class TerritoryData:
    """The territory, as its files give it."""

    epcis: tuple[EpciRow, ...]
    communes: tuple[CommuneRow, ...]
    zones: tuple[ZoneRow, ...]
    places: tuple[PlaceRow, ...]


def read_territory(sources: Sources) -> TerritoryData:
    """Read and check the files of the territory."""
    epcis = tuple(map(_epci, read_csv(sources, "epcis.csv", EPCI_COLUMNS, key="siren")))
    sirens = frozenset(row.key for row in epcis)
    rows = read_csv(sources, "communes.csv", COMMUNE_COLUMNS, key="insee")
    communes = tuple(_commune(row, sirens) for row in rows)
    codes = frozenset(row.key for row in communes)
    zones = read_json(sources, "zones.json", ZONE_FIELDS, key="code")
    places = read_json(sources, "places.json", PLACE_FIELDS, key="key")
    return TerritoryData(
        epcis=epcis,
        communes=communes,
        zones=tuple(_zone(row, sirens, codes) for row in zones),
        places=tuple(_place(row, codes) for row in places),
    )


def _epci(row: Row) -> EpciRow:
    try:
        siren = clean_siren(row.text("siren"))
    except ValueError:
        row.fail("siren", _("ce n’est pas un numéro SIREN."))
    return EpciRow(siren, row.text("name", longest=120), row.flag("in_pact"), row.flag("in_plie"))


def _commune(row: Row, sirens: frozenset[str]) -> CommuneRow:
    insee = row.text("insee")
    if not _INSEE.fullmatch(insee):
        row.fail("insee", _("un code INSEE de cinq caractères est attendu."))
    postcodes = row.texts("postcodes")
    if not postcodes or not all(_POSTCODE.fullmatch(code) for code in postcodes):
        row.fail("postcodes", _("des codes postaux de cinq chiffres sont attendus."))
    return CommuneRow(
        key=insee,
        name=row.text("name", longest=120),
        epci=row.choice("epci", sirens),
        postcodes=postcodes,
        population=required(row, "population", 0, 10_000_000),
        latitude=row.amount("latitude", -90, 90),
        longitude=row.amount("longitude", -180, 180),
    )


def required(row: Row, field: str, least: int, most: int) -> int:
    """Return a whole number that must be there."""
    found = row.whole(field, least, most)
    if found is None:
        row.fail(field, _("ce champ est obligatoire."))
    return found


def _zone(row: Row, sirens: frozenset[str], codes: frozenset[str]) -> ZoneRow:
    return ZoneRow(
        key=row.text("code", longest=60),
        name=row.text("name", longest=120),
        kind=row.choice("kind", ZoneKind.values),
        description=row.text("description", longest=1000, default=""),
        epcis=row.choices("epcis", sirens),
        communes=row.choices("communes", codes),
    )


def _place(row: Row, codes: frozenset[str]) -> PlaceRow:
    buildings = row.values.get("buildings", [])
    if not isinstance(buildings, list) or not all(isinstance(one, dict) for one in buildings):
        row.fail("buildings", _("une liste d’objets est attendue."))
    return PlaceRow(
        key=row.text("key", longest=120),
        name=row.text("name", longest=120),
        address=row.text("address", longest=200, default=""),
        commune=row.choice("commune", codes),
        area_m2=row.whole("area_m2", 0, 10_000_000),
        former_use=row.text("former_use", longest=160, default=""),
        buildings=tuple(_building(Row(row.file, row.number, one)) for one in buildings),
    )


def _building(row: Row) -> BuildingRow:
    return BuildingRow(
        number=required(row, "number", 1, 999),
        use=row.text("use", longest=200),
        opens=row.whole("opens", 1800, 2200),
    )
