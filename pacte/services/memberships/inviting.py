"""Inviting somebody to act for an organisation: send, send again, withdraw."""

import datetime as dt
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pacte.models import Invitation, Membership, Organisation
from pacte.permissions import may_manage_members
from pacte.selectors.memberships import open_invitations
from pacte.services.memberships import history
from pacte.services.memberships.refusals import MembershipRefused
from pacte.services.memberships.telling import send_invitation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

VALID = dt.timedelta(days=14)
BETWEEN_SENDINGS = dt.timedelta(hours=1)
MOST_OPEN = 30
"""Open invitations of one organisation."""
MOST_A_DAY = 20
"""Invitations that one organisation sends within 24 hours."""


@transaction.atomic
def invite(
    *, organisation: Organisation, email: str, role: str, user: "User", now: dt.datetime
) -> Invitation:
    """Invite an address, whether or not it has an account: nothing is said of that."""
    if not may_manage_members(user, organisation):
        raise PermissionDenied
    email = email.strip().lower()
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    _check(organisation, email, now)
    invitation = Invitation(
        organisation=organisation,
        email=email,
        role=role,
        invited_by=user,
        created_at=now,
        expires_at=now + VALID,
    )
    invitation.full_clean(exclude=["token"], validate_constraints=False)
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError as error:
        raise MembershipRefused(_already()) from error
    history.record(organisation, history.INVITED, user, invitation=invitation.pk, role=role)
    send_invitation(invitation=invitation, by=user)
    return invitation


def _already() -> str:
    return _("Cette adresse est déjà invitée. Vous pouvez lui renvoyer l’invitation, plus haut.")


def _check(organisation: Organisation, email: str, now: dt.datetime) -> None:
    proven = EmailAddress.objects.filter(email__iexact=email, verified=True).values("user")
    if Membership.objects.filter(organisation=organisation, user__in=proven).exists():
        raise MembershipRefused(_("Cette personne agit déjà pour l’organisation."))
    waiting = open_invitations(organisation)
    waiting.filter(email=email, expires_at__lte=now).update(withdrawn_at=now)
    if waiting.filter(email=email).exists():
        raise MembershipRefused(_already())
    if waiting.filter(expires_at__gt=now).count() >= MOST_OPEN:
        raise MembershipRefused(
            _("%(most)s invitations attendent déjà une réponse : retirez-en avant d’en envoyer.")
            % {"most": MOST_OPEN}
        )
    lately = Invitation.objects.filter(
        organisation=organisation, created_at__gt=now - dt.timedelta(days=1)
    )
    if lately.count() >= MOST_A_DAY:
        raise MembershipRefused(
            _("%(most)s invitations en 24 heures au plus : réessayez demain.")
            % {"most": MOST_A_DAY}
        )


@transaction.atomic
def resend(
    *, invitation_id: int, organisation: Organisation, user: "User", now: dt.datetime
) -> None:
    """Send an invitation again, valid for as long as a new one; not twice within the hour."""
    invitation = _own(invitation_id, organisation, user)
    waiting = open_invitations(organisation).filter(pk=invitation.pk)
    if not waiting.filter(created_at__lte=now - BETWEEN_SENDINGS).update(
        created_at=now, expires_at=now + VALID
    ):
        if not waiting.exists():
            raise MembershipRefused(_("Cette invitation n’attend plus de réponse."))
        raise MembershipRefused(
            _("Cette invitation vient d’être envoyée : attendez une heure pour la renvoyer.")
        )
    invitation.refresh_from_db()
    history.record(organisation, history.RESENT, user, invitation=invitation.pk)
    send_invitation(invitation=invitation, by=user)


@transaction.atomic
def withdraw(
    *, invitation_id: int, organisation: Organisation, user: "User", now: dt.datetime
) -> None:
    """Withdraw an invitation: its link opens nothing any more. Twice is once."""
    invitation = _own(invitation_id, organisation, user)
    waiting = open_invitations(organisation).filter(pk=invitation.pk)
    if waiting.update(withdrawn_at=now):
        history.record(organisation, history.WITHDRAWN, user, invitation=invitation.pk)
    elif Invitation.objects.filter(pk=invitation.pk).exclude(accepted_at=None).exists():
        raise MembershipRefused(_("Cette invitation vient d’être acceptée."))


def _own(invitation_id: int, organisation: Organisation, user: "User") -> Invitation:
    if not may_manage_members(user, organisation):
        raise PermissionDenied
    rows = Invitation.objects.select_related("organisation")
    found = rows.filter(pk=invitation_id, organisation=organisation).first()
    if found is None:
        raise MembershipRefused(_("Cette invitation n’existe plus."))
    return found
