"""Two people who do something at the same moment, on a real server, each in their own thread.

Run by a program of its own, on a database of its own: every race is run several times and what came of each
try is printed, for :mod:`tests.cooperation.introductions.test_races` to judge.
"""

import datetime as dt
from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import cooperation.tasks
from cooperation.services import agreements, agreements_undoing, introductions, messages
from cooperation.services.agreements import Terms
from pacte.models import IndicatorValue, Notification
from tests.cooperation.introductions import scene
from tests.factories.pacte import IndicatorFactory
from tests.factories.people import UserFactory
from tests.races import tell, together


def state_of(here):
    """Return what is written of an introduction."""
    here.introduction.refresh_from_db()
    here.posting.refresh_from_db()
    return {
        "status": here.introduction.status,
        "posting": here.posting.status,
        "moves": list(here.introduction.moves.values_list("target", flat=True)),
        "accepted": here.introduction.parties.exclude(accepted_at=None).count(),
        "refused": here.introduction.parties.exclude(refused_at=None).count(),
        "messages": here.introduction.messages.count(),
        "agreements": sorted(here.introduction.agreements.values_list("status", flat=True)),
        "cooperations": here.introduction.cooperations.count(),
        "told": notified(here.introduction),
        "figures": figures(here),
    }


def figures(here):
    """Return the values of the indicator that the race moves, in order."""
    indicator = getattr(here, "indicator", None)
    rows = IndicatorValue.objects.filter(indicator=indicator).order_by("date", "pk")
    return [float(row.value) for row in rows] if indicator else []


def notified(introduction):
    url = f"/mon-espace/mises-en-relation/{introduction.pk}/"
    return sorted(Notification.objects.filter(url=url).values_list("key", "recipient_id"))


def both(here, **more):
    return {"introduction_id": here.introduction.pk, "now": here.now, **more}


def accept_refuse(here, s):
    return together(
        lambda: s.accept(**both(here), **here.author.who),
        lambda: s.refuse(**both(here), **here.author.who, reason="price"),
    )


def accept_withdraw(here, s):
    return together(
        lambda: s.accept(**both(here), **here.author.who),
        lambda: s.withdraw(**both(here), **here.baker.who),
    )


def accept_twice(here, s):
    return together(*[lambda: s.accept(**both(here), **here.author.who)] * 3)


def both_accept(here, s):
    here.introduction = s.introduce(
        first=here.author.organisation, second=here.baker.organisation, resource="",
        user=UserFactory(curator=True), word="Parlez-vous.", now=here.now,
    )  # fmt: skip
    return together(
        lambda: s.accept(**both(here), **here.author.who),
        lambda: s.accept(**both(here), **here.baker.who),
    )


def propose_twice(here, s):
    s.withdraw(**both(here), **here.baker.who)
    ask = {"suggestion": None, "posting": here.posting, "asker": here.baker.organisation,
           "user": here.baker.user, "word": "", "now": here.now}  # fmt: skip
    given = together(*[lambda: s.propose_introduction(**ask)] * 3)
    here.introduction = type(here.introduction).objects.order_by("pk").last()
    return given


def terms(here):
    return Terms(here.baker.organisation, here.author.organisation, here.posting.resource,
                 dt.date(2026, 11, 1), "week")  # fmt: skip


def declare_twice(here, s):
    s.accept(**both(here), **here.author.who)
    return together(*[lambda: s.declare(**both(here), **here.baker.who, terms=terms(here))] * 3)


def declare_from_both(here, s):
    s.accept(**both(here), **here.author.who)
    return together(
        lambda: s.declare(**both(here), **here.baker.who, terms=terms(here)),
        lambda: s.declare(**both(here), **here.author.who, terms=terms(here)),
    )


def confirm_contest(here, s):
    s.accept(**both(here), **here.author.who)
    row = s.declare(**both(here), **here.baker.who, terms=terms(here))
    hand = {"agreement_id": row.pk, **here.author.who, "now": here.now}
    return together(lambda: s.confirm(**hand), lambda: s.contest(**hand, word="Non."))


def confirm_close(here, s):
    s.accept(**both(here), **here.author.who)
    row = s.declare(**both(here), **here.baker.who, terms=terms(here))
    hand = {"agreement_id": row.pk, **here.author.who, "now": here.now}
    return together(
        lambda: s.confirm(**hand),
        lambda: s.close(**both(here), **here.baker.who, reason="price"),
    )


def served(here):
    """Give an action with an indicator that counts the cooperations which serve it."""
    here.indicator = IndicatorFactory(baseline=0, counts="cooperations")
    return here.indicator.action


def waiting(here, s, action):
    s.accept(**both(here), **here.author.who)
    row = s.declare(**both(here), **here.baker.who, terms=replace(terms(here), action=action))
    return {"agreement_id": row.pk, **here.author.who, "now": here.now}


def confirm_twice(here, s):
    hand = waiting(here, s, served(here))
    return together(*[lambda: s.confirm(**hand)] * 3)


def confirm_for_one_action(here, s):
    """Confirm, at the same moment, cooperations of others that serve the same action."""
    action = served(here)
    hands = [waiting(here, s, action)]
    for _more in range(3):
        other = scene.scene()
        other.now = here.now
        hands.append(waiting(other, s, action))
    return together(*[partial(s.confirm, **hand) for hand in hands])


def undo_twice(here, s):
    hand = waiting(here, s, served(here))
    s.confirm(**hand)
    staff = {**hand, "user": UserFactory(curator=True), "word": "Erreur."}
    del staff["organisation"]
    return together(*[lambda: s.undo_by_staff(**staff)] * 3)


def message_twice(here, s):
    s.accept(**both(here), **here.author.who)
    given = {**both(here), **here.baker.who, "body": "Bonjour", "key": "le-meme"}
    return together(*[lambda: s.post_message(**given)] * 4)


RACES = (accept_refuse, accept_withdraw, accept_twice, both_accept, propose_twice, declare_twice,
         declare_from_both, confirm_contest, confirm_close, confirm_twice, confirm_for_one_action,
         undo_twice, message_twice)  # fmt: skip


def tried(race, services):
    """Run a race on a scene of its own."""
    here = scene.scene()
    here.now = scene.NOW
    given = race(here, services)
    return given, state_of(here)


def main():
    cooperation.tasks.suggestions.follow = lambda **kwargs: SimpleNamespace(events=0)
    names = {**vars(introductions), "declare": agreements.declare, "contest": agreements.contest,
             "confirm": agreements.confirm, "undo_by_staff": agreements_undoing.undo_by_staff,
             "post_message": messages.post_message}  # fmt: skip
    services = SimpleNamespace(**names)
    tell({race.__name__: partial(tried, race, services) for race in RACES})
