"""Who may see, edit and move a need or an offer: plain predicates, used by every door."""

from typing import TYPE_CHECKING

from cooperation.enums import PostingStatus, Visibility
from cooperation.introduction_moves import IN_TOUCH, Actor
from cooperation.lifecycle import PUBLIC_STATES, READ_STATES, Move, Mover
from cooperation.models import Call, Posting, PostingDraft, SeasonPlan
from cooperation.models.introductions import Introduction
from pacte.models import Membership, Organisation
from pacte.permissions import is_curator, is_member

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

EDITABLE_BY_AUTHOR = frozenset({PostingStatus.DRAFT, PostingStatus.CHANGES_ASKED})
"""States in which a member may edit: what was moderated is not changed behind the staff's back."""
CALLING_KINDS = ("ess", "siae")
"""Kinds of organisations that the pact lets call its signatories."""


def is_author(user: "User | AnonymousUser", posting: Posting) -> bool:
    """Say whether a user acts for the organisation of a posting."""
    return is_member(user, posting.organisation)


def is_network_member(user: "User | AnonymousUser") -> bool:
    """Say whether a user acts for some organisation of the network."""
    if not user.is_authenticated or not user.is_active:
        return False
    return Membership.objects.filter(user=user).exists()


def movers_for(user: "User | AnonymousUser | None", posting: Posting) -> frozenset[Mover]:
    """Return as what a user may move a posting; nobody stands for the system."""
    if user is None:
        return frozenset({Mover.SYSTEM})
    movers = set()
    if is_author(user, posting):
        movers.add(Mover.AUTHOR)
        if is_trusted(posting.organisation):
            movers.add(Mover.TRUSTED)
    if is_curator(user):
        movers.add(Mover.CURATOR)
    return frozenset(movers)


def may_move(user: "User | AnonymousUser | None", posting: Posting, move: Move) -> bool:
    """Say whether a user may make a move."""
    return bool(move.movers & movers_for(user, posting))


def may_create_posting(user: "User | AnonymousUser", organisation: Organisation) -> bool:
    """Say whether a user may write a draft for an organisation."""
    return is_curator(user) or is_member(user, organisation)


def is_trusted(organisation: Organisation) -> bool:
    """Say whether what an organisation posts is published at once."""
    return organisation.is_trusted and organisation.live


def may_amend_posting(user: "User | AnonymousUser", posting: Posting) -> bool:
    """Say whether a user may propose a change to what was published: the staff edit it instead."""
    return posting.status in READ_STATES and is_author(user, posting)


def may_add_photos(user: "User | AnonymousUser", posting: Posting) -> bool:
    """Say whether a user may add photographs: unseen by the staff, none reaches a public page."""
    if not is_author(user, posting):
        return False
    return posting.status in EDITABLE_BY_AUTHOR or is_trusted(posting.organisation)


def may_keep_posting(user: "User | AnonymousUser", posting: Posting) -> bool:
    """Say whether a user follows a posting in their own space, its drafts and history included."""
    return is_author(user, posting)


def may_edit_posting(user: "User | AnonymousUser", posting: Posting) -> bool:
    """Say whether a user may edit a posting: staff always, its members before moderation."""
    if is_curator(user):
        return True
    return posting.status in EDITABLE_BY_AUTHOR and is_author(user, posting)


def may_take_up(user: "User | AnonymousUser", draft: PostingDraft) -> bool:
    """Say whether who knows the token of a draft may go on with it: nobody's yet, or their own."""
    return draft.user_id is None or draft.user_id == user.pk


def may_see_amendment(user: "User | AnonymousUser", posting: Posting) -> bool:
    """Say whether a user sees what a change would show before it is accepted."""
    return is_author(user, posting) or is_curator(user)


def is_public(posting: Posting) -> bool:
    """Say whether any visitor may see a posting."""
    return (
        posting.status in PUBLIC_STATES
        and posting.organisation.live
        and posting.visibility == Visibility.PUBLIC
    )


def may_see_posting(user: "User | AnonymousUser", posting: Posting) -> bool:
    """Say whether a user may see a posting's page."""
    if is_public(posting):
        return True
    shown = posting.status in PUBLIC_STATES and posting.organisation.live
    if shown and is_network_member(user):
        return True
    return is_author(user, posting) or is_curator(user)


def may_plan_seasons(user: "User | AnonymousUser") -> bool:
    """Say whether a user may see every season's plan, make one and try changes out."""
    return is_curator(user) or is_network_member(user)


def may_stop_plan(user: "User | AnonymousUser", plan: SeasonPlan) -> bool:
    """Say whether a user may stop a plan that is being computed: its author, and staff."""
    return is_curator(user) or (user.is_authenticated and plan.author_id == user.pk)


# Introductions: what happens between the parties stays between them.


def introduction_actors(
    user: "User | AnonymousUser", introduction: Introduction, organisation: Organisation | None
) -> frozenset[Actor]:
    """Return as what a user acts in an introduction: for a party of theirs, or as the staff."""
    actors = {Actor.CURATOR} if is_curator(user) else set()
    if organisation is not None and is_member(user, organisation):
        rows = introduction.parties.filter(organisation=organisation)
        actors |= {Actor(role) for role in rows.values_list("role", flat=True)}
    return frozenset(actors)


def may_see_introduction(
    user: "User | AnonymousUser", introduction: Introduction, organisation: Organisation | None
) -> bool:
    """Say whether a user may open an introduction for an organisation: its parties alone."""
    return bool(introduction_actors(user, introduction, organisation) - {Actor.CURATOR})


def is_in_touch(
    user: "User | AnonymousUser", introduction: Introduction, organisation: Organisation | None
) -> bool:
    """Say whether a user sees the contacts and the thread: all accepted, theirs did not leave."""
    if introduction.status not in IN_TOUCH or organisation is None:
        return False
    if not is_member(user, organisation):
        return False
    return introduction.parties.filter(organisation=organisation, refused_at=None).exists()


def may_follow_introductions(user: "User | AnonymousUser") -> bool:
    """Say whether a user sees the steps of every introduction, and nothing of what is said."""
    return is_curator(user)


def may_decide_for(user: "User | AnonymousUser", organisation: Organisation) -> bool:
    """Say whether a user says what suits an organisation: its members alone."""
    return is_member(user, organisation)


def may_curate_suggestions(user: "User | AnonymousUser") -> bool:
    """Say whether a user puts suggestions forward or sets them aside for everybody."""
    return is_curator(user)


def may_read_words(user: "User | AnonymousUser", organisation: Organisation) -> bool:
    """Say whether a user reads what the staff say of what they put forward for an organisation."""
    return is_curator(user) or is_member(user, organisation)


def may_call(user: "User | AnonymousUser", organisation: Organisation) -> bool:
    """Say whether a user calls the signatories for an organisation: ESS structures and SIAE."""
    if not organisation.live or not is_member(user, organisation):
        return False
    return bool(organisation.kinds.filter(code__in=CALLING_KINDS).exists())


def may_follow_call(user: "User | AnonymousUser", call: Call) -> bool:
    """Say whether a user sees who answered what: the members of who calls."""
    return is_member(user, call.organisation)


def may_answer_call(
    user: "User | AnonymousUser", call: Call, organisation: Organisation | None
) -> bool:
    """Say whether a user answers a call that was sent, for a signatory that it is addressed to."""
    if organisation is None or call.sent_at is None or not is_member(user, organisation):
        return False
    return call.recipients.filter(organisation=organisation).exists()


def may_stop_calls(user: "User | AnonymousUser") -> bool:
    """Say whether a user sees every call that was sent, and may stop one."""
    return is_curator(user)
