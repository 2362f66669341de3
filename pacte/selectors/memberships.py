"""Who acts for an organisation, who is invited, and who asks to."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from pacte.enums import ClaimStatus, MembershipRole
from pacte.mail_domains import is_free_mail
from pacte.models import Claim, Invitation, Membership, Organisation
from pacte.permissions import may_edit_profile, may_manage_members, may_see_members
from pacte.working_days import LATE, working_days

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


@dataclass(frozen=True, slots=True)
class MembersPage:
    """The members of an organisation and, for those who manage them, the open invitations."""

    organisation: Organisation
    memberships: tuple[Membership, ...]
    invitations: tuple[Invitation, ...]
    may_manage: bool
    own: Membership | None


def verified_addresses(user: "User | AnonymousUser") -> frozenset[str]:
    """Return the addresses that a person proved to be theirs, in small letters."""
    rows = EmailAddress.objects.filter(user_id=user.pk, verified=True)
    return frozenset(email.lower() for email in rows.values_list("email", flat=True))


def own_organisation(
    user: "User | AnonymousUser", slug: str, *, manage: bool = False
) -> Organisation:
    """Return an organisation that a user acts for; whoever does not is told nothing of it."""
    organisation: Organisation = get_object_or_404(Organisation, slug=slug)
    if not may_see_members(user, organisation):
        raise Http404
    if manage and not may_manage_members(user, organisation):
        raise PermissionDenied
    return organisation


def editable_organisation(user: "User | AnonymousUser", slug: str) -> Organisation:
    """Return an organisation whose profile a user may edit, or raise ``Http404``."""
    rows = Organisation.objects.select_related("commune", "latest_revision")
    organisation: Organisation = get_object_or_404(rows, slug=slug)
    if not may_edit_profile(user, organisation):
        raise Http404
    return organisation


def members_page(user: "User | AnonymousUser", slug: str) -> MembersPage:
    """Return what the page of the members shows to a user."""
    organisation = own_organisation(user, slug)
    rows = Membership.objects.filter(organisation=organisation, user__is_active=True)
    memberships = tuple(rows.select_related("user").order_by("-role", "user__last_name", "pk"))
    may_manage = may_manage_members(user, organisation)
    waiting = Invitation.objects.none()
    if may_manage:
        waiting = open_invitations(organisation).select_related("invited_by")
    return MembersPage(
        organisation=organisation,
        memberships=memberships,
        invitations=tuple(waiting),
        may_manage=may_manage,
        own=next((row for row in memberships if row.user_id == user.pk), None),
    )


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Return the invitations that are neither accepted nor withdrawn, expired ones included."""
    return Invitation.objects.filter(organisation=organisation, accepted_at=None, withdrawn_at=None)


def has_manager(organisation: Organisation) -> bool:
    """Say whether somebody manages the members of an organisation."""
    rows = Membership.objects.filter(organisation=organisation, user__is_active=True)
    return rows.filter(role=MembershipRole.MANAGER).exists()


def invitation_of(token: Any) -> Invitation:
    """Return the invitation of a token, or raise ``Http404``."""
    rows = Invitation.objects.select_related("organisation", "invited_by")
    found: Invitation = get_object_or_404(rows, token=token)
    return found


def claims_of(user: "User") -> QuerySet[Claim]:
    """Return the claims of a person, the latest first."""
    rows = Claim.objects.filter(user=user).exclude(status=ClaimStatus.WITHDRAWN)
    return rows.select_related("organisation").order_by("-created_at", "-pk")


@dataclass(frozen=True, slots=True)
class WaitingClaim:
    """A claim as the staff weigh it."""

    claim: Claim
    age: int
    is_late: bool
    is_free_mail: bool
    is_verified: bool


def _with_proof() -> QuerySet[Claim]:
    proofs = EmailAddress.objects.filter(
        user=OuterRef("user"), verified=True, email__iexact=OuterRef("email")
    )
    return Claim.objects.select_related("user", "organisation").annotate(proven=Exists(proofs))


def _weighed(claim: Any, now: dt.datetime) -> WaitingClaim:
    age = working_days(timezone.localdate(claim.created_at), timezone.localdate(now))
    return WaitingClaim(claim, age, age >= LATE, is_free_mail(claim.email), claim.proven)


def waiting_claims(*, now: dt.datetime) -> list[WaitingClaim]:
    """Return the claims that wait for the staff, the oldest first."""
    rows = _with_proof().filter(status=ClaimStatus.WAITING).order_by("created_at", "pk")
    return [_weighed(row, now) for row in rows]


def waiting_claims_count() -> int:
    """Return how many claims wait for the staff."""
    return Claim.objects.filter(status=ClaimStatus.WAITING).count()


def claim_to_decide(pk: int, *, now: dt.datetime) -> WaitingClaim:
    """Return a claim as the staff weigh it, decided or not, or raise ``Http404``."""
    return _weighed(get_object_or_404(_with_proof(), pk=pk), now)
