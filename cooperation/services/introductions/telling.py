"""Who is told of what in an introduction, once each. No address, no telephone is ever written."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from cooperation.introduction_moves import Move, Told
from cooperation.models import Introduction, IntroductionMove
from cooperation.wording.introductions import body_of, staff_name, subject_of, system_name
from pacte.enums import NotificationKind
from pacte.models import Organisation
from pacte.selectors.people import members_of
from pacte.services.notifications import notify

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def url_of(introduction: Introduction) -> str:
    """Return the page of an introduction."""
    return reverse("cooperation:introduction", args=[introduction.pk])


def tell_parties(
    *,
    introduction: Introduction,
    subject: str,
    body: str,
    key: str,
    organisations: Iterable[Organisation],
    now: dt.datetime,
    kind: str = NotificationKind.INTRODUCTION,
    url: str = "",
    headers_of: "Callable[[User], Mapping[str, str]] | None" = None,
) -> None:
    """Tell the members of some parties."""
    for organisation in organisations:
        notify(
            kind=kind,
            recipients=members_of(organisation),
            subject=subject,
            body=body,
            url=url or url_of(introduction),
            key=key,
            organisation=organisation,
            now=now,
            headers_of=headers_of,
        )


def others_than(
    introduction: Introduction, organisation: Organisation | None
) -> list[Organisation]:
    """Return the organisations that still take part, one left out."""
    rows = introduction.parties.filter(refused_at=None).select_related("organisation")
    left_out = organisation.pk if organisation else None
    return [row.organisation for row in rows.order_by("pk") if row.organisation_id != left_out]


def name_of(row: IntroductionMove) -> str:
    """Return who made a step, as the others read it: an organisation, the staff or the site."""
    if row.organisation is not None:
        return str(row.organisation.name)
    return staff_name() if row.actor_id else system_name()


def tell_move(
    *, introduction: Introduction, move: Move, row: IntroductionMove, more: str = ""
) -> None:
    """Tell those whom the table says of a step, and what else it brings."""
    if move.told == Told.NOBODY:
        return
    left_out = row.organisation if move.told == Told.OTHERS else None
    body = body_of(introduction, reason=row.reason, word=row.note)
    tell_parties(
        introduction=introduction,
        subject=subject_of(move.act, name_of(row)),
        body="\n".join(part for part in (body, more) if part),
        key=f"introduction-{introduction.pk}-step-{row.pk}",
        organisations=others_than(introduction, left_out),
        now=row.made_at,
    )


def tell_proposed(*, introduction: Introduction, row: IntroductionMove) -> None:
    """Tell those who are asked that somebody wants to be put in touch with them."""
    who = name_of(row)
    subject = _("%(who)s vous propose une mise en relation") % {"who": who}
    tell_parties(
        introduction=introduction,
        subject=subject,
        body=body_of(introduction, word=row.note),
        key=f"introduction-{introduction.pk}-step-{row.pk}",
        organisations=others_than(introduction, row.organisation),
        now=row.made_at,
    )
