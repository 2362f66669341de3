"""Joining, inviting, claiming, leaving: who acts for an organisation."""

from pacte.services.memberships.accepting import accept, decline
from pacte.services.memberships.claims import claim, decide, withdraw_claim
from pacte.services.memberships.inviting import invite, resend, withdraw
from pacte.services.memberships.members import change_role, leave, remove
from pacte.services.memberships.refusals import MembershipRefused

__all__ = [
    "MembershipRefused",
    "accept",
    "change_role",
    "claim",
    "decide",
    "decline",
    "invite",
    "leave",
    "remove",
    "resend",
    "withdraw",
    "withdraw_claim",
]
