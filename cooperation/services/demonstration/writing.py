"""Postings, know-how and cooperations written in bulk, once each."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from cooperation.models import Capability, Cooperation, Posting, PostingContact, PostingMove
from cooperation.services.demonstration.curated_files import (
    CapabilityRow,
    CooperationRow,
    PostingRow,
)
from cooperation.services.demonstration.drawing import draw_for
from cooperation.services.demonstration.lives import Life, life_of, published_life
from pacte.models import Action, Kind, Label, Organisation
from pacte.services.loading import Keyed, Ledger, add_first_revisions

RowT = TypeVar("RowT", bound=Keyed)
ModelT = TypeVar("ModelT", Posting, Capability, Cooperation)
POSTING, CAPABILITY, COOPERATION = "posting", "capability", "cooperation"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rows to write may refer to, if nobody deleted it."""

    organisations: Mapping[str, Organisation]
    actions: Mapping[str, Action]
    postings: Mapping[str, Posting]

    @classmethod
    def read(cls, ledger: Ledger) -> "Standing":
        return cls(
            organisations=standing_organisations(ledger),
            actions=ledger.objects("action", Action),
            postings=ledger.objects(POSTING, Posting),
        )


def standing_organisations(ledger: Ledger) -> dict[str, Organisation]:
    """Return by key the organisations, real and fictitious, that nobody deleted."""
    real = ledger.objects("organisation", Organisation)
    return real | ledger.objects("demo-organisation", Organisation)


def _create(
    ledger: Ledger, dataset: str, pairs: Sequence[tuple[RowT, ModelT]]
) -> Sequence[tuple[RowT, ModelT]]:
    if pairs:
        type(pairs[0][1])._default_manager.bulk_create(made for _row, made in pairs)
        ledger.remember(dataset, {row.key: made.pk for row, made in pairs})
    return pairs


def write_postings(rows: Sequence[PostingRow], ledger: Ledger, *, now: dt.datetime) -> None:
    """Create the postings never loaded.

    1. The rows, in the state of their life. 2. Their lists, moves and contacts.
    3. Their first revision.
    """
    pending = ledger.pending(POSTING, rows)
    if not pending:
        return
    organisations = standing_organisations(ledger)
    lives = {row.key: _life(row) for row in pending}
    pairs = [
        (row, _posting(row, organisations[row.organisation], lives[row.key]))
        for row in pending
        if row.organisation in organisations
    ]
    created = _create(ledger, POSTING, pairs)
    _add_lists(created)
    _add_moves(created, lives)
    _add_contacts(created)
    add_first_revisions([made for _row, made in created], now=now)


def _life(row: PostingRow) -> Life:
    return published_life(row) if row.is_published else life_of(row)


def _posting(row: PostingRow, organisation: Organisation, life: Life) -> Posting:
    return Posting(
        organisation=organisation,
        direction=row.direction,
        resource=row.resource,
        title=row.title,
        description=row.description,
        quantity=row.quantity,
        unit=row.unit if row.quantity is not None else "",
        period=row.period,
        months=row.months,
        price_mode=row.price_mode,
        price=row.price,
        logistics=row.logistics,
        max_distance_km=row.distance,
        status=life.status,
        published_on=life.published_on,
        starts_on=life.starts_on,
        ends_on=life.ends_on,
        is_fictitious=row.is_fictitious,
    )


def _add_lists(created: Sequence[tuple[PostingRow, Posting]]) -> None:
    lists: tuple[tuple[str, Any, Callable[[PostingRow], tuple[str, ...]]], ...] = (
        ("labels", Label, lambda row: row.labels),
        ("kinds_may_answer", Kind, lambda row: row.answer),
    )
    for name, model, read in lists:
        code = {found.code: found.pk for found in model.objects.all()}
        through = getattr(Posting, name).through
        through.objects.bulk_create(
            through(**{"posting_id": made.pk, f"{model._meta.model_name}_id": code[value]})
            for row, made in created
            for value in read(row)
            if value in code
        )


def _add_moves(created: Sequence[tuple[PostingRow, Posting]], lives: Mapping[str, Life]) -> None:
    PostingMove.objects.bulk_create(
        PostingMove(
            posting=made,
            source=move.source,
            target=move.target,
            made_at=move.made_at,
            note=move.note,
        )
        for row, made in created
        for move in lives[row.key].moves
    )


def _add_contacts(created: Sequence[tuple[PostingRow, Posting]]) -> None:
    PostingContact.objects.bulk_create(
        PostingContact(
            posting=made,
            name="Accueil (contact fictif)",
            email=f"contact@{row.organisation}.example",
            phone=_phone(row.organisation),
        )
        for row, made in created
        if row.is_fictitious
    )


def _phone(organisation: str) -> str:
    """Return a number of the range kept for fiction."""
    digits = str(draw_for("phone", organisation).randint(1000, 9999))
    return f"04 65 71 {digits[:2]} {digits[2:]}"


def write_capabilities(rows: Sequence[CapabilityRow], ledger: Ledger) -> None:
    """Create the know-how never loaded."""
    pending = ledger.pending(CAPABILITY, rows)
    if not pending:
        return
    organisations = standing_organisations(ledger)
    _create(
        ledger,
        CAPABILITY,
        [
            (row, _capability(row, organisations[row.organisation]))
            for row in pending
            if row.organisation in organisations
        ],
    )


def _capability(row: CapabilityRow, organisation: Organisation) -> Capability:
    return Capability(
        organisation=organisation,
        transformation=row.transformation,
        yearly_capacity=row.capacity,
        unit=row.unit,
        source=row.source,
        is_fictitious=row.is_fictitious,
    )


def write_cooperations(rows: Sequence[CooperationRow], ledger: Ledger) -> None:
    """Create the cooperations never loaded, between organisations that still exist."""
    pending = ledger.pending(COOPERATION, rows)
    if not pending:
        return
    standing = Standing.read(ledger)
    _create(
        ledger,
        COOPERATION,
        [
            (row, _cooperation(row, standing))
            for row in pending
            if {row.giver, row.receiver} <= standing.organisations.keys()
        ],
    )


def _cooperation(row: CooperationRow, standing: Standing) -> Cooperation:
    return Cooperation(
        giver=standing.organisations[row.giver],
        receiver=standing.organisations[row.receiver],
        resource=row.resource,
        quantity=row.quantity,
        unit=row.unit,
        period=row.period,
        since=row.since,
        posting=standing.postings.get(row.posting),
        action=standing.actions.get(row.action),
        source=row.source,
        is_fictitious=row.is_fictitious,
    )
