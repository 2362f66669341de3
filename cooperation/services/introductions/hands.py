"""Who does something to an introduction, and what they say with it."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cooperation.introduction_moves import Actor
from cooperation.models import Introduction, IntroductionParty
from cooperation.permissions import introduction_actors
from cooperation.services.introductions.refusals import IntroductionRefused
from pacte.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_WORD = 2000


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts (nobody: the system), for which organisation, when, and what they say."""

    user: "User | None"
    organisation: Organisation | None
    now: dt.datetime
    word: str = ""
    reason: str = ""

    def actors_in(self, introduction: Introduction) -> frozenset[Actor]:
        """Return as what they act: for a party, or as the staff when they name none."""
        if self.user is None:
            return frozenset({Actor.SYSTEM})
        found = introduction_actors(self.user, introduction, self.organisation)
        staff = frozenset({Actor.CURATOR})
        return found & staff if self.organisation is None else found - staff


def locked(introduction_id: int) -> Introduction:
    """Return an introduction that nobody else changes until the transaction ends."""
    rows = Introduction.objects.select_for_update(of=("self",)).select_related("posting")
    introduction: Introduction | None = rows.filter(pk=introduction_id).first()
    if introduction is None:
        raise IntroductionRefused(_("Cette mise en relation n’existe plus."))
    return introduction


def standing_parties(introduction: Introduction) -> list[IntroductionParty]:
    """Return the parties that have not refused, in order, with their organisation."""
    rows = introduction.parties.filter(refused_at=None).select_related("organisation")
    return list(rows.order_by("pk"))


def own_party(introduction: Introduction, hand: Hand) -> IntroductionParty:
    """Return the place of whoever acts, or refuse: somebody else's introduction is not theirs."""
    if hand.organisation is None or not hand.actors_in(introduction):
        raise PermissionDenied
    rows = introduction.parties.select_related("organisation")
    party: IntroductionParty = rows.get(organisation=hand.organisation)
    return party


def checked_word(word: str) -> str:
    """Return a word without what a text never holds, or refuse it when it is too long."""
    clean = word.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(clean) > MAX_WORD:
        raise IntroductionRefused(
            _("Le mot est trop long : %(most)s caractères au plus.") % {"most": MAX_WORD}
        )
    return clean
