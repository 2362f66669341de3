"""What is left of postings, on a real server: read both ways, placed by two at once, freed by a departure.

Run by a program of its own, on a database of its own; what came of each try is printed, for
:mod:`tests.cooperation.introductions.test_left_on_postgresql` to judge.
"""

import random
from decimal import Decimal
from types import SimpleNamespace

from django.utils import timezone

import cooperation.tasks
from cooperation import snapshot
from cooperation.models import Cooperation, CooperationEffect, EngineEvent, Posting
from cooperation.selectors.uncounted import cooperations_not_counted
from cooperation.services import agreements, suggestions
from cooperation.services.introductions import accept
from pacte.models import IndicatorValue
from tests.cooperation.introductions.scene import NOW, ask, scene, side
from tests.cooperation.introductions.test_agreements import terms
from tests.cooperation.introductions.test_left import TODAY, hundred, placed
from tests.factories.cooperation import CooperationFactory, PostingFactory
from tests.factories.pacte import ActionFactory, IndicatorFactory
from tests.races import tell, together


def wrongly_read():
    """Count the postings that one statement and the whole network do not read alike."""
    network = snapshot.load(today=TODAY)
    whole = {row.id: row for row in network.postings}
    return sum(
        repr(snapshot.posting(pk, network)) != repr(whole.get(pk))
        for pk in Posting.objects.values_list("pk", flat=True)
    )


def any_mix_is_read_alike():
    rng = random.Random(11)  # noqa: S311
    rows = [hundred(need=n % 2 == 0, quantity=rng.randrange(1, 90)) for n in range(8)]
    for _ in range(30):
        number = Decimal(rng.randrange(1, 20_000)).scaleb(-3)
        unit, period = rng.choice(["kg", "g", "m2"]), rng.choice(["week", "month", "one_off"])
        placed(rng.choice(rows), number, unit, period, by_suggestion=rng.random() < 0.5)
    left = [row.left for row in Posting.objects.filter(pk__in=[r.pk for r in rows])]
    told = sum(row.placed > 0 and row.is_known for row in left)
    return ["ok"], {"wrong": wrongly_read(), "placed": told}


def waiting(here, **given):
    """Return the act of confirming a cooperation that the baker declared."""
    accept(introduction_id=here.introduction.pk, **here.author.who, now=NOW)
    row = agreements.declare(
        introduction_id=here.introduction.pk, **here.baker.who, terms=terms(here, **given), now=NOW
    )
    return lambda: agreements.confirm(agreement_id=row.pk, **here.author.who, now=NOW)


def two_halves_at_once():
    """Two organisations place half of one posting each, at the same moment."""
    here = scene()
    other = SimpleNamespace(
        author=here.author, posting=here.posting, baker=side("Autre fournil", 3)
    )
    other.introduction = ask(here.posting, other.baker)
    given = together(waiting(here, quantity=50), waiting(other, quantity=50))
    here.posting.refresh_from_db()
    return given, {"status": here.posting.status, "left": float(here.posting.left.quantity)}


def a_departure():
    """An organisation is deleted: its figures and what it took go back; the database agrees."""
    here, action = scene(), ActionFactory()
    indicator = IndicatorFactory(action=action, counts="cooperations", baseline=3)
    waiting(here, quantity=100, action=action)()
    here.posting.refresh_from_db()
    before = here.posting.status
    here.baker.organisation.delete()
    here.posting.refresh_from_db()
    values = IndicatorValue.objects.filter(indicator=indicator).order_by("date", "pk")
    effects = CooperationEffect.objects.filter(indicator=indicator)
    return ["ok"], {
        "statuses": [before, here.posting.status],
        "left": float(here.posting.left.quantity),
        "figures": [float(row.value) for row in values],
        "dangling": effects.exclude(cooperation=None).count(),
    }


def what_is_not_counted():
    """The list of the staff groups by cooperation and indicator."""
    Cooperation.objects.all().delete()
    action = ActionFactory()
    IndicatorFactory(action=action, counts="month", counted_unit="kg")
    IndicatorFactory(action=action, counts="cooperations")
    rows = [CooperationFactory(action=action, period="month") for _ in range(2)]
    Cooperation.objects.filter(pk=rows[0].pk).update(quantity=3, unit="kg")
    return ["ok"], {
        "listed": [row.cooperation.pk == rows[1].pk for row in cooperations_not_counted().rows]
    }


def the_rows_follow():
    """The matcher held in memory follows what is left, pair by pair."""
    here = scene()
    PostingFactory(resource=here.posting.resource, quantity=90, unit="kg", period="week")
    suggestions.refresh_all(now=timezone.now())
    EngineEvent.objects.create(posting_id=here.posting.pk, made_at=NOW)
    FOLLOW(now=timezone.now())
    waiting(here, quantity=40)()
    EngineEvent.objects.filter(posting_id=None).delete()
    followed = FOLLOW(now=timezone.now()).events
    differences = suggestions.check(now=timezone.now()).differences
    return ["ok"], {"followed": followed, "differences": len(differences)}


FOLLOW = suggestions.follow
RACES = (
    any_mix_is_read_alike,
    two_halves_at_once,
    a_departure,
    what_is_not_counted,
    the_rows_follow,
)


def main():
    cooperation.tasks.suggestions.follow = lambda **kwargs: SimpleNamespace(events=0)
    tell({race.__name__: race for race in RACES})
