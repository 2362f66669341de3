"""Judged cases: organisations, cooperations, and queries with who is expected."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from cooperation import knowledge
from cooperation.matching.ranking import Link, Organisation, Question
from cooperation.matching.types import Direction, Place
from cooperation.services.evaluation import communes
from cooperation.services.evaluation.decoding import decode_object
from cooperation.services.evaluation.rows import CaseRow, read_list, refuse_doubles

_LOW = re.compile(r"\d{2}|\d{4}|\d{6}")
_APART = re.compile(r"[\s.*]")


@dataclass(frozen=True, slots=True)
class Query:
    """A question, and who should come out first."""

    id: int | str
    question: Question
    expected: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """A file of judged cases, in memory."""

    organisations: tuple[Organisation, ...]
    links: tuple[Link, ...]
    queries: tuple[Query, ...]
    told: tuple[tuple[str, str], ...] = ()
    """What was left out while reading: the sentence, and the value."""


def read_cases(path: Path) -> Cases:
    """Read and check a file of cases; keys that it does not know are ignored.

    Raises
    ------
    DataFileError
        At the first fault; names the list, the row and the field.
    """
    content = decode_object(path, _("un objet est attendu, avec « organisations » et « queries »."))
    told: list[tuple[str, str]] = []
    organisations = read_list(path, content, "organisations", _organisation, told)
    refuse_doubles(path, "organisations", [row.id for row in organisations])
    links = read_list(path, content, "cooperations", _link, told, optional=True)
    queries = read_list(path, content, "queries", _query, told)
    refuse_doubles(path, "queries", [row.id for row in queries])
    return Cases(tuple(organisations), tuple(links), tuple(queries), tuple(told))


def _organisation(row: CaseRow) -> Organisation:
    row.needed("name")
    return Organisation(
        id=row.identifier("id"),
        name=row.text("name"),
        activity=row.text("activity"),
        naf=row.text("naf"),
        kind=row.texts("kind"),
        place=_place(row),
    )


def _place(row: CaseRow) -> Place | None:
    """Return the coordinates, else those of the commune; one coordinate alone says no place."""
    latitude, longitude = row.coordinate("latitude", 90), row.coordinate("longitude", 180)
    commune = _commune(row, "commune")
    if latitude is None or longitude is None:
        if latitude is not None or longitude is not None:
            row.note(_("une coordonnée sans l’autre, ignorée"), row.values.get("id"))
        return commune
    return Place(insee=commune.insee if commune else "", latitude=latitude, longitude=longitude)


def _commune(row: CaseRow, field: str) -> Place | None:
    """Return the place of a commune; one that the packaged file lacks is told, and no place."""
    text = row.commune(field)
    found = communes.load().find(text)
    if text and found is None:
        said = _("champ « %(field)s » : commune inconnue, sans lieu")
        row.note(said % {"field": field}, text)
    return found


def _link(row: CaseRow) -> Link:
    return Link(
        giver=row.identifier("from"),
        receiver=row.identifier("to"),
        resource=row.text("resource"),
        since=row.date("date"),
    )


def _query(row: CaseRow) -> Query:
    row.needed("expected")
    candidates = row.identifiers("candidates") if row.values.get("candidates") else None
    question = Question(
        direction=Direction(row.choice("direction", ("offer", "need"))),
        text=row.text("text"),
        organisation=row.identifier("organisation") if row.has("organisation") else None,
        low=_low(row),
        place=_commune(row, "insee"),
        candidates=candidates,
    )
    return Query(row.identifier("id"), question, row.identifiers("expected"))


def _low(row: CaseRow) -> str:
    digits = _APART.sub("", row.text("low"))
    if digits and not _LOW.fullmatch(digits):
        row.fail("low", _("un code de déchet de 2, 4 ou 6 chiffres est attendu."))
    if digits and not any(code.startswith(digits) for code in knowledge.load().low):
        row.note(_("champ « low » : absent de la liste européenne, ignoré"), row.text("low"))
    return digits
