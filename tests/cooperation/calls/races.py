"""Members who answer at the same moment, on a real server, each in their own thread.

Run by a program of its own, on a database of its own: every race is run several times and what came of each
try is printed, for :mod:`tests.cooperation.calls.test_races` to judge.
"""

import datetime as dt
from functools import partial
from types import SimpleNamespace

import cooperation.tasks
from cooperation.enums import CallAnswer, Mark, RefusalReason
from cooperation.models import (
    Call,
    CuratorMarkMove,
    Exposure,
    Outcome,
    Suggestion,
    SuggestionDecision,
    SuggestionNews,
)
from cooperation.services import calls, decisions, suggestion_news
from pacte.models import Notification
from tests import races
from tests.cooperation import showcase
from tests.cooperation.calls.scene import NOW, draft, scene, sent
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory

together = partial(races.together, said=lambda given: given)


def _bread():
    for row in (Suggestion, SuggestionDecision, Outcome):
        row.objects.all().delete()
    giver, receiver = OrganisationFactory(), OrganisationFactory()
    row = Suggestion.objects.create(
        kind="direct", giver=giver, receiver=receiver, score=700, computed_at=NOW, version="essai",
        resource="byproduct.food.bread_unsold",
        criteria=[{"code": "closeness", "points": 700, "maximum": 1000, "evidence": {}}],
    )  # fmt: skip
    user = MembershipFactory(organisation=receiver).user
    return {"organisation": receiver, "suggestion": row, "user": user, "now": NOW}


def _decided():
    rows = SuggestionDecision.objects.values_list("decision", "reason")
    return {"decisions": list(rows), "outcomes": list(Outcome.objects.values_list("reason"))}


def refuse_twice():
    said = _bread()
    act = partial(decisions.refuse, **said, reason=RefusalReason.PRICE, note="")
    return together(act, act, act), _decided()


def refuse_for_two_reasons():
    said = _bread()
    acts = [
        partial(decisions.refuse, **said, reason=reason, note="")
        for reason in (RefusalReason.PRICE, RefusalReason.TOO_FAR)
    ]
    return together(*acts), _decided()


def refuse_or_later():
    said = _bread()
    refuse = partial(decisions.refuse, **said, reason=RefusalReason.PRICE, note="")
    later = partial(decisions.postpone, **said, until=dt.date(2026, 12, 22))
    return together(refuse, later), _decided()


def _told(call):
    keys = Notification.objects.filter(url=f"/appels/{call.pk}/").values_list("key", "recipient_id")
    return sorted(keys)


def _state(call):
    call.refresh_from_db()
    answers = sorted(call.recipients.values_list("answer", flat=True))
    return {"status": call.status, "answers": answers, "told": _told(call)}


def send_twice():
    case = scene()
    call = draft(case)
    act = partial(calls.send, call=call, user=case.author, now=NOW)
    return together(act, act, act), _state(call)


def send_two_to_all():
    case = scene()
    rows = [draft(case, title=title) for title in ("Un", "Deux")]
    given = together(*[partial(calls.send, call=row, user=case.author, now=NOW) for row in rows])
    states = Call.objects.filter(organisation=case.caller).values_list("status", flat=True)
    return given, {"states": sorted(states)}


def answer_close():
    case = scene()
    call = sent(case, *case.signatories)
    answer = partial(
        calls.answer, call=call, organisation=case.signatories[0], given=CallAnswer.YES, word="",
        user=case.people[0], now=NOW,
    )  # fmt: skip
    close = partial(calls.close, call=call, note="Merci.", user=case.author, now=NOW)
    return together(answer, close), _state(call)


def close_stop():
    case = scene()
    call = sent(case, *case.signatories)
    close = partial(calls.close, call=call, note="Merci.", user=case.author, now=NOW)
    staff = UserFactory(curator=True)
    stop = partial(calls.stop, call=call, word="Non.", user=staff, now=NOW)
    return together(close, stop), _state(call)


def remind_twice():
    case = scene()
    call = sent(case, *case.signatories)
    later = NOW + dt.timedelta(days=6)
    act = partial(calls.remind, call=call, user=case.author, now=later)
    return together(act, act, act), _state(call)


def answer_twice():
    case = scene()
    call = sent(case, *case.signatories)
    act = partial(
        calls.answer, call=call, organisation=case.signatories[0], given=CallAnswer.YES, word="",
        user=case.people[0], now=NOW,
    )  # fmt: skip
    return together(act, act, act), _state(call)


def count_together():
    shown = [OrganisationFactory().pk for _ in range(5)]
    viewers = [OrganisationFactory() for _ in range(4)]
    acts = [
        partial(decisions.record_exposure, viewer=viewer, shown=shown, now=NOW)
        for viewer in viewers
    ]
    given = together(*acts)
    counts = Exposure.objects.filter(organisation__in=shown).values_list("count", flat=True)
    return given, {"counts": list(counts)}


def end_twice():
    case = scene()
    call = sent(case, *case.signatories)
    act = partial(calls.end_past_calls, now=NOW + dt.timedelta(days=60))
    return together(act, act, act), _state(call)


def end_close():
    case = scene()
    call = sent(case, *case.signatories)
    end = partial(calls.end_past_calls, now=NOW + dt.timedelta(days=60))
    close = partial(calls.close, call=call, note="Merci.", user=case.author, now=NOW)
    return together(end, close), _state(call)


def mark_twice():
    suggestion, user = _bread()["suggestion"], UserFactory(curator=True)

    def act():
        said = {"suggestion": suggestion, "word": "À voir.", "user": user, "now": NOW}
        return decisions.mark(mark=Mark.FORWARD, **said).mark

    return together(act, act, act), {"moves": CuratorMarkMove.objects.filter(author=user).count()}


def tell_news_twice():
    Suggestion.objects.all().delete()
    bread = {"resource": "byproduct.food.bread_unsold", "unit": "kg", "quantity": 3}
    offer, need = PostingFactory(**bread), PostingFactory(need=True, **bread)
    giver, mine = offer.organisation, need.organisation
    Suggestion.objects.create(
        kind="direct", giver=giver, receiver=mine, offer=offer, need=need, score=700,
        computed_at=NOW, version="essai", resource=bread["resource"],
    )  # fmt: skip
    MembershipFactory(organisation=mine)
    SuggestionNews.objects.create(organisation=mine, known={}, looked_at=NOW)
    act = partial(suggestion_news.tell, organisation_id=mine.pk, now=NOW)
    given = together(act, act, act)
    return given, {"told": Notification.objects.filter(organisation=mine).count()}


RACES = (refuse_twice, refuse_for_two_reasons, refuse_or_later, send_twice, send_two_to_all,
         answer_close, close_stop, remind_twice, answer_twice, count_together, end_twice, end_close,
         mark_twice, tell_news_twice)  # fmt: skip


def main():
    cooperation.tasks.suggestions.follow = lambda **kwargs: SimpleNamespace(events=0)
    showcase.grenoble()
    races.tell({race.__name__: race for race in RACES})
