"""An offer meets a need."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cooperation.wording.criteria import how_far
from cooperation.wording.left import offered_of, quantity_left_of
from cooperation.wording.parts import Party, evidence_of, party, within
from cooperation.wording.postings import resource_label

if TYPE_CHECKING:
    from cooperation.models import Suggestion


def reason(suggestion: "Suggestion") -> str:
    """Return the main reason in one sentence: who needs what, who has it, how far."""
    wanted = wanted_by(suggestion)
    values = {
        "receiver": suggestion.receiver.name,
        "wanted": within(resource_label(wanted)),
        "asked": _in_brackets(quantity_left_of(suggestion.need) if suggestion.need else ""),
        "giver": suggestion.giver.name,
        "offered": within(resource_label(suggestion.resource)),
        "details": details(suggestion),
    }
    if wanted == suggestion.resource:
        text = _("%(receiver)s cherche « %(wanted)s »%(asked)s ; %(giver)s en propose%(details)s.")
        return text % values
    text = _(
        "%(receiver)s cherche « %(wanted)s »%(asked)s ; %(giver)s propose « %(offered)s », "
        "qui s’en approche%(details)s."
    )
    return text % values


def wanted_by(suggestion: "Suggestion") -> str:
    """Return the code of what is wanted."""
    return str(evidence_of(suggestion, "closeness").get("wanted", suggestion.resource))


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


def details(suggestion: "Suggestion") -> str:
    """Write how much is offered and how far: « 40 kg par semaine, à 6 km »."""
    quantity = offered_of(suggestion.offer) if suggestion.offer else ""
    metres = evidence_of(suggestion, "distance").get("metres")
    text = f" {quantity}" if quantity else ""
    if isinstance(metres, int):
        text += how_far(metres)
    return text


def flow_of(suggestion: "Suggestion") -> str:
    """Write what goes from one to the other."""
    offered = resource_label(suggestion.resource)
    quantity = quantity_left_of(suggestion.offer) if suggestion.offer else ""
    return f"{offered} ({quantity})" if quantity else offered


def giver_of(suggestion: "Suggestion") -> Party:
    """Show who gives."""
    role = _("propose : %(resource)s") % {"resource": within(resource_label(suggestion.resource))}
    return party(suggestion.giver, role, "offer", flow_of(suggestion))


def parties(suggestion: "Suggestion") -> list[Party]:
    """Return who gives and who receives."""
    wanted = within(resource_label(wanted_by(suggestion)))
    role = _("cherche : %(resource)s") % {"resource": wanted}
    return [giver_of(suggestion), party(suggestion.receiver, role, "need")]
