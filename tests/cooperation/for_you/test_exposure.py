"""Whom « Pour vous » shows is counted once a day, and newcomers get their share."""

import datetime as dt
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from cooperation.models import Exposure, Suggestion
from cooperation.selectors import for_you
from cooperation.selectors.exposure import report
from cooperation.services.decisions import record_exposure
from pacte.models import Organisation
from tests.cooperation import showcase
from tests.factories.cooperation import CapabilityFactory, PostingFactory
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = showcase.NOW
TODAY = NOW.date()


def counts():
    return dict(Exposure.objects.values_list("organisation", "count"))


def test_a_partner_counts_once_a_viewer_and_day(django_assert_num_queries):
    one, two, viewer, other = (OrganisationFactory() for _ in range(4))
    shown = [one.pk, two.pk]
    with django_assert_num_queries(3):  # one write, in a transaction of its own
        assert record_exposure(viewer=viewer, shown=shown, now=NOW) == 2
    with django_assert_num_queries(0):
        assert record_exposure(viewer=viewer, shown=shown, now=NOW) == 0
    assert counts() == {one.pk: 1, two.pk: 1}
    assert record_exposure(viewer=other, shown=[one.pk], now=NOW) == 1
    assert counts() == {one.pk: 2, two.pk: 1}
    assert record_exposure(viewer=viewer, shown=shown, now=NOW + dt.timedelta(days=1)) == 2
    assert Exposure.objects.count() == 4


def test_the_page_counts_its_partners_the_first_time(client):
    case = showcase.bread()
    showcase.refresh()
    client.force_login(MembershipFactory(organisation=case.receiver).user)
    for _ in range(3):
        client.get("/mon-espace/pour-vous/")
    assert counts() == {case.giver.pk: 1}
    client.head("/mon-espace/pour-vous/")
    client.get("/mon-espace/pour-vous/?vue=ecartees")
    assert counts() == {case.giver.pk: 1}


def published(organisation, days_ago):
    since = NOW - dt.timedelta(days=days_ago)
    Organisation.objects.filter(pk=organisation.pk).update(first_published_at=since)


@pytest.fixture
def equals():
    """Give eight breweries whose twelve bakers all fit as well; three bakers are new.

    Their numbers are given, as turns come from them: the same season every time.
    """
    breweries = [OrganisationFactory(pk=900 + number) for number in range(8)]
    for brewery in breweries:
        CapabilityFactory(organisation=brewery, transformation="bread_to_beer")
        published(brewery, 400)
    bakers = [OrganisationFactory(pk=1000 + number) for number in range(12)]
    for baker in bakers:
        PostingFactory(organisation=baker, quantity=None)
    showcase.refresh()
    Suggestion.objects.filter(kind="circular").update(score=700)
    Suggestion.objects.exclude(kind="circular").delete()
    for place, baker in enumerate(bakers):
        published(baker, 400 if place > 2 else 58)
    return breweries, bakers


def look(viewers, day):
    for viewer in viewers:
        found = for_you.sort_out(viewer, today=day)
        rows = list(for_you.rows_of(found, for_you.TO_SEE, viewer, today=day)[:4])
        now = dt.datetime.combine(day, NOW.timetz())
        record_exposure(viewer=viewer, shown=for_you.partners_of(rows, viewer), now=now)


def test_over_a_season_newcomers_are_seen_as_much_as_their_equals(equals):
    viewers, _bakers = equals
    for number in range(58):
        look(viewers, TODAY - dt.timedelta(days=number))
    found = report(today=TODAY)
    assert (len(found.newcomers), len(found.peers)) == (3, 9)
    assert sum(line.shown for line in found.lines) == 58 * 8 * 4
    assert 0.9 <= float(found.ratio) <= 1.1


def test_a_list_in_the_order_of_arrival_is_caught(equals):
    (viewer, *_others), bakers = equals
    for number in range(40):
        day = NOW - dt.timedelta(days=number)
        record_exposure(viewer=viewer, shown=[row.pk for row in bakers[3:7]], now=day)
    assert report(today=TODAY).ratio == 0


def test_the_report_asks_as_many_queries_whatever_it_holds(equals, django_assert_num_queries):
    look(equals[0], TODAY)
    with django_assert_num_queries(3):
        assert report(today=TODAY).ratio is not None


def test_nothing_to_compare_is_said(client, capsys):
    client.force_login(UserFactory(curator=True))
    html = client.get(reverse("cooperation:exposure")).text
    assert "Rien à comparer" in html
    call_command("exposure_report", "--json")
    assert json.loads(capsys.readouterr().out)["ratio"] is None
    with pytest.raises(CommandError, match="de 1 à"):
        call_command("exposure_report", "--days", "0")


def test_the_page_and_the_command_say_the_same(client, equals, capsys, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    for number in range(5):
        look(equals[0], TODAY - dt.timedelta(days=number))
    call_command("exposure_report", "--json")
    found = json.loads(capsys.readouterr().out)
    assert (found["newcomers"], found["peers"]) == (3, 9)
    call_command("exposure_report")
    told = capsys.readouterr().out
    client.force_login(UserFactory(curator=True))
    html = client.get(reverse("cooperation:exposure")).text
    share = f"{found['ratio']:.2f}".replace(".", ",")
    assert share in told
    assert share in html
