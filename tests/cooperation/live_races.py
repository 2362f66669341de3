"""Postings followed on a real server, where one statement writes all that a change moves.

Run by a program of its own, on a database of its own; what came of each try is printed, for
:mod:`tests.cooperation.test_live_on_postgresql` to judge.
"""

import random
from decimal import Decimal
from itertools import product
from unittest.mock import patch

from django.db import DataError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from cooperation.matching.live import Matcher
from cooperation.models import EngineEvent, Posting, Suggestion
from cooperation.services import suggestions
from cooperation.services.suggestions import following, live, statements
from tests.cooperation.crowd import RESOURCES, crowd
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import OrganisationFactory
from tests.races import tell, together


def network(count=24):
    """Start again from postings of three resources, and one trade that says what it needs."""
    live.forget()
    for model in (EngineEvent, Suggestion, Posting):
        model.objects.all().delete()
    organisations = OrganisationFactory.create_batch(5)
    organisations.append(OrganisationFactory(summary="Brasserie artisanale de bière"))
    rows = crowd(organisations, count)
    suggestions.refresh_all(now=timezone.now())
    return rows


def note(row):
    EngineEvent.objects.create(posting_id=row.pk, made_at=timezone.now())


def follow():
    return suggestions.follow(now=timezone.now()).events


def state(**more):
    differences = suggestions.check(now=timezone.now()).differences
    return {"differences": len(differences), "waiting": EngineEvent.objects.count(), **more}


def any_sequence_of_changes():
    rows, rng, wrong = network(), random.Random(7), []  # noqa: S311
    note(rows[0])
    follow()
    held = live._Held.live
    for _ in range(12):
        row = rng.choice(rows)
        row.status = rng.choice(["withdrawn", "published"])
        row.quantity, row.resource = Decimal(rng.randrange(1, 90)), rng.choice(RESOURCES)
        row.save()
        note(row)
        follow()
        wrong.append(len(suggestions.check(now=timezone.now()).differences))
    return ["ok"], state(wrong=wrong, same_matcher=live._Held.live is held)


def what_stays_keeps_its_number():
    rows = network()
    note(rows[0])
    follow()
    row = next(row for row in rows if Suggestion.objects.filter(offer=row, kind="direct").exists())
    before = dict(Suggestion.objects.filter(offer=row).values_list("pk", "score"))
    row.quantity = Decimal(1)
    row.save()
    note(row)
    follow()
    after = dict(Suggestion.objects.filter(offer=row).values_list("pk", "score"))
    moved = sum(before[pk] != score for pk, score in after.items() if pk in before)
    return ["ok"], state(kept=set(after) <= set(before), moved=moved)


def two_at_once():
    rows = network()
    note(rows[0])
    follow()
    new = [PostingFactory(organisation=row.organisation, resource=row.resource) for row in rows[:2]]

    def publish(row):
        note(row)
        return follow()

    given = together(*((lambda row=row: publish(row)) for row in new), said=lambda n: f"ok {n}")
    return given, state()


def others_wait_for_the_disk():
    rows = network()
    note(rows[0])
    follow()
    note(PostingFactory(organisation=rows[0].organisation, resource=rows[0].resource))
    with transaction.atomic():
        statements.claim()
        inside = synchronous_commit()
    following.match(now=timezone.now())
    moved = EngineEvent.objects.filter(is_matched=True).count()
    after = synchronous_commit()
    follow()
    return ["ok"], state(inside=inside, moved=moved, after=after)


def new_rows_leave_as_they_are_explained():
    rows, counts, failures = network(), [], []
    with patch.object(statements, "SENT", 1):
        for row, broken in product(rows[:2], ((Matcher, "explained"), (statements, "_document"))):
            note(row)  # a matcher is there
            follow()
            new = PostingFactory(
                organisation=row.organisation, direction=row.direction, resource=row.resource
            )
            note(new)
            failures.append(_what_fails(*broken))
            follow()
            ours = Suggestion.objects.filter(Q(offer=new) | Q(need=new), kind="direct")
            counts.append(ours.count())
    return ["ok"], state(counts=counts, failures=failures)


def _what_fails(owner, name):
    """Break the third thing that is sent; say what was raised, and what changed and still waits."""
    real, calls, before = getattr(owner, name), iter(range(100)), set(written())

    def broken(*args):
        call = next(calls)
        if call == BROKEN[name]:
            if name == "explained":
                raise ValueError("broken")
            return "[not json"
        return real(*args)

    with patch.object(owner, name, broken):
        try:
            follow()
        except (ValueError, DataError) as error:
            raised = type(error).__name__
        else:
            raised = "nothing"
    return raised, before == set(written()), EngineEvent.objects.count()


def written():
    return Suggestion.objects.values_list("pk", "score")


def synchronous_commit():
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        return cursor.fetchone()[0]


RACES = (
    any_sequence_of_changes,
    what_stays_keeps_its_number,
    two_at_once,
    others_wait_for_the_disk,
    new_rows_leave_as_they_are_explained,
)
BROKEN = {"explained": 2, "_document": 5}
"""Which call is broken: after the first new row was sent."""


def main():
    tell({race.__name__: race for race in RACES})
