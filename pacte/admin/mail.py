"""Messages that do not leave, on the first page of the staff; nothing where all is well."""

from typing import Any

from wagtail.admin.ui.components import Component

from pacte.selectors.mail import MailQueue, given_up


class MailPanel(Component):
    """How many messages wait for too long, and those that were given up."""

    name = "mail_queue"
    template_name = "pacte/admin/mail_panel.html"
    order = 60

    def __init__(self, state: MailQueue, *, may_see_addresses: bool) -> None:
        self.state, self.may_see_addresses = state, may_see_addresses

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            "state": self.state,
            "rows": given_up(),
            "may_see_addresses": self.may_see_addresses,
        }
