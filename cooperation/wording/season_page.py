"""What the page of a plan says of its parameters and of its figures."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation import knowledge
from cooperation.matching.allocate.season.changes import Trial
from cooperation.matching.allocate.season.parameters import PlanParameters
from cooperation.wording.postings import resource_label
from cooperation.wording.season_plans import (
    NBSP,
    TRIP,
    kilos,
    month_label,
    rounded,
    share,
    tonnes,
)
from cooperation.wording.season_result import Figures
from cooperation.wording.season_tables import Names
from pacte.charts import number

Lines = list[tuple[str, str]]


def parameter_lines(data: dict[str, object], months: tuple[str, ...], epcis: list[str]) -> Lines:
    """Word the parameters that a plan keeps."""
    known = knowledge.load().resources
    products = [resource_label(code) for code in _texts(data["products"]) if code in known]
    radius = data["radius_km"]
    everyone = _("celle de chaque annonce")
    return [
        (_("Mois"), _span(months)),
        (_("Produits"), ", ".join(products) or _("tous les aliments")),
        (_("Cuisines de"), ", ".join(epcis) or _("tout le territoire")),
        (_("Distance maximale"), f"{radius}{NBSP}km" if radius is not None else everyone),
        (_("Compte comme local"), _("jusqu’à %s") % f"{data['local_km']}{NBSP}km"),
    ]


def _texts(value: object) -> Iterable[str]:
    return map(str, value) if isinstance(value, list) else ()


def _span(months: tuple[str, ...]) -> str:
    if len(months) == 1:
        return month_label(months[0])
    ends = {"first": month_label(months[0]), "last": month_label(months[-1])}
    return _("de %(first)s à %(last)s") % ends


def figure_lines(figures: Figures) -> list[tuple[str, str, str]]:
    """Word the main figures of a plan: (value, unit, what it counts)."""
    total = figures.total
    placed = total.served - total.unplaced
    return [
        (_share(total.served, total.wanted), "%", _("des besoins servis")),
        (_share(total.local, total.wanted), "%", _("des besoins servis localement")),
        (tonnes(total.wanted - total.served), "t", _("sans réponse")),
        (_mean(total.gram_metres, placed), "km", _("de distance moyenne")),
        (_thousands(total.gram_metres // 10**6), "t·km", _("transportées, de commune à commune")),
        (_thousands(figures.trip_metres), "km", _("de camionnette (estimation)")),
    ]


def _share(part: int, whole: int) -> str:
    return number(share(part, whole))


def _mean(gram_metres: int, grams: int) -> str:
    return _thousands(gram_metres // grams) if grams else "0"


def _thousands(value: int) -> str:
    """Write thousandths of a unit: metres as kilometres."""
    return number(rounded(Decimal(value) / 1000))


def notes(figures: Figures, unquantified: int) -> list[str]:
    """Say how figures are counted, and what they leave out."""
    found = [str(TRIP)]
    trips = number(figures.trips)
    found[0] += (
        " "
        + ngettext(
            "Ici\N{NO-BREAK SPACE}: %s trajet.", "Ici\N{NO-BREAK SPACE}: %s trajets.", figures.trips
        )
        % trips
    )
    if figures.total.unplaced:
        message = _(
            "%s livrés sans que la distance soit connue : une commune manque. Ils comptent pour"
            " 50 km dans le calcul, et pas dans les kilomètres."
        )
        found.append(message % kilos(figures.total.unplaced))
    if unquantified:
        found.append(
            ngettext(
                "%s annonce ne dit pas combien : elle n’entre pas dans le plan.",
                "%s annonces ne disent pas combien : elles n’entrent pas dans le plan.",
                unquantified,
            )
            % unquantified
        )
    return found


def asked_changes(base: PlanParameters, asked: PlanParameters) -> list[str]:
    """Word the distance and the shares that a trial changes."""
    everyone = _("celle de chaque annonce")
    radius = everyone if asked.radius_km is None else f"{asked.radius_km}{NBSP}km"
    rows = (
        (base.radius_km != asked.radius_km, _("Distance maximale"), radius),
        (
            base.quality_share != asked.quality_share,
            _("Part durable et de qualité visée"),
            f"{asked.quality_share // 10}{NBSP}%",
        ),
        (
            base.organic_share != asked.organic_share,
            _("Part biologique visée"),
            f"{asked.organic_share // 10}{NBSP}%",
        ),
    )
    return [f"{label}{NBSP}: {value}" for changed, label, value in rows if changed]


def trial_lines(trial: Trial, names: Names) -> list[str]:
    """Word what is tried out."""
    found = [_("Sans %s") % names[key].name for key in sorted(trial.removed)]
    found += [
        _("%(name)s donne %(share)s %% de ce qu’il donne aujourd’hui")
        % {
            "name": names[key].name,
            "share": number(share / 10),
        }
        for key, share in sorted(trial.capacities.items())
    ]
    found += [
        _("Avec %(name)s, %(quantity)s par mois")
        % {"name": names[-rank].name, "quantity": kilos(int(row.kilos * 1000))}
        for rank, row in enumerate(trial.newcomers, start=1)
    ]
    return found
