"""What the staff said of suggestions, and what is hidden because of it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cooperation.models import CuratorMark, CuratorMarkMove, Posting, Suggestion
from cooperation.querysets import SuggestionQuerySet
from pacte.models import Organisation


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark, and the suggestion it is about, if there still is one."""

    mark: CuratorMark
    suggestion: Suggestion | None


def marks() -> "QuerySet[CuratorMark]":
    """Return every mark, the newest first."""
    return CuratorMark.objects.select_related("author")


def with_suggestions(rows: list[CuratorMark]) -> list[Marked]:
    """Find the suggestions that marks are about, in a fixed number of queries."""
    keys = [row.key for row in rows]
    found = Suggestion.objects.with_subject().filter(subject__in=keys).with_parties()
    by_key = {row.key: row for row in found}
    return [Marked(row, by_key.get(row.key)) for row in rows]


def mark_of(suggestion: Suggestion) -> CuratorMark | None:
    """Return what the staff said of a suggestion."""
    return CuratorMark.objects.filter(key=suggestion.key).first()


def history_of(suggestion: Suggestion) -> "QuerySet[CuratorMarkMove]":
    """Return all that the staff said of a suggestion, the newest first."""
    return CuratorMarkMove.objects.filter(key=suggestion.key).select_related("author")


def any_suggestion() -> SuggestionQuerySet:
    """Return every suggestion that stands, set aside or not, as the staff see them."""
    return Suggestion.objects.standing().with_parties()


def set_aside_of(organisation: Organisation) -> SuggestionQuerySet:
    """Return what was set aside of the suggestions of an organisation."""
    return _hidden().concerning(organisation.pk)


def set_aside_about(posting: Posting) -> SuggestionQuerySet:
    """Return what was set aside of the suggestions that come from a posting."""
    return _hidden().filter(Q(offer=posting) | Q(need=posting))


def _hidden() -> SuggestionQuerySet:
    return Suggestion.objects.set_aside().with_parties()
