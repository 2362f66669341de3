"""Outlines of communes and intercommunalities: 1. read and check a file; 2. write what is known."""

import datetime as dt
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.models import Commune, Contour, ContourKind, Epci
from pacte.services.contours.reading import Outline, read_outlines
from pacte.services.contours.simplifying import Plane, simplify, union
from pacte.services.loading import DataFileError

METRES = 250.0
"""Details smaller than this are erased: a pixel and a half of the map of the whole territory."""

MOST_METRES = 5_000.0
Geometries = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ContourReport:
    """What was loaded; ``weight`` is the size of the outlines once compressed, in bytes."""

    communes: int
    epcis: int
    derived: int
    unknown: int
    weight: int


def load_contours(path: Path, *, now: dt.datetime, metres: float = METRES) -> ContourReport:
    """Load the outlines of the territories that are known; a faulty file changes nothing.

    An intercommunality whose communes are all in the file, and that has no outline of its own,
    gets the union of theirs. Loading again replaces the outlines of the same territories.
    """
    outlines = read_outlines(path)
    codes = dict(Commune.objects.values_list("insee", "epci__siren"))
    known = {ContourKind.COMMUNE: set(codes), ContourKind.EPCI: _sirens()}
    kept = [row for row in outlines if row.code in known[row.kind]]
    if not kept:
        message = _("aucun de ses territoires n’est connu : chargez d’abord le territoire.")
        raise DataFileError(path.name, 0, "", message)
    plane = Plane(polygon for row in kept for polygon in row.polygons)
    shapes = _shapes(path.name, kept, plane)
    communes = simplify(shapes[ContourKind.COMMUNE], metres)
    epcis = simplify(shapes[ContourKind.EPCI], metres)
    derived = _derived(communes, codes, set(epcis) | _own_outlines())
    written = _written(plane, communes), _written(plane, epcis), _written(plane, derived)
    with transaction.atomic():
        _write(ContourKind.COMMUNE, written[0], now, is_derived=False)
        _write(ContourKind.EPCI, written[1], now, is_derived=False)
        _write(ContourKind.EPCI, written[2], now, is_derived=True)
    return ContourReport(
        communes=len(written[0]),
        epcis=len(written[1]),
        derived=len(written[2]),
        unknown=len(outlines) - len(kept),
        weight=len(gzip.compress(json.dumps(written, separators=(",", ":")).encode())),
    )


def _sirens() -> set[str]:
    return set(Epci.objects.values_list("siren", flat=True))


def _own_outlines() -> set[str]:
    """Return the intercommunalities whose outline came from a file."""
    own = Contour.objects.filter(kind=ContourKind.EPCI, is_derived=False)
    return set(own.values_list("code", flat=True))


def _shapes(file: str, outlines: list[Outline], plane: Plane) -> dict[ContourKind, dict[str, Any]]:
    """Place the outlines on the plane, by kind and code; refuse one that has no surface."""
    found: dict[ContourKind, dict[str, Any]] = {kind: {} for kind in ContourKind}
    for row in outlines:
        shape = plane.shape(row.polygons)
        if not shape.area:
            raise DataFileError(file, 0, row.code, _("ce contour n’a pas de surface."))
        found[row.kind][row.code] = shape
    return found


def _derived(
    communes: Mapping[str, Any], epci_of: Mapping[str, str], standing: set[str]
) -> dict[str, Any]:
    """Unite the communes of the intercommunalities that are there whole."""
    members: dict[str, list[str]] = {}
    for insee, siren in epci_of.items():
        members.setdefault(siren, []).append(insee)
    return {
        siren: union(communes[insee] for insee in codes)
        for siren, codes in members.items()
        if siren not in standing and all(insee in communes for insee in codes)
    }


def _written(plane: Plane, shapes: Mapping[str, Any]) -> Geometries:
    found = {code: plane.geometry(shape) for code, shape in sorted(shapes.items())}
    return {code: geometry for code, geometry in found.items() if geometry}


def _write(kind: ContourKind, found: Geometries, now: dt.datetime, *, is_derived: bool) -> None:
    Contour.objects.bulk_create(
        [
            Contour(kind=kind, code=code, geometry=shape, is_derived=is_derived, loaded_at=now)
            for code, shape in found.items()
        ],
        update_conflicts=True,
        unique_fields=["kind", "code"],
        update_fields=["geometry", "is_derived", "loaded_at"],
    )
