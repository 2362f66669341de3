"""What one throws away feeds another's know-how."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cooperation import knowledge
from cooperation.wording import criteria
from cooperation.wording.kinds.direct import details, giver_of
from cooperation.wording.parts import Party, evidence_of, party, within
from cooperation.wording.postings import resource_label

if TYPE_CHECKING:
    from cooperation.models import Suggestion


def reason(suggestion: "Suggestion") -> str:
    """Return the main reason: who knows how to make what, who has what it takes."""
    known = knowledge.load().transformations.get(suggestion.transformation)
    values = {
        "receiver": suggestion.receiver.name,
        "transformation": within(known.label if known else suggestion.transformation),
        "giver": suggestion.giver.name,
        "offered": within(resource_label(suggestion.resource)),
        "details": details(suggestion),
    }
    if known and suggestion.resource == known.inputs[0]:
        return _("%(receiver)s sait %(transformation)s ; %(giver)s en propose%(details)s.") % values
    text = _(
        "%(receiver)s sait %(transformation)s ; %(giver)s propose de quoi le faire, "
        "« %(offered)s »%(details)s."
    )
    return text % values


def parties(suggestion: "Suggestion") -> list[Party]:
    """Return who gives, who receives and what becomes of it."""
    known = knowledge.load().transformations.get(suggestion.transformation)
    label = known.label if known else suggestion.transformation
    role = _("sait %(transformation)s") % {"transformation": within(label)}
    outlet = evidence_of(suggestion, "outlet")
    flow = criteria.made_of(outlet, suggestion) or _("donne")
    shown = [giver_of(suggestion), party(suggestion.receiver, role, "need", flow if known else "")]
    if known:
        made = resource_label(known.outputs[0])
        shown.append(Party(made, "", criteria.buyers_of(outlet), ""))
    return shown
