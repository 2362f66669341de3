"""What the history of an organisation keeps of its members: who did what, no address."""

from typing import TYPE_CHECKING

from wagtail.log_actions import log

from pacte.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

INVITED = "pacte.invite"
WITHDRAWN = "pacte.withdraw_invitation"
RESENT = "pacte.resend_invitation"
JOINED = "pacte.join"
ROLE_CHANGED = "pacte.change_role"
REMOVED = "pacte.remove_member"
LEFT = "pacte.leave"
CLAIMED = "pacte.claim"
CLAIM_DECIDED = "pacte.decide_claim"


def record(organisation: Organisation, action: str, user: "User | None", **data: str | int) -> None:
    """Write a line in the history of an organisation; people are named by their number."""
    log(instance=organisation, action=action, user=user, data=data)
