"""Who may do what: plain predicates, used by every door."""

from typing import TYPE_CHECKING

from pacte.enums import ClaimStatus, MembershipRole
from pacte.models import Claim, Membership, Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

CURATORS = "Animation du pacte"
"""Name of the group of the pact staff."""


def is_administrator(user: "User | AnonymousUser") -> bool:
    """Say whether a user may do everything, settings included."""
    return bool(user.is_active and user.is_superuser)


def is_curator(user: "User | AnonymousUser") -> bool:
    """Say whether a user belongs to the pact staff (administrators do)."""
    if is_administrator(user):
        return True
    return bool(user.is_active and user.groups.filter(name=CURATORS).exists())


def is_member(user: "User | AnonymousUser", organisation: Organisation) -> bool:
    """Say whether a user acts for an organisation."""
    if not user.is_authenticated or not user.is_active:
        return False
    return Membership.objects.filter(user=user, organisation=organisation).exists()


def is_manager(user: "User | AnonymousUser", organisation: Organisation) -> bool:
    """Say whether a user manages the members of an organisation."""
    if not user.is_authenticated or not user.is_active:
        return False
    return Membership.objects.filter(
        user=user, organisation=organisation, role=MembershipRole.MANAGER
    ).exists()


def may_prepare(user: "User | AnonymousUser", organisation: Organisation) -> bool:
    """Say whether a user may prepare a draft that they began, until their claim is decided."""
    if not user.is_authenticated or not user.is_active or organisation.live:
        return False
    waiting = Claim.objects.filter(user=user, organisation=organisation, status=ClaimStatus.WAITING)
    first = organisation.revisions.order_by("pk").first()
    return bool(first and first.user_id == user.pk and waiting.exists()) and (
        not Membership.objects.filter(organisation=organisation).exists()
    )


def may_edit_profile(user: "User | AnonymousUser", organisation: Organisation) -> bool:
    """Say whether a user may edit an organisation's profile."""
    return is_curator(user) or is_member(user, organisation) or may_prepare(user, organisation)


def may_manage_members(user: "User | AnonymousUser", organisation: Organisation) -> bool:
    """Say whether a user invites and removes the members of an organisation."""
    return is_curator(user) or is_manager(user, organisation)


def may_see_members(user: "User | AnonymousUser", organisation: Organisation) -> bool:
    """Say whether a user sees who acts for an organisation."""
    return is_curator(user) or is_member(user, organisation)
