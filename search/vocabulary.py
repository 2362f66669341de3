"""The words of the index of the database: how many documents hold each, how it is written.

What a process has read is kept until the stamp of the index changes: every write changes it.
"""

from collections.abc import Iterable
from threading import Lock

from django.db import DEFAULT_DB_ALIAS, connections

from search.language.vocabulary import Vocabulary
from search.models import Word
from search.ranking import Frequencies

_lock = Lock()
_known: dict[str, tuple[str, Vocabulary]] = {}


def stamp(using: str = DEFAULT_DB_ALIAS) -> str:
    """Give what every write of the index changes, and never takes twice."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT stamp FROM search_state")
        return str(cursor.fetchone()[0])


def frequencies(tokens: Iterable[str], using: str = DEFAULT_DB_ALIAS) -> Frequencies:
    """Count the documents that hold each of some tokens, and all of them, in one statement."""
    asked = sorted(set(tokens)) or [""]
    places = ", ".join("%s" for _ in asked)
    sql = (
        "SELECT '', documents FROM search_state UNION ALL "  # noqa: S608
        f"SELECT token, documents FROM search_word WHERE token IN ({places})"
    )
    with connections[using].cursor() as cursor:
        cursor.execute(sql, asked)
        found = dict(cursor.fetchall())
    return Frequencies(found, found.pop(""))


def vocabulary(using: str = DEFAULT_DB_ALIAS) -> Vocabulary:
    """Give the words of the index, read again only when it changed."""
    now = stamp(using)
    with _lock:
        known = _known.get(using)
        if known is None or known[0] != now:
            rows = Word.objects.using(using).values_list("token", "written", "documents")
            known = _known[using] = now, Vocabulary.of(rows)
        return known[1]
