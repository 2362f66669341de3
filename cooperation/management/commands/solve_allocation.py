"""Solve an allocation: the greatest quantity served, then the least cost."""

import json
import sys
import time
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cooperation.matching.allocate import reading, transport
from cooperation.matching.allocate.network import TooLargeError
from cooperation.services.evaluation.decoding import parse
from cooperation.wording.allocation import problem
from pacte.services.loading import DataFileError

SHOWN = 80


class Command(BaseCommand):
    help = _("Répartit des offres entre des besoins : le plus servi, puis au moindre coût.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a file."""
        parser.add_argument("file", help=_("fichier JSON, ou - pour l’entrée standard"))
        parser.add_argument("--json", action="store_true", help=_("sortie en JSON"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, solve, print."""
        data = load(options["file"])
        start = time.perf_counter()
        try:
            found = reading.read(data)
            answer = transport.solve(found.problem)
        except reading.AllocationError as error:
            raise CommandError(problem(error)) from error
        except TooLargeError as error:
            raise CommandError(too_large(error.arcs)) from error
        write = as_json if options["json"] else as_text
        self.stdout.write(write(found, answer, time.perf_counter() - start))


def load(name: str) -> object:
    """Read a JSON file; decimal numbers stay exact."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        message = _("%(file)s : fichier illisible ou introuvable.")
        raise CommandError(message % {"file": name[:SHOWN] or "«  »"}) from error
    try:
        return parse(raw, Path(name).name, number=_decimal)
    except DataFileError as error:
        raise CommandError(str(error)) from error


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except ArithmeticError as error:
        raise ValueError(text) from error


def too_large(arcs: int) -> str:
    """Say that numbers beyond 64 bits need fewer arcs."""
    message = _("nombres trop grands pour être calculés exactement sur %(arcs)s arcs")
    return message % {"arcs": arcs}


def plain(value: reading.Number) -> str:
    """Write a number exactly, without exponent."""
    return str(value) if isinstance(value, int) else f"{value:f}"


def as_json(found: reading.Reading, answer: transport.Answer, seconds: float) -> str:
    """Write an answer as JSON; numbers are exact, whatever their size."""
    flows = ",\n".join(
        f'{{"from": {json.dumps(start)}, "to": {json.dumps(end)}, "quantity": {plain(quantity)}}}'
        for start, end, quantity in found.flows(answer)
    )
    served, cost = found.quantity(answer.served), found.cost(answer)
    return f'{{"served": {plain(served)}, "cost": {plain(cost)},\n"flows": [{flows}],\n"seconds": {seconds:.6f}}}'


def as_text(found: reading.Reading, answer: transport.Answer, seconds: float) -> str:
    """Write an answer as a line for what is served, then one for each flow."""
    served, cost = found.quantity(answer.served), found.cost(answer)
    head = _("Servi : %(served)s ; coût : %(cost)s ; %(seconds)s s")
    lines = [head % {"served": plain(served), "cost": plain(cost), "seconds": f"{seconds:.3f}"}]
    lines += [
        f"{start} → {end} : {plain(quantity)}" for start, end, quantity in found.flows(answer)
    ]
    return "\n".join(lines)
