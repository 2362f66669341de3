"""What people are told of invitations, members and claims."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from pacte.enums import ClaimStatus, NotificationKind
from pacte.models import Claim, Invitation, Organisation
from pacte.selectors.people import curators, managers_of
from pacte.services.mail import post
from pacte.services.notifications import notify

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def send_invitation(*, invitation: Invitation, by: "User | None") -> None:
    """Write to the invited address; each sending has a key of its own."""
    address = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    context = {
        "organisation": invitation.organisation,
        "by": by.get_full_name() if by else "",
        "url": address + reverse("pacte:invitation", args=[invitation.token]),
        "expires_at": invitation.expires_at,
    }
    post(
        to=invitation.email,
        subject=_("Invitation à agir pour %(name)s") % {"name": invitation.organisation.name},
        text=render_to_string("pacte/mail/invitation.txt", context),
        key=f"invitation-{invitation.pk}-{invitation.created_at.timestamp():.0f}",
    )


def tell_managers(
    *,
    organisation: Organisation,
    subject: str,
    body: str,
    key: str,
    now: dt.datetime,
    but: "User | None" = None,
) -> None:
    """Tell those who manage the members of an organisation, except who did it."""
    people = managers_of(organisation)
    tell(
        people.exclude(pk=but.pk) if but else people,
        organisation=organisation,
        subject=subject,
        body=body,
        key=key,
        now=now,
        url=reverse("pacte:members", args=[organisation.slug]),
    )


def tell(
    people: "Iterable[User]",
    *,
    organisation: Organisation | None,
    subject: str,
    body: str,
    key: str,
    now: dt.datetime,
    url: str = "",
) -> None:
    """Tell people something of the members of an organisation."""
    notify(
        kind=NotificationKind.MEMBERSHIP,
        recipients=people,
        subject=subject[:200],
        body=body,
        url=url or reverse("pacte:my-space"),
        key=key,
        organisation=organisation,
        now=now,
    )


def tell_curators(*, claim: Claim, now: dt.datetime) -> None:
    """Tell the staff that a claim waits."""
    notify(
        kind=NotificationKind.MODERATION,
        recipients=curators(),
        subject=_("Une demande de rattachement attend"),
        body=_("Une personne demande à agir pour l’organisation au SIRET %(siret)s.")
        % {"siret": claim.siret},
        url=reverse("pacte_claims:claim", args=[claim.pk]),
        key=f"claim-{claim.pk}",
        organisation=claim.organisation,
        now=now,
    )


def tell_claimant(*, claim: Claim, now: dt.datetime) -> None:
    """Tell a person what the staff decided of their claim."""
    confirmed = claim.status == ClaimStatus.CONFIRMED
    name = claim.organisation.name if claim.organisation else claim.siret
    if confirmed:
        subject = _("Vous agissez désormais pour %(name)s") % {"name": name}
        body = _("L’animation du pacte a confirmé votre demande.")
    else:
        subject = _("Votre demande pour %(name)s n’a pas été confirmée") % {"name": name}
        body = _("L’animation du pacte ne l’a pas confirmée. Voici pourquoi :")
    tell(
        [claim.user],
        organisation=claim.organisation,
        subject=subject,
        body="\n\n".join(part for part in (body, claim.note) if part),
        key=f"claim-decided-{claim.pk}",
        now=now,
    )
