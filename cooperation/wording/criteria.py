"""The criteria of a suggestion in sentences: both values of each, from the evidence alone."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation import knowledge
from cooperation.enums import Period, SuggestionKind
from cooperation.matching.points import CriterionCode
from cooperation.months import ALL_MONTHS, from_mask
from cooperation.wording.measured import each_month
from cooperation.wording.parts import Evidence, Names
from cooperation.wording.postings import NBSP, amount, months_of, resource_label

if TYPE_CHECKING:
    from cooperation.models import Suggestion

Writer = Callable[[Evidence, "Suggestion", Names], str]
"""Writes the values on which the points of a criterion rest."""


def label_of(code: str) -> str:
    """Return what a criterion looks at."""
    labels = {
        CriterionCode.CLOSENESS: _("Correspondance"),
        CriterionCode.QUANTITY: _("Quantité"),
        CriterionCode.DISTANCE: _("Distance"),
        CriterionCode.MONTHS: _("Mois de l’année"),
        CriterionCode.SOCIAL: _("Utilité sociale"),
        CriterionCode.ENVIRONMENT: _("Intérêt pour l’environnement"),
        CriterionCode.OUTLET: _("Débouché de ce qui est fabriqué"),
        CriterionCode.RESPONSIVENESS: _("Réactivité"),
        CriterionCode.THEMES: _("Thèmes du pacte en commun"),
        CriterionCode.LIKELIHOOD: _("Vraisemblance"),
        CriterionCode.LENGTH: _("Brièveté"),
        CriterionCode.PARTNERS: _("Partenaires en commun"),
        CriterionCode.COMMITMENTS: _("Actions de la feuille de route en commun"),
        CriterionCode.SITE: _("Site partagé"),
        CriterionCode.CAPACITY: _("Heures possibles"),
        CriterionCode.ELIGIBILITY: _("Nature de la structure"),
        CriterionCode.TEAM: _("Seule ou en groupe"),
    }
    return labels.get(CriterionCode(code), code)


def listed(words: list[str]) -> str:
    """Join words with commas and a last « et »."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s et %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def kilometres(metres: int) -> str:
    """Write a distance: exact metres would pretend to know more than communes tell."""
    if metres < 1000:
        return _("moins d’un km")
    exact = Decimal(metres) / 1000
    shown = exact.quantize(Decimal(1)) if exact >= 10 else exact.quantize(Decimal("0.1"))
    if shown == shown.to_integral():
        shown = shown.to_integral()
    return f"{number_format(shown, use_l10n=True)}{NBSP}km"


def how_far(metres: int) -> str:
    """Write a distance at the end of a sentence, rounded: many places are a commune's centre."""
    if metres == 0:
        return _(", dans la même commune")
    if metres < 1000:
        return _(", à moins d’un km")
    return _(", à %(km)s km") % {"km": round(Decimal(metres) / 1000)}


def stated(text: str | None) -> str:
    """Write a quantity that the core gives as « number unit », or say that it is missing."""
    if not text:
        return _("non précisée")
    number, _space, unit = text.partition(" ")
    return amount(Decimal(number), unit)


def _closeness(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    offered, wanted = resource_label(evidence["offered"]), resource_label(evidence["wanted"])
    values = {"offered": offered, "wanted": wanted}
    circular = suggestion.kind == SuggestionKind.CIRCULAR
    if evidence["offered"] == evidence["wanted"]:
        text = _("proposé et utilisé : %(offered)s") if circular else ""
        return (text or _("proposé et recherché : %(offered)s")) % values
    if circular:
        return _("proposé : %(offered)s ; utilisé d’habitude : %(wanted)s, proche") % values
    return _("proposé : %(offered)s ; recherché : %(wanted)s, proche") % values


def _quantity(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    circular = suggestion.kind == SuggestionKind.CIRCULAR
    if "unit" in evidence:
        values = {
            "offered": each_month(evidence["offered"], evidence["unit"], suggestion.offer),
            "wanted": each_month(evidence["wanted"], evidence["unit"], suggestion.need),
        }
        if is_once(suggestion):
            return _("proposé : %(offered)s ; recherché : %(wanted)s") % values
        if circular:
            return _("par mois, proposé : %(offered)s ; capacité : %(wanted)s") % values
        return _("par mois, proposé : %(offered)s ; recherché : %(wanted)s") % values
    values = {"offered": stated(evidence["offered"]), "wanted": stated(evidence["wanted"])}
    if circular:
        return _("quantité proposée : %(offered)s ; capacité : %(wanted)s") % values
    return _("quantité proposée : %(offered)s ; recherchée : %(wanted)s") % values


def is_once(suggestion: "Suggestion") -> bool:
    """Say whether both sides speak of a single time."""
    sides = (suggestion.offer, suggestion.need)
    return all(side is not None and side.period == Period.ONE_OFF for side in sides)


def _distance(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    if evidence["metres"] is None:
        return _("distance inconnue : une adresse manque")
    if evidence["metres"] == 0:
        return _("même commune, ou même adresse")
    return _("%(distance)s à vol d’oiseau") % {"distance": kilometres(evidence["metres"])}


def _months(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    shared = len(from_mask(evidence["shared"]))
    values = {
        "offered": months_of(evidence["offered"] or ALL_MONTHS),
        "wanted": months_of(evidence["wanted"] or ALL_MONTHS),
        "shared": shared,
    }
    return _("proposé %(offered)s, recherché %(wanted)s : %(shared)s mois en commun") % values


def _social(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    parties = {row.pk: row.name for row in (suggestion.giver, suggestion.receiver)}
    siae = [parties[pk] for pk in evidence["siae"] if pk in parties]
    others = [parties[pk] for pk in evidence["social_economy"] if pk in parties]
    found = []
    if siae:
        found.append(_("insertion par l’activité : %(names)s") % {"names": listed(siae)})
    if others:
        found.append(_("économie sociale et solidaire : %(names)s") % {"names": listed(others)})
    return " ; ".join(found) or _("aucune des deux n’est de l’économie sociale et solidaire")


def _environment(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    values = {"resource": resource_label(evidence["resource"]), "worth": evidence["worth"]}
    return _("note de la ressource « %(resource)s » : %(worth)s sur 1000") % values


def made_of(evidence: Evidence, suggestion: "Suggestion") -> str:
    """Write how much is made: « environ 240 l par mois »; empty when it cannot be told."""
    if not evidence.get("made") or not evidence.get("outputs"):
        return ""
    unit = knowledge.load().resources[evidence["outputs"][0]].unit
    values = {"quantity": amount(Decimal(evidence["made"]), unit)}
    if suggestion.offer is not None and suggestion.offer.period == Period.ONE_OFF:
        return _("environ %(quantity)s") % values
    return _("environ %(quantity)s par mois") % values


def buyers_of(evidence: Evidence) -> str:
    """Write how many organisations look for what is made."""
    buyers = len(evidence.get("wanted_by", ()))
    if not buyers:
        return _("personne n’a encore dit en chercher")
    text = ngettext(
        "%(count)s organisation en cherche", "%(count)s organisations en cherchent", buyers
    )
    return text % {"count": buyers}


def _outlet(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    made = [resource_label(evidence["outputs"][0])] if evidence["outputs"] else []
    made += [text for text in (made_of(evidence, suggestion),) if text]
    return _("%(made)s ; %(buyers)s") % {"made": ", ".join(made), "buyers": buyers_of(evidence)}


def _responsiveness(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    days = evidence["days"]
    if days is None:
        return _("date de publication inconnue")
    if days < 1:
        return _("publié aujourd’hui")
    text = ngettext("publié il y a %(days)s jour", "publié il y a %(days)s jours", days)
    return text % {"days": days}


def _themes(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    shared = [names.get(f"theme:{code}", code) for code in evidence["shared"]]
    return listed(shared) or _("aucun thème en commun")


DETAILS: dict[str, Writer] = {
    CriterionCode.CLOSENESS: _closeness,
    CriterionCode.QUANTITY: _quantity,
    CriterionCode.DISTANCE: _distance,
    CriterionCode.MONTHS: _months,
    CriterionCode.SOCIAL: _social,
    CriterionCode.ENVIRONMENT: _environment,
    CriterionCode.OUTLET: _outlet,
    CriterionCode.RESPONSIVENESS: _responsiveness,
    CriterionCode.THEMES: _themes,
}
