"""Tell how to log in to the demonstration as each role."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cooperation.services.demonstration import AccountsReport, report_accounts, reset_accounts


class Command(BaseCommand):
    help = "Dit comment se connecter à la démonstration, rôle par rôle."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="http://localhost:8000/", help="adresse du site")
        parser.add_argument("--reset", action="store_true", help="tire un nouveau mot de passe")

    def handle(self, *args: Any, address: str, reset: bool, **options: Any) -> None:
        try:
            report = reset_accounts() if reset else report_accounts()
        except PermissionDenied as error:
            raise CommandError(_("Les comptes de démonstration n’existent pas ici.")) from error
        self.stdout.write(_describe(report, address.rstrip("/")))


def _describe(report: AccountsReport, address: str) -> str:
    if not report.accounts:
        return _("Aucun compte de démonstration : lancez d’abord « manage.py load_demo ».")
    width = max(len(account.email) for account in report.accounts)
    roles = [f"  {account.email:<{width}}  {account.role}" for account in report.accounts]
    password = report.password or _(
        "perdu ou changé ; « manage.py demo_accounts --reset » en tire un nouveau"
    )
    return "\n".join(
        [
            _("Site : %(address)s/") % {"address": address},
            _("Connexion : %(address)s/connexion/") % {"address": address},
            _("Administration : %(address)s/admin/") % {"address": address},
            _("Adresses :"),
            *roles,
            _("Mot de passe (le même pour tous) : %(password)s") % {"password": password},
        ]
    )
