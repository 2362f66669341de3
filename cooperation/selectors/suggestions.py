"""Suggestions to show: to any visitor, or to the members of an organisation."""

from collections.abc import Iterable

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat

from cooperation.models import Posting, Suggestion
from cooperation.querysets import SuggestionQuerySet
from cooperation.wording.suggestions import Card, card
from pacte.models import Kind, Label, Organisation, Role, Theme

BOTH, GIVES, RECEIVES = "", "donne", "recoit"
"""Values of the ``sens`` parameter: every suggestion, or one side only."""


def of_organisation(organisation: Organisation, side: str = BOTH) -> SuggestionQuerySet:
    """Return the public suggestions in which an organisation gives or receives, best first."""
    rows = Suggestion.objects.public().with_parties()
    if side == GIVES:
        return rows.filter(giver=organisation)
    if side == RECEIVES:
        return rows.filter(receiver=organisation)
    return rows.concerning(organisation.pk)


def of_member(organisation: Organisation) -> SuggestionQuerySet:
    """Return what the members of an organisation may see: postings kept to the network too."""
    return Suggestion.objects.active().concerning(organisation.pk).with_parties()


def of_posting(posting: Posting) -> SuggestionQuerySet:
    """Return the public suggestions that come from a posting, best first."""
    rows = Suggestion.objects.public().with_parties()
    return rows.filter(Q(offer=posting) | Q(need=posting))


def cards(suggestions: Iterable[Suggestion]) -> list[Card]:
    """Put suggestions in sentences, in two queries whatever their number."""
    names = names_of_codes()
    return [card(suggestion, names) for suggestion in suggestions]


def names_of_codes() -> dict[str, str]:
    """Return what people read for the codes of kinds, roles, labels and themes."""
    first, *others = (
        _named(Kind.objects.all(), "kind:"),
        _named(Role.objects.all(), "kind:"),
        _named(Label.objects.all(), "label:"),
        _named(Theme.objects.all(), "theme:"),
    )
    return dict(first.union(*others).values_list("key", "shown"))


def _named(rows: QuerySet, prefix: str) -> QuerySet:  # type: ignore[type-arg]
    key = Concat(Value(prefix), "code", output_field=CharField())
    keyed = rows.order_by().annotate(key=key, shown=F("name"))
    shown: QuerySet = keyed.values("key", "shown")  # type: ignore[type-arg]
    return shown
