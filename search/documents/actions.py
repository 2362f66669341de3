"""Actions of the roadmap that are published, with who leads them and who committed."""

from collections.abc import Iterable

from django.db.models import Prefetch

from pacte.models import Action, Commitment, Indicator
from search.documents.base import MAX_BODY, join, numbers, stream_words
from search.entry import Entry, EntryKind, Ref


def keys() -> Iterable[str]:
    """Give the number of every published action."""
    rows = Action.objects.public().order_by("pk").values_list("pk", flat=True)
    return map(str, rows)


def entries(keys: Iterable[str]) -> list[Entry]:
    """Give the entries of the published actions among these, in three queries."""
    promised = Commitment.objects.filter(organisation__live=True).select_related("organisation")
    rows = Action.objects.public().filter(pk__in=numbers(keys)).order_by("pk")
    kept = rows.select_related("objective__theme", "pilot").prefetch_related(
        Prefetch("commitments", promised.order_by("pk"), to_attr="promised"),
        Prefetch("indicators", Indicator.objects.order_by("pk")),
    )
    return [_entry(row) for row in kept]


def _entry(row: Action) -> Entry:
    return Entry(
        ref=Ref(EntryKind.ACTION, str(row.pk)),
        title=row.title,
        url=row.get_absolute_url(),
        texts=_texts(row),
        values={"theme": (row.objective.theme.code,)},
        day=row.starts_on,
        is_fictitious=row.is_fictitious,
    )


def _texts(row: Action) -> dict[str, str]:
    promised: list[Commitment] = getattr(row, "promised", [])
    who = [row.pilot.name] if row.pilot and row.pilot.live else []
    who += [commitment.organisation.name for commitment in promised]
    subject = [row.objective.theme.name, row.objective.title, row.get_status_display()]
    said = [stream_words(row.body), *(indicator.name for indicator in row.indicators.all())]
    said += [commitment.description for commitment in promised]
    return {
        "keywords": join([*subject, *dict.fromkeys(who)]),
        "summary": row.summary,
        "body": join(said)[:MAX_BODY],
    }
