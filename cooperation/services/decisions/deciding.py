"""An organisation says « not for us » or « later » of a suggestion, or takes it back.

One decision a suggestion: the database holds it. Whoever comes second, or clicks twice, changes
nothing and is told so.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cooperation.enums import Decision, OutcomeKind, RefusalReason
from cooperation.models import Suggestion, SuggestionDecision
from cooperation.permissions import may_decide_for
from cooperation.selectors.for_you import is_refused, refusal_holds
from cooperation.selectors.refusal_facts import facts_of
from cooperation.selectors.refusals import kept_for
from cooperation.services.learning import record_outcome
from pacte.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def refuse(
    *,
    organisation: Organisation,
    suggestion: Suggestion,
    reason: RefusalReason,
    note: str,
    user: "User",
    now: dt.datetime,
) -> bool:
    """Set a suggestion aside for a reason; say whether this did it. The ranking learns it once."""
    _check(user, organisation, suggestion)
    today = timezone.localdate(now)
    facts = kept_for(reason, facts_of([suggestion], organisation)[suggestion.pk], today)
    wanted = _decided(user, now, decision=Decision.REFUSED, reason=reason, note=note, facts=facts)
    row, is_new = _row(organisation, suggestion, wanted)
    known = not is_new and row.reason == reason and refusal_holds(row, suggestion, today)
    if not is_new and (is_refused(row, suggestion, today) or not _change(row, wanted)):
        return False
    if not known:
        ends = (suggestion.giver, suggestion.receiver)
        record_outcome(
            suggestion=suggestion,
            outcome=OutcomeKind.REFUSED,
            reason=reason,
            is_fictitious=any(end.is_fictitious for end in ends),
            now=now,
        )
    return True


@transaction.atomic
def postpone(
    *,
    organisation: Organisation,
    suggestion: Suggestion,
    until: dt.date,
    user: "User",
    now: dt.datetime,
) -> bool:
    """See a suggestion again at a date; say whether this did it."""
    _check(user, organisation, suggestion)
    today = timezone.localdate(now)
    wanted = _decided(user, now, decision=Decision.LATER, until=until)
    row, is_new = _row(organisation, suggestion, wanted)
    if is_new:
        return True
    if is_refused(row, suggestion, today):
        return False
    if row.decision == Decision.LATER and row.until == until:
        return False
    return _change(row, wanted)


@transaction.atomic
def take_back(
    *, organisation: Organisation, suggestion: Suggestion, user: "User", now: dt.datetime
) -> bool:
    """Look at a suggestion again from now on; say whether this did it.

    The reason and the facts of a refusal stay: the same one, made again, teaches nothing more.
    What « not my trade » said of other suggestions of the same trade is taken back with it.
    """
    _check(user, organisation, suggestion)
    rows = SuggestionDecision.objects.filter(organisation=organisation)
    back = rows.filter(key=suggestion.key)
    trade = rows.filter(decision=Decision.REFUSED, reason=RefusalReason.NOT_MY_TRADE)
    if not back.filter(decision=Decision.REFUSED).exists():
        back = back | trade.filter(key__in=_keys_of_trade(organisation, suggestion))
    today = timezone.localdate(now)
    waiting = back.exclude(decision=Decision.LATER, until__lte=today)
    return bool(waiting.update(decision=Decision.LATER, until=today, author=user, made_at=now))


def _keys_of_trade(organisation: Organisation, suggestion: Suggestion) -> list[str]:
    same = Suggestion.objects.concerning(organisation.pk).filter(
        resource=suggestion.resource, transformation=suggestion.transformation
    )
    return [row.key for row in same]


def _check(user: "User", organisation: Organisation, suggestion: Suggestion) -> None:
    takes_part = organisation.pk in {
        suggestion.giver_id,
        suggestion.receiver_id,
        *suggestion.parties,
    }
    if not may_decide_for(user, organisation) or not takes_part:
        raise PermissionDenied


def _decided(user: "User", now: dt.datetime, **said: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {"reason": "", "note": "", "facts": {}, "until": None}
    return nothing | said | {"author": user, "made_at": now}


def _row(
    organisation: Organisation, suggestion: Suggestion, wanted: dict[str, Any]
) -> tuple[SuggestionDecision, bool]:
    found: tuple[SuggestionDecision, bool] = SuggestionDecision.objects.get_or_create(
        organisation=organisation, key=suggestion.key, defaults=wanted
    )
    return found


def _change(row: SuggestionDecision, wanted: dict[str, Any]) -> bool:
    """Write over a decision that nobody changed meanwhile."""
    same = SuggestionDecision.objects.filter(
        pk=row.pk, decision=row.decision, until=row.until, made_at=row.made_at
    )
    return bool(same.update(**wanted))
