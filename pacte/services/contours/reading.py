"""Outlines read from a GeoJSON file, and checked: every refusal names the feature."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from pacte.models import ContourKind
from pacte.services.loading import DataFileError, decode_text, parse_json

MOST_BYTES = 64_000_000
MOST_FEATURES = 50_000
MOST_POSITIONS = 3_000_000
SHORTEST_RING = 4
COMMUNE_NAMES = (
    *("inseecom", "codeinsee", "insee", "codgeo", "codecommune", "comcode", "codecom", "depcom"),
    *("com", "code", "id"),
)
EPCI_NAMES = ("siren", "codesiren", "sirenepci", "codeepci", "epcicode", "epci", "code", "id")
INSEE = re.compile(r"(?:\d{2}|2[AB])\d{3}", re.ASCII)
SIREN = re.compile(r"\d{9}", re.ASCII)
IDENTITIES = (
    (ContourKind.COMMUNE, COMMUNE_NAMES, INSEE),
    (ContourKind.EPCI, EPCI_NAMES, SIREN),
)
Position = tuple[float, float]
Ring = tuple[Position, ...]
Polygon = tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of a commune or an intercommunality: polygons of rings, outer ring first."""

    kind: ContourKind
    code: str
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of the file: its rank, and its name once it is known."""

    file: str
    rank: int
    name: str = ""

    def fault(self, message: str) -> DataFileError:
        return DataFileError(self.file, self.rank, self.name, message)

    def fail(self, message: str) -> NoReturn:
        raise self.fault(message)


def read_outlines(path: Path) -> tuple[Outline, ...]:
    """Read and check a file of outlines."""
    content = parse_json(path.name, decode_text(path.name, _read(path)))
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or content.get("type") != "FeatureCollection":
        raise DataFileError(path.name, 0, "", _("une « FeatureCollection » GeoJSON est attendue."))
    if not 0 < len(features) <= MOST_FEATURES:
        message = _("de 1 à %(most)s éléments sont attendus.") % {"most": MOST_FEATURES}
        raise DataFileError(path.name, 0, "", message)
    found: dict[tuple[str, str], Outline] = {}
    positions = 0
    for rank, value in enumerate(features, 1):
        outline = _outline(Feature(path.name, rank), value)
        feature = Feature(path.name, rank, outline.code)
        if (outline.kind, outline.code) in found:
            feature.fail(_("ce territoire y est deux fois."))
        found[outline.kind, outline.code] = outline
        positions += sum(len(ring) for polygon in outline.polygons for ring in polygon)
        if positions > MOST_POSITIONS:
            feature.fail(_("le fichier a trop de points : prenez une version simplifiée."))
    return tuple(found.values())


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DataFileError(path.name, 0, "", _("le fichier dépasse 64 Mo."))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise DataFileError(path.name, 0, "", _("le fichier ne peut pas être lu.")) from error


def _outline(feature: Feature, value: Any) -> Outline:
    properties = value.get("properties") if isinstance(value, dict) else None
    if not isinstance(properties, dict) or value.get("type") != "Feature":
        feature.fail(_("un élément (« Feature ») avec des propriétés est attendu."))
    identities = {"id": value.get("id"), **properties}
    kind, code = _identity(feature, {_plain(k): _text(v) for k, v in identities.items()})
    named = Feature(feature.file, feature.rank, code)
    return Outline(kind, code, _polygons(named, value.get("geometry")))


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _text(value: Any) -> str:
    """Read a code written as a text, a number, or a list of one of them."""
    if isinstance(value, list) and len(value) == 1:
        return _text(value[0])
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:05d}" if abs(value) < 10**9 else ""
    return value.strip().upper() if isinstance(value, str) else ""


def _identity(feature: Feature, properties: Mapping[str, str]) -> tuple[ContourKind, str]:
    """Find the INSEE code of a commune, else the SIREN of an intercommunality."""
    for kind, names, pattern in IDENTITIES:
        found = next((n for n in names if pattern.fullmatch(properties.get(n, ""))), None)
        if found is not None:
            return kind, properties[found]
    raise feature.fault(_("ni code INSEE de commune ni SIREN d’intercommunalité n’y est donné."))


def _polygons(feature: Feature, geometry: Any) -> tuple[Polygon, ...]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        feature.fail(_("une géométrie « Polygon » ou « MultiPolygon » est attendue."))
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    return tuple(
        tuple(_ring(feature, ring) for ring in _list(feature, polygon))
        for polygon in _list(feature, polygons)
    )


def _list(feature: Feature, value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        feature.fail(_("ses coordonnées sont vides ou mal formées."))
    return value


def _ring(feature: Feature, value: Any) -> Ring:
    ring = tuple(_position(feature, position) for position in _list(feature, value))
    if len(ring) < SHORTEST_RING:
        feature.fail(_("un anneau a moins de quatre points."))
    if ring[0] != ring[-1]:
        feature.fail(_("un anneau n’est pas fermé : son dernier point doit être le premier."))
    return ring


def _position(feature: Feature, value: Any) -> Position:
    if not isinstance(value, list) or not 2 <= len(value) <= 4:
        feature.fail(_("une position est une longitude et une latitude."))
    longitude, latitude = value[:2]
    if not (_is_number(longitude, 180) and _is_number(latitude, 90)):
        feature.fail(_("une position est hors du globe : des degrés (WGS 84) sont attendus."))
    return float(longitude), float(latitude)


def _is_number(value: Any, most: float) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and -most <= value <= most
