"""Asking to act for an organisation, by its SIRET; the staff confirm or refuse."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pacte.enums import ClaimStatus, MembershipRole
from pacte.models import Claim, Membership, Organisation
from pacte.permissions import is_curator
from pacte.services import consents
from pacte.services.memberships import history
from pacte.services.memberships.refusals import MembershipRefused
from pacte.services.memberships.telling import tell_claimant, tell_curators, tell_managers
from pacte.siret import clean_siret

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_WAITING = 3
"""Claims of one person that wait at a time."""
MOST_A_DAY = 6
"""Claims of one person within 24 hours, withdrawn ones included."""
MAX_NOTE = 2000


@transaction.atomic
def claim(*, siret: str, email: str, message: str = "", user: "User", now: dt.datetime) -> Claim:
    """Ask the staff to confirm that one acts for an organisation; asking twice is asking once."""
    siret = clean_siret(siret)
    organisation = Organisation.objects.filter(siret=siret).first()
    if organisation and Membership.objects.filter(organisation=organisation, user=user).exists():
        raise MembershipRefused(_("Vous agissez déjà pour cette organisation."))
    waiting = Claim.objects.filter(user=user, status=ClaimStatus.WAITING)
    if known := waiting.filter(siret=siret).first():
        return known
    _check_limits(user, waiting.count(), now)
    row = Claim(
        user=user,
        organisation=organisation,
        siret=siret,
        email=email.strip().lower(),
        message=message.strip(),
        created_at=now,
    )
    row.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # a double click: the other request has just written it
        return waiting.get(siret=siret)
    if organisation:
        history.record(organisation, history.CLAIMED, user, claim=row.pk)
    consents.give(user=user, purpose=consents.VERIFICATION, now=now)
    tell_curators(claim=row, now=now)
    return row


def _check_limits(user: "User", waiting: int, now: dt.datetime) -> None:
    if waiting >= MOST_WAITING:
        raise MembershipRefused(
            _("%(most)s de vos demandes attendent déjà : laissez l’animation y répondre d’abord.")
            % {"most": MOST_WAITING}
        )
    lately = Claim.objects.filter(user=user, created_at__gt=now - dt.timedelta(days=1))
    if lately.count() >= MOST_A_DAY:
        raise MembershipRefused(
            _("%(most)s demandes en 24 heures au plus : réessayez demain.") % {"most": MOST_A_DAY}
        )


@transaction.atomic
def withdraw_claim(*, claim_id: int, user: "User", now: dt.datetime) -> None:
    """Take one's own claim back; twice is once."""
    rows = Claim.objects.filter(pk=claim_id, user=user)
    if rows.filter(status=ClaimStatus.WAITING).update(status=ClaimStatus.WITHDRAWN, decided_at=now):
        return
    if not rows.filter(status=ClaimStatus.WITHDRAWN).exists():
        raise MembershipRefused(_("Cette demande n’attend plus de réponse."))


@transaction.atomic
def decide(
    *,
    claim_id: int,
    confirm: bool,
    role: str = MembershipRole.MEMBER,
    note: str = "",
    user: "User",
    now: dt.datetime,
) -> Claim:
    """Confirm or refuse a claim: one decision, whoever else decides at the same moment."""
    if not is_curator(user):
        raise PermissionDenied
    note = note.strip()
    row = Claim.objects.select_related("organisation", "user").filter(pk=claim_id).first()
    if row is None:
        raise MembershipRefused(_("Cette demande n’existe plus."))
    _check_decision(row, confirm=confirm, note=note)
    status = ClaimStatus.CONFIRMED if confirm else ClaimStatus.REFUSED
    changes = {"status": status, "note": note, "decided_at": now, "decided_by": user}
    if not Claim.objects.filter(pk=claim_id, status=ClaimStatus.WAITING).update(**changes):
        raise MembershipRefused(_("Quelqu’un a répondu à cette demande entre-temps."))
    row.refresh_from_db()
    if row.organisation:
        if confirm:
            _welcome(row, role, now)
        data: dict[str, str | int] = {"claim": row.pk, "status": str(status)}
        history.record(row.organisation, history.CLAIM_DECIDED, user, **data)
    tell_claimant(claim=row, now=now)
    return row


def _check_decision(row: Claim, *, confirm: bool, note: str) -> None:
    if not confirm and not note:
        raise MembershipRefused(_("Dites pourquoi : un mot est nécessaire pour refuser."))
    if len(note) > MAX_NOTE:
        raise MembershipRefused(
            _("Le mot est trop long : %(most)s caractères au plus.") % {"most": MAX_NOTE}
        )
    if confirm and row.organisation is None:
        row.organisation = Organisation.objects.filter(siret=row.siret).first()
        if row.organisation is None:
            raise MembershipRefused(
                _("Aucune fiche ne porte ce SIRET : créez-la, ou attendez qu’elle soit préparée.")
            )
        Claim.objects.filter(pk=row.pk).update(organisation=row.organisation)


def _welcome(row: Claim, role: str, now: dt.datetime) -> None:
    assert row.organisation is not None  # noqa: S101 - checked before
    chosen = MembershipRole(role)
    membership, created = Membership.objects.get_or_create(
        organisation=row.organisation, user=row.user, defaults={"role": chosen}
    )
    if not created:
        return
    tell_managers(
        organisation=row.organisation,
        subject=_("%(name)s a un membre de plus") % {"name": row.organisation.name},
        body=_("L’animation du pacte a confirmé la demande de %(who)s.")
        % {"who": row.user.get_full_name() or _("une personne")},
        key=f"joined-{membership.pk}",
        now=now,
        but=row.user,
    )
