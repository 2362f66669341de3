"""Changing a role, removing a member, leaving: an organisation keeps somebody who manages it."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from pacte.enums import MembershipRole
from pacte.models import Membership, Organisation
from pacte.permissions import may_manage_members
from pacte.services.memberships import history
from pacte.services.memberships.refusals import MembershipRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def change_role(
    *, membership_id: int, organisation: Organisation, role: str, user: "User"
) -> Membership:
    """Make a member a manager, or a manager a member."""
    membership = _locked(membership_id, organisation, user)
    if membership.role == role:
        return membership
    if role not in MembershipRole.values:
        raise MembershipRefused(_("Ce rôle n’existe pas."))
    if role != MembershipRole.MANAGER:
        _keep_a_manager(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    data: dict[str, str | int] = {"person": membership.user_id, "role": role}
    history.record(organisation, history.ROLE_CHANGED, user, **data)
    return membership


@transaction.atomic
def remove(*, membership_id: int, organisation: Organisation, user: "User") -> None:
    """Take somebody's right to act for an organisation away; what they did stays."""
    membership = _locked(membership_id, organisation, user)
    _keep_a_manager(membership)
    person = membership.user_id
    membership.delete()
    history.record(organisation, history.REMOVED, user, person=person)


@transaction.atomic
def leave(*, organisation: Organisation, user: "User") -> None:
    """Stop acting for an organisation; leaving twice is leaving once."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    membership = Membership.objects.filter(organisation=organisation, user=user).first()
    if membership is None:
        return
    _keep_a_manager(membership)
    membership.delete()
    history.record(organisation, history.LEFT, user, person=user.pk)


def _locked(membership_id: int, organisation: Organisation, user: "User") -> Membership:
    """Return a membership, the organisation locked: its managers are counted one at a time."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not may_manage_members(user, organisation):
        raise PermissionDenied
    rows = Membership.objects.filter(pk=membership_id, organisation=organisation)
    membership = rows.first()
    if membership is None:
        raise MembershipRefused(_("Cette personne n’est plus membre."))
    return membership


def _keep_a_manager(membership: Membership) -> None:
    if membership.role != MembershipRole.MANAGER:
        return
    others = Membership.objects.filter(
        organisation=membership.organisation_id,
        role=MembershipRole.MANAGER,
        user__is_active=True,
    ).exclude(pk=membership.pk)
    if not others.exists():
        raise MembershipRefused(
            _(
                "C’est la dernière personne qui gère l’organisation : "
                "nommez d’abord quelqu’un d’autre."
            )
        )
