"""One side was never posted: its trade says that it is probable, and the reader is told."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cooperation import knowledge
from cooperation.matching.points import CriterionCode
from cooperation.wording.criteria import Writer
from cooperation.wording.kinds.direct import details, flow_of, wanted_by
from cooperation.wording.parts import Evidence, Names, Party, evidence_of, party, within
from cooperation.wording.postings import resource_label

if TYPE_CHECKING:
    from cooperation.models import Suggestion


def trade_label(code: str) -> str:
    """Return the French name of a trade, or its code when the knowledge lost it."""
    trade = knowledge.load().trades.get(code)
    return within(trade.label if trade else code)


def reason(suggestion: "Suggestion") -> str:
    """Return the main reason: what is declared, and what the trade of the other makes probable."""
    likely = evidence_of(suggestion, "likelihood")
    values = {
        "giver": suggestion.giver.name,
        "receiver": suggestion.receiver.name,
        "offered": within(resource_label(suggestion.resource)),
        "wanted": within(resource_label(wanted_by(suggestion))),
        "trade": trade_label(str(likely.get("trade", ""))),
        "details": details(suggestion),
    }
    if likely.get("side") == "offer":
        text = _(
            "%(receiver)s cherche « %(wanted)s » ; %(giver)s a sans doute « %(offered)s », "
            "d’après son métier (%(trade)s)%(details)s."
        )
        return text % values
    text = _(
        "%(giver)s propose « %(offered)s »%(details)s ; %(receiver)s a sans doute besoin de "
        "« %(wanted)s », d’après son métier (%(trade)s)."
    )
    return text % values


def parties(suggestion: "Suggestion") -> list[Party]:
    """Return who gives and who receives, the probable one said to be so."""
    probable = evidence_of(suggestion, "likelihood").get("side")
    offered, wanted = suggestion.resource, wanted_by(suggestion)
    gives = {"resource": within(resource_label(offered))}
    takes = {"resource": within(resource_label(wanted))}
    if probable == "offer":
        giver = _("a probablement : %(resource)s") % gives
        receiver = _("cherche : %(resource)s") % takes
    else:
        giver = _("propose : %(resource)s") % gives
        receiver = _("a probablement besoin de : %(resource)s") % takes
    return [
        party(suggestion.giver, giver, "offer", flow_of(suggestion)),
        party(suggestion.receiver, receiver, "need"),
    ]


def _likelihood(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    declared = suggestion.giver if evidence["side"] == "need" else suggestion.receiver
    deduced = suggestion.receiver if evidence["side"] == "need" else suggestion.giver
    values = {
        "deduced": deduced.name,
        "declared": declared.name,
        "trade": trade_label(evidence["trade"]),
        "likelihood": evidence["likelihood"],
    }
    text = _(
        "probable pour %(deduced)s (métier : %(trade)s, vraisemblance %(likelihood)s sur 1000) ; "
        "déclaré par %(declared)s"
    )
    return text % values


DETAILS: dict[str, Writer] = {CriterionCode.LIKELIHOOD: _likelihood}
