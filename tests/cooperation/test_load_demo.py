"""The demonstration: what it holds, and that loading it again changes nothing."""

import datetime as dt
import hashlib
import json
import os
import re
from collections import Counter
from io import StringIO
from itertools import pairwise
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Q
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Page, Site

from cooperation import knowledge
from cooperation.enums import PostingStatus
from cooperation.lifecycle import PUBLIC_STATES, find_move
from cooperation.models import Capability, Cooperation, Posting, PostingContact, Suggestion
from cooperation.services.demonstration import load_demo
from pacte.enums import SiaeType
from pacte.models import (
    Action,
    ArticlePage,
    Commitment,
    Commune,
    EventPage,
    HomePage,
    Indicator,
    IndicatorValue,
    LoadedRow,
    Objective,
    Organisation,
    StandardPage,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
PASSWORD = "mot-de-passe-des-essais"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path / "var"
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)


@pytest.fixture
def demo(db):
    return load_demo(now=NOW)


def content():
    """Return a digest of what is loaded, by names: identifiers and instants of saving apart."""
    tables = [
        Organisation.objects.values_list(
            *("name", "slug", "siae_type", "legal_form", "naf", "summary", "headcount", "website"),
            *("commune__insee", "latitude", "longitude", "service_radius_km", "is_fictitious"),
            *("kinds__code", "labels__code", "themes__code", "roles__code"),
        ),
        Posting.objects.values_list(
            *("organisation__slug", "direction", "resource", "title", "quantity", "unit", "months"),
            *("price", "status", "published_on", "starts_on", "ends_on", "max_distance_km"),
            *("labels__code", "kinds_may_answer__code", "moves__target", "moves__made_at"),
            *("contact__email", "contact__phone"),
        ),
        Capability.objects.values_list("organisation__slug", "transformation", "yearly_capacity"),
        Cooperation.objects.values_list(
            "giver__slug", "receiver__slug", "resource", "quantity", "since", "action__slug"
        ),
        Commitment.objects.values_list("organisation__slug", "action__slug", "status"),
        IndicatorValue.objects.values_list("indicator__name", "date", "value", "status"),
        Page.objects.values_list("title", "url_path"),
        Suggestion.objects.values_list("giver__slug", "receiver__slug", "resource", "score"),
    ]
    rows = [sorted(map(repr, table)) for table in tables]
    bodies = sorted(
        json.dumps(list(page.body.raw_data), default=str) for page in ArticlePage.objects.all()
    )
    return hashlib.sha256(repr([rows, bodies]).encode()).hexdigest()


class TestContent(TestCase):
    """What one load holds: read-only, so loaded once for all."""

    @classmethod
    def setUpTestData(cls):
        with patch.dict(os.environ, DEMO_PASSWORD=PASSWORD):
            load_demo(now=NOW)

    def test_it_holds_what_every_screen_needs(self):
        assert Commune.objects.count() == 282
        fictitious = Organisation.objects.filter(is_fictitious=True)
        assert Organisation.objects.filter(is_fictitious=False).count() == 52
        assert 150 <= fictitious.count() <= 170
        assert 480 <= Posting.objects.count() <= 560
        assert set(fictitious.exclude(siae_type="").values_list("siae_type", flat=True)) == set(
            SiaeType.values
        )
        assert set(Posting.objects.values_list("status", flat=True)) == set(PostingStatus.values)
        assert Posting.objects.filter(status="published").count() > Posting.objects.count() / 2
        assert 38 <= Cooperation.objects.count() <= 46
        assert Objective.objects.count() == 12
        assert Action.objects.count() == 26
        assert Commitment.objects.count() == 60
        assert Indicator.objects.count() == 23
        series = Counter(
            IndicatorValue.objects.filter(indicator__is_fictitious=True).values_list(
                "indicator", flat=True
            )
        )
        assert all(4 <= count <= 8 for count in series.values())

    def test_what_runs_already_moved_the_indicator_that_counts_it(self):
        indicator = Indicator.objects.get(counts="cooperations")
        served = list(indicator.action.cooperations.order_by("since"))
        values = list(indicator.values.all())
        days = [(number, row.since) for number, row in enumerate(served, start=1)]
        assert [(row.value, row.date) for row in values] == days
        assert all("fictive" in row.source for row in values)
        assert Indicator.objects.exclude(counted_unit="").filter(is_fictitious=True).count() == 2

    def test_what_is_invented_says_so(self):
        invented = Organisation.objects.filter(is_fictitious=True)
        assert all("(ficti" in name for name in invented.values_list("name", flat=True))
        assert not Organisation.objects.exclude(siret=None).exists()
        assert not invented.exclude(website__endswith=".example").exists()
        assert not PostingContact.objects.exclude(email__endswith=".example").exists()
        assert not PostingContact.objects.exclude(phone__startswith="04 65 71 ").exists()
        assert not PostingContact.objects.filter(posting__is_fictitious=False).exists()
        for model in (Posting, Capability, Commitment):
            assert not model.objects.filter(
                organisation__is_fictitious=True, is_fictitious=False
            ).exists()
        real = Q(giver__is_fictitious=False) | Q(receiver__is_fictitious=False)
        assert {
            (row.giver.slug, row.receiver.slug, row.is_fictitious)
            for row in Cooperation.objects.filter(real)
        } == {("min-de-grenoble", "la-bocale", False)}

    def test_nothing_is_invented_about_a_real_organisation(self):
        stated = Posting.objects.filter(organisation__is_fictitious=False)
        assert stated.exists()
        assert not stated.filter(is_fictitious=True).exists()
        assert not stated.exclude(quantity=None).exists()
        assert not stated.exclude(price=None).exists()
        capabilities = Capability.objects.filter(organisation__is_fictitious=False)
        assert not capabilities.exclude(yearly_capacity=None).exists()
        assert not capabilities.filter(source="").exists()
        assert not Commitment.objects.filter(organisation__is_fictitious=False).exists()
        assert not Action.objects.filter(is_fictitious=True, pilot__is_fictitious=False).exists()

    def test_every_row_is_valid(self):
        for model in (Organisation, Posting, PostingContact, Capability, Cooperation, Action):
            for row in model.objects.all():
                row.full_clean()

    def test_the_lives_follow_the_table_of_moves(self):
        for posting in Posting.objects.prefetch_related("moves"):
            moves = list(posting.moves.all())
            assert (moves[0].source, moves[0].target) == ("", "draft")
            for before, after in pairwise(moves):
                move = find_move(after.source, after.target)
                assert move is not None
                assert before.target == after.source
                assert before.made_at < after.made_at <= NOW
                assert after.note or not move.note_required
            assert moves[-1].target == posting.status
            assert bool(posting.published_on) == any(m.target == "published" for m in moves)

    def test_the_postings_do_not_expire_soon(self):
        shown = Posting.objects.filter(status__in=PUBLIC_STATES)
        assert not shown.filter(ends_on__lt=dt.date(2027, 6, 1)).exists()
        assert Posting.objects.filter(status="expired", ends_on__gte=NOW.date()).count() == 0

    def test_bread_fruit_and_glass_find_their_way(self):
        def circular(receiver, resource, transformation):
            return Suggestion.objects.filter(
                kind="circular",
                receiver__slug=receiver,
                resource=resource,
                transformation=transformation,
            )

        bread = circular("cocomiette", "byproduct.food.bread_unsold", "bread_to_beer")
        assert bread.filter(giver__slug="le-fournil-d-essai-fictif").exists()
        makers = Capability.objects.filter(transformation="bread_to_beer")
        assert [row.organisation.slug for row in makers] == ["cocomiette"]
        fruit = circular("la-bocale", "byproduct.food.fruit_veg_unsold", "fruit_veg_to_dishes")
        assert fruit.filter(giver__slug="min-de-grenoble").exists()
        glass = circular("alpes-consigne", "material.container.glass_jar_used", "glass_jar_washing")
        assert glass.filter(giver__slug="traiteur-de-l-exemple-fictif").exists()

    def test_the_pages_stand_at_their_addresses(self):
        root = Site.objects.get(is_default_site=True).root_page
        assert root.specific.figures[0].value["value"] == "31"
        slugs = set(root.get_children().live().values_list("slug", flat=True))
        assert slugs == {
            *("actualites", "agenda", "pole-r", "le-pacte", "contact"),
            *("mentions-legales", "accessibilite", "donnees-personnelles"),
        }
        articles = ArticlePage.objects.live()
        assert articles.count() == 12
        assert articles.values("category").distinct().count() >= 4
        assert {True, False} == set(articles.values_list("is_fictitious", flat=True))
        assert Page.objects.filter(depth=2).count() == 1
        assert not Page.objects.filter(depth__gt=1, latest_revision=None).exists()

    def test_the_events_are_invented_and_to_come_on_working_days(self):
        events = EventPage.objects.live().order_by("starts_at")
        assert (events.count(), events.filter(is_fictitious=False).count()) == (6, 0)
        assert events.filter(starts_at__gt=NOW).count() == 5
        assert all(row.organiser is None or row.organiser.is_fictitious for row in events)
        days = [timezone.localtime(row.starts_at) for row in events]
        assert all(day.weekday() < 5 and 8 <= day.hour <= 18 for day in days)
        for event in events:
            event.full_clean()

    def test_the_templates_use_units_of_their_resources(self):
        known = knowledge.load()
        rows = Posting.objects.exclude(unit="").values_list("resource", "unit")
        assert all(unit in known.resources[resource].units for resource, unit in rows)

    def test_what_is_counted_is_whole(self):
        counted = ["piece", "place", "position", "meal", "trip", "dozen", "service", "day", "hour"]
        for posting in Posting.objects.filter(unit__in=counted).exclude(quantity=None):
            assert posting.quantity == posting.quantity.to_integral_value(), posting


def test_loading_again_changes_nothing(demo, django_assert_max_num_queries):
    Organisation.objects.filter(slug="cocomiette").update(summary="Corrigé à la main.")
    Organisation.objects.get(slug="le-petrin-du-prototype-fictif").delete()
    posting = Posting.objects.filter(status="published").first()
    posting.delete()
    ArticlePage.objects.first().delete()
    before, rows = content(), LoadedRow.objects.count()
    with django_assert_max_num_queries(16):
        report = load_demo(now=NOW + dt.timedelta(days=30))
    assert report.total == 0
    assert (content(), LoadedRow.objects.count()) == (before, rows)
    assert Organisation.objects.get(slug="cocomiette").summary == "Corrigé à la main."


def test_two_loads_in_fresh_databases_are_equal(db):
    digests = []
    for _ in range(2):
        with transaction.atomic():
            load_demo(now=NOW)
            digests.append(content())
            transaction.set_rollback(True)
    assert digests[0] == digests[1]
    assert not Commune.objects.exists()


def test_a_fault_half_way_leaves_nothing(db, monkeypatch):
    def stop(*args, **kwargs):
        raise RuntimeError("stop")

    monkeypatch.setattr("cooperation.services.demonstration.article_writing.write_articles", stop)
    with pytest.raises(RuntimeError, match="stop"):
        load_demo(now=NOW)
    assert not Organisation.objects.exists()
    assert not LoadedRow.objects.exists()


def test_the_command_tells_what_happened(db, tmp_path):
    out = StringIO()
    call_command("load_demo", stdout=out)
    call_command("load_demo", stdout=out)
    first, second = out.getvalue().splitlines()
    assert re.fullmatch(r"Démonstration chargée\s: \d+ lignes\.", first)
    assert second == "La démonstration est déjà chargée\u00a0: rien n’a changé."
    with pytest.raises(CommandError, match="n’existe pas"):
        call_command("load_demo", data=tmp_path / "absent")


def test_new_rows_do_without_what_somebody_removed(demo):
    Organisation.objects.get(slug="le-fournil-d-essai-fictif").delete()
    HomePage.objects.get().delete()
    Action.objects.get(slug="plie").delete()
    forgotten = Q(dataset="posting", key__startswith="le-fournil-d-essai-fictif/")
    forgotten |= Q(dataset="article") | Q(dataset="indicator", key="plie-personnes")
    LoadedRow.objects.filter(forgotten).delete()
    assert load_demo(now=NOW).total == 0
    assert not ArticlePage.objects.exists()
    assert not Indicator.objects.filter(name__startswith="Personnes accompagnées").exists()


def test_a_home_page_made_by_hand_is_adopted(db):
    home = HomePage(title="Notre accueil", slug="notre-accueil")
    Page.get_first_root_node().add_child(instance=home)
    mine = StandardPage(title="Contact à nous", slug="contact")
    home.add_child(instance=mine)
    load_demo(now=NOW)
    assert HomePage.objects.get().title == "Notre accueil"
    assert Page.objects.get(slug="contact").title == "Contact à nous"
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
