"""Two organisations close in the network, without a link yet: a lead, and the path behind it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.matching.points import CriterionCode
from cooperation.wording.criteria import Writer, how_far, listed
from cooperation.wording.parts import Evidence, Names, Party, evidence_of, party

if TYPE_CHECKING:
    from cooperation.models import Suggestion


def reason(suggestion: "Suggestion") -> str:
    """Return the main reason: what the two share though nothing links them yet."""
    metres = evidence_of(suggestion, "distance").get("metres")
    values = {
        "first": suggestion.giver.name,
        "second": suggestion.receiver.name,
        "shared": listed(_shared(suggestion)) or _("des voisins dans le réseau"),
        "far": how_far(metres) if isinstance(metres, int) else "",
    }
    text = _("%(first)s et %(second)s ne coopèrent pas encore et partagent %(shared)s%(far)s.")
    return text % values


def _shared(suggestion: "Suggestion") -> list[str]:
    partners = len(evidence_of(suggestion, "partners").get("shared", ()))
    actions = len(evidence_of(suggestion, "commitments").get("shared", ()))
    found = []
    if partners:
        found.append(
            ngettext("%(count)s partenaire", "%(count)s partenaires", partners)
            % {"count": partners}
        )
    if actions:
        text = ngettext(
            "%(count)s action de la feuille de route",
            "%(count)s actions de la feuille de route",
            actions,
        )
        found.append(text % {"count": actions})
    return found


def parties(suggestion: "Suggestion") -> list[Party]:
    """Return both organisations, neither of which gives or receives."""
    return [
        party(suggestion.giver, _("à rencontrer")),
        party(suggestion.receiver, _("à rencontrer")),
    ]


def _partners(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    shared = [names.get(f"organisation:{pk}", "") for pk in evidence["shared"]]
    known = [name for name in shared if name]
    if known:
        return _("partenaires communs : %(names)s") % {"names": listed(known)}
    count = len(shared)
    if not count:
        return _("aucun partenaire commun")
    text = ngettext("%(count)s partenaire commun", "%(count)s partenaires communs", count)
    return text % {"count": count}


def _commitments(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    shared = [names.get(f"action:{pk}", "") for pk in evidence["shared"]]
    known = [f"« {name} »" for name in shared if name]
    return listed(known) or _("aucune action en commun")


def _site(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    if evidence["building"]:
        return _("dans le même bâtiment")
    return _("sur le même site") if evidence["site"] else _("sur des sites différents")


DETAILS: dict[str, Writer] = {
    CriterionCode.PARTNERS: _partners,
    CriterionCode.COMMITMENTS: _commitments,
    CriterionCode.SITE: _site,
}
