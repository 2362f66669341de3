"""The tools of the staff: what each is for."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Tool:
    """A page of the staff."""

    title: str
    text: str
    url: str
    icon: str


TOOLS = (
    (
        _("Et si… ?"),
        _("Ajouter ou retirer une organisation, une capacité, un label : ce qu’on y gagne."),
        "scenario-list",
        "search",
    ),
    (
        _("Résilience"),
        _("Qui manquerait le plus, par produit et par mois."),
        "resilience",
        "alert",
    ),
    (
        _("Mises en relation"),
        _("Où elles en sont, lesquelles attendent, et présenter deux organisations."),
        "introductions-staff",
        "people",
    ),
    (
        _("Groupes et rencontres"),
        _("Qui réunir, qui est seul, qui relie les autres, ce qui manque et où."),
        "groups",
        "network",
    ),
    (
        _("Plans de saison"),
        _("Qui pourrait fournir quelles cuisines, mois par mois."),
        "season-plans",
        "calendar",
    ),
    (
        _("Marchés avec insertion"),
        _("Les lots, et les structures qui peuvent les faire."),
        "lots",
        "handshake",
    ),
    (
        _("Connaissances"),
        _("Ressources, savoir-faire et métiers : les parcourir, les amender, voir l’histoire."),
        "knowledge",
        "info",
    ),
    (
        _("Apprentissage"),
        _("Ce que les refus et les accords apprennent au classement, avant et après."),
        "learning",
        "star",
    ),
    (
        _("Avis sur les suggestions"),
        _("Celles que vous avez mises en avant ou écartées, et votre mot."),
        "marks",
        "star",
    ),
    (
        _("Nouvelles fiches"),
        _("Sont-elles montrées autant que celles qui conviennent aussi bien ?"),
        "exposure",
        "people",
    ),
    (
        _("Appels à la solidarité"),
        _("Ce que l’ESS et l’insertion ont demandé aux signataires ; en arrêter un."),
        "calls",
        "mail",
    ),
)


def tools() -> list[Tool]:
    """Return the tools, in the order in which they are used."""
    return [
        Tool(str(title), str(text), reverse(f"cooperation:{name}"), icon)
        for title, text, name, icon in TOOLS
    ]
