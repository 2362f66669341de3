"""Bridges, needs without a local answer, and what each theme has on each territory, in words."""

from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cooperation.matching.groups import Bridge, Gap, Overlap, Unanswered
from cooperation.wording.groups import Cell, Item, Known, Section, pair_of, said
from cooperation.wording.postings import resource_label
from cooperation.wording.why_not import label_of

METRES = 1000
NOTHING, FAR = "nothing", "far"


def bridges(rows: Iterable[Bridge], known: Known) -> Section:
    """Tell the cooperations without which a group falls in two."""
    return Section(
        code="ponts",
        title=_("Coopérations qui font pont"),
        text=_("Sans cette seule coopération, un groupe se coupe en deux : à doubler d’une autre."),
        headers=(_("Entre"), _("Et"), _("Qui serait coupé du reste")),
        rows=tuple(
            (known.parties([row.one]), known.parties([row.other]), known.parties(row.cut_off))
            for row in rows
        ),
        empty=_("Aucune coopération n’est le seul lien entre deux groupes."),
    )


def unanswered(rows: Iterable[Unanswered], known: Known, radius_km: int) -> Section:
    """Tell which declared needs nothing local answers, and why."""
    text = _(
        "Des besoins publiés auxquels ni offre ni savoir-faire déclaré ne répond à moins de "
        "%(km)s km à vol d’oiseau."
    )
    return Section(
        code="besoins",
        title=_("Besoins sans réponse locale"),
        text=text % {"km": radius_km},
        headers=(_("Besoin"), _("Organisation"), _("Pourquoi"), _("Qui s’en approche le plus")),
        rows=tuple(
            (
                _need(row, known),
                known.parties([row.actor_id]),
                said(_why(row)),
                _nearest(row, known),
            )
            for row in rows
        ),
        empty=_("Chaque besoin publié a une réponse locale."),
    )


def _need(row: Unanswered, known: Known) -> Cell:
    need = known.needs.get(row.need_id)
    if need is None:
        return said(resource_label(row.resource))
    return Cell((Item(need.title, need.get_absolute_url()), Item(resource_label(row.resource))))


def _why(row: Unanswered) -> str:
    if row.reason == NOTHING:
        return _("personne ne le propose, ni ne sait le faire")
    if row.reason == FAR:
        return _("le plus proche est trop loin")
    return _("ne convient pas : %(label)s") % {"label": label_of(row.reason).lower()}


def _nearest(row: Unanswered, known: Known) -> Cell:
    if row.nearest_id is None:
        return Cell()
    found = known.party(row.nearest_id)
    if row.metres is None:
        return Cell((found,))
    km = number_format(round(row.metres / METRES), use_l10n=True)
    return Cell((found, Item(_("à %(km)s km") % {"km": km})))


def overlaps(rows: Iterable[Overlap], known: Known) -> Section:
    """Tell where several cover the same ground without working together."""
    return Section(
        code="recoupements",
        title=_("Recoupements"),
        text=_(
            "Sur un même territoire et un même thème, des organisations engagées qui ne coopèrent "
            "pas : à réunir avant qu’elles ne se gênent."
        ),
        headers=(_("Thème"), _("Territoire"), _("Engagées"), _("Actions"), _("À réunir")),
        rows=tuple(
            (
                said(known.theme(row.theme)),
                said(known.territory(row.territory)),
                known.parties(row.actors),
                known.committed(row.actions),
                Cell(tuple(Item(pair_of(known, *pair)) for pair in row.apart)),
            )
            for row in rows
        ),
        empty=_("Nulle part deux organisations engagées ne s’ignorent."),
    )


def gaps(rows: Iterable[Gap], known: Known) -> Section:
    """Tell to which theme nobody is committed on a territory."""
    return Section(
        code="manques",
        title=_("Manques"),
        text=_("Un thème auquel personne n’est engagé sur ce territoire, et qui pourrait l’être."),
        headers=(_("Thème"), _("Territoire"), _("Sur place, intéressées"), _("Engagées ailleurs")),
        rows=tuple(
            (
                said(known.theme(row.theme)),
                said(known.territory(row.territory)),
                known.parties(row.interested),
                known.parties(row.elsewhere),
            )
            for row in rows
        ),
        empty=_("Chaque thème a quelqu’un d’engagé sur chaque territoire."),
    )
