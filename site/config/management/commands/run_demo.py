"""Bring the demonstration up to date and serve it, in one process so that it starts in seconds."""

import socket
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Migre, charge ce qui manque de la démonstration, indexe, puis sert le site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="localhost", help="nom ou adresse d’écoute")
        parser.add_argument("--port", type=int, default=8000, help="port d’écoute")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        if not _is_free(host, port):
            raise CommandError(f"Le port {port} est déjà pris. Essayez : make run PORT={port + 1}")
        call_command("migrate", verbosity=0)
        call_command("load_demo", stdout=self.stdout)
        call_command("reindex", stdout=self.stdout)
        call_command("demo_accounts", address=f"http://{host}:{port}/", stdout=self.stdout)
        self.stdout.flush()
        call_command("runserver", f"{host}:{port}", use_reloader=False)


def _is_free(host: str, port: int) -> bool:
    """Say whether nothing listens there yet."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) != 0
