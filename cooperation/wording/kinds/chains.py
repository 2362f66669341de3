"""Chains and loops: what flows from one organisation to the next, and what limits it."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation import knowledge
from cooperation.enums import SuggestionKind
from cooperation.matching.points import CriterionCode
from cooperation.wording.criteria import Writer, kilometres, listed
from cooperation.wording.parts import Evidence, Names, Party, evidence_of, party, within
from cooperation.wording.postings import amount, resource_label

if TYPE_CHECKING:
    from cooperation.models import Suggestion
    from pacte.models import Organisation


def members_of(suggestion: "Suggestion") -> list["Organisation"]:
    """Return the organisations that are still there, in order."""
    rows = suggestion.organisations
    return [rows[pk] for pk in suggestion.parties if pk in rows]


def flows_of(suggestion: "Suggestion") -> list[str]:
    """Write what goes from each organisation to the next: « pain invendu (40 kg par mois) »."""
    evidence = evidence_of(suggestion, "quantity")
    rows = zip(
        evidence.get("resources", ()),
        evidence.get("taken", ()),
        evidence.get("units", ()),
        strict=False,
    )
    return [_flow(resource, taken, unit) for resource, taken, unit in rows]


def _flow(resource: str, taken: int | str, unit: str) -> str:
    label = resource_label(resource)
    if taken == "":
        return label
    values = {"label": label, "quantity": amount(Decimal(taken), unit)}
    return _("%(label)s (%(quantity)s par mois)") % values


def skills_of(suggestion: "Suggestion") -> dict[int, str]:
    """Return the know-how through which each organisation takes part."""
    known, found = knowledge.load().transformations, {}
    steps = suggestion.path
    for index, step in enumerate(steps[:-1]):
        follower = steps[index + 1]
        if step["kind"] == "transformation" and follower["kind"] == "organisation":
            row = known.get(step["id"])
            found[follower["id"]] = row.label if row else step["id"]
    return found


def reason(suggestion: "Suggestion") -> str:
    """Return the main reason: who hands over what to whom, and whether it comes back."""
    resources = [
        within(resource_label(code))
        for code in evidence_of(suggestion, "quantity").get("resources", ())
    ]
    members = members_of(suggestion)
    values = {
        "names": " → ".join(row.name for row in members),
        "first": suggestion.giver.name,
        "flows": listed(resources),
        "count": len(members),
    }
    if suggestion.kind == SuggestionKind.LOOP:
        text = _("Une boucle de %(count)s organisations : %(names)s → %(first)s (%(flows)s).")
        return text % values
    return _("Une chaîne de %(count)s organisations : %(names)s (%(flows)s).") % values


def parties(suggestion: "Suggestion") -> list[Party]:
    """Return every organisation with its know-how, and what leaves it."""
    skills, flows = skills_of(suggestion), flows_of(suggestion)
    members = members_of(suggestion)
    shown = []
    for index, row in enumerate(members):
        side = "offer" if index == 0 else "need"
        flow = flows[index] if index < len(flows) else ""
        shown.append(party(row, _role(suggestion, row, skills, index), side, flow))
    if suggestion.kind == SuggestionKind.LOOP and members:
        shown.append(party(members[0], _("la boucle est bouclée"), "offer"))
    return shown


def _role(suggestion: "Suggestion", row: "Organisation", skills: dict[int, str], index: int) -> str:
    if row.pk in skills:
        return _("sait %(skill)s") % {"skill": within(skills[row.pk])}
    if index == 0:
        resource = within(resource_label(suggestion.resource))
        return _("propose : %(resource)s") % {"resource": resource}
    wanted = evidence_of(suggestion, "closeness").get("wanted", [""])
    code = wanted[min(index - 1, len(wanted) - 1)]
    return _("cherche : %(resource)s") % {"resource": within(resource_label(code))}


def _closeness(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    rows = zip(evidence["offered"], evidence["wanted"], evidence["closeness"], strict=False)
    far = [
        _("%(offered)s pour %(wanted)s")
        % {"offered": within(resource_label(one)), "wanted": within(resource_label(two))}
        for one, two, near in rows
        if near < 1000
    ]
    if not far:
        return _("à chaque étape, ce qui est proposé est ce qui est recherché")
    return _("proche sans être identique : %(steps)s") % {"steps": listed(far)}


def _quantity(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    through = evidence["through"] // 10
    parts = [_("%(share)s %% du départ va jusqu’au bout") % {"share": through}]
    if evidence["unknown"]:
        parts = [_("une quantité au moins n’est pas précisée")]
    if evidence["bottleneck_step"]:
        row = suggestion.organisations.get(evidence["bottleneck"])
        step = evidence["bottleneck_step"] - 1
        asked = evidence["asked"][step]
        if row is not None and asked != "":
            values = {"name": row.name, "asked": amount(Decimal(asked), evidence["units"][step])}
            text = _("goulot : %(name)s, qui prend %(asked)s par mois au plus")
            parts.append(text % values)
    parts += _yields(evidence)
    return " ; ".join(parts)


def _yields(evidence: Evidence) -> list[str]:
    """Write what each know-how makes, month by month."""
    found = []
    following = [*evidence["resources"][1:], ""]
    units = [*evidence["units"][1:], ""]
    for made, resource, unit in zip(evidence["made"], following, units, strict=False):
        if made != "" and resource:
            values = {
                "made": amount(Decimal(made), unit),
                "resource": within(resource_label(resource)),
            }
            found.append(_("donne %(made)s de « %(resource)s » par mois") % values)
    return found


def _distance(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    if evidence["metres"] is None:
        return _("distance inconnue : une adresse manque")
    steps = [kilometres(step) for step in evidence["steps"] if step != ""]
    values = {"total": kilometres(evidence["metres"]), "steps": ", ".join(steps)}
    return _("%(total)s en tout, à vol d’oiseau (%(steps)s)") % values


def _social(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    rows = suggestion.organisations
    siae = [rows[pk].name for pk in evidence["siae"] if pk in rows]
    others = [rows[pk].name for pk in evidence["social_economy"] if pk in rows]
    found = []
    if siae:
        found.append(_("insertion par l’activité : %(names)s") % {"names": listed(siae)})
    if others:
        found.append(_("économie sociale et solidaire : %(names)s") % {"names": listed(others)})
    return " ; ".join(found) or _("aucune n’est de l’économie sociale et solidaire")


def _environment(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    rows = zip(evidence["resources"], evidence["worths"], strict=False)
    found = [
        _("%(resource)s : %(worth)s sur 1000") % {"resource": resource_label(code), "worth": worth}
        for code, worth in rows
    ]
    return " ; ".join(found)


def _outlet(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    if evidence["need"]:
        return _("la chaîne finit sur un besoin publié")
    count = len(evidence["wanted_by"])
    if not count:
        return _("personne n’a encore dit chercher ce qui sort de la chaîne")
    text = ngettext(
        "%(count)s organisation cherche ce qui sort de la chaîne",
        "%(count)s organisations cherchent ce qui sort de la chaîne",
        count,
    )
    return text % {"count": count}


def _length(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    count = evidence["organisations"]
    text = ngettext("%(count)s organisation", "%(count)s organisations", count)
    return text % {"count": count}


DETAILS: dict[str, Writer] = {
    CriterionCode.CLOSENESS: _closeness,
    CriterionCode.QUANTITY: _quantity,
    CriterionCode.DISTANCE: _distance,
    CriterionCode.SOCIAL: _social,
    CriterionCode.ENVIRONMENT: _environment,
    CriterionCode.OUTLET: _outlet,
    CriterionCode.LENGTH: _length,
}
