"""What remains to check before two parties cooperate, in sentences."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from cooperation.enums import Period, PriceMode
from cooperation.wording.criteria import listed, stated
from cooperation.wording.kinds import social_checks
from cooperation.wording.parts import Evidence, Names
from cooperation.wording.postings import day_of, months_of, unit_label

if TYPE_CHECKING:
    from cooperation.models import Suggestion

OPEN = ".."
UNNAMED = frozenset({"months", "dates", "lot", "rhythm", "price", "already_running"})
"""Checks whose sentence names nobody: at a step of a chain, it has to say between whom."""


class Sides(NamedTuple):
    """Whom a check is about: a step of a chain or of a loop has its own two sides."""

    giver: str
    receiver: str
    by_know_how: bool
    """Whether the receiver takes it through a know-how, not for a need that it published."""


def sides_of(evidence: Evidence, suggestion: "Suggestion") -> Sides:
    """Return both sides of the step that a check is about; of the suggestion without a step."""
    step, order = evidence.get("step"), suggestion.parties
    if not step or len(order) < step:
        known = bool(suggestion.transformation)
        return Sides(suggestion.giver.name, suggestion.receiver.name, known)
    rows = suggestion.organisations
    names = [rows[pk].name if pk in rows else "…" for pk in order]
    return Sides(names[step - 1], names[step % len(names)], _has_know_how(suggestion, step))


def _has_know_how(suggestion: "Suggestion", step: int) -> bool:
    """Say whether the path goes through a know-how after its organisation number ``step``."""
    passed = 0
    for node in suggestion.path:
        passed += node["kind"] == "organisation"
        if passed == step and node["kind"] == "transformation":
            return True
    return False


def is_rule(evidence: Evidence) -> bool:
    """Say whether a check is a rule that the law or a standard sets."""
    return "rule" in evidence


def rule_of(code: str, evidence: Evidence) -> str:
    """Return a rule to respect: its field, then its name."""
    fields = {
        "food_safety": _("Sécurité des aliments"),
        "food_contact": _("Contact avec les aliments"),
        "feed_safety": _("Alimentation animale"),
        "authorised_receiver": _("Destinataire autorisé"),
        "product_standard": _("Norme du produit"),
        "product_safety": _("Sécurité des produits"),
        "data_protection": _("Protection des données"),
        "traceability": _("Traçabilité"),
        "excise": _("Alcools et droits indirects"),
        "classified_installation": _("Installation classée"),
    }
    values = {"field": fields.get(code, _("Règle")), "rule": evidence["rule"]}
    return _("%(field)s – %(rule)s") % values


def sentence_of(code: str, evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    """Return what is to check, with what is known on both sides."""
    if "about" in evidence:
        return social_checks.sentence_of(code, evidence, suggestion)
    write = SENTENCES.get(code)
    if write is None:
        return code
    text = write(evidence, suggestion, names)
    if "step" not in evidence or code not in UNNAMED:
        return text
    sides = sides_of(evidence, suggestion)
    return _("%(giver)s → %(receiver)s – %(text)s") % {
        "giver": sides.giver,
        "receiver": sides.receiver,
        "text": text,
    }


def _months(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    missing = _("sans mois précisés")
    values = {
        "offered": months_of(evidence["offered"] or 0) or missing,
        "wanted": months_of(evidence["wanted"] or 0) or missing,
    }
    return _("Les mois : proposé %(offered)s, recherché %(wanted)s.") % values


def _dates(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    values = {"offered": _window(evidence["offered"]), "wanted": _window(evidence["wanted"])}
    return _("Les dates : proposé %(offered)s, recherché %(wanted)s.") % values


def _window(text: str | None) -> str:
    """Write dates that the core gives as « start/end », open ends as two dots."""
    start, _slash, end = (text or f"{OPEN}/{OPEN}").partition("/")
    first, last = (
        "" if day == OPEN else day_of(dt.date.fromisoformat(day)) for day in (start, end)
    )
    if first and last:
        return _("du %(start)s au %(end)s") % {"start": first, "end": last}
    if first:
        return _("à partir du %(start)s") % {"start": first}
    return _("jusqu’au %(end)s") % {"end": last} if last else _("sans date précisée")


def _units(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    offered, wanted = evidence["offered"], evidence["wanted"]
    if not offered or not wanted:
        return _missing_quantity(sides_of(evidence, suggestion), bool(offered))
    values = {"offered": unit_label(offered), "wanted": unit_label(wanted)}
    return _("Les quantités : comptées en « %(offered)s » et en « %(wanted)s ».") % values


def _missing_quantity(sides: Sides, offered: bool) -> str:
    """Say which side does not tell how much."""
    if not offered:
        values = {"name": sides.giver}
        return _("La quantité proposée : %(name)s ne la précise pas.") % values
    values = {"name": sides.receiver}
    if sides.by_know_how:
        return _("La capacité : %(name)s ne la précise pas.") % values
    return _("La quantité recherchée : %(name)s ne la précise pas.") % values


def _lot(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    values = {"offered": stated(evidence["offered"]), "wanted": stated(evidence["wanted"])}
    text = _(
        "La plus petite quantité utile : %(offered)s pour qui donne, %(wanted)s pour qui reçoit."
    )
    return text % values


def _offer_area(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    values = {"name": sides_of(evidence, suggestion).giver}
    if evidence["offered"] is None:
        return _("La distance : %(name)s ne précise pas jusqu’où va son offre.") % values
    return _("La distance : une adresse manque pour savoir si %(name)s va jusque-là.") % values


def _need_area(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    values = {"name": sides_of(evidence, suggestion).receiver}
    if evidence["wanted"] is None:
        return _("La distance : %(name)s ne précise pas son rayon d’approvisionnement.") % values
    return _("La distance : une adresse manque pour savoir si %(name)s va jusque-là.") % values


def _need_labels(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    name = sides_of(evidence, suggestion).giver
    values = {"labels": _labels(evidence["wanted"], names), "name": name}
    return _("Les labels demandés (%(labels)s) : %(name)s n’a pas dit les tenir.") % values


def _offer_labels(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    name = sides_of(evidence, suggestion).receiver
    values = {"labels": _labels(evidence["offered"], names), "name": name}
    return _("Les labels demandés (%(labels)s) : %(name)s n’a pas dit les tenir.") % values


def _labels(codes: list[str], names: Names) -> str:
    return listed([names.get(f"label:{code}", code) for code in codes])


def _offer_answer(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    return _answer(evidence["offered"], sides_of(evidence, suggestion).receiver, names)


def _need_answer(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    return _answer(evidence["wanted"], sides_of(evidence, suggestion).giver, names)


def _answer(codes: list[str], name: str, names: Names) -> str:
    kinds = listed([names.get(f"kind:{code}", code) for code in codes])
    text = _("Qui peut répondre (%(kinds)s) : la nature de %(name)s n’est pas indiquée.")
    return text % {"kinds": kinds, "name": name}


def _rhythm(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    values = {
        "offered": Period(evidence["offered"]).label,
        "wanted": Period(evidence["wanted"]).label,
    }
    return _("Le rythme : proposé %(offered)s, compté %(wanted)s de l’autre côté.") % values


def _price(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    values = {
        "offered": PriceMode(evidence["offered"]).label.lower(),
        "wanted": PriceMode(evidence["wanted"]).label.lower(),
    }
    return _("Les conditions : « %(offered)s » d’un côté, « %(wanted)s » de l’autre.") % values


def _running(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    return _("Ce flux existe déjà entre ces deux organisations : reste-t-il de quoi l’augmenter ?")


SENTENCES: dict[str, Callable[[Evidence, "Suggestion", Names], str]] = {
    "months": _months,
    "dates": _dates,
    "units": _units,
    "lot": _lot,
    "area.offer": _offer_area,
    "area.need": _need_area,
    "labels.need": _need_labels,
    "labels.offer": _offer_labels,
    "answer.offer": _offer_answer,
    "answer.need": _need_answer,
    "rhythm": _rhythm,
    "price": _price,
    "already_running": _running,
}
