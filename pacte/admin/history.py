"""How the history of an organisation words what happened to its members."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from pacte.enums import ClaimStatus, MembershipRole
from pacte.services.memberships import history

WORDS = {
    history.INVITED: gettext_lazy("Invitation envoyée"),
    history.WITHDRAWN: gettext_lazy("Invitation retirée"),
    history.RESENT: gettext_lazy("Invitation renvoyée"),
    history.JOINED: gettext_lazy("Invitation acceptée"),
    history.ROLE_CHANGED: gettext_lazy("Rôle changé"),
    history.REMOVED: gettext_lazy("Membre retiré"),
    history.LEFT: gettext_lazy("Départ d’un membre"),
    history.CLAIMED: gettext_lazy("Rattachement demandé"),
    history.CLAIM_DECIDED: gettext_lazy("Demande de rattachement décidée"),
}


class MembersFormatter(LogFormatter):
    """Say what happened, with the role or the decision."""

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        words = {**dict(MembershipRole.choices), **dict(ClaimStatus.choices)}
        told = words.get(data.get("role") or data.get("status"))
        return (
            _("%(what)s (%(told)s)") % {"what": self.label, "told": told}
            if told
            else str(self.label)
        )


def register(actions: Any) -> None:
    """Tell the history pages how to word what happens to members."""
    for action, label in WORDS.items():
        formatter = type("MembersFormatter", (MembersFormatter,), {"label": label})
        actions.register_action(action)(formatter)
