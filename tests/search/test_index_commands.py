"""The commands of the index: rebuilding it, following what waits, comparing it and mending it."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacte.models import Organisation
from search import checking, indexing
from search.documents import base, resources
from search.entry import EntryKind
from search.management.progress import Bar
from search.models import Document, IndexEvent
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import ActionFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few_resources(monkeypatch):
    """Index a few resources only: there are hundreds, and they are all alike."""
    monkeypatch.setattr(resources, "keys", lambda: ["food", "service"])


def told(*command, **options):
    out = io.StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue()


def diverge():
    """Make the index differ: a profile it lacks, one it should not have, one that is stale."""
    missing, extra, stale = OrganisationFactory.create_batch(3)
    ActionFactory()
    indexing.rebuild()
    indexing.engines()["embedded"].delete([f"organisation:{missing.pk}"])
    Organisation.objects.filter(pk=extra.pk).update(live=False)
    Organisation.objects.filter(pk=stale.pk).update(name="Renommée en masse")
    return {
        "missing": [f"organisation:{missing.pk}"],
        "extra": [f"organisation:{extra.pk}"],
        "stale": [f"organisation:{stale.pk}"],
    }


def test_reindex_writes_what_changed_and_settles_what_waited():
    for row in OrganisationFactory.create_batch(3, draft=True):
        row.save_revision().publish()
    assert IndexEvent.objects.count() == 3
    assert "5 fiches indexées" in told("reindex", verbosity=2)
    assert not IndexEvent.objects.exists()
    assert "déjà à jour" in told("reindex", engine="embedded")


def test_index_search_follows_what_waits():
    OrganisationFactory(draft=True).save_revision().publish()
    assert "1 changement suivi." in told("index_search")
    assert "0 changement" in told("index_search")
    assert Document.objects.filter(kind="organisation").count() == 1


def test_an_index_that_is_right_is_said_to_be():
    OrganisationFactory()
    indexing.rebuild()
    said = told("check_index")
    assert (
        "base de données  Organisations             1        1        0        0        0" in said
    )
    data = json.loads(told("check_index", json=True))
    assert data["same"] is True
    assert data["engines"]["embedded"]["kinds"]["resource"]["database"] == 2


def test_a_difference_is_shown_and_fails():
    differ = diverge()
    out = io.StringIO()
    with pytest.raises(CommandError, match="diffère"):
        call_command("check_index", stdout=out)
    assert "Organisations             2        2        1        1        1" in out.getvalue()
    assert differ["missing"][0] in out.getvalue()
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("check_index", json=True, stdout=out)
    found = json.loads(out.getvalue())
    assert found["same"] is False
    kinds = found["engines"]["embedded"]["kinds"]
    assert {name: kinds["organisation"][name] for name in differ} == differ
    assert not kinds["action"]["missing"]


def test_a_difference_is_mended_when_asked():
    diverge()
    said = told("check_index", repair=True)
    assert "Après réparation" in said
    assert json.loads(told("check_index", json=True))["same"] is True
    diverge()
    assert json.loads(told("check_index", json=True, repair=True))["same"] is True


@pytest.mark.parametrize("command", ["check_index", "reindex"])
def test_an_index_that_lost_rows_is_mended_and_keeps_no_ghost(command):
    kept, lost = OrganisationFactory(), OrganisationFactory()
    indexing.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_document WHERE ref = %s", [f"organisation:{lost.pk}"])
    told(command, **({"repair": True} if command == "check_index" else {}))
    assert json.loads(told("check_index", json=True))["same"] is True
    with connection.cursor() as cursor:
        for ghosts in (
            "SELECT rowid FROM search_text WHERE rowid NOT IN (SELECT id FROM search_document)",
            "SELECT id FROM search_fact WHERE id NOT IN (SELECT id FROM search_document)",
        ):
            cursor.execute(ghosts)
            assert cursor.fetchall() == []
    engine = indexing.engines()["embedded"]
    assert {ref.key for ref in engine.stored(EntryKind.ORGANISATION)} == {
        str(kept.pk),
        str(lost.pk),
    }


def test_what_waits_is_said_and_is_no_failure_by_itself():
    indexing.rebuild()
    OrganisationFactory(draft=True).save_revision().publish()
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("check_index", stdout=out)
    assert "1 changement attend d’être suivi" in out.getvalue()
    call_command("index_search", stdout=io.StringIO())
    assert "attend d" not in told("check_index")


def test_a_change_followed_between_the_two_readings_is_no_difference(monkeypatch):
    OrganisationFactory()
    target = indexing.engines()["embedded"]
    indexing.rebuild()
    stored, asked = target.stored, []

    def late(kind=None):
        asked.append(kind)
        return {} if len(asked) == 1 else stored(kind)

    monkeypatch.setattr(target, "stored", late)
    assert checking.compare("embedded", target).is_right


@pytest.mark.parametrize("rows", [3, 9])
def test_checking_reads_in_batches(monkeypatch, rows):
    monkeypatch.setattr(base, "BATCH", 3)
    PostingFactory.create_batch(rows)
    target = indexing.engines()["embedded"]
    with CaptureQueriesContext(connection) as first:
        checking.compare("embedded", target)
    assert len(first) < 40


class Terminal(io.StringIO):
    def isatty(self):
        return True

    def write(self, text, ending=""):
        return super().write(text + ending)


def test_the_bar_is_drawn_on_a_terminal_only():
    screen = Terminal()
    bar = Bar(screen, "Elasticsearch", 1000)
    for done in (500, 1000):
        bar(done)
    bar.close()
    assert screen.getvalue().endswith("Elasticsearch [" + "#" * 30 + "] 1\u00a0000 / 1\u00a0000\n")
    quiet = io.StringIO()
    bar = Bar(quiet, "Elasticsearch", 10)
    bar(10)
    bar.close()
    assert quiet.getvalue() == ""
    assert Bar(quiet, "x", 0).line(0).count("#") == 30
