"""The whole demonstration, loaded once: files first, then one transaction."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from cooperation.services.demonstration import (
    accounts,
    amendments,
    article_writing,
    calls,
    cooperations,
    effects,
    event_writing,
    introductions,
    notices,
    organisations,
    outcomes,
    postings,
    procurement,
    roadmap_writing,
    scenarios,
    season_plan,
    writing,
)
from cooperation.services.demonstration.article_files import ArticleRow, read_articles
from cooperation.services.demonstration.curated_files import Curated, read_curated
from cooperation.services.demonstration.event_files import EventRow, read_events
from cooperation.services.demonstration.roadmap_files import Roadmap, read_roadmap
from cooperation.services.demonstration.trade_files import Trades, read_trades
from cooperation.services.learning import write_proposal
from cooperation.services.suggestions import paused, refresh_all
from pacte.services.foundation import Foundation, read_foundation, write_foundation
from pacte.services.loading import PACKAGED, Ledger, Sources
from pacte.services.organisation_files import OrganisationRow
from pacte.services.organisation_loading import write_organisations
from pacte.services.pages import PageRow, read_pages, write_pages

DATA = Path(__file__).resolve().parents[2] / "data"
FICTITIOUS = "demo-organisation"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How much was added, by data set."""

    added: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.added.values())


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Every file of the demonstration, read and checked."""

    foundation: Foundation
    trades: Trades
    fictitious: tuple[OrganisationRow, ...]
    roadmap: Roadmap
    curated: Curated
    procurement: procurement.Procurement
    pages: tuple[PageRow, ...]
    articles: tuple[ArticleRow, ...]
    events: tuple[EventRow, ...]


def load_demo(*, now: dt.datetime, data: Path | None = None) -> LoadReport:
    """Load the demonstration; a row loaded once is never touched again.

    1. Read and check every file. 2. In one transaction, write what was never loaded.
    3. Compute the suggestions anew when something was added, and draw what became of some.
    """
    sources = Sources((DATA, PACKAGED))
    found = read_demonstration(sources.over(data) if data else sources)
    with paused(), transaction.atomic():
        ledger = _write(found, now=now)
        if ledger.added:
            refresh_all(now=now)
            amendments.write_amendments(now=now)
            if introductions.write_introductions(now=now):
                notices.write_notices(now=now)
            if outcomes.write_outcomes(now=now):
                write_proposal(now=now)
    return LoadReport(dict(ledger.added))


def read_demonstration(sources: Sources) -> Demonstration:
    """Read and check every file, writing nothing."""
    foundation = read_foundation(sources)
    labels = frozenset(row.key for row in foundation.reference.labels)
    communes = frozenset(row.key for row in foundation.territory.communes)
    trades = read_trades(
        sources,
        communes=communes,
        labels=labels,
        themes=frozenset(row.key for row in foundation.reference.themes),
    )
    fictitious = organisations.fictitious_organisations(trades, foundation.territory)
    invented = frozenset(row.key for row in fictitious)
    known = frozenset(row.key for row in foundation.organisations) | invented
    roadmap = read_roadmap(
        sources,
        themes=frozenset(row.key for row in foundation.reference.themes),
        organisations=known,
    )
    actions = frozenset(row.key for row in roadmap.actions)
    return Demonstration(
        foundation=foundation,
        trades=trades,
        fictitious=fictitious,
        roadmap=roadmap,
        curated=read_curated(
            sources,
            organisations=known,
            labels=labels,
            actions=actions,
        ),
        procurement=procurement.read_procurement(
            sources,
            fictitious=invented,
            communes=communes,
            actions=actions,
        ),
        pages=read_pages(sources, "demo_pages.json"),
        articles=read_articles(
            sources, categories=frozenset(row.key for row in foundation.reference.categories)
        ),
        events=read_events(sources, communes=communes, fictitious=invented),
    )


def _write(found: Demonstration, *, now: dt.datetime) -> Ledger:
    """Write in the order of what refers to what."""
    ledger = Ledger.open()
    write_foundation(found.foundation, ledger, now=now)
    write_organisations(found.fictitious, FICTITIOUS, ledger, now=now)
    roadmap_writing.write_roadmap(found.roadmap, ledger, now=now)
    _write_cooperation(found, ledger, now=now)
    write_pages(found.pages, ledger, now=now)
    article_writing.write_articles(found.articles, ledger, now=now)
    event_writing.write_events(found.events, ledger, now=now)
    accounts.write_accounts(ledger)
    scenarios.write_scenarios(ledger, now=now)
    calls.write_calls(ledger, now=now)
    season_plan.write_season_plan(ledger, now=now)
    return ledger


def _write_cooperation(found: Demonstration, ledger: Ledger, *, now: dt.datetime) -> None:
    by_hand, fictitious = found.curated, found.fictitious
    drawn = postings.fictitious_postings(found.trades, fictitious, by_hand.postings)
    rows = (*by_hand.postings, *drawn)
    flows = cooperations.fictitious_cooperations(
        rows, {row.key: row for row in fictitious}, found.roadmap.action_of_resources()
    )
    known = postings.fictitious_capabilities(found.trades, fictitious)
    writing.write_postings(rows, ledger, now=now)
    writing.write_capabilities((*by_hand.capabilities, *known), ledger)
    writing.write_cooperations((*by_hand.cooperations, *flows), ledger)
    procurement.write_procurement(found.procurement, ledger)
    effects.write_effects(found.roadmap.indicators, ledger, now=now)
