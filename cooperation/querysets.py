"""Questions asked of the postings, cooperations and suggestions more than once."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast, Coalesce, Mod, Replace

from cooperation.enums import Mark, SuggestionKind, Visibility
from cooperation.lifecycle import PUBLIC_STATES
from cooperation.matching import exposure

SUBJECT = (
    "kind", "giver_id", "receiver_id", "resource", "offer_id", "need_id", "transformation", "lot_id"
)  # fmt: skip
"""The parts of what a suggestion proposes, before its parties."""


def _posting_or_none(side: str, **conditions: object) -> models.Q:
    wanted = {f"{side}__{name}": value for name, value in conditions.items()}
    return models.Q(**{f"{side}__isnull": True}) | models.Q(**wanted)


class PostingQuerySet(models.QuerySet[Any]):
    """Postings, by what visitors may see and what lists need."""

    def active(self) -> "PostingQuerySet":
        """Keep the postings that are matched: published, of a published organisation."""
        return self.filter(status__in=PUBLIC_STATES, organisation__live=True)

    def public(self) -> "PostingQuerySet":
        """Keep the postings that any visitor may see."""
        return self.active().filter(visibility=Visibility.PUBLIC)

    def with_card(self) -> "PostingQuerySet":
        """Fetch what a card shows, what is left of each too."""
        return self.select_related("organisation__commune__epci", "commune").prefetch_related(
            "labels", "flows"
        )


class Joined(models.Func):
    """Texts end to end. ``Concat`` nests two by two, deeper than SQLite reads."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = models.TextField()


def _subject(field: Any = F) -> Any:
    """Write :attr:`Suggestion.key` in the database; a test holds the two together."""

    def text(name: str) -> Any:
        written = Cast(field(name), models.TextField())
        return Coalesce(written, Value("0")) if name.endswith("_id") else written

    between = text("parties")
    for sign, instead in (("[", ""), ("]", ""), (", ", "-")):
        between = Replace(between, Value(sign), Value(instead))
    pieces = [piece for name in SUBJECT for piece in (text(name), Value(":"))]
    return Joined(*pieces, between)


class SuggestionQuerySet(models.QuerySet[Any]):
    """Suggestions of cooperation."""

    def active(self) -> "SuggestionQuerySet":
        """Keep those that stand and that the staff did not set aside: every door starts here."""
        return self.standing().exclude(self._marked(Mark.ASIDE))

    def set_aside(self) -> "SuggestionQuerySet":
        """Keep those that the staff set aside."""
        return self.standing().filter(self._marked(Mark.ASIDE))

    def standing(self) -> "SuggestionQuerySet":
        """Keep those whose parties are all published and whose postings are still matched."""
        return self.filter(
            _posting_or_none("offer", status__in=PUBLIC_STATES),
            _posting_or_none("need", status__in=PUBLIC_STATES),
            giver__live=True,
            receiver__live=True,
        ).exclude(others__organisation__live=False)

    def public(self) -> "SuggestionQuerySet":
        """Keep the active ones that any visitor may see."""
        return self.active().open_to_all()

    def open_to_all(self) -> "SuggestionQuerySet":
        """Keep those whose postings are not kept to the network."""
        return self.filter(
            _posting_or_none("offer", visibility=Visibility.PUBLIC),
            _posting_or_none("need", visibility=Visibility.PUBLIC),
        )

    def with_subject(self) -> "SuggestionQuerySet":
        """Give each its ``subject``: :attr:`Suggestion.key`, written by the database."""
        found: SuggestionQuerySet = self.annotate(subject=_subject())
        return found

    def forward_first(self) -> "SuggestionQuerySet":
        """Order them best first, those that the staff put forward (``forward``) before the rest."""
        found: SuggestionQuerySet = self.annotate(forward=self._marked(Mark.FORWARD))
        return found.order_by("-forward", "-score", "pk")

    def _marked(self, mark: Mark) -> models.Exists:
        marks = apps.get_model("cooperation", "CuratorMark").objects
        return models.Exists(marks.filter(mark=mark, key=_subject(models.OuterRef)))

    def concerning(self, organisation_id: int) -> "SuggestionQuerySet":
        """Keep the suggestions in which an organisation takes part, in the middle too."""
        return self.filter(
            models.Q(giver_id=organisation_id)
            | models.Q(receiver_id=organisation_id)
            | models.Q(pk__in=self._through(organisation_id))
        )

    def _through(self, organisation_id: int) -> "models.QuerySet[Any, int]":
        """Return the suggestions that an organisation is in the middle of."""
        middle = self.model._meta.get_field("others").related_model.objects
        found: models.QuerySet[Any, int] = middle.filter(
            organisation_id=organisation_id
        ).values_list("suggestion_id", flat=True)
        return found

    def in_turn(self, today: dt.date) -> "SuggestionQuerySet":
        """Order them best first; equally good ones take turns, another order each day.

        What was declared comes before what is probable, and leads come last: points of two kinds
        do not compare.

        The same turn as :func:`cooperation.matching.exposure.turn`, computed by the database.
        """
        pair = models.F("giver_id") * exposure.PAIR + models.F("receiver_id")
        number = Mod(Cast(pair, models.BigIntegerField()), exposure.PRIME)
        turn = Mod(
            Mod(number * number, exposure.PRIME) * exposure.multiplier(today), exposure.PRIME
        )
        group = models.Case(
            models.When(kind=SuggestionKind.DEDUCED, then=1),
            models.When(kind=SuggestionKind.STRUCTURAL, then=2),
            default=0,
        )
        found: SuggestionQuerySet = self.annotate(turn=turn, group=group).order_by(
            "group", "-score", "turn", "pk"
        )
        return found

    def with_parties(self) -> "SuggestionQuerySet":
        """Fetch the organisations and postings that a suggestion shows."""
        return self.select_related(
            "giver__commune", "receiver__commune", "offer__commune", "need__commune", "lot"
        ).prefetch_related("others__organisation")
