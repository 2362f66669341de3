"""The introductions of an organisation: what awaits it first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from cooperation.enums import AgreementStatus, IntroductionStatus
from cooperation.introduction_moves import ENDED, WAITING
from cooperation.models import Agreement, Introduction, IntroductionParty
from cooperation.wording.introductions import about
from pacte.models import Notification, Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TO_ANSWER, GOING_ON, AGREED, CLOSED = "a-repondre", "en-cours", "conclues", "closes"
"""Values of the ``etat`` parameter."""


@dataclass(frozen=True, slots=True)
class Row:
    """An introduction in a list."""

    introduction: Introduction
    url: str
    about: str
    others: list[str]
    awaits: bool
    unread: int
    is_fictitious: bool


def of_organisation(organisation: Organisation, state: str = "") -> QuerySet[Any]:
    """Return the introductions in which an organisation takes or took part, its turn first."""
    unanswered = IntroductionParty.objects.filter(
        introduction=OuterRef("pk"), organisation=organisation, accepted_at=None, refused_at=None
    )
    declared = (
        Agreement.objects.filter(introduction=OuterRef("pk"), status=AgreementStatus.WAITING)
        .filter(Q(giver=organisation) | Q(receiver=organisation))
        .exclude(declared_for=organisation)
    )
    mine = IntroductionParty.objects.filter(introduction=OuterRef("pk"), organisation=organisation)
    turn = Case(
        When(Q(status__in=WAITING) & Exists(unanswered), then=Value(1)),
        When(Exists(declared), then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    rows = Introduction.objects.filter(Exists(mine)).annotate(turn=turn)
    found = _in_state(rows.order_by("-turn", "-changed_at", "-pk"), state)
    return found.select_related("posting").prefetch_related("parties__organisation")


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    if state == TO_ANSWER:
        return rows.filter(turn=1)
    if state == GOING_ON:
        return rows.filter(status__in=(*WAITING, IntroductionStatus.ACCEPTED))
    if state == AGREED:
        return rows.filter(status=IntroductionStatus.AGREED)
    return rows.filter(status__in=ENDED) if state == CLOSED else rows


def rows_of(
    introductions: Iterable[Introduction], organisation: Organisation, user: "User"
) -> list[Row]:
    """Return a page of introductions as it is shown, in a fixed number of queries."""
    found = list(introductions)
    urls = {row.pk: f"/mon-espace/mises-en-relation/{row.pk}/" for row in found}
    unread = unread_of(user, list(urls.values()))
    return [_row(row, urls[row.pk], organisation, unread) for row in found]


def _row(
    introduction: Introduction, url: str, organisation: Organisation, unread: dict[str, int]
) -> Row:
    others = [
        party.organisation
        for party in introduction.parties.all()
        if party.organisation_id != organisation.pk
    ]
    return Row(
        introduction=introduction,
        url=url,
        about=about(introduction),
        others=[row.name for row in others],
        awaits=bool(getattr(introduction, "turn", 0)),
        unread=unread.get(url, 0),
        is_fictitious=any(row.is_fictitious for row in others),
    )


def unread_of(user: "User", urls: list[str]) -> dict[str, int]:
    """Return how many things a person was told of and has not read, by page."""
    rows = Notification.objects.filter(recipient=user, read_at=None, url__in=urls)
    counted = rows.order_by().values("url").annotate(count=Count("pk"))
    return {row["url"]: row["count"] for row in counted}


def to_answer_count(organisation: Organisation) -> int:
    """Return how many introductions await an organisation."""
    return of_organisation(organisation, TO_ANSWER).count()
