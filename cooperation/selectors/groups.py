"""Groups to show to the staff: what the core finds on the network as it stands, filtered, named."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cooperation import snapshot
from cooperation.matching import groups
from cooperation.matching.groups import GroupsReport, Meeting, Table
from cooperation.matching.points import TOTAL, Criterion, CriterionCode, SuggestionKind
from cooperation.matching.points import Suggestion as Found
from cooperation.matching.structure import Ties, ties
from cooperation.models import Posting, Suggestion
from cooperation.wording import groups as wording
from cooperation.wording import groups_ground as ground
from cooperation.wording.groups import Known, Section
from pacte.models import Action, Epci, Organisation, Theme

LOCAL_KM = 50
"""Within how many kilometres an answer is local."""

VIEWS = ("rencontres", "ressources", "emploi", "liens", "besoins", "territoires")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the staff ask: a theme, a territory (SIREN of an EPCI); empty means everything."""

    theme: str = ""
    territory: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """What was found, with the ties it rests on, its names and its filters."""

    report: GroupsReport
    ties: Ties
    known: Known
    filters: Filters

    def keeps(self, *actors: int) -> bool:
        """Say whether one organisation at least is on the territory and works on the theme."""
        return any(self._keeps(key) for key in actors)

    def _keeps(self, key: int) -> bool:
        actor = self.ties.actors.get(key)
        if actor is None:
            return False
        epci = actor.place.epci if actor.place else ""
        return self.filters.territory in ("", epci) and (
            not self.filters.theme or self.filters.theme in self.ties.themes[key]
        )

    def keeps_cell(self, theme: str, territory: str) -> bool:
        """Say whether a theme on a territory is asked for."""
        return self.filters.theme in ("", theme) and self.filters.territory in ("", territory)


def board(*, today: dt.date, filters: Filters) -> Board:
    """Find the groups of the network as it stands, from the suggestions that are stored."""
    network = snapshot.load(today=today)
    report = groups.report(network, stored(), today=today, radius_km=LOCAL_KM)
    return Board(report, ties(network), known_of(report), filters)


def stored() -> Iterator[Found]:
    """Read the suggestions in force as the core found them, their criteria left out."""
    rows = (
        Suggestion.objects.active()
        .order_by("pk")
        .values_list(
            "kind", "giver_id", "receiver_id", "resource", "offer_id", "need_id", "parties", "score"
        )
    )
    for kind, giver, receiver, resource, offer, need, parties, score in rows:
        yield Found(
            kind=SuggestionKind(kind),
            giver_id=giver,
            receiver_id=receiver,
            resource=resource,
            offer_id=offer,
            need_id=need,
            parties=tuple(parties),
            criteria=(Criterion(CriterionCode.CLOSENESS, score, TOTAL),),
        )


def known_of(report: GroupsReport) -> Known:
    """Read the names of what a report mentions."""
    needs = Posting.objects.in_bulk([row.need_id for row in report.unanswered])
    return Known(
        organisations=Organisation.objects.public().only("pk", "name", "slug").in_bulk(),
        actions=Action.objects.filter(live=True).in_bulk(),
        needs=needs,
        themes=dict(Theme.objects.values_list("code", "name")),
        territories=dict(Epci.objects.values_list("siren", "name")),
    )


def sections(found: Board, view: str) -> list[Section]:
    """Give the tables of a view."""
    return MAKERS[view](found)


def _themes(found: Board) -> list[Section]:
    rows = [
        row
        for row in found.report.by_theme
        if found.filters.theme in ("", row.topic) and found.keeps(*row.members)
    ]
    return [wording.tables(rows, found.known, by_theme=True)]


def _resources(found: Board) -> list[Section]:
    rows = _kept_tables(found, found.report.by_resource)
    return [wording.tables(rows, found.known, by_theme=False)]


def _kept_tables(found: Board, rows: Iterable[Table]) -> list[Table]:
    return [row for row in rows if found.keeps(*row.members)]


def _dating(found: Board) -> list[Section]:
    def kept(rows: tuple[Meeting, ...]) -> tuple[Meeting, ...]:
        return tuple(row for row in rows if found.keeps(row.one, row.other))

    return [wording.dating([kept(rows) for rows in found.report.job_dating], found.known)]


def _links(found: Board) -> list[Section]:
    circles, known = found.report.circles, found.known
    return [
        wording.isolated([r for r in circles.isolated if found.keeps(r.actor_id)], known),
        wording.communities([r for r in circles.communities if found.keeps(*r.members)], known),
        wording.connectors([r for r in circles.connectors if found.keeps(r.actor_id)], known),
        ground.bridges([r for r in circles.bridges if found.keeps(r.one, r.other)], known),
    ]


def _needs(found: Board) -> list[Section]:
    rows = [row for row in found.report.unanswered if found.keeps(row.actor_id)]
    return [ground.unanswered(rows, found.known, LOCAL_KM)]


def _territories(found: Board) -> list[Section]:
    covered, known = found.report.coverage, found.known
    return [
        ground.overlaps(
            [r for r in covered.overlaps if found.keeps_cell(r.theme, r.territory)], known
        ),
        ground.gaps([r for r in covered.gaps if found.keeps_cell(r.theme, r.territory)], known),
    ]


MAKERS: dict[str, Callable[[Board], list[Section]]] = {
    "rencontres": _themes,
    "ressources": _resources,
    "emploi": _dating,
    "liens": _links,
    "besoins": _needs,
    "territoires": _territories,
}
"""How each view is made."""


def csv_rows(found: list[Section]) -> Iterator[list[str]]:
    """Give the tables of a view as rows of a file, one after the other, each with its title."""
    for section in found:
        yield [section.title, *section.headers]
        for row in section.rows:
            yield [section.title, *(cell.text for cell in row)]
