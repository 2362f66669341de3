"""Outcomes, tables of points and replays, in words and rows of tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.enums import OutcomeKind, RefusalReason, SuggestionKind, WeightsStatus
from cooperation.matching.points import PointsTable
from cooperation.wording.criteria import label_of, listed
from cooperation.wording.postings import NBSP, resource_label

if TYPE_CHECKING:
    from cooperation.models import WeightsTable

DECIDABLE = frozenset({WeightsStatus.PROPOSED, WeightsStatus.REPLACED})


@dataclass(frozen=True, slots=True)
class Weights:
    """The points of one kind of suggestion, before and after."""

    kind: str
    title: str
    rows: list[list[dict[str, Any]]]


def kind_label(code: str) -> str:
    """Return a kind of suggestion in words."""
    return str(SuggestionKind(code).label)


def outcome_lines(rows: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return the rows of the table of outcomes."""
    return [
        [
            {"value": kind_label(row["kind"])},
            {"value": _outcome(row)},
            {"value": row["total"], "numeric": True},
        ]
        for row in rows
    ]


def _outcome(row: dict[str, Any]) -> str:
    if row["outcome"] == OutcomeKind.CONCLUDED:
        return str(OutcomeKind.CONCLUDED.label)
    values = {"reason": RefusalReason(row["reason"]).label}
    return _("Refusée : %(reason)s") % values


def weight_tables(
    table: PointsTable, before: dict[str, dict[str, int]] | None = None
) -> list[Weights]:
    """Return the points of each kind; with those of another table, what changes only."""
    found = []
    for kind, row in table.maxima.items():
        old = (before or {}).get(str(kind), {})
        if before is None or any(old.get(str(code), value) != value for code, value in row.items()):
            rows = [_weight(str(code), value, old.get(str(code))) for code, value in row.items()]
            found.append(Weights(str(kind), kind_label(str(kind)), rows))
    return found


def _weight(code: str, value: int, old: int | None) -> list[dict[str, Any]]:
    first = {"value": label_of(code)}
    if old is None:
        return [first, {"value": value, "numeric": True}]
    change = f"+{value - old}" if value > old else f"−{old - value}" if value < old else "="
    cells = [{"value": text, "numeric": True} for text in (old, value, change)]
    return [first, *cells]


def table_lines(rows: "Iterable[WeightsTable]") -> list[list[dict[str, Any]]]:
    """Return the rows of the list of tables."""
    return [
        [
            {"value": row.version, "url": _url(row)},
            {"value": row.get_status_display()},
            {"value": date_format(row.proposed_at)},
            {"value": date_format(row.decided_at) if row.decided_at else "—"},
            {"value": row.note or "—"},
        ]
        for row in rows
    ]


def _url(row: "WeightsTable") -> str:
    return reverse("cooperation:learning-table", args=[row.pk])


def replay_of(row: "WeightsTable", table: PointsTable) -> dict[str, Any]:
    """Return what the page of a table shows."""
    report = row.report
    return {
        "table": row,
        "verdict": _verdict(row),
        "can_approve": row.status in DECIDABLE,
        "can_refuse": row.status in {WeightsStatus.PROPOSED, WeightsStatus.IN_FORCE},
        "taught": report.get("taught", 0),
        "held": report.get("held", 0),
        "measures": _measures(report),
        "weights": weight_tables(table, report.get("before_maxima", {})),
        "moves": [_move(move) for move in report.get("moves", [])],
    }


def _verdict(row: "WeightsTable") -> str:
    report = row.report
    if report.get("is_worse"):
        return _("Il classe moins bien que le barème en vigueur : il ne peut pas être approuvé.")
    if report.get("before") == report.get("after"):
        return _("Il ne classe ni mieux ni moins bien : rien à approuver.")
    better = _("Il classe mieux les issues qu’il n’a pas apprises.")
    kept = listed([f"«{NBSP}{kind_label(kind)}{NBSP}»" for kind in report.get("kept", ())])
    if not kept:
        return better
    text = _("Poids gardés, car ceux qui étaient appris classaient moins bien : %(kinds)s.")
    return f"{better} {text % {'kinds': kept}}"


def _measures(report: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Return the rows of the measures: in all, then kind by kind."""
    rows = [(_("Toutes les natures"), report.get("before", {}), report.get("after", {}))]
    rows += [
        (kind_label(line["kind"]), line["before"], line["after"])
        for line in report.get("kinds", [])
    ]
    return [
        [
            {"value": title},
            *(
                {"value": _share(side.get(name)), "numeric": True}
                for name in ("concordance", "reciprocal_rank")
                for side in (before, after)
            ),
        ]
        for title, before, after in rows
    ]


def _share(value: int | None) -> str:
    if value is None:
        return "—"
    return _("%(share)s %%") % {"share": f"{value / 10:.1f}".replace(".", ",")}


def _move(move: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": _("%(name)s : %(kind)s")
        % {"name": move["receiver"], "kind": kind_label(move["kind"])},
        "before": [_line(line) for line in move["before"]],
        "after": [_line(line) for line in move["after"]],
    }


def _line(line: dict[str, Any]) -> str:
    values = {
        "giver": line["giver"],
        "resource": resource_label(line["resource"]) if line["resource"] else "",
        "score": line["score"],
    }
    if not values["resource"]:
        return _("%(giver)s, %(score)s points") % values
    return _("%(giver)s (%(resource)s), %(score)s points") % values
