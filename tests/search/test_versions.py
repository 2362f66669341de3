"""Versions, on the three engines: what is newer stays, what is deleted does not come back late."""

from search.entry import EntryKind
from search.query import Query
from tests.search.conftest import document, numbers, organisation

POSTING, RESOURCE = EntryKind.POSTING, EntryKind.RESOURCE


def test_an_older_write_never_replaces_a_newer_one(backend):
    backend.index([document(1, "Nouvelle", version=5)])
    backend.index([document(1, "Ancienne", version=4)])
    assert numbers(backend.search(Query("nouvelle"))) == (1,)
    assert numbers(backend.search(Query("ancienne"))) == ()
    backend.index([document(1, "Suivante", version=5)])
    assert numbers(backend.search(Query("suivante"))) == (1,)
    assert backend.stored()[organisation(1)][0] == 5


def test_an_older_delete_forgets_nothing_newer(backend):
    backend.index([document(1, "Fictive", version=5), document(2, "Fictive", version=5)])
    backend.delete([organisation(1), organisation(2)], version=4)
    assert len(backend.stored()) == 2
    backend.delete([organisation(1)], version=5)
    assert set(backend.stored()) == {organisation(2)}


def test_a_late_write_brings_nothing_back(backend):
    backend.delete([organisation(1)], version=7)
    backend.delete([organisation(1)], version=6)
    backend.index([document(1, "Trop tard", version=6)])
    assert backend.stored() == {}
    backend.index([document(1, "Revenue", version=8)])
    assert numbers(backend.search(Query("revenue"))) == (1,)


def test_a_delete_without_version_takes_whatever_is_there(backend):
    backend.index([document(1, "Fictive", version=5)])
    backend.delete([organisation(1), organisation(2)])
    assert backend.stored() == {}
    backend.index([document(1, "Fictive", version=5)])
    assert set(backend.stored()) == {organisation(1)}


def test_what_is_stored_is_told_kind_by_kind(backend):
    rows = [document(1, "Fictive", version=3), document(2, "Autre", POSTING, version=4)]
    backend.index(rows)
    assert backend.stored() == {row.ref: (row.version, row.fingerprint) for row in rows}
    assert set(backend.stored(POSTING)) == {rows[1].ref}
    assert backend.stored(RESOURCE) == {}


def test_rebuilding_tells_how_far_it_is_and_forgets_the_rest(backend):
    backend.index([document(n, "Ancienne", version=3) for n in range(1, 4)])
    told = []
    backend.rebuild(iter([document(n, f"Neuve {n}", version=9) for n in range(2, 8)]), told.append)
    assert told[-1] == 6
    assert {ref.key for ref in backend.stored()} == {"2", "3", "4", "5", "6", "7"}


def test_the_same_entry_twice_is_the_newest(backend):
    backend.index([document(1, "Nouvelle", version=2), document(1, "Ancienne", version=1)])
    assert numbers(backend.search(Query("nouvelle"))) == (1,)
