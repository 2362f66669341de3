"""Previews in the admin: drafts are drawn like the public pages, from what is in memory."""

import pytest
from django.urls import reverse

from pacte.models import Action, Organisation
from tests.factories import pacte as make
from tests.factories import pages

pytestmark = pytest.mark.django_db


def preview(row):
    return row.make_preview_request(preview_mode="").rendered_content


@pytest.fixture(autouse=True)
def _site():
    pages.home_page()


def test_a_draft_organisation_is_previewed():
    organisation = make.OrganisationFactory(draft=True, kinds=["siae"], name="En préparation")
    html = preview(organisation)
    assert "En préparation" in html
    assert "Siae" in html


def test_what_was_changed_in_memory_is_shown_and_not_saved():
    organisation = make.OrganisationFactory(kinds=["siae"])
    organisation.name = "Nom changé"
    organisation.kinds = [make.KindFactory(code="producteur")]
    html = preview(organisation)
    assert "Nom changé" in html
    assert "Producteur" in html
    assert "Siae" not in html
    assert list(Organisation.objects.get().kinds.values_list("code", flat=True)) == ["siae"]


def test_a_new_organisation_is_previewed_before_it_exists():
    assert "Toute neuve" in preview(Organisation(name="Toute neuve", live=False))


def test_a_draft_action_is_previewed():
    action = make.ActionFactory(live=False, title="Action en préparation")
    make.CommitmentFactory(action=action, description="Un camion")
    html = preview(action)
    assert "Action en préparation" in html
    assert "Un camion" in html


def test_a_new_action_is_previewed_before_it_exists():
    action = Action(title="Toute neuve", objective=make.ObjectiveFactory(), summary="…")
    assert "Toute neuve" in preview(action)


def test_the_admin_shows_the_last_draft(client, admin_user):
    organisation = make.OrganisationFactory(name="Nom public")
    organisation.name = "Nom du brouillon"
    organisation.save_revision()
    client.force_login(admin_user)
    name = organisation.snippet_viewset.get_url_name("revisions_view")
    address = reverse(name, args=[organisation.pk, organisation.latest_revision_id])
    assert "Nom du brouillon" in client.get(address).text
    assert "Nom public" in client.get(organisation.get_absolute_url()).text


@pytest.mark.parametrize("make_page", [pages.article, pages.standard_page, pages.article_index])
def test_a_page_is_previewed(make_page):
    page = make_page()
    page.title = "Titre changé"
    assert "Titre changé" in preview(page)
