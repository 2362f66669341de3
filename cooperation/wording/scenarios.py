"""What if, in sentences: the changes tried, what they bring and cost, and what is wrong with one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cooperation import knowledge
from cooperation.enums import SuggestionKind
from cooperation.matching.counterfactual.validity import ChangeError
from cooperation.wording.coverage import signed, trend_of
from cooperation.wording.criteria import listed
from cooperation.wording.parts import within
from cooperation.wording.postings import NBSP, amount, resource_label, unit_label

SHORT = 100
"""Metres under which a tenth of a kilometre tells nothing."""

Row = Mapping[str, Any]
Names = Mapping[str, str]


def change_of(row: Row, names: Names) -> str:
    """Return what a change tries; ``names`` holds ``organisation:slug`` and ``label:code``."""
    write = CHANGES.get(str(row.get("kind")))
    return write(row, names) if write else str(row.get("kind"))


def _who(row: Row, names: Names) -> str:
    slug = str(row.get("organisation", ""))
    return names.get(f"organisation:{slug}", slug)


def _added(row: Row, names: Names) -> str:
    values = {"name": row.get("name", ""), "place": row.get("commune", "")}
    if values["place"]:
        return _("Ajouter « %(name)s » à %(place)s.") % values
    return _("Ajouter « %(name)s ».") % values


def _removed(row: Row, names: Names) -> str:
    return _("Retirer %(name)s.") % {"name": _who(row, names)}


def _capacity(row: Row, names: Names) -> str:
    recipe = knowledge.load().transformations.get(str(row.get("transformation")))
    values = {
        "name": _who(row, names),
        "what": within(recipe.label) if recipe else row.get("transformation"),
        "capacity": _typed(row.get("capacity"), str(row.get("unit", ""))),
    }
    return _("%(name)s : %(what)s, %(capacity)s par an.") % values


def _typed(value: Any, unit: str) -> str:
    """Write a quantity as it was typed."""
    text = str(value if value is not None else "?").replace(".", ",")
    return f"{text}{NBSP}{unit_label(unit)}" if unit else text


def _labelled(row: Row, names: Names) -> str:
    code = str(row.get("label"))
    values = {"name": _who(row, names), "label": names.get(f"label:{code}", code)}
    if row.get("kind") == "add_label":
        return _("%(name)s obtient le label %(label)s.") % values
    return _("%(name)s perd le label %(label)s.") % values


def _authorised(row: Row, names: Names) -> str:
    values = {"name": _who(row, names), "code": row.get("low_code")}
    return _("%(name)s est autorisée à recevoir les déchets %(code)s.") % values


def _reaching(row: Row, names: Names) -> str:
    values = {"name": _who(row, names), "km": row.get("kilometres")}
    return _("%(name)s va jusqu’à %(km)s km.") % values


CHANGES: dict[str, Callable[[Row, Names], str]] = {
    "add_actor": _added,
    "remove_actor": _removed,
    "set_capacity": _capacity,
    "add_label": _labelled,
    "remove_label": _labelled,
    "add_authorisation": _authorised,
    "set_radius": _reaching,
}


def problem_of(error: ChangeError) -> str:
    """Return what is wrong with a change, naming it and what was given."""
    fields = {
        "changes": _("la liste des changements"),
        "kind": _("la nature du changement"),
        "organisation": _("l’organisation"),
        "name": _("le nom"),
        "preset": _("le modèle"),
        "commune": _("la commune"),
        "place": _("le lieu"),
        "resource": _("la ressource"),
        "transformation": _("le savoir-faire"),
        "quantity": _("la quantité"),
        "unit": _("l’unité"),
        "radius": _("la distance"),
        "label": _("le label"),
        "low_code": _("le code déchet (2, 4 ou 6 chiffres)"),
        "months": _("les mois (de 1 à 12)"),
        "period": _("la périodicité"),
        "kinds": _("les natures de l’organisation"),
        "labels": _("les labels"),
        "authorisations": _("les autorisations"),
        "know_hows": _("les savoir-faire"),
        "offers": _("les offres"),
        "needs": _("les besoins"),
        "is_social": _("is_social, vrai ou faux"),
    }
    problem = error.problem
    field = fields.get(problem.field, problem.field)
    text = _reason(problem.code, field, problem.value)
    if not error.number:
        return text
    return _("Changement %(number)s : %(text)s") % {"number": error.number, "text": text}


def _reason(code: str, field: str, value: Any) -> str:
    if code == "contradictory" and isinstance(value, tuple):
        unit, resource = (str(item) for item in value)
        values = {"unit": unit_label(unit), "resource": resource_label(resource)}
        return _("« %(resource)s » ne se compte pas en %(unit)s.") % values
    texts = {
        "missing": _("il manque %(field)s."),
        "unknown": _("« %(value)s » est introuvable (%(field)s)."),
        "ambiguous": _("« %(value)s » a plusieurs réponses (%(field)s) : donnez le code postal."),
        "too_many": _("%(value)s changements au plus dans un scénario."),
    }
    text = texts.get(code, _("« %(value)s » ne convient pas (%(field)s)."))
    return text % {"field": field, "value": "" if value is None else value}


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator, before and after, with what it counts."""

    label: str
    before: str
    after: str
    gap: str
    trend: str
    counts: str


def figure_of(row: Row) -> Figure:
    """Put an indicator in words."""
    label, counts, unit = _indicators()[row["code"]]
    before, after = row["before"], row["after"]
    gap = None if before is None or after is None else after - before
    return Figure(
        label=label,
        before=_value(row["code"], before, unit),
        after=_value(row["code"], after, unit),
        gap="–" if gap is None else signed(_value(row["code"], abs(gap), unit), gap),
        trend=trend_of(gap, fewer_is_better=row["code"] == "metres"),
        counts=counts,
    )


def _indicators() -> dict[str, tuple[str, str, str]]:
    """Return, for each indicator, its label, what it counts and its unit."""
    return {
        "suggestions": (
            _("Coopérations possibles"),
            _("suggestions de toutes sortes, d’après les annonces et les savoir-faire déclarés"),
            "",
        ),
        "needs": (_("Besoins publiés"), _("annonces de besoin en cours"), ""),
        "needs_answered": (
            _("Besoins qui ont une réponse"),
            _("besoins auxquels au moins une offre déclarée convient"),
            "",
        ),
        "waste_kg": (
            _("Matière évitée aux déchets, par an"),
            _("coproduits et invendus qui trouveraient preneur, sans dépasser ce que chacun prend"),
            "kg",
        ),
        "chains": (_("Chaînes circulaires"), _("les 10 meilleures de chaque organisation"), ""),
        "loops": (_("Boucles circulaires"), _("les 10 meilleures de chaque organisation"), ""),
        "metres": (
            _("Distance moyenne"),
            _("d’un besoin à l’offre la plus proche qui lui convient, à vol d’oiseau"),
            "km",
        ),
        "hours": (
            _("Heures d’insertion"),
            _("heures des lots ouverts auxquels une structure sait répondre"),
            "hour",
        ),
    }


def _value(code: str, value: int | None, unit: str) -> str:
    if value is None:
        return "–"
    if code == "metres" and abs(value) < SHORT:
        return amount(Decimal(value), "m")
    if code == "metres":
        km = number_format(Decimal(value) / 1000, decimal_pos=1, use_l10n=True)
        return f"{km}{NBSP}km"
    if unit:
        return amount(Decimal(value), unit)
    return number_format(value, use_l10n=True, force_grouping=True)


@dataclass(frozen=True, slots=True)
class Flow:
    """A suggestion that a scenario brings or costs."""

    kind: str
    parties: str
    what: str
    score: int


def flow_of(row: Row) -> Flow:
    """Put a suggestion of a scenario in words."""
    recipe = knowledge.load().transformations.get(row["transformation"])
    what = resource_label(row["resource"])
    if recipe:
        what = _("%(what)s – %(recipe)s") % {"what": what, "recipe": within(recipe.label)}
    return Flow(
        kind=str(SuggestionKind(row["kind"]).label),
        parties=" → ".join(row["parties"]),
        what=what,
        score=row["score"],
    )


def summary_of(result: Row) -> str:
    """Return a scenario's outcome in one sentence."""
    parts = [
        _counted(result["gained_count"], _("gagnée"), _("gagnées")),
        _counted(result["lost_count"], _("perdue"), _("perdues")),
    ]
    text = _("Coopérations possibles : %(parts)s.") % {"parts": listed(parts)}
    values = {"found": len(result["answered"]), "lost": len(result["unanswered"])}
    if not any(values.values()):
        return text
    needs = _("Besoins qui trouvent une réponse : %(found)s ; qui n’en ont plus : %(lost)s.")
    return f"{text} {needs % values}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number < 2 else many}"
