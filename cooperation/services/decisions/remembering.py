"""What an organisation refuses in an introduction is not suggested to it again either."""

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from cooperation.enums import Decision, RefusalReason
from cooperation.models import Introduction, Suggestion, SuggestionDecision
from cooperation.selectors.refusal_facts import facts_of
from cooperation.selectors.refusals import kept_for
from pacte.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def remember_refusal(
    *,
    introduction: Introduction,
    organisation: Organisation,
    reason: str,
    user: "User | None",
    now: dt.datetime,
) -> bool:
    """Set aside, for the same reason, the suggestion that an introduction came from.

    Within the transaction of the refusal, which teaches the ranking by itself. Says whether there
    was such a suggestion.
    """
    key = introduction.evidence.get("engine", {}).get("key", "")
    rows = Suggestion.objects.concerning(organisation.pk).with_subject().with_parties()
    suggestion = rows.filter(subject=key).first() if key else None
    if suggestion is None or reason not in RefusalReason.values:
        return False
    today = timezone.localdate(now)
    facts = kept_for(reason, facts_of([suggestion], organisation)[suggestion.pk], today)
    said = {"decision": Decision.REFUSED, "reason": reason, "facts": facts, "until": None}
    SuggestionDecision.objects.update_or_create(
        organisation=organisation, key=key, defaults=said | {"author": user, "made_at": now}
    )
    return True
