"""Answering an invitation: whoever holds the link proves that the invited address is theirs."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.enums import MembershipRole
from pacte.mail_domains import masked
from pacte.models import Invitation, Membership
from pacte.selectors.memberships import verified_addresses
from pacte.services.memberships import history
from pacte.services.memberships.refusals import MembershipRefused
from pacte.services.memberships.telling import tell_managers

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def accept(*, invitation: Invitation, user: "User", now: dt.datetime) -> Membership:
    """Become a member as invited; accepting twice has one effect."""
    _check_address(invitation, user)
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if not waiting.filter(expires_at__gt=now).update(accepted_at=now):
        return _answered_before(invitation, user, now)
    membership, created = Membership.objects.get_or_create(
        organisation=invitation.organisation, user=user, defaults={"role": invitation.role}
    )
    if not created and invitation.role == MembershipRole.MANAGER:
        membership.role = invitation.role
        membership.save(update_fields=["role"])
    data: dict[str, str | int] = {"invitation": invitation.pk, "role": str(membership.role)}
    history.record(invitation.organisation, history.JOINED, user, **data)
    tell_managers(
        organisation=invitation.organisation,
        subject=_("%(who)s a rejoint %(name)s")
        % {"who": _name_of(user), "name": invitation.organisation.name},
        body=_("L’invitation a été acceptée."),
        key=f"joined-{membership.pk}",
        now=now,
        but=user,
    )
    return membership


def _name_of(user: "User") -> str:
    return user.get_full_name() or _("Une personne invitée")


def _check_address(invitation: Invitation, user: "User") -> None:
    if invitation.email.lower() not in verified_addresses(user):
        raise MembershipRefused(
            _(
                "L’invitation a été envoyée à %(address)s : connectez-vous avec cette adresse, "
                "vérifiée, ou demandez une invitation à la vôtre."
            )
            % {"address": masked(invitation.email)}
        )


def _answered_before(invitation: Invitation, user: "User", now: dt.datetime) -> Membership:
    """Return the membership that an earlier click made, or say why there is none."""
    invitation.refresh_from_db()
    if invitation.accepted_at:
        found = Membership.objects.filter(organisation=invitation.organisation, user=user).first()
        if found is not None:
            return found
        raise MembershipRefused(_("Cette invitation a déjà servi."))
    if invitation.withdrawn_at:
        raise MembershipRefused(_("Cette invitation a été retirée."))
    raise MembershipRefused(
        _("Cette invitation n’est plus valable : demandez qu’on vous la renvoie.")
    )


@transaction.atomic
def decline(*, invitation: Invitation, user: "User", now: dt.datetime) -> None:
    """Say no to an invitation; it closes, and nobody is asked why."""
    _check_address(invitation, user)
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if waiting.update(withdrawn_at=now):
        data = {"invitation": invitation.pk}
        history.record(invitation.organisation, history.WITHDRAWN, user, **data)
