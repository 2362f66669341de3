"""The roadmap: what is shown, filtered, counted."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from pacte.models import IndicatorValue
from pacte.selectors import roadmap as selectors
from tests.factories import pacte as make

pytestmark = pytest.mark.django_db
INDEX = "/feuille-de-route/"


def measured_action(**fields):
    action = make.ActionFactory(status="ongoing", **fields)
    indicator = make.IndicatorFactory(
        action=action, name="Pain sauvé", baseline=0, target=2000, target_date=dt.date(2027, 12, 31)
    )
    for month, value, status in ((3, "250.5", "declared"), (9, "1000", "verified")):
        date = dt.date(2026, month, 1)
        IndicatorValue.objects.create(
            indicator=indicator, date=date, value=Decimal(value), status=status, source="Relevé"
        )
    return action


def test_index_goes_from_theme_to_objective_to_action(client):
    objective = make.ObjectiveFactory(
        title="Nourrir ici", theme=make.ThemeFactory(code="alimentation")
    )
    make.ActionFactory(title="Sauver le pain", objective=objective, status="done")
    make.ActionFactory(title="Laver les bocaux", objective=objective)
    html = client.get(INDEX).content.decode()
    assert html.index("Alimentation") < html.index("Nourrir ici") < html.index("Sauver le pain")
    assert "1 sur 2" in html
    assert "2 actions" in html


@pytest.mark.parametrize("path", ["index", "theme"])
def test_drafts_are_nowhere(client, path):
    draft = make.ActionFactory(title="Action secrète", live=False)
    theme = draft.objective.theme
    address = INDEX if path == "index" else reverse("pacte:theme", args=[theme.code])
    response = client.get(address)
    assert response.status_code == 200
    assert "Action secrète" not in response.content.decode()
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_filters_keep_a_status_and_a_theme(client):
    kept = make.ActionFactory(title="Celle-ci", status="done")
    make.ActionFactory(title="Pas celle-là", status="paused")
    theme = kept.objective.theme.code
    html = client.get(INDEX, {"status": "done", "theme": theme}).content.decode()
    assert "Celle-ci" in html
    assert "Pas celle-là" not in html
    assert '<option value="done" selected>' in html


@pytest.mark.parametrize("status", ["nimporte", '"><script>', "x" * 10_000])
def test_an_unknown_filter_is_ignored(client, status):
    make.ActionFactory(title="Toujours là")
    response = client.get(INDEX, {"status": status, "theme": status})
    assert "Toujours là" in response.content.decode()
    assert status not in response.content.decode()


def test_a_filter_that_keeps_nothing_says_so(client):
    make.ActionFactory(status="done")
    assert "Aucune action à cet avancement" in client.get(INDEX, {"status": "paused"}).text


def test_without_anything_the_index_says_so(client):
    assert "Aucune action publiée" in client.get(INDEX).text


def test_an_action_shows_its_figures(client):
    action = measured_action(starts_on=dt.date(2026, 1, 15))
    html = client.get(action.get_absolute_url()).text
    for text in (
        "250,5",
        "1er septembre 2026",
        "Vérifié",
        "Déclaré",
        "Relevé",
        "Cible au 31 décembre 2027",
        "50\u00a0%",
        "15 janvier 2026",
    ):
        assert text in html, text
    assert re.search(r"2[\u00a0\u202f]000", html)
    assert re.search(r'<polyline class="chart__line" points="80.0,[\d.]+ 592.0,[\d.]+ "/>', html)


def test_an_indicator_with_one_value_has_a_table_and_no_plot(client):
    indicator = make.IndicatorFactory(baseline=None, target=None)
    IndicatorValue.objects.create(indicator=indicator, date=dt.date(2026, 5, 1), value=3)
    html = client.get(indicator.action.get_absolute_url()).text
    assert "chart__line" not in html
    assert "1er mai 2026" in html
    assert "Avancement non mesuré" in html


def test_an_action_shows_commitments_of_published_organisations(client):
    action = make.ActionFactory()
    make.CommitmentFactory(action=action, description="Prêter un camion")
    draft = make.OrganisationFactory(draft=True, name="Pas encore publiée")
    make.CommitmentFactory(action=action, organisation=draft)
    html = client.get(action.get_absolute_url()).text
    assert "Prêter un camion" in html
    assert "Pas encore publiée" not in html


def test_progress_counts_indicators_before_status():
    card = selectors._cards(type(measured_action()).objects.public())[0]
    assert (card.progress.percent, card.progress.from_indicators) == (50, True)


def test_hostile_titles_are_escaped(client):
    action = make.ActionFactory(title="<script>alert(1)</script>")
    for address in (INDEX, action.get_absolute_url()):
        assert "<script>alert(1)" not in client.get(address).text


def test_the_cost_does_not_grow_with_rows(client, django_assert_max_num_queries):
    first = measured_action()
    addresses = [
        INDEX,
        reverse("pacte:theme", args=[first.objective.theme.code]),
        first.get_absolute_url(),
    ]
    costs = []
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(20) as queries:
            client.get(address)
        costs.append(len(queries))
    for _ in range(4):
        measured_action(objective=first.objective)
        make.CommitmentFactory(action=first)
        IndicatorValue.objects.create(
            indicator=make.IndicatorFactory(action=first), date=dt.date(2026, 1, 1), value=1
        )
    for address, cost in zip(addresses, costs, strict=True):
        with django_assert_max_num_queries(cost):
            client.get(address)
