"""``manage.py send_mail_queue``: send the messages that wait, once or without end."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.selectors.mail import mail_queue
from pacte.services.mail_queue import SendReport, forget_old, send_waiting, try_given_up_again

SECONDS = 10.0


class Command(BaseCommand):
    help = _("Envoie les messages qui attendent ; à lancer chaque minute, ou sans fin (--follow).")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--follow", action="store_true", help=_("Recommencer sans fin."))
        parser.add_argument(
            "--every", type=float, default=SECONDS, help=_("Secondes entre deux passages.")
        )
        parser.add_argument(
            "--status", action="store_true", help=_("Dire ce qui attend, sans rien envoyer.")
        )
        parser.add_argument(
            "--retry-given-up", action="store_true", help=_("Reprendre ce qui a été abandonné.")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["status"]:
            return self._tell_state()
        if options["retry_given_up"]:
            count = try_given_up_again(now=timezone.now())
            self.stdout.write(_("Messages repris : %(n)s.") % {"n": count})
        if options["follow"]:
            return self._follow(options["every"])
        forget_old(now=timezone.now())
        report = send_waiting(now=timezone.now())
        self._tell(report)
        self._tell_state()
        if report.failed or report.left:
            message = _("Messages remis au prochain passage : %(n)s.")
            raise CommandError(message % {"n": report.failed + report.left})
        return None

    def _follow(self, seconds: float) -> None:
        """Send again and again; a message under way is finished before leaving."""
        leaving = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: leaving.set())
        while not leaving.is_set():
            close_old_connections()
            forget_old(now=timezone.now())
            report = send_waiting(now=timezone.now())
            if report.sent or report.failed or report.given_up:
                self._tell(report)
            leaving.wait(seconds)

    def _tell(self, report: SendReport) -> None:
        counts = {name: getattr(report, name) for name in ("sent", "failed", "given_up")}
        self.stdout.write(
            _("Envoyés : %(sent)s ; en échec : %(failed)s ; abandonnés : %(given_up)s.") % counts
        )

    def _tell_state(self) -> None:
        state = mail_queue(now=timezone.now())
        counts = {name: getattr(state, name) for name in ("waiting", "late", "given_up")}
        self.stdout.write(
            _(
                "En attente : %(waiting)s, dont depuis plus d’une heure : %(late)s ;"
                " abandonnés en tout : %(given_up)s."
            )
            % counts
        )
