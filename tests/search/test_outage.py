"""The search server killed, hanging or away: nothing is lost, nobody waits, and it catches up."""

import datetime as dt
import threading
import time
import uuid
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from cooperation.services.postings import move_posting
from pacte.models import Organisation
from search import checking, engine, indexing, outbox
from search.backends.base import EngineError
from search.backends.breaker import Breaker
from search.backends.elastic import ElasticBackend
from search.documents import all_entries, resources
from search.entry import EntryKind, Ref
from search.models import IndexEvent
from search.query import Query
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import OrganisationFactory
from tests.services import start_elasticsearch, wait_until

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 2, 8, tzinfo=dt.UTC)
NOWHERE = "http://127.0.0.1:9"
LIMIT = 1.5
"""Seconds: what the server is given, and as much for a busy machine."""


@pytest.fixture(autouse=True)
def few_resources(monkeypatch):
    """Index a few resources only: there are hundreds, and they are all alike."""
    kept = ["byproduct.food.bread_unsold", "food", "service"]
    monkeypatch.setattr(resources, "keys", lambda: kept)


@pytest.fixture(autouse=True)
def fresh_breaker(monkeypatch):
    breaker = Breaker()
    monkeypatch.setattr(engine, "breaker", breaker)
    engine._elastic.cache_clear()
    yield breaker
    engine._elastic.cache_clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Commit what is done inside a ``with``: what waits for the commit runs."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def asking(url, name="test-outage"):
    return override_settings(
        SEARCH_BACKEND="elastic", ELASTICSEARCH_URL=url, ELASTICSEARCH_INDEX=name
    )


@pytest.fixture
def server(elasticsearch_url):
    """Give settings that ask a genuine server, on an index of its own."""
    name = f"test-{uuid.uuid4().hex[:12]}"
    with asking(elasticsearch_url, name):
        yield engine.remote()
        backend = engine.remote()
        for index in backend._versions():
            backend._writer.indices.delete(index=index)


def waiting():
    return set(IndexEvent.objects.values_list("source", "engine"))


def differences():
    rows = [checking.compare(code, target) for code, target in indexing.engines().items()]
    assert not [row.error for row in rows if row.error]
    return {row.engine: sorted(map(str, row.differences)) for row in rows}


RIGHT = {"embedded": [], "elastic": []}


def posting_to_publish():
    return PostingFactory(status="submitted", published_on=None, title="Palettes secourables")


def publish(posting):
    move_posting(posting_id=posting.pk, target="published", user=None, now=NOW)


def seconds_of_publishing(posting, committed):
    started = time.monotonic()
    with committed():
        publish(posting)
    return time.monotonic() - started


def answered(client, url="/annuaire/?q=secourable"):
    started = time.monotonic()
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode(), time.monotonic() - started


def test_publishing_does_not_wait_for_a_server_that_hangs(black_hole, committed, monkeypatch):
    monkeypatch.setattr("cooperation.services.postings.may_move", lambda *args: True)
    followed = SimpleNamespace(events=0)
    monkeypatch.setattr("cooperation.tasks.suggestions.follow", lambda **kwargs: followed)
    posting = posting_to_publish()
    usual = seconds_of_publishing(posting_to_publish(), committed)
    with asking(black_hole):
        seconds = seconds_of_publishing(posting, committed)
    assert seconds < 3 * usual + LIMIT
    ref = Ref(EntryKind.POSTING, str(posting.pk))
    assert ref in engine.search(Query("palette")).refs
    assert {code for _, code in waiting()} == {"elastic"}
    assert f"posting:{posting.pk}" in {source for source, _ in waiting()}


def test_after_three_failures_publishing_does_not_ask_at_all(black_hole, committed, fresh_breaker):
    for _ in range(3):
        fresh_breaker.failed()
    with asking(black_hole):
        started = time.monotonic()
        with committed():
            OrganisationFactory(draft=True).save_revision().publish()
        assert time.monotonic() - started < LIMIT
    assert {code for _, code in waiting()} == {"elastic"}


def test_a_server_that_is_away_loses_nothing(committed):
    organisation = OrganisationFactory(name="Fictive secourable", draft=True)
    with asking(NOWHERE):
        with committed():
            organisation.save_revision().publish()
        assert organisation.pk in {int(r.key) for r in engine.search(Query("secourable")).refs}
        assert waiting() == {(f"organisation:{organisation.pk}", "elastic")}
        with pytest.raises(CommandError, match="n’a pas pris les changements"):
            call_command("index_search")
        with pytest.raises(CommandError, match="n’a pas pris l’index"):
            call_command("reindex", engine="elastic")
        with pytest.raises(CommandError, match="n’a pas répondu"):
            call_command("check_index")
    assert waiting() == {(f"organisation:{organisation.pk}", "elastic")}


@pytest.mark.elasticsearch
def test_a_withdrawn_profile_is_gone_within_one_run_with_its_postings(server, committed):
    posting = PostingFactory(organisation=OrganisationFactory(name="Fictive secourable"))
    indexing.rebuild()
    with committed():
        Organisation.objects.get(pk=posting.organisation_id).unpublish()
    for target in indexing.engines().values():
        refs = {str(ref) for ref in target.stored()}
        assert not refs & {f"organisation:{posting.organisation_id}", f"posting:{posting.pk}"}
    assert differences() == RIGHT


@pytest.mark.elasticsearch
def test_the_next_change_catches_up(server, elasticsearch_url, committed):
    indexing.rebuild()
    first, second = OrganisationFactory.create_batch(2, draft=True)
    with override_settings(ELASTICSEARCH_URL=NOWHERE), committed():
        first.save_revision().publish()
    assert waiting() == {(f"organisation:{first.pk}", "elastic")}
    with committed():
        second.save_revision().publish()
    assert waiting() == set()
    assert differences() == RIGHT


@pytest.mark.elasticsearch
def test_killed_during_writes_nothing_is_lost_and_it_catches_up(
    mortal_elasticsearch, committed, client
):
    url, kill = mortal_elasticsearch
    port = int(url.rpartition(":")[2])
    rows = OrganisationFactory.create_batch(60, draft=True)
    with asking(url):
        indexing.rebuild()
        client.get("/annuaire/")
        for number, row in enumerate(rows):
            if number == 20:
                threading.Thread(target=kill).start()
            with committed():
                row.save_revision().publish()
            if number % 3 == 0:
                with committed():
                    Organisation.objects.get(pk=row.pk).unpublish()
        late = {code for _, code in waiting()}
        page, seconds = answered(client, "/annuaire/")
        assert "moteur de secours" in page
        assert seconds < LIMIT
        assert late == {"elastic"}
        assert start_elasticsearch(port) == url
        wait_until(_caught_up, seconds=60)
        assert waiting() == set()
        assert differences() == RIGHT


def _caught_up():
    return not any(report.error for report in indexing.follow())


@pytest.mark.elasticsearch
def test_a_crash_in_mid_reindex_leaves_the_old_index_serving(server):
    rows = OrganisationFactory.create_batch(3)
    indexing.rebuild()
    before = server.stored()

    def cut_off():
        yield from list(all_entries())[:2]
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        server.rebuild(cut_off())
    assert server.stored() == before
    rows[0].delete()
    indexing.follow()
    assert differences() == RIGHT
    call_command("reindex", verbosity=0)
    assert differences() == RIGHT
    assert len(server._versions()) == 1


@pytest.mark.elasticsearch
def test_what_is_written_during_a_reindex_is_in_the_new_index(server, committed):
    kept, gone, late = OrganisationFactory.create_batch(3, name="Fictive")
    Organisation.objects.filter(pk=late.pk).update(live=False)
    indexing.rebuild()
    claim = outbox.claim("elastic")

    def meanwhile():
        yield from list(all_entries())
        with committed():
            Organisation.objects.get(pk=late.pk).save_revision().publish()
            gone.delete()

    server.rebuild(entry_of(entry, claim.version) for entry in meanwhile())
    assert waiting() == set()
    refs = {str(ref) for ref in server.stored(EntryKind.ORGANISATION)}
    assert refs == {f"organisation:{kept.pk}", f"organisation:{late.pk}"}
    assert differences() == RIGHT


def entry_of(entry, version):
    return replace(entry, version=version)


@pytest.mark.elasticsearch
@pytest.mark.parametrize("code", ["embedded", "elastic"])
def test_an_older_write_never_overwrites_a_newer_one(server, committed, code):
    organisation = OrganisationFactory(name="Avant")
    other = OrganisationFactory(name="Retirée")
    indexing.rebuild()
    target = indexing.engines()[code]
    slow = outbox.claim(code)
    read_before = {entry.ref: entry for entry in all_entries()}
    organisation.name = "Après"
    with committed():
        organisation.save_revision().publish()
        Organisation.objects.get(pk=other.pk).unpublish()
    target.index(entry_of(entry, slow.version) for entry in read_before.values())
    assert differences()[code] == []


@pytest.mark.elasticsearch
def test_a_database_restored_from_a_backup_writes_again(server):
    organisation = OrganisationFactory(name="Avant")
    indexing.rebuild()
    outbox.next_version(above=500)
    indexing.rebuild()
    outbox.IndexState.objects.update(serial=3)
    Organisation.objects.filter(pk=organisation.pk).update(name="Après")
    assert differences()["elastic"] == [f"organisation:{organisation.pk}"]
    call_command("check_index", repair=True, verbosity=0)
    assert differences() == RIGHT


def test_an_engine_that_is_not_in_service_is_refused():
    with pytest.raises(CommandError, match="pas en service"):
        call_command("reindex", engine="elastic")


def test_only_the_engine_that_is_asked_is_fed(committed):
    with asking(NOWHERE):
        assert list(indexing.engines(["embedded"])) == ["embedded"]
        with pytest.raises(EngineError):
            indexing.rebuild()


def test_writing_as_a_page_waits_is_given_little_time():
    with asking(NOWHERE):
        quick, patient = engine.remote(hurried=True), engine.remote()
    assert isinstance(quick, ElasticBackend)
    assert quick.write_seconds <= 1 < patient.write_seconds
