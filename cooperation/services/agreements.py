"""The cooperation that a side declares: the other confirms it, and it is on the graph."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cooperation.enums import AgreementStatus, IntroductionStatus
from cooperation.introduction_moves import IN_TOUCH, Act
from cooperation.models import Agreement, Cooperation, Introduction
from cooperation.permissions import is_in_touch
from cooperation.selectors.uncounted import missing_of
from cooperation.services.agreements_telling import tell_agreement
from cooperation.services.effects import count_cooperation, declared_source
from cooperation.services.introductions.hands import Hand, checked_word, locked
from cooperation.services.introductions.learning import learn_conclusion
from cooperation.services.introductions.moving import step
from cooperation.services.introductions.postings import settle_postings
from cooperation.services.introductions.refusals import IntroductionRefused
from cooperation.services.outbox import record_network
from cooperation.services.uncounted import tell_uncounted
from cooperation.wording.effects import told_of_effects, told_of_uncounted
from pacte.models import Action, Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SOURCE = "Déclarée et confirmée par les deux parties"
STANDING = (AgreementStatus.WAITING, AgreementStatus.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Terms:
    """What flows, from whom to whom, how much, since when, for which action."""

    giver: Organisation
    receiver: Organisation
    resource: str
    since: dt.date
    period: str
    quantity: Decimal | None = None
    unit: str = ""
    action: Action | None = None


@transaction.atomic
def declare(
    *,
    introduction_id: int,
    organisation: Organisation,
    user: "User",
    terms: Terms,
    word: str = "",
    now: dt.datetime,
) -> Agreement:
    """Declare a cooperation for one of its two ends; declaring it twice is declaring it once."""
    introduction = in_touch(introduction_id, organisation, user)
    _check_ends(introduction, organisation, terms)
    same = Agreement.objects.filter(
        introduction=introduction,
        giver=terms.giver,
        receiver=terms.receiver,
        resource=terms.resource,
        status__in=STANDING,
    ).first()
    if same is not None:
        return _declared_already(same, organisation)
    agreement = _written(introduction, organisation, user, terms, word, now)
    tell_agreement(agreement=agreement, what="declared", now=now)
    return agreement


def _written(
    introduction: Introduction,
    organisation: Organisation,
    user: "User",
    terms: Terms,
    word: str,
    now: dt.datetime,
) -> Agreement:
    agreement = Agreement(
        introduction=introduction,
        giver=terms.giver,
        receiver=terms.receiver,
        resource=terms.resource,
        quantity=terms.quantity,
        unit=terms.unit,
        period=terms.period,
        since=terms.since,
        action=terms.action,
        declared_for=organisation,
        declared_by=user,
        declared_at=now,
        note=checked_word(word),
    )
    agreement.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            agreement.save()
    except IntegrityError as error:
        raise IntroductionRefused(
            _("Cette coopération vient d’être déclarée : rechargez la page.")
        ) from error
    return agreement


def in_touch(introduction_id: int, organisation: Organisation, user: "User") -> Introduction:
    """Return the introduction, locked, of somebody whose side still takes part in it."""
    introduction = locked(introduction_id)
    if not Hand(user, organisation, introduction.changed_at).actors_in(introduction):
        raise PermissionDenied
    if introduction.status not in IN_TOUCH:
        raise IntroductionRefused(
            _("Une coopération se déclare quand tout le monde a accepté la mise en relation.")
        )
    if not is_in_touch(user, introduction, organisation):
        raise IntroductionRefused(_("Votre organisation a quitté cette mise en relation."))
    return introduction


def _check_ends(introduction: Introduction, organisation: Organisation, terms: Terms) -> None:
    ends = {terms.giver.pk, terms.receiver.pk}
    rows = introduction.parties.filter(refused_at=None, organisation__in=ends)
    if len(ends) != 2 or rows.count() != 2:
        raise IntroductionRefused(
            _("Une coopération va d’une partie de la mise en relation à une autre.")
        )
    if organisation.pk not in ends:
        raise IntroductionRefused(_("Déclarez une coopération de votre organisation."))


def _declared_already(agreement: Agreement, organisation: Organisation) -> Agreement:
    if agreement.declared_for_id == organisation.pk or (
        agreement.status == AgreementStatus.CONFIRMED
    ):
        return agreement
    raise IntroductionRefused(
        _("L’autre partie vient de déclarer cette coopération : confirmez-la ou contestez-la.")
    )


@transaction.atomic
def confirm(
    *, agreement_id: int, organisation: Organisation, user: "User", now: dt.datetime
) -> Agreement:
    """Confirm what the other end declared: the cooperation is on the graph."""
    agreement, introduction = waiting_of(agreement_id, organisation, user)
    _check_other_end(agreement, organisation)
    if agreement.status == AgreementStatus.CONFIRMED:
        return agreement
    decide(agreement, AgreementStatus.CONFIRMED, user, now)
    cooperation = Cooperation.objects.create(
        giver=agreement.giver,
        receiver=agreement.receiver,
        resource=agreement.resource,
        quantity=agreement.quantity,
        unit=agreement.unit,
        period=agreement.period,
        since=agreement.since,
        posting=introduction.posting,
        introduction=introduction,
        agreement=agreement,
        action=agreement.action,
        source=SOURCE,
        is_fictitious=agreement.giver.is_fictitious or agreement.receiver.is_fictitious,
    )
    effects = count_cooperation(
        cooperation=cooperation, source=declared_source(), now=now, user=user
    )
    tell_uncounted(cooperation=cooperation, now=now)
    lines = [*told_of_effects(effects), *told_of_uncounted(missing_of(cooperation))]
    counted = "\n".join(lines)
    if introduction.status == IntroductionStatus.ACCEPTED:
        hand = Hand(user, organisation, now)
        step(introduction, Act.AGREE, IntroductionStatus.AGREED, hand, more=counted)
    else:
        tell_agreement(agreement=agreement, what="confirmed", now=now, more=counted)
        settle_postings(introduction=introduction, now=now)
    learn_conclusion(introduction=introduction, now=now)
    record_network(now=now)
    return agreement


@transaction.atomic
def contest(
    *, agreement_id: int, organisation: Organisation, user: "User", word: str, now: dt.datetime
) -> Agreement:
    """Say that it is not so, and why; either side may then declare it right."""
    agreement, _introduction = waiting_of(agreement_id, organisation, user)
    _check_other_end(agreement, organisation)
    if agreement.status == AgreementStatus.CONTESTED:
        return agreement
    if not checked_word(word):
        raise IntroductionRefused(_("Dites ce qui ne va pas : un mot est nécessaire."))
    decide(agreement, AgreementStatus.CONTESTED, user, now, note=checked_word(word)[:1000])
    tell_agreement(agreement=agreement, what="contested", now=now)
    return agreement


@transaction.atomic
def take_back(
    *, agreement_id: int, organisation: Organisation, user: "User", now: dt.datetime
) -> Agreement:
    """Take back what one declared, while the other end has not answered."""
    agreement, _introduction = waiting_of(agreement_id, organisation, user)
    if agreement.declared_for_id != organisation.pk:
        raise IntroductionRefused(_("L’autre partie l’a déclarée : confirmez ou contestez."))
    if agreement.status == AgreementStatus.WITHDRAWN:
        return agreement
    decide(agreement, AgreementStatus.WITHDRAWN, user, now)
    tell_agreement(agreement=agreement, what="taken_back", now=now)
    return agreement


def waiting_of(
    agreement_id: int, organisation: Organisation, user: "User"
) -> tuple[Agreement, Introduction]:
    """Return an agreement of somebody's organisation and its introduction, which is locked."""
    rows = Agreement.objects.select_related("giver", "receiver", "declared_for", "action")
    found = rows.filter(pk=agreement_id).values_list("introduction_id", flat=True).first()
    if found is None:
        raise IntroductionRefused(_("Cette déclaration n’existe plus."))
    introduction = in_touch(found, organisation, user)
    agreement: Agreement = rows.get(pk=agreement_id)
    if organisation.pk not in {agreement.giver_id, agreement.receiver_id}:
        raise PermissionDenied
    return agreement, introduction


def _check_other_end(agreement: Agreement, organisation: Organisation) -> None:
    if agreement.declared_for_id == organisation.pk:
        raise IntroductionRefused(_("C’est à l’autre partie de confirmer ou de contester."))


def decide(
    agreement: Agreement,
    status: AgreementStatus,
    user: "User | None",
    now: dt.datetime,
    *,
    source: AgreementStatus = AgreementStatus.WAITING,
    note: str | None = None,
) -> None:
    """Change the state of an agreement if nobody has meanwhile, or refuse."""
    changes: dict[str, object] = {"status": status, "decided_by": user, "decided_at": now}
    if note is not None:
        changes["note"] = note
    if not Agreement.objects.filter(pk=agreement.pk, status=source).update(**changes):
        raise IntroductionRefused(
            _("Cette déclaration a changé d’état entre-temps : rechargez la page.")
        )
    for name, value in changes.items():
        setattr(agreement, name, value)
