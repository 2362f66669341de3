"""How long what is kept, and why: one table, applied by a task; upper packages add to it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, ManyToOneRel, OuterRef, Q, QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from pacte.enums import ClaimStatus
from pacte.models import (
    Claim,
    Consent,
    Invitation,
    LogoProposal,
    Notification,
    Organisation,
    OutgoingMail,
)
from pacte.uploads import waiting

BATCH = 500
BEGUN = "Préparée par l’organisation"
"""The source of an organisation that somebody began, and that the staff have not published yet."""
CLOSED_CLAIMS = (ClaimStatus.REFUSED, ClaimStatus.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Rule:
    """What is deleted, after how many days, why, and which rows are due on a limit."""

    code: str
    what: str | Promise
    days: int
    why: str | Promise
    due: "Callable[[dt.datetime], QuerySet[Any]]"
    files: Callable[[dt.datetime, bool], int] | None = None
    """Where files alone are kept: what deletes them, or only counts them."""


def _closed_invitations(limit: dt.datetime) -> "QuerySet[Any]":
    closed = Q(accepted_at__lt=limit) | Q(withdrawn_at__lt=limit)
    return Invitation.objects.filter(closed | Q(expires_at__lt=limit))


def _abandoned_drafts(limit: dt.datetime) -> "QuerySet[Any]":
    """Find what was begun, never published, and that nothing else of the site refers to any more."""
    rows = Organisation.objects.filter(
        source=BEGUN,
        live=False,
        first_published_at=None,
        created_at__lt=limit,
        updated_at__lt=limit,
    )
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and _is_of_others(relation):
            found = relation.related_model._base_manager
            rows = rows.exclude(Exists(found.filter(**{relation.field.name: OuterRef("pk")})))
    return rows


def _is_of_others(relation: ForeignObjectRel) -> bool:
    """Say whether a row that refers to an organisation is more than a part or a list of it."""
    model: Any = relation.related_model
    return (
        isinstance(relation, ManyToOneRel)
        and not isinstance(relation.field, ParentalKey)
        and not model._meta.auto_created
    )


OWN = (
    Rule(
        "invitations",
        _("Invitations acceptées, retirées ou expirées"),
        90,
        _("Le temps de répondre à une question sur qui a invité qui."),
        _closed_invitations,
    ),
    Rule(
        "claims",
        _("Demandes de rattachement refusées ou retirées"),
        365,
        _("Une demande répétée se reconnaît pendant un an."),
        lambda limit: Claim.objects.filter(status__in=CLOSED_CLAIMS, decided_at__lt=limit),
    ),
    Rule(
        "confirmed-claims",
        _("Demandes de rattachement confirmées"),
        3 * 365,
        _("La preuve de ce qui a été vérifié, le temps d’un litige."),
        lambda limit: Claim.objects.filter(status=ClaimStatus.CONFIRMED, decided_at__lt=limit),
    ),
    Rule(
        "read-notifications",
        _("Notifications lues"),
        180,
        _("Retrouver ce qui a été signalé dans les derniers mois."),
        lambda limit: Notification.objects.filter(read_at__lt=limit),
    ),
    Rule(
        "notifications",
        _("Notifications jamais lues"),
        365,
        _("Au-delà d’un an, elles n’apprennent plus rien."),
        lambda limit: Notification.objects.filter(read_at=None, created_at__lt=limit),
    ),
    Rule(
        "sent-mails",
        _("Messages envoyés (adresse et objet)"),
        30,
        _("Vérifier qu’un message est bien parti."),
        lambda limit: OutgoingMail.objects.filter(
            sent_at__lt=limit, key=None
        ),  # a key is said once
    ),
    Rule(
        "unsent-mails",
        _("Messages qui n’ont jamais pu partir"),
        90,
        _("Le temps de réparer l’envoi."),
        lambda limit: OutgoingMail.objects.filter(sent_at=None, created_at__lt=limit),
    ),
    Rule(
        "logos",
        _("Logos proposés que personne n’a acceptés"),
        180,
        _("Le temps de reprendre la fiche."),
        lambda limit: LogoProposal.objects.filter(created_at__lt=limit),
    ),
    Rule(
        "consents",
        _("Accords retirés"),
        5 * 365,
        _("La preuve qu’ils furent donnés, puis retirés."),
        lambda limit: Consent.objects.filter(withdrawn_at__lt=limit),
    ),
    Rule(
        "begun-organisations",
        _("Organisations commencées, jamais publiées, que plus personne ne demande"),
        365,
        _("Le temps de la reprendre ; au-delà, elle n’a ni membre, ni demande, ni annonce."),
        _abandoned_drafts,
    ),
    Rule(
        "waiting-files",
        _("Photos choisies dans un formulaire qui reste à corriger"),
        waiting.DAYS,
        _("Le temps de corriger sans les choisir de nouveau."),
        lambda limit: LogoProposal.objects.none(),
        waiting.forget_old,
    ),
)
_rules: dict[str, Rule] = {rule.code: rule for rule in OWN}


def keep(*added: Rule) -> None:
    """Add rules of another package; adding twice is adding once."""
    _rules.update({rule.code: rule for rule in added})


def rules() -> tuple[Rule, ...]:
    """Return the whole table."""
    return tuple(_rules.values())


def due(rule: Rule, *, now: dt.datetime) -> "QuerySet[Any]":
    """Return the rows that a rule deletes today."""
    return rule.due(now - dt.timedelta(days=rule.days))


def apply(*, now: dt.datetime, dry_run: bool = False) -> dict[str, int]:
    """Apply every rule, a batch a transaction; return how many rows or files each one took, or would."""
    return {rule.code: _apply(rule, now, dry_run) for rule in rules()}


def _apply(rule: Rule, now: dt.datetime, dry_run: bool) -> int:
    if rule.files is not None:
        return rule.files(now - dt.timedelta(days=rule.days), dry_run)
    return due(rule, now=now).count() if dry_run else _delete(rule, now)


def _delete(rule: Rule, now: dt.datetime) -> int:
    total = 0
    while True:
        with transaction.atomic():
            keys = list(due(rule, now=now).order_by("pk").values_list("pk", flat=True)[:BATCH])
            due(rule, now=now).filter(pk__in=keys).delete()
        total += len(keys)
        if len(keys) < BATCH:
            return total
