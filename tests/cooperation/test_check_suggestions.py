"""The rows are proved to be those of a full run."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cooperation.models import Suggestion
from cooperation.services.suggestions import check, refresh_all
from tests.cooperation import showcase
from tests.french import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    showcase.bread()
    refresh_all(now=timezone.now())
    return Suggestion.objects.filter(kind="circular").get()


def run(capsys, *arguments):
    call_command("check_suggestions", *arguments)
    return plain(capsys.readouterr().out)


def test_after_a_full_run_nothing_differs(row, capsys):
    assert "les mêmes qu’un calcul complet" in run(capsys)
    found = json.loads(run(capsys, "--json"))
    assert (found["total"], found["missing"], found["extra"]) == (Suggestion.objects.count(), 0, 0)


def test_a_row_that_differs_fails_the_command_and_is_mended(row, capsys):
    row.score += 1
    row.save()
    with pytest.raises(CommandError):
        run(capsys)
    assert "score" in capsys.readouterr().out
    assert "Le calcul complet a été écrit." in run(capsys, "--repair")
    assert "les mêmes" in run(capsys)


def test_a_missing_row_and_one_too_many_are_told_apart(row):
    Suggestion.objects.create(
        kind="direct",
        giver=row.receiver,
        receiver=row.giver,
        resource="food",
        score=1,
        version="x",
        computed_at=timezone.now(),
    )
    row.delete()
    found = check(now=timezone.now()).differences
    assert [(line.is_missing, line.is_extra) for line in found] == [(True, False), (False, True)]
