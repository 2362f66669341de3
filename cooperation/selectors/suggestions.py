"""Suggestions to show: to any visitor, or to the members of an organisation.

Every list puts first what the staff put forward, then goes by points.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db.models import (
    Case,
    CharField,
    F,
    Q,
    QuerySet,
    Value,
    When,
    Window,
    prefetch_related_objects,
)
from django.db.models.functions import Concat, RowNumber

from cooperation.enums import SuggestionKind
from cooperation.models import CuratorMark, Lot, Posting, Suggestion
from cooperation.permissions import may_read_words
from cooperation.querysets import SuggestionQuerySet
from cooperation.wording.parts import evidence_of
from cooperation.wording.sources import posting_source, postings_of_steps
from cooperation.wording.suggestions import Card, card
from pacte.models import Action, Kind, Label, Organisation, Role, Theme

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

BOTH, GIVES, RECEIVES = "", "donne", "recoit"
"""Values of the ``sens`` parameter: every suggestion, or one side only."""

PRIORITY = (
    SuggestionKind.DIRECT,
    SuggestionKind.CIRCULAR,
    SuggestionKind.SOCIAL,
    SuggestionKind.LOOP,
    SuggestionKind.CHAIN,
    SuggestionKind.DEDUCED,
    SuggestionKind.STRUCTURAL,
)
"""Kinds in the order shown: what was declared, then what is probable, then leads."""

TWICE = frozenset({SuggestionKind.DIRECT, SuggestionKind.CIRCULAR})
"""Kinds of which two are shown at each turn."""

NO_WORDS: Mapping[int, str] = {}

FAMILIES: dict[str, tuple[str, ...]] = {
    "direct": (SuggestionKind.DIRECT,),
    "circulaire": (SuggestionKind.CIRCULAR, SuggestionKind.CHAIN, SuggestionKind.LOOP),
    "insertion": (SuggestionKind.SOCIAL,),
    "probable": (SuggestionKind.DEDUCED,),
    "reseau": (SuggestionKind.STRUCTURAL,),
}
"""Values of the ``nature`` parameter, and the kinds of each."""


def of_organisation(
    organisation: Organisation, side: str = BOTH, family: str = ""
) -> SuggestionQuerySet:
    """Return the public suggestions in which an organisation takes part, best first."""
    rows = _public()
    if family in FAMILIES:
        rows = rows.filter(kind__in=FAMILIES[family])
    if side == GIVES:
        return rows.filter(giver=organisation)
    if side == RECEIVES:
        return rows.filter(receiver=organisation)
    return rows.concerning(organisation.pk)


def of_member(organisation: Organisation) -> SuggestionQuerySet:
    """Return what the members of an organisation may see: postings kept to the network too."""
    rows = Suggestion.objects.active().concerning(organisation.pk)
    return rows.with_parties().forward_first()


def of_posting(posting: Posting) -> SuggestionQuerySet:
    """Return the public suggestions that come from a posting, best first."""
    return _public().filter(Q(offer=posting) | Q(need=posting))


def of_lot(lot: Lot) -> SuggestionQuerySet:
    """Return who could do a lot, best first."""
    return _public().filter(lot=lot)


def _public() -> SuggestionQuerySet:
    return Suggestion.objects.public().with_parties().forward_first()


def best_of_each(rows: SuggestionQuerySet, count: int, *, today: dt.date) -> list[Suggestion]:
    """Choose ``count`` suggestions in one query: the best of each kind in turn, two of the first.

    What the staff put forward comes before all. What was declared comes first, whatever the points of what is only probable: the points of two
    kinds do not compare. Equally good ones take turns, day after day.
    """
    order_by = ["-forward", "-score", "turn", "pk"]
    place = Window(RowNumber(), partition_by="kind", order_by=order_by)
    ranked = rows.in_turn(today).annotate(place=place).filter(place__lte=count)
    order = {str(kind): position for position, kind in enumerate(PRIORITY)}
    places = {row.pk: row.place for row in ranked}
    turns = {row.pk: (row.place + 1) // 2 if row.kind in TWICE else row.place for row in ranked}

    def by_turns(row: Suggestion) -> tuple[bool, int, int, int]:
        return not row.is_put_forward, turns[row.pk], order[row.kind], places[row.pk]

    def by_kind(row: Suggestion) -> tuple[bool, int, int]:
        return not row.is_put_forward, order[row.kind], places[row.pk]

    return sorted(sorted(ranked, key=by_turns)[:count], key=by_kind)


def varied(rows: SuggestionQuerySet, *, today: dt.date) -> SuggestionQuerySet:
    """Order suggestions so that a page shows different ones: the best of each kind and resource.

    Then the second best of each, and so on. What is probable still follows all that was declared,
    and leads come last; what the staff put forward comes before all.
    """
    variant = Window(
        RowNumber(), partition_by=["kind", "resource"], order_by=["-score", "turn", "pk"]
    )
    order = Case(*(When(kind=kind, then=place) for place, kind in enumerate(PRIORITY)))
    ranked = rows.in_turn(today).annotate(variant=variant, order=order)
    found: SuggestionQuerySet = ranked.order_by(
        "-forward", "group", "variant", "order", "-score", "turn", "pk"
    )
    return found


def cards(suggestions: Iterable[Suggestion], words: Mapping[int, str] = NO_WORDS) -> list[Card]:
    """Put suggestions in sentences, in a fixed number of queries whatever their number.

    ``words`` gives what the staff say of those that they put forward, by suggestion.
    """
    rows = list(suggestions)
    postings = [posting for row in rows for posting in (row.offer, row.need) if posting]
    prefetch_related_objects(postings, "flows")
    names = names_of_codes() | _names_of_links(rows) | _names_of_steps(rows)
    return [card(suggestion, names, words.get(suggestion.pk, "")) for suggestion in rows]


def words_for(
    user: "User | AnonymousUser", organisation: Organisation, rows: Iterable[Suggestion]
) -> dict[int, str]:
    """Return the words of the staff on what they put forward, to whom they are for.

    Three queries at most, none where nothing is put forward.
    """
    forward = [row for row in rows if row.is_put_forward]
    return words_of(forward) if forward and may_read_words(user, organisation) else {}


def words_of(rows: Iterable[Suggestion]) -> dict[int, str]:
    """Return the words of the staff on what they put forward, by suggestion: one query at most."""
    keys = {row.key: row.pk for row in rows if row.is_put_forward}
    if not keys:
        return {}
    marks = CuratorMark.objects.filter(key__in=keys).values_list("key", "word")
    return {keys[key]: word for key, word in marks}


def _names_of_links(rows: list[Suggestion]) -> dict[str, str]:
    """Return the names of the partners and actions through which leads go: two queries at most."""
    partners, actions = set(), set()
    for row in rows:
        if row.kind == SuggestionKind.STRUCTURAL:
            partners.update(evidence_of(row, "partners").get("shared", ()))
            actions.update(evidence_of(row, "commitments").get("shared", ()))
    names: dict[str, str] = {}
    if partners:
        known = Organisation.objects.public().filter(pk__in=partners)
        names |= {f"organisation:{pk}": name for pk, name in known.values_list("pk", "name")}
    if actions:
        titles = Action.objects.filter(pk__in=actions, live=True)
        names |= {f"action:{pk}": title for pk, title in titles.values_list("pk", "title")}
    return names


def _names_of_steps(rows: list[Suggestion]) -> dict[str, str]:
    """Return how the postings that loops go through are named: one query, none without a loop."""
    wanted = {pk for row in rows for pk in postings_of_steps(row)}
    if not wanted:
        return {}
    known = Posting.objects.active().filter(pk__in=wanted)
    told = known.values_list("pk", "title", "published_on")
    return {f"posting:{pk}": posting_source(title, day) for pk, title, day in told}


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
