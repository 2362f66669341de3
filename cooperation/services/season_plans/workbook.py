"""A plan as a workbook: sheets that a buyer can sort and filter."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cooperation.models import SeasonPlan
from cooperation.wording.postings import resource_label
from cooperation.wording.season_plans import GRADES, TRIP, month_label
from cooperation.wording.season_result import Result
from cooperation.wording.season_tables import Names

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a text that a spreadsheet would compute starts."""

Value = str | int | float


def neutral(value: Value) -> Value:
    """Make a text one that no spreadsheet computes."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def workbook_of(plan: SeasonPlan, result: Result, names: Names) -> bytes:
    """Write a plan that is done: summary, coverage, deliveries, what is missing, parties."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = (
        (_("Synthèse"), _summary(plan, result)),
        (_("Couverture"), _coverage(result)),
        (_("Livraisons"), _deliveries(result, names)),
        (_("Manques"), _missing(result, names)),
        (_("Cuisines"), _kitchens(result, names)),
        (_("Producteurs"), _producers(result, names)),
    )
    for title, rows in sheets:
        _fill(book.create_sheet(title), rows)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _fill(sheet: Worksheet, rows: Iterable[Sequence[Value]]) -> None:
    for row in rows:
        sheet.append([neutral(value) for value in row])
    for number, cell in enumerate(sheet[1], start=1):
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = 24
    sheet.freeze_panes = "A2"


def _kg(grams: int) -> float:
    return grams / 1000


def _km(metres: int) -> Value:
    return "" if metres < 0 else metres / 1000


def _summary(plan: SeasonPlan, result: Result) -> list[Sequence[Value]]:
    total = result.figures.total
    return [
        (_("Plan"), plan.title),
        (_("Premier mois"), month_label(result.months[0])),
        (_("Nombre de mois"), len(result.months)),
        (_("Demandé (kg)"), _kg(total.wanted)),
        (_("Servi (kg)"), _kg(total.served)),
        (_("Local (kg)"), _kg(total.local)),
        (_("Durable et de qualité, biologique compris (kg)"), _kg(total.quality)),
        (_("Biologique (kg)"), _kg(total.organic)),
        (_("Tonnes-kilomètres"), total.gram_metres / 10**9),
        (_("Trajets de camionnette (estimation)"), result.figures.trips),
        (_("Kilomètres de camionnette (estimation)"), result.figures.trip_metres / 1000),
        (_("Hypothèse"), str(TRIP)),
        (_("Version des barèmes"), plan.version),
    ]


def _coverage(result: Result) -> list[Sequence[Value]]:
    head = (_("Produit"), _("Mois"), _("Demandé (kg)"), _("Servi (kg)"), _("Manque (kg)"))
    more = (_("Local (kg)"), _("Durable et de qualité (kg)"), _("Biologique (kg)"))
    return [
        (*head, *more),
        *(
            (
                resource_label(product),
                month_label(result.months[month]),
                _kg(cell.wanted),
                _kg(cell.served),
                _kg(cell.wanted - cell.served),
                _kg(cell.local),
                _kg(cell.quality),
                _kg(cell.organic),
            )
            for (product, month), cell in result.figures.cells.items()
        ),
    ]


def _deliveries(result: Result, names: Names) -> list[Sequence[Value]]:
    head = (_("Mois"), _("Produit"), _("De"), _("À"), _("Quantité (kg)"), _("Distance (km)"))
    return [
        (*head, _("Qualité")),
        *(
            (
                month_label(result.months[flow.month]),
                resource_label(flow.product),
                names[flow.giver].name,
                names[flow.receiver].name,
                _kg(flow.grams),
                _km(flow.metres),
                str(GRADES[flow.grade]),
            )
            for flow in result.flows
        ),
    ]


def _missing(result: Result, names: Names) -> list[Sequence[Value]]:
    head = (_("Produit"), _("Manque (kg)"), _("À qui"), _("Qui pourrait produire"))
    return [
        (*head, _("Qui pourrait transformer")),
        *(
            (
                resource_label(gap.product),
                _kg(gap.grams),
                ", ".join(names[key].name for key, _grams in gap.kitchens),
                ", ".join(names[lead.actor_id].name for lead in gap.growers),
                ", ".join(names[lead.actor_id].name for lead in gap.makers),
            )
            for gap in result.gaps
        ),
    ]


def _kitchens(result: Result, names: Names) -> list[Sequence[Value]]:
    head = (_("Cuisine"), _("Demandé (kg)"), _("Servi (kg)"), _("Local (kg)"))
    return [
        (*head, _("Durable et de qualité (kg)"), _("Biologique (kg)")),
        *(
            (
                names[key].name,
                _kg(row.wanted),
                _kg(row.served),
                _kg(row.local),
                _kg(row.quality),
                _kg(row.organic),
            )
            for key, row in result.figures.kitchens.items()
        ),
    ]


def _producers(result: Result, names: Names) -> list[Sequence[Value]]:
    return [
        (_("Producteur"), _("Proposé (kg)"), _("Donné (kg)"), _("Reste (kg)")),
        *(
            (names[key].name, _kg(offered), _kg(row.served), _kg(offered - row.served))
            for key, (offered, row) in result.producers.items()
        ),
    ]
