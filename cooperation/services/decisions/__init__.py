"""What an organisation says of a suggestion, what the staff say of it, and whom it showed."""

from cooperation.services.decisions.curating import mark, unmark
from cooperation.services.decisions.deciding import postpone, refuse, take_back
from cooperation.services.decisions.remembering import remember_refusal
from cooperation.services.decisions.showing import record_exposure

__all__ = [
    "mark",
    "postpone",
    "record_exposure",
    "refuse",
    "remember_refusal",
    "take_back",
    "unmark",
]
