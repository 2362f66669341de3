"""Keep the engines in step with what is public. Writing twice changes nothing more."""

from collections.abc import Iterable

from search import engine
from search.backends.base import SearchBackend
from search.documents import all_documents, build_documents
from search.entry import EntryKind, Ref


def engines() -> list[SearchBackend]:
    """Give every engine that is fed: the embedded one always, the server if there is one."""
    server = engine.remote()
    return [engine.embedded(), server] if server else [engine.embedded()]


def index_organisations(ids: Iterable[int]) -> None:
    """Index anew the organisations that are public, forget the others."""
    asked = {Ref(EntryKind.ORGANISATION, str(pk)) for pk in ids}
    documents = build_documents(int(ref.key) for ref in asked)
    gone = sorted(asked - {entry.ref for entry in documents})
    for target in engines():
        target.index(documents)
        target.delete(gone)


def rebuild() -> dict[str, int]:
    """Make every engine hold exactly what is public; say how many documents each wrote."""
    documents = list(all_documents())
    return {target.name: target.rebuild(documents) for target in engines()}
