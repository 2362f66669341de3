"""Files of organisations, read and checked before anything is written."""

import datetime as dt
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pacte.enums import LegalForm, LinkKind, OrganisationKind, OrganisationRole, SiaeType
from pacte.services.loading import Row, Sources, read_json
from pacte.services.reference import ReferenceData
from pacte.services.territory_files import TerritoryData
from pacte.validators import validate_low, validate_naf


@dataclass(frozen=True, slots=True)
class AuthorisationRow:
    low_code: str
    reference: str = ""
    valid_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation, as a file or a generator gives it; other rows are named by key."""

    key: str
    name: str
    kinds: tuple[str, ...]
    roles: tuple[str, ...] = ()
    siae_type: str = ""
    legal_form: str = ""
    naf: str = ""
    summary: str = ""
    description: tuple[str, ...] = ()
    headcount: int | None = None
    headcount_year: int | None = None
    address: str = ""
    commune: str = ""
    latitude: float | None = None
    longitude: float | None = None
    service_radius_km: int | None = None
    zones: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    website: str = ""
    building: str = ""
    links: tuple[tuple[str, str], ...] = ()
    authorisations: tuple[AuthorisationRow, ...] = ()
    source: str = ""
    is_fictitious: bool = False


FIELDS = frozenset(field.name for field in fields(OrganisationRow))


@dataclass(frozen=True, slots=True)
class Known:
    """Codes that an organisation may name."""

    communes: frozenset[str]
    zones: frozenset[str]
    labels: frozenset[str]
    themes: frozenset[str]
    buildings: frozenset[str]

    @classmethod
    def of(cls, territory: TerritoryData, reference: ReferenceData) -> "Known":
        places = ((row.key, part.number) for row in territory.places for part in row.buildings)
        return cls(
            communes=frozenset(row.key for row in territory.communes),
            zones=frozenset(row.key for row in territory.zones),
            labels=frozenset(row.key for row in reference.labels),
            themes=frozenset(row.key for row in reference.themes),
            buildings=frozenset(f"{place}/{number}" for place, number in places),
        )


def read_organisations(
    sources: Sources, file: str, territory: TerritoryData, reference: ReferenceData
) -> tuple[OrganisationRow, ...]:
    """Read and check a file of organisations."""
    rows = read_json(sources, file, FIELDS, key="key")
    known = Known.of(territory, reference)
    keys = frozenset(row.text("key") for row in rows)
    return tuple(_organisation(row, known, keys) for row in rows)


def _organisation(row: Row, known: Known, keys: frozenset[str]) -> OrganisationRow:
    kinds = row.choices("kinds", OrganisationKind.values)
    if not kinds:
        row.fail("kinds", _("ce champ est obligatoire."))
    latitude, longitude = _coordinates(row)
    return OrganisationRow(
        key=row.text("key", longest=170),
        name=row.text("name", longest=160),
        kinds=kinds,
        roles=row.choices("roles", OrganisationRole.values),
        siae_type=row.choice("siae_type", SiaeType.values, default=""),
        legal_form=row.choice("legal_form", LegalForm.values, default=""),
        naf=_naf(row),
        summary=row.text("summary", default=""),
        description=row.texts("description"),
        headcount=row.whole("headcount", 0, 1_000_000),
        headcount_year=row.whole("headcount_year", 1900, 2200),
        address=row.text("address", longest=200, default=""),
        commune=row.choice("commune", known.communes, default=""),
        latitude=latitude,
        longitude=longitude,
        service_radius_km=row.whole("service_radius_km", 0, 1000),
        zones=row.choices("zones", known.zones),
        labels=row.choices("labels", known.labels),
        themes=row.choices("themes", known.themes),
        website=_website(row),
        building=row.choice("building", known.buildings, default=""),
        links=_links(row, keys),
        authorisations=_authorisations(row),
        source=row.text("source", longest=200, default=""),
        is_fictitious=row.flag("is_fictitious"),
    )


def _coordinates(row: Row) -> tuple[float | None, float | None]:
    if not row.has("latitude") and not row.has("longitude"):
        return None, None
    return row.amount("latitude", -90, 90), row.amount("longitude", -180, 180)


def _naf(row: Row) -> str:
    value = row.text("naf", default="")
    try:
        if value:
            validate_naf(value)
    except ValidationError as error:
        row.fail("naf", error.messages[0])
    return value


def _website(row: Row) -> str:
    value = row.text("website", longest=200, default="")
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
        row.fail("website", _("une adresse comme https://… est attendue."))
    if value and row.flag("is_fictitious") and not str(parts.hostname).endswith(".example"):
        row.fail("website", _("une organisation fictive a son site sous .example."))
    return value


def _parts(row: Row, name: str) -> list[Row]:
    value = row.values.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        row.fail(name, _("une liste d’objets est attendue."))
    return [Row(row.file, row.number, one) for one in value]


def _links(row: Row, keys: frozenset[str]) -> tuple[tuple[str, str], ...]:
    parts = _parts(row, "links")
    return tuple((p.choice("kind", LinkKind.values), p.choice("target", keys)) for p in parts)


def _authorisations(row: Row) -> tuple[AuthorisationRow, ...]:
    found = []
    for part in _parts(row, "authorisations"):
        code = part.text("low_code")
        try:
            validate_low(code)
        except ValidationError as error:
            row.fail("authorisations", error.messages[0])
        reference = part.text("reference", longest=120, default="")
        found.append(AuthorisationRow(code, reference, part.date("valid_until")))
    return tuple(found)
