"""The words of the index: how many documents hold each, how it is most often written.

Kept with the documents, by difference; counted anew by a rebuild.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.backends.utils import CursorWrapper

from search.backends.sql import marks
from search.entry import Entry
from search.fields import tokenised, written_forms
from search.models import Document, Word

BATCH = 500
Form = tuple[str, str]


@dataclass
class Change:
    """What documents that come and go change: (token, written form) → documents, and documents."""

    forms: Counter[Form] = field(default_factory=Counter)
    tokens: Counter[str] = field(default_factory=Counter)
    documents: int = 0

    def learn(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            words = " ".join(entry.tokens.values()).split()
            self._add(entry.all_texts.values(), words, 1)

    def forget(self, rows: Iterable[Document]) -> None:
        for row in rows:
            self._add(row.texts.values(), " ".join(tokenised(row.texts).values()).split(), -1)

    def remember(self, rows: Iterable[Document]) -> None:
        for row in rows:
            self._add(row.texts.values(), " ".join(tokenised(row.texts).values()).split(), 1)

    def _add(self, texts: Iterable[str], tokens: Iterable[str], sign: int) -> None:
        distinct = set(tokens)
        self.documents += sign
        for token in distinct:
            self.tokens[token] += sign
        for form in written_forms(texts, distinct):
            self.forms[form] += sign


def apply(using: str, cursor: CursorWrapper, change: Change) -> None:
    """Add a change to the words of the index."""
    forms = {form: number for form, number in change.forms.items() if number}
    if change.documents:
        sql = "UPDATE search_state SET documents = documents + %s"
        cursor.execute(sql, [change.documents])
    if forms:
        _add_forms(cursor, forms)
        _tell(using, cursor, sorted({token for token, _ in forms}), change.tokens)


def _add_forms(cursor: CursorWrapper, forms: dict[Form, int]) -> None:
    sql = (
        "INSERT INTO search_form (token, written, documents) VALUES (%s, %s, %s) "
        "ON CONFLICT (token, written) DO UPDATE "
        "SET documents = search_form.documents + excluded.documents"
    )
    cursor.executemany(sql, [(*form, number) for form, number in sorted(forms.items())])
    sql = "DELETE FROM search_form WHERE token = %s AND written = %s AND documents <= 0"
    cursor.executemany(sql, [form for form, number in forms.items() if number < 0])


def _tell(using: str, cursor: CursorWrapper, tokens: list[str], change: Counter[str]) -> None:
    """Write the words of which a form changed."""
    words = Word.objects.using(using)
    for start in range(0, len(tokens), BATCH):
        some = tokens[start : start + BATCH]
        held = dict(words.filter(token__in=some).values_list("token", "documents"))
        sql = f"SELECT token, written, documents FROM search_form WHERE token IN ({marks(some)})"  # noqa: S608
        cursor.execute(sql, some)
        written = most_written(cursor.fetchall())
        counted = {token: held.get(token, 0) + change[token] for token in some}
        rows = [Word(token=t, written=written[t], documents=n) for t, n in counted.items() if n > 0]
        words.filter(token__in=[token for token, number in counted.items() if number <= 0]).delete()
        _store(using, rows)


def _store(using: str, rows: list[Word]) -> None:
    Word.objects.using(using).bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["token"],
        update_fields=["written", "documents"],
    )


def most_written(rows: Iterable[tuple[str, str, int]]) -> dict[str, str]:
    """Give the form of each token that most documents hold, the first in order among equals."""
    best: dict[str, tuple[int, str]] = {}
    for token, written, number in rows:
        best[token] = min(best.get(token, (0, "")), (-number, written))
    return {token: written for token, (_, written) in best.items()}


def replace(using: str, cursor: CursorWrapper, counts: Change) -> None:
    """Make the words of the index those counted, writing what differs only."""
    cursor.execute("SELECT token, written, documents FROM search_form")
    before = {(token, written): number for token, written, number in cursor.fetchall()}
    changed = {f: n - before.get(f, 0) for f, n in counts.forms.items() if n != before.get(f, 0)}
    gone = {form: -number for form, number in before.items() if form not in counts.forms}
    if changed or gone:
        _add_forms(cursor, changed | gone)
    cursor.execute("UPDATE search_state SET documents = %s", [counts.documents])
    written = most_written((*form, number) for form, number in counts.forms.items())
    rows = {token: (written[token], number) for token, number in counts.tokens.items()}
    words = Word.objects.using(using)
    known = {token: (w, n) for token, w, n in words.values_list("token", "written", "documents")}
    _store(
        using,
        [
            Word(token=t, written=w, documents=n)
            for t, (w, n) in rows.items()
            if known.get(t) != (w, n)
        ],
    )
    lost = sorted(known.keys() - rows.keys())
    for start in range(0, len(lost), BATCH):
        words.filter(token__in=lost[start : start + BATCH]).delete()
