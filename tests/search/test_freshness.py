"""The index follows what is published, and never shows what is not."""

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse

from cooperation.events import tell_posting_changed
from pacte.models import Organisation
from search import engine
from search.checks import search_settings
from search.documents import all_documents, build_documents
from search.indexing import index_organisations, rebuild
from search.models import Document, DocumentValue
from search.query import Query
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import BuildingFactory, OrganisationFactory
from tests.search.conftest import numbers

pytestmark = pytest.mark.django_db


def found(text=""):
    return set(numbers(engine.search(Query(text=text))))


def test_publishing_and_withdrawing_are_followed(django_capture_on_commit_callbacks):
    organisation = OrganisationFactory(name="Ressourcerie fictive", draft=True)
    with django_capture_on_commit_callbacks(execute=True):
        organisation.save_revision().publish()
    assert found("ressourcerie") == {organisation.pk}
    with django_capture_on_commit_callbacks(execute=True):
        Organisation.objects.get(pk=organisation.pk).unpublish()
    assert found("ressourcerie") == set()


def test_nothing_is_indexed_when_the_transaction_is_undone(django_capture_on_commit_callbacks):
    organisation = OrganisationFactory(draft=True)
    with django_capture_on_commit_callbacks(execute=False):
        organisation.save_revision().publish()
    assert found() == set()


def test_a_posting_is_followed(django_capture_on_commit_callbacks):
    posting = PostingFactory(title="Palettes en bois")
    ids = {"posting_id": posting.pk, "organisation_id": posting.organisation_id}
    with django_capture_on_commit_callbacks(execute=True):
        tell_posting_changed(**ids)
    assert found("palette") == {posting.organisation_id}
    posting.status = "withdrawn"
    posting.save()
    with django_capture_on_commit_callbacks(execute=True):
        tell_posting_changed(**ids)
    assert found("palette") == set()


def test_a_deleted_organisation_leaves_no_ghost():
    organisation = OrganisationFactory(kinds=["ess"])
    rebuild()
    organisation.delete()
    assert found() == set()
    assert not Document.objects.exists()
    assert not DocumentValue.objects.exists()


def test_a_withdrawal_behind_our_back_is_never_shown(client):
    organisation = OrganisationFactory(name="Retirée fictive")
    rebuild()
    Organisation.objects.filter(pk=organisation.pk).update(live=False)
    assert "Retirée fictive" not in client.get("/annuaire/").content.decode()
    rebuild()
    assert found() == set()


def test_deleting_in_the_admin_forgets(admin_client, django_capture_on_commit_callbacks):
    organisation = OrganisationFactory()
    rebuild()
    url = reverse("wagtailsnippets_pacte_organisation:delete", args=[organisation.pk])
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        admin_client.get(url)
        assert not callbacks
        admin_client.post(url)
    assert callbacks
    assert found() == set()


def test_only_public_data_is_indexed():
    organisation = OrganisationFactory(
        name="Fictive", address="12 rue du Canari", building=BuildingFactory(), siae_type="aci"
    )
    PostingFactory(organisation=organisation, title="Vue de tous")
    PostingFactory(organisation=organisation, title="Réservée", visibility="members")
    PostingFactory(organisation=organisation, title="Brouillon", draft=True)
    (document,) = build_documents([organisation.pk])
    said = str(document)
    assert "Vue de tous" in said
    assert not {word for word in ("Canari", "Réservée", "Brouillon") if word in said}


def test_resources_bring_their_everyday_words():
    posting = PostingFactory(resource="byproduct.food.bread_unsold", title="Surplus")
    rebuild()
    assert found("pain") == {posting.organisation_id}


def test_a_resource_no_longer_known_is_no_fault():
    PostingFactory(resource="gone.for.good")
    assert [document.texts["resources"] for document in all_documents()] == [""]


@pytest.mark.parametrize("number", [1, 12])
def test_documents_take_a_fixed_number_of_queries(django_assert_num_queries, number):
    rows = OrganisationFactory.create_batch(number, kinds=["ess"])
    PostingFactory(organisation=rows[0])
    with django_assert_num_queries(6):
        assert len(build_documents([row.pk for row in rows])) == number


def test_indexing_twice_changes_nothing():
    organisation = OrganisationFactory()
    index_organisations([organisation.pk])
    index_organisations([organisation.pk, 999_999])
    assert found() == {organisation.pk}


def test_the_command_rebuilds_and_writes_only_what_changed(capsys):
    OrganisationFactory.create_batch(3)
    call_command("index_search", verbosity=2)
    assert "3 fiches indexées" in capsys.readouterr().out
    call_command("index_search")
    assert "déjà à jour" in capsys.readouterr().out


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
