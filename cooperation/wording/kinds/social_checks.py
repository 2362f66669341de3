"""What remains to check with each structure of a group before it answers a lot."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cooperation.wording.kinds.deduced import trade_label
from cooperation.wording.parts import Evidence

if TYPE_CHECKING:
    from cooperation.models import Suggestion


def sentence_of(code: str, evidence: Evidence, suggestion: "Suggestion") -> str:
    """Return what is to check with one structure, named."""
    found = suggestion.organisations.get(evidence["about"])
    values = {"name": found.name if found else _("une structure")}
    if code == "probable":
        values["trade"] = trade_label(evidence["trade"])
    sentences = {
        "capacity": _("Les heures : %(name)s n’a pas déclaré combien elle peut en faire."),
        "probable": _("Le service : probable d’après le métier de %(name)s (%(trade)s)."),
        "dates": _("Les dates : celles de %(name)s ou du marché ne sont pas précisées."),
        "area.offer": _("La distance : %(name)s n’a pas dit jusqu’où elle va."),
    }
    return sentences.get(code, _("À vérifier avec %(name)s.")) % values
