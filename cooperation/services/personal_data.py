"""What this package holds of a person, and how long."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cooperation.enums import IntroductionStatus, PostingStatus
from cooperation.models import (
    Agreement,
    Call,
    CallRecipient,
    FollowUp,
    Introduction,
    IntroductionMove,
    IntroductionParty,
    Message,
    PostingAmendment,
    PostingContact,
    PostingDraft,
    PostingFavourite,
    PostingMove,
    PostingPhoto,
    RelayAddress,
    Scenario,
    SeasonPlan,
    SuggestionDecision,
)
from pacte.retention import Rule, keep
from pacte.services.personal_data import Held, Who, hold

ENDED = (
    PostingStatus.FULFILLED,
    PostingStatus.WITHDRAWN,
    PostingStatus.EXPIRED,
    PostingStatus.REFUSED,
)
GOING_ON = (
    IntroductionStatus.PROPOSED,
    IntroductionStatus.SEEN,
    IntroductionStatus.ACCEPTED_ONE,
    IntroductionStatus.ACCEPTED,
)


def _of(model: Any, field: str) -> Any:
    return lambda who: model._default_manager.filter(**{field: who.user.pk})


def _contacts(who: Who) -> "QuerySet[Any]":
    return PostingContact.objects.filter(who.has_address("email"))


HELD = (
    Held(
        "contacts",
        _("Les annonces où l’on vous joint"),
        _contacts,
        ("posting__title", "name", "email", "phone"),
        lambda who: _contacts(who).delete(),
    ),
    Held(
        "posting_moves",
        _("Ce que vous avez fait des annonces"),
        _of(PostingMove, "actor"),
        ("made_at", "posting__title", "source", "target", "note"),
    ),
    Held(
        "amendments",
        _("Les modifications d’annonces que vous avez proposées"),
        _of(PostingAmendment, "author"),
        ("submitted_at", "posting__title", "content", "status"),
    ),
    Held(
        "drafts",
        _("Vos brouillons d’annonce"),
        _of(PostingDraft, "user"),
        ("created_at", "updated_at", "content"),
    ),
    Held(
        "draft_photos",
        _("Les photos de vos brouillons"),
        _of(PostingPhoto, "draft__user"),
        ("created_at", "name", "alt"),
    ),
    Held(
        "amendment_photos",
        _("Les photos de vos modifications qui attendent"),
        _of(PostingPhoto, "amendment__author"),
        ("created_at", "name", "alt"),
    ),
    Held(
        "posting_favourites",
        _("Vos annonces favorites"),
        _of(PostingFavourite, "user"),
        ("posting__title", "created_at"),
    ),
    Held(
        "introductions",
        _("Les mises en relation que vous avez proposées"),
        _of(Introduction, "proposed_by"),
        ("created_at", "kind", "status", "posting__title"),
    ),
    Held(
        "acceptances",
        _("Les mises en relation que vous avez acceptées"),
        _of(IntroductionParty, "accepted_by"),
        ("accepted_at", "organisation__name"),
    ),
    Held(
        "introduction_moves",
        _("Vos étapes de mises en relation"),
        _of(IntroductionMove, "actor"),
        ("made_at", "target", "reason", "note"),
    ),
    Held("messages", _("Vos messages"), _of(Message, "author"), ("sent_at", "body", "by_mail")),
    Held("relays", _("Vos adresses de relais"), _of(RelayAddress, "user"), ("created_at",)),
    Held(
        "decisions",
        _("Vos avis sur des suggestions"),
        _of(SuggestionDecision, "author"),
        ("made_at", "organisation__name", "decision", "reason", "note"),
    ),
    Held("calls", _("Vos appels"), _of(Call, "author"), ("created_at", "title", "description")),
    Held(
        "call_answers",
        _("Vos réponses à des appels"),
        _of(CallRecipient, "answered_by"),
        ("answered_at", "call__title", "answer", "word"),
    ),
    Held(
        "follow_ups",
        _("Vos réponses aux suites"),
        _of(FollowUp, "answered_by"),
        ("answered_at", "organisation__name", "answer"),
    ),
    Held(
        "agreements",
        _("Les coopérations que vous avez déclarées"),
        _of(Agreement, "declared_by"),
        ("declared_at", "giver__name", "receiver__name", "resource", "note"),
    ),
    Held(
        "agreement_answers",
        _("Les coopérations que vous avez confirmées ou non"),
        _of(Agreement, "decided_by"),
        ("decided_at", "giver__name", "receiver__name", "status"),
    ),
    Held("plans", _("Vos plans de saison"), _of(SeasonPlan, "author"), ("created_at", "title")),
    Held("scenarios", _("Vos « et si »"), _of(Scenario, "author"), ("created_at", "title")),
)


def _ended_contacts(limit: dt.datetime) -> "QuerySet[Any]":
    return PostingContact.objects.filter(posting__status__in=ENDED, posting__updated_at__lt=limit)


RULES = (
    Rule(
        "posting-contacts",
        _("Coordonnées des annonces closes"),
        90,
        _("Le temps de répondre à une dernière question sur l’annonce."),
        _ended_contacts,
    ),
    Rule(
        "anonymous-drafts",
        _("Brouillons d’annonce commencés sans compte"),
        30,
        _("Le temps de revenir finir son annonce."),
        lambda limit: PostingDraft.objects.filter(user=None, updated_at__lt=limit),
    ),
    Rule(
        "drafts",
        _("Brouillons d’annonce que l’on n’a plus touchés"),
        180,
        _("Le temps d’une saison."),
        lambda limit: PostingDraft.objects.filter(~Q(user=None), updated_at__lt=limit),
    ),
    Rule(
        "amendment-photos",
        _("Photos de modifications que personne n’a acceptées"),
        180,
        _("Le temps de reprendre la modification."),
        lambda limit: PostingPhoto.objects.filter(amendment__submitted_at__lt=limit),
    ),
    Rule(
        "relays",
        _("Adresses de relais des mises en relation closes"),
        180,
        _("Une réponse tardive par e-mail trouve encore son fil."),
        lambda limit: RelayAddress.objects.filter(
            ~Q(introduction__status__in=GOING_ON), introduction__changed_at__lt=limit
        ),
    ),
)


def declare() -> None:
    """Say what is held and how long, when the application starts."""
    hold(*HELD)
    keep(*RULES)
