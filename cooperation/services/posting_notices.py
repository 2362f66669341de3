"""What the members of an organisation, and the staff, are told of postings, in words."""

import datetime as dt
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.models import Posting, PostingAmendment
from cooperation.wording.own_postings import news_of
from pacte.enums import NotificationKind
from pacte.selectors.people import curators, members_of
from pacte.services.notifications import notify

if TYPE_CHECKING:
    from cooperation.enums import AmendmentStatus


def own_page(posting: Posting) -> str:
    """Return the address where the members follow a posting."""
    return reverse("cooperation:my-posting", args=[posting.pk])


def tell_members(
    *, posting: Posting, subject: str, body: str, key: str, now: dt.datetime, url: str = ""
) -> None:
    """Tell those who act for the organisation of a posting."""
    notify(
        kind=NotificationKind.POSTING,
        recipients=members_of(posting.organisation),
        subject=subject,
        body=body,
        url=url or own_page(posting),
        key=key,
        organisation=posting.organisation,
        now=now,
    )


def remind_of_end(*, posting: Posting, now: dt.datetime) -> None:
    """Say that a posting soon expires, and that one click keeps it."""
    assert posting.expires_on is not None  # noqa: S101 - who calls chose it by its last day
    names = {"title": posting.title, "date": date_format(posting.expires_on)}
    tell_members(
        posting=posting,
        subject=_("Votre annonce « %(title)s » expire bientôt") % names,
        body=_(
            "« %(title)s » est visible jusqu’au %(date)s.\n"
            "Toujours d’actualité ? Un clic la prolonge. Sinon, dites-nous ce qui en est sorti."
        )
        % names,
        url=reverse("cooperation:my-posting-renew", args=[posting.pk]),
        key=f"posting-{posting.pk}-ends-{posting.expires_on.isoformat()}",
        now=now,
    )


def tell_moved(*, posting: Posting, note: str, now: dt.datetime) -> None:
    """Say what became of a posting, and why."""
    names = {"title": posting.title, "state": posting.get_status_display()}
    body = f"{posting.title}\n{news_of(posting)}"
    tell_members(
        posting=posting,
        subject=_("Votre annonce « %(title)s » : %(state)s") % names,
        body=_with_note(body, note),
        key=f"posting-{posting.pk}-{posting.status}-{now.isoformat()}",
        now=now,
    )


def tell_decided(
    *, amendment: PostingAmendment, verdict: "AmendmentStatus", note: str, now: dt.datetime
) -> None:
    """Say what became of a change to a published posting, and why."""
    posting = amendment.posting
    names = {"title": posting.title, "state": verdict.label.lower()}
    body = _("Votre modification de « %(title)s » est %(state)s.") % names
    tell_members(
        posting=posting,
        subject=_("Modification de « %(title)s » : %(state)s") % names,
        body=_with_note(body, note),
        key=f"amendment-{amendment.pk}-{verdict}-{now.isoformat()}",
        now=now,
    )


def tell_overdue(*, count: int, today: dt.date, now: dt.datetime) -> None:
    """Tell the staff, once a day at most, how much has waited too long."""
    text = ngettext(
        "%(count)s demande attend depuis 5 jours ouvrés ou plus.",
        "%(count)s demandes attendent depuis 5 jours ouvrés ou plus.",
        count,
    )
    notify(
        kind=NotificationKind.MODERATION,
        recipients=curators(),
        subject=_("À relire : des demandes attendent depuis trop longtemps"),
        body=text % {"count": count},
        url=reverse("moderation_queue"),
        key=f"moderation-overdue-{today.isoformat()}",
        now=now,
    )


def _with_note(body: str, note: str) -> str:
    if not note:
        return body
    return body + "\n" + _("Le mot de l’animation : %(note)s") % {"note": note}
