"""``manage.py receive_mail``: one e-mail on the standard input, as a mail server hands it on.

Exits as ``sysexits.h`` says, which Postfix understands: 0 taken (or ignored, or refused and told),
65 unreadable or too large, 67 nobody has this address, 75 try again later, 78 no relay here.
"""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.services.relay import MAX_MAIL, Received, receive

CODES = {Received.UNKNOWN: os.EX_NOUSER, Received.UNREADABLE: os.EX_DATAERR}


class Command(BaseCommand):
    help = _("Reçoit un e-mail sur l’entrée standard et en fait un message de son fil.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--recipient", default="", help=_("Destinataire de l’enveloppe."))
        parser.add_argument("--sender", default=None, help=_("Expéditeur de l’enveloppe."))

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.RELAY_DOMAIN:
            self.stderr.write(_("Aucun relais ici : RELAY_DOMAIN n’est pas réglé."))
            sys.exit(os.EX_CONFIG)
        raw = sys.stdin.buffer.read(MAX_MAIL + 1)
        try:
            outcome = receive(
                raw=raw,
                now=timezone.now(),
                recipient=options["recipient"],
                sender=options["sender"],
            )
        except (DatabaseError, OSError) as error:
            self.stderr.write(type(error).__name__)
            sys.exit(os.EX_TEMPFAIL)
        self.stdout.write(outcome.value)
        if outcome in CODES:
            sys.exit(CODES[outcome])
