"""The roadmap as visitors read it: themes, objectives, actions, figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Prefetch, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from pacte.enums import ActionStatus
from pacte.models import Action, Commitment, Indicator, IndicatorValue, Objective, Theme
from pacte.progress import (
    ActionProgress,
    RoadmapProgress,
    action_progress,
    indicator_percent,
    roadmap_progress,
)


@dataclass(frozen=True)
class ActionCard:
    """An action in a list."""

    action: Action
    progress: ActionProgress


@dataclass(frozen=True)
class ObjectiveView:
    """An objective and its actions."""

    objective: Objective
    actions: tuple[ActionCard, ...]


@dataclass(frozen=True)
class ThemeView:
    """A theme, its objectives and how far its actions are."""

    theme: Theme
    objectives: tuple[ObjectiveView, ...]
    progress: RoadmapProgress

    @property
    def action_count(self) -> int:
        return sum(len(objective.actions) for objective in self.objectives)


@dataclass(frozen=True)
class RoadmapView:
    """The roadmap under its filters."""

    themes: tuple[ThemeView, ...]
    all_themes: tuple[Theme, ...]
    progress: RoadmapProgress
    status: str
    theme: str


@dataclass(frozen=True)
class IndicatorView:
    """An indicator, its dated values and how far it is."""

    indicator: Indicator
    values: tuple[IndicatorValue, ...]
    percent: int | None

    @property
    def plotted(self) -> tuple[IndicatorValue, ...]:
        """The last value of each day, in order: what a plot shows."""
        return tuple({row.date: row for row in self.values}.values())

    @property
    def latest(self) -> IndicatorValue | None:
        return self.values[-1] if self.values else None


@dataclass(frozen=True)
class ActionView:
    """An action, its commitments and its indicators."""

    action: Action
    progress: ActionProgress
    commitments: tuple[Commitment, ...]
    indicators: tuple[IndicatorView, ...]


def roadmap(*, status: str = "", theme: str = "") -> RoadmapView:
    """Return the published roadmap, kept to a status and to a theme if they are known."""
    themes = tuple(Theme.objects.all())
    status = status if status in ActionStatus.values else ""
    theme = theme if theme in {row.code for row in themes} else ""
    cards = _cards(Action.objects.public())
    shown = [card for card in cards if not status or card.action.status == status]
    views = [_theme_view(row, shown) for row in themes if not theme or row.code == theme]
    return RoadmapView(
        themes=tuple(view for view in views if view.action_count or not status),
        all_themes=themes,
        progress=_progress(cards),
        status=status,
        theme=theme,
    )


def theme_roadmap(code: str) -> ThemeView:
    """Return a theme and its part of the roadmap, or raise ``Http404``."""
    theme = get_object_or_404(Theme, code=code)
    return _theme_view(theme, _cards(Action.objects.public().filter(objective__theme=theme)))


def public_action(slug: str) -> ActionView:
    """Return a published action, or raise ``Http404``."""
    actions = Action.objects.public().select_related("objective__theme", "pilot")
    return action_of(get_object_or_404(actions, slug=slug))


def action_of(action: Action) -> ActionView:
    """Return an action in memory: published, or a draft that is previewed."""
    if not action.pk:
        return ActionView(action, action_progress(action.status, ()), (), ())
    indicators = tuple(
        _indicator_view(row) for row in action.indicators.prefetch_related("values").all()
    )
    commitments = action.commitments.filter(organisation__live=True).select_related("organisation")
    percents = [view.percent for view in indicators]
    return ActionView(
        action, action_progress(action.status, percents), tuple(commitments), indicators
    )


def counted_values(indicator: Indicator) -> list[IndicatorValue]:
    """Return the values that the site counted, latest first."""
    rows = IndicatorValue.objects.filter(indicator=indicator).exclude(key="")
    return list(rows.order_by("-date", "-pk"))


def _indicator_view(indicator: Indicator) -> IndicatorView:
    values = tuple(indicator.values.all())
    latest = values[-1].value if values else None
    percent = indicator_percent(indicator.baseline, indicator.target, latest)
    return IndicatorView(indicator, values, percent)


def _cards(actions: QuerySet[Action]) -> list[ActionCard]:
    newest = IndicatorValue.objects.filter(indicator=OuterRef("pk")).order_by("-date", "-pk")
    indicators = Indicator.objects.annotate(latest=Subquery(newest.values("value")[:1]))
    rows = (
        actions.select_related("objective__theme", "pilot")
        .annotate(commitment_count=Count("commitments", distinct=True))
        .prefetch_related(Prefetch("indicators", queryset=indicators))
        .order_by("objective__theme__order", "objective__order", "objective_id", F("title"), "pk")
    )
    return [ActionCard(row, _card_progress(row)) for row in rows]


def _card_progress(action: Action) -> ActionProgress:
    percents = [
        indicator_percent(row.baseline, row.target, getattr(row, "latest"))  # noqa: B009
        for row in action.indicators.all()
    ]
    return action_progress(action.status, percents)


def _theme_view(theme: Theme, cards: Iterable[ActionCard]) -> ThemeView:
    own = [card for card in cards if card.action.objective.theme_id == theme.pk]
    objectives = {card.action.objective_id: card.action.objective for card in own}
    views = tuple(
        ObjectiveView(
            objective, tuple(card for card in own if card.action.objective_id == objective.pk)
        )
        for objective in objectives.values()
    )
    return ThemeView(theme, views, _progress(own))


def _progress(cards: Sequence[ActionCard]) -> RoadmapProgress:
    return roadmap_progress((card.action.status for card in cards), ActionStatus.values)
