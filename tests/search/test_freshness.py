"""The index follows what is published, whoever changes it, and never shows what is not."""

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from cooperation.events import tell_posting_changed
from cooperation.models import KnowledgeAmendment
from pacte.models import ArticleIndexPage, Commune, Kind, Organisation, Theme
from search import engine, indexing, outbox
from search.checks import search_settings
from search.documents import resources
from search.entry import EntryKind, Ref
from search.models import Document, IndexEvent
from search.query import Query
from tests.factories.cooperation import CapabilityFactory, PostingFactory
from tests.factories.pacte import (
    ActionFactory,
    CommitmentFactory,
    CommuneFactory,
    OrganisationFactory,
)
from tests.factories.pages import article, article_index, standard_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few_resources(monkeypatch):
    """Index a few resources only: there are hundreds, and they are all alike."""
    kept = ["byproduct.food.bread_unsold", "food", "service"]
    monkeypatch.setattr(resources, "keys", lambda: kept)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Commit what is done inside a ``with``: what waits for the commit runs."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def found(text="", *kinds):
    query = Query(text=text, facets={"type": kinds or ("organisation",)})
    return {int(ref.key) for ref in engine.search(query).refs}


def stored(row, kind):
    return Document.objects.get(ref=str(Ref(EntryKind(kind), str(row.pk))))


def test_publishing_and_withdrawing_are_followed(committed):
    organisation = OrganisationFactory(name="Ressourcerie fictive", draft=True)
    with committed():
        organisation.save_revision().publish()
    assert found("ressourcerie") == {organisation.pk}
    with committed():
        Organisation.objects.get(pk=organisation.pk).unpublish()
    assert found("ressourcerie") == set()
    assert not IndexEvent.objects.exists()


def test_a_withdrawn_profile_takes_its_postings_away_and_its_name_off_the_actions(committed):
    organisation = OrganisationFactory(name="Ressourcerie fictive")
    action = ActionFactory(pilot=organisation)
    PostingFactory(organisation=organisation, title="Palettes en bois")
    indexing.rebuild()
    assert found("palette", "posting")
    assert found("ressourcerie", "action") == {action.pk}
    with committed():
        Organisation.objects.get(pk=organisation.pk).unpublish()
    assert found("palette", "posting", "organisation") == set()
    assert found("ressourcerie", "posting", "organisation", "action") == set()


def test_nothing_is_indexed_when_the_transaction_is_undone(django_capture_on_commit_callbacks):
    organisation = OrganisationFactory(draft=True)
    with django_capture_on_commit_callbacks(execute=False):
        organisation.save_revision().publish()
    assert found() == set()
    assert IndexEvent.objects.count() == 1


def test_a_posting_is_followed_with_its_organisation(committed):
    posting = PostingFactory(title="Palettes en bois")
    ids = {"posting_id": posting.pk, "organisation_id": posting.organisation_id}
    with committed():
        tell_posting_changed(**ids)
    assert found("palette") == {posting.organisation_id}
    assert found("palette", "posting") == {posting.pk}
    posting.status = "withdrawn"
    posting.save()
    with committed():
        tell_posting_changed(**ids)
    assert found("palette", "organisation", "posting") == set()


def test_a_change_is_written_down_with_it_and_not_at_the_commit():
    posting = PostingFactory()
    tell_posting_changed(posting_id=posting.pk, organisation_id=posting.organisation_id)
    assert set(IndexEvent.objects.values_list("source", "engine")) == {
        (f"posting:{posting.pk}", "embedded"),
        (f"organisation:{posting.organisation_id}", "embedded"),
    }


def test_each_engine_that_is_fed_has_its_own_row():
    with override_settings(SEARCH_BACKEND="elastic"):
        OrganisationFactory(draft=True).save_revision().publish()
    assert set(IndexEvent.objects.values_list("engine", flat=True)) == {"embedded", "elastic"}


def test_a_deleted_organisation_leaves_no_ghost(committed):
    organisation = OrganisationFactory(name="Ressourcerie fictive", kinds=["ess"])
    PostingFactory(organisation=organisation)
    action = ActionFactory(pilot=organisation)
    CommitmentFactory(organisation=organisation)
    indexing.rebuild()
    with committed():
        organisation.delete()
    assert found("", "organisation", "posting") == set()
    assert found("ressourcerie", "action") == set()
    assert not Document.objects.filter(kind__in=["organisation", "posting"]).exists()
    assert "Ressourcerie" not in str(stored(action, "action").texts)


def test_deleting_in_the_admin_forgets(admin_client, committed):
    organisation = OrganisationFactory()
    indexing.rebuild()
    url = reverse("wagtailsnippets_pacte_organisation:delete", args=[organisation.pk])
    with committed():
        admin_client.get(url)
    assert found() == {organisation.pk}
    with committed():
        admin_client.post(url)
    assert found() == set()


def test_a_renamed_reference_reaches_all_that_show_it(committed):
    organisation = OrganisationFactory(kinds=["ess"], themes=["food"])
    action = ActionFactory(objective__theme=Theme.objects.get(code="food"))
    posting = PostingFactory(organisation=organisation)
    indexing.rebuild()
    with committed():
        for model, code, name in ((Kind, "ess", "Zébulons"), (Theme, "food", "Topinambours")):
            row = model.objects.get(code=code)
            row.name = name
            row.save()
    assert found("zébulon") == {organisation.pk}
    assert found("zébulon", "posting") == {posting.pk}
    assert found("topinambour", "organisation") == {organisation.pk}
    assert found("topinambour", "action") == {action.pk}


def test_a_deleted_theme_leaves_its_organisations(committed):
    organisation = OrganisationFactory(themes=["food"])
    indexing.rebuild()
    with committed():
        Theme.objects.get(code="food").delete()
    assert "Food" not in str(stored(organisation, "organisation").texts)


def test_a_renamed_commune_and_a_commitment_are_followed(committed):
    organisation = OrganisationFactory(commune=CommuneFactory(name="Avant-le-Pont"))
    action = ActionFactory()
    indexing.rebuild()
    with committed():
        commune = Commune.objects.get(name="Avant-le-Pont")
        commune.name = "Après-le-Pont"
        commune.save()
        CommitmentFactory(action=action, organisation=organisation, description="Moins de zinc")
    assert "Après-le-Pont" in stored(organisation, "organisation").texts["place"]
    assert found("zinc", "action") == {action.pk}


def test_a_know_how_is_followed(committed):
    organisation = OrganisationFactory()
    indexing.rebuild()
    before = stored(organisation, "organisation").texts["resources"]
    with committed():
        CapabilityFactory(organisation=organisation, transformation="bread_to_beer")
    assert stored(organisation, "organisation").texts["resources"] != before


def test_an_amended_knowledge_is_followed(committed):
    posting = PostingFactory(resource="byproduct.food.bread_unsold")
    indexing.rebuild()
    row = KnowledgeAmendment(subject="resource", code="byproduct.food.bread_unsold")
    row.action, row.values, row.made_at = "change", {"synonyms": "quignonnade"}, "2026-11-02T08:00Z"
    with committed():
        row.save()
    try:
        assert found("quignonnade", "posting") == {posting.pk}
    finally:
        KnowledgeAmendment.objects.all().delete()
        indexing.bring_up_to_date()


def test_pages_are_followed_published_moved_made_private_and_deleted(committed):
    with committed():
        page = article("Les topinambours du marché")
        page.save_revision().publish()
    assert found("topinambour", "article") == {page.pk}
    with committed():
        restriction = PageViewRestriction.objects.create(
            page=article_index(), restriction_type="login"
        )
    assert found("topinambour", "article") == set()
    with committed():
        restriction.delete()
    assert found("topinambour", "article") == {page.pk}
    with committed():
        index = ArticleIndexPage.objects.get()
        index.slug = "nouvelles"
        index.save_revision().publish()
    assert "/nouvelles/" in stored(page, "article").url
    with committed():
        index = Page.objects.get(pk=index.pk)
        index.move(standard_page("Archives"), pos="last-child")
    assert "/archives/nouvelles/" in stored(page, "article").url
    with committed():
        Page.objects.get(pk=index.pk).delete()
    assert found("topinambour", "article") == set()
    assert not Document.objects.filter(kind="article").exists()


def test_a_withdrawal_behind_our_back_is_mended():
    organisation = OrganisationFactory(name="Retirée fictive")
    indexing.rebuild()
    Organisation.objects.filter(pk=organisation.pk).update(live=False)
    indexing.rebuild()
    assert found() == set()


def test_following_twice_changes_nothing(committed):
    organisation = OrganisationFactory(draft=True)
    organisation.save_revision().publish()
    assert [report.followed for report in indexing.follow()] == [1]
    assert [report.followed for report in indexing.follow()] == [0]
    assert found() == {organisation.pk}


def test_only_what_was_claimed_is_settled():
    first = OrganisationFactory(draft=True)
    first.save_revision().publish()
    claim = outbox.claim("embedded")
    OrganisationFactory(draft=True).save_revision().publish()
    outbox.settle(claim.numbers)
    assert IndexEvent.objects.count() == 1
    assert outbox.claim("embedded").version == claim.version + 1


def test_a_source_no_longer_known_is_no_fault():
    outbox.add(
        ["organisation:x", "gone:3", "posting", "page:9999999999999999999"],
        ["embedded"],
        "2026-11-02T08:00Z",
    )
    assert [report.error for report in indexing.follow()] == [""]
    assert not IndexEvent.objects.exists()


def test_nothing_waiting_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        indexing.follow()


def test_following_takes_a_fixed_number_of_queries():
    asked = []
    for number in (1, 12):
        for row in OrganisationFactory.create_batch(number, draft=True):
            row.save_revision().publish()
        with CaptureQueriesContext(connection) as queries:
            indexing.follow()
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 40


def test_the_settings_of_the_server_are_checked():
    assert search_settings(None) == []
    cases = [
        ("elastic", "http://localhost:9200", "pacte", []),
        ("elastic", "localhost:9200", "pacte", ["search.E002"]),
        ("elastic", "http://localhost:x", "Pacte", ["search.E002", "search.E003"]),
        ("solr", "", "pacte", ["search.E001"]),
    ]
    for backend, url, index, expected in cases:
        with override_settings(
            SEARCH_BACKEND=backend, ELASTICSEARCH_URL=url, ELASTICSEARCH_INDEX=index
        ):
            assert [fault.id for fault in search_settings(None)] == expected
