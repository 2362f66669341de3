"""Several structures that answer one need together: inviting, and what the parts add up to."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from cooperation.enums import PartyRole
from cooperation.introduction_moves import GROUPS, Act
from cooperation.models import Introduction, IntroductionParty
from cooperation.services.introductions.asking import MAX_TOGETHER, check_answerer
from cooperation.services.introductions.hands import Hand, locked, own_party, standing_parties
from cooperation.services.introductions.moving import check_possible, step
from cooperation.services.introductions.refusals import IntroductionRefused
from pacte.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def invite(
    *,
    introduction_id: int,
    organisation: Organisation,
    invited: Organisation,
    user: "User",
    word: str = "",
    now: dt.datetime,
) -> Introduction:
    """Ask another structure to answer on one's side: it accepts its own part."""
    introduction = locked(introduction_id)
    hand = Hand(user, organisation, now, word)
    party = own_party(introduction, hand)
    check_possible(introduction, Act.INVITE, hand)
    if introduction.parties.filter(organisation=invited).exists():
        raise IntroductionRefused(
            _("« %(name)s » est déjà dans cette mise en relation.") % {"name": invited.name}
        )
    _check_room(introduction, party)
    posting = introduction.posting
    wanted = set(posting.kinds_may_answer.values_list("pk", flat=True)) if posting else set()
    check_answerer(invited, wanted)
    IntroductionParty.objects.create(
        introduction=introduction,
        organisation=invited,
        role=PartyRole.ANSWERER,
        side=party.side,
    )
    step(introduction, Act.INVITE, introduction.status, hand)
    return introduction


def _check_room(introduction: Introduction, party: IntroductionParty) -> None:
    rows = standing_parties(introduction)
    mine = [row for row in rows if row.side == party.side]
    others = [row for row in rows if row.side != party.side]
    if len(others) != 1 or introduction.kind not in GROUPS:
        raise IntroductionRefused(_("Une réponse groupée s’adresse à une seule organisation."))
    if len(mine) >= MAX_TOGETHER:
        raise IntroductionRefused(
            _("Une réponse groupée réunit %(most)s structures au plus.") % {"most": MAX_TOGETHER}
        )
