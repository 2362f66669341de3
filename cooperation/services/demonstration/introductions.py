"""Two fictitious introductions of the demonstration's member: one to answer, one under way.

Written as rows, without a service: nobody is told of what never happened.
"""

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from cooperation.enums import Direction, IntroductionStatus, PartyRole, SuggestionKind
from cooperation.models import (
    FollowUp,
    Introduction,
    IntroductionMove,
    IntroductionParty,
    Message,
    Posting,
)
from cooperation.services.demonstration.accounts import MANAGED
from cooperation.services.introductions.subjects import evidence_of, key_of
from pacte.models import Membership, Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MEMBER = "membre"
PARTNER = "partenaire-fictif"
ASKED = uuid.UUID("5d0c3a4e-8f6b-5a53-9a39-2f6f0f5f7c11")
"""Where the demonstration asks what came of it."""
S = IntroductionStatus


def write_introductions(*, now: dt.datetime) -> int:
    """Write them once, where the demonstration has its member and postings; return how many."""
    members = Membership.objects.filter(user__username=MEMBER, organisation__slug=MANAGED)
    member = members.select_related("user", "organisation").first()
    if member is None or Introduction.objects.exists():
        return 0
    needs = Posting.objects.active().filter(is_fictitious=True, direction=Direction.NEED)
    others = needs.exclude(organisation=member.organisation).select_related("organisation")
    postings = list(others.filter(organisation__is_fictitious=True).order_by("pk")[:2])
    if len(postings) < 2:
        return 0
    partner = _partner(postings[0].organisation)
    _under_way(postings[0], member.user, member.organisation, partner, now)
    _to_answer(member.organisation, postings[1].organisation, now)
    return 2


def _partner(organisation: Organisation) -> "User":
    """Return somebody of the other organisation, who cannot sign in."""
    user = get_user_model()(
        username=PARTNER,
        email=f"{PARTNER}@pacte-economique.example",
        first_name=_("Partenaire"),
        last_name=_("Fictif"),
    )
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, organisation=organisation)
    return user


def _under_way(
    posting: Posting,
    user: "User",
    asker: Organisation,
    partner: "User",
    now: dt.datetime,
) -> None:
    """Write an answer to a posting, accepted by both, and the first messages."""
    days = [now - dt.timedelta(days=number) for number in (9, 7, 6)]
    row = Introduction.objects.create(
        key=key_of(posting.resource, None, [posting.organisation, asker]),
        posting=posting,
        resource=posting.resource,
        evidence=evidence_of(None, posting),
        status=S.ACCEPTED,
        proposed_by=user,
        created_at=days[0],
        changed_at=days[1],
        accepted_at=days[1],
    )
    _party(row, asker, PartyRole.ASKER, Direction.OFFER, user, days[0])
    _party(row, posting.organisation, PartyRole.ANSWERER, Direction.NEED, partner, days[1])
    _move(row, asker, "", S.PROPOSED, days[0], _("Bonjour, nous pouvons en fournir une partie."))
    _move(row, posting.organisation, S.PROPOSED, S.ACCEPTED, days[1], _("Avec plaisir."))
    for number, (author, organisation, body) in enumerate(
        (
            (partner, posting.organisation, _("Bonjour, quand pourrions-nous nous parler ?")),
            (user, asker, _("Jeudi matin si cela vous va.\nNous apporterons des échantillons.")),
        )
    ):
        Message.objects.create(
            introduction=row,
            organisation=organisation,
            author=author,
            body=body,
            key=f"demonstration-{number}",
            sent_at=days[2] + dt.timedelta(hours=number),
        )
    FollowUp.objects.create(
        token=ASKED, introduction=row, organisation=asker, week=2, asked_at=days[2]
    )


def _to_answer(mine: Organisation, other: Organisation, now: dt.datetime) -> None:
    """Write what the staff propose to both, and nobody has answered yet."""
    day = now - dt.timedelta(days=12)
    row = Introduction.objects.create(
        key=key_of("", None, [mine, other]),
        kind=SuggestionKind.STRUCTURAL,
        created_at=day,
        changed_at=day,
    )
    _party(row, mine, PartyRole.ANSWERER, Direction.OFFER)
    _party(row, other, PartyRole.ANSWERER, Direction.NEED)
    _move(row, None, "", S.PROPOSED, day, _("Vous gagneriez à vous connaître."))


def _party(
    row: Introduction,
    organisation: Organisation,
    role: str,
    side: str,
    user: "User | None" = None,
    day: dt.datetime | None = None,
) -> None:
    IntroductionParty.objects.create(
        introduction=row,
        organisation=organisation,
        role=role,
        side=side,
        seen_at=day,
        accepted_at=day,
        accepted_by=user,
    )


def _move(
    row: Introduction,
    organisation: Organisation | None,
    source: str,
    target: str,
    day: dt.datetime,
    note: str,
) -> None:
    IntroductionMove.objects.create(
        introduction=row,
        organisation=organisation,
        source=source,
        target=target,
        note=note,
        made_at=day,
    )
