"""Members edit their profile: drafts, acceptance, trust, conflicts, completeness."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import WorkflowState

from pacte.models import Organisation
from pacte.selectors.completeness import PIECES, completeness_of
from pacte.services.profiles import save_profile
from pacte.services.reference import load_reference
from tests.factories.joining import manager_of, member_of
from tests.factories.pacte import CommuneFactory, KindFactory, OrganisationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    load_reference()
    commune = CommuneFactory(name="Grenoble")
    return OrganisationFactory(slug="fictive", summary="Avant.", kinds=["ess"], commune=commune)


@pytest.fixture
def member(client, organisation):
    user = member_of(organisation)
    client.force_login(user)
    return user


MOST = 24
"""Queries of the page, the header included."""
PAGE = "/mon-espace/organisations/fictive/fiche/"


def typed(organisation, **given):
    organisation.refresh_from_db()
    return {
        "base": organisation.latest_revision_id or 0,
        "summary": "Après.",
        "description": "Un.\n\n<b>Deux</b>",
        "kinds": [KindFactory(code="siae").pk],
        "commune": "Grenoble (38000)",
        **given,
    }


def test_the_public_page_keeps_the_accepted_text(client, member, organisation):
    assert 'value="Avant."' in client.get(PAGE).text
    assert client.post(PAGE, typed(organisation))["Location"] == PAGE
    assert "Avant." in client.get("/organisations/fictive/").text
    assert "Après." not in client.get("/organisations/fictive/").text
    html = client.get(PAGE).text
    assert 'value="Après."' in html
    assert "attendent la relecture" in html
    assert WorkflowState.objects.get().status == "in_progress"
    client.post(PAGE, typed(organisation, summary="Encore."))
    state = WorkflowState.objects.get()
    state.current_task_state.specific.approve(user=UserFactory(administrator=True))
    html = client.get("/organisations/fictive/").text
    assert "Encore." in html
    assert "&lt;b&gt;Deux&lt;/b&gt;" in html
    kinds = Organisation.objects.get().kinds.values_list("code", flat=True)
    assert list(kinds) == ["siae"]


def test_changes_that_are_asked_for_are_submitted_again(client, member, organisation):
    client.post(PAGE, typed(organisation))
    staff = UserFactory(administrator=True)
    WorkflowState.objects.get().current_task_state.specific.reject(user=staff)
    assert WorkflowState.objects.get().status == "needs_changes"
    client.post(PAGE, typed(organisation, summary="Mieux."))
    assert WorkflowState.objects.get().status == "in_progress"


def test_the_trusted_publish_at_once(client, member, organisation):
    Organisation.objects.update(is_trusted=True)
    client.post(PAGE, typed(organisation))
    assert "public dès maintenant" in client.get(PAGE).text
    assert "Après." in client.get("/organisations/fictive/").text
    assert not WorkflowState.objects.exists()


def test_two_people_at_once_lose_nothing(client, member, organisation):
    stale = typed(organisation, summary="La mienne.")
    client.post(PAGE, typed(organisation, summary="La sienne."))
    told = client.post(PAGE, stale)
    assert told.status_code == 409
    assert "Quelqu’un a modifié la fiche" in told.text
    assert "Ce que vous faites, en une phrase)" in told.text
    assert 'value="La mienne."' in told.text
    organisation.refresh_from_db()
    assert f'name="base" value="{organisation.latest_revision_id}"' in told.text
    assert organisation.get_latest_revision_as_object().summary == "La sienne."
    client.post(PAGE, {**stale, "base": organisation.latest_revision_id})
    organisation.refresh_from_db()
    assert organisation.get_latest_revision_as_object().summary == "La mienne."


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("website", "javascript:alert(1)"),
        ("headcount", "-1"),
        ("naf", "pain"),
        ("commune", "Nulle-Part"),
        ("summary", "x" * 400),
        ("base", "zéro"),
    ],
)
def test_bad_input_is_told_at_its_field(client, member, organisation, field, value):
    response = client.post(PAGE, typed(organisation, **{field: value}))
    assert response.status_code == 422
    assert "Rien n’a été enregistré" in response.text
    organisation.refresh_from_db()
    assert organisation.latest_revision is None


def test_a_presentation_in_layout_is_left_as_it_is(client, member, organisation):
    organisation.description = [("heading", "Titre"), ("paragraph", "<p>Texte</p>")]
    organisation.save()
    assert "mise en forme" in client.get(PAGE).text
    client.post(PAGE, typed(organisation))
    organisation.refresh_from_db()
    copy = organisation.get_latest_revision_as_object()
    assert [block.block_type for block in copy.description] == ["heading", "paragraph"]
    assert copy.summary == "Après."


def test_others_are_told_nothing(client, organisation):
    assert client.get(PAGE).status_code == 302
    for user in (UserFactory(), manager_of(OrganisationFactory())):
        client.force_login(user)
        assert client.get(PAGE).status_code == 404
        assert client.post(PAGE, typed(organisation)).status_code == 404
        with pytest.raises(PermissionDenied):
            save_profile(
                organisation=organisation, base=0, content={}, user=user, now=timezone.now()
            )


def test_only_what_the_form_offers_is_changed(client, member, organisation):
    client.post(PAGE, typed(organisation, is_trusted="on", name="Autre", slug="x", live=""))
    copy = Organisation.objects.get().get_latest_revision_as_object()
    assert not copy.is_trusted
    assert copy.slug == "fictive"


def test_the_meter_says_what_each_piece_brings(client, member, organisation):
    told = completeness_of(organisation)
    assert {piece.field for piece in told.done} == {"summary", "kinds", "commune"}
    assert told.percent == 30
    assert len(told.missing) == len(PIECES) - 3
    space = client.get("/mon-espace/").text
    assert "30\xa0%" in space
    for piece in told.missing:
        assert str(piece.brings) in space
        assert f"#id_{piece.field}" in space


def test_the_page_costs_a_fixed_number_of_queries(client, member, django_assert_num_queries):
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    assert len(few) <= MOST
    OrganisationFactory.create_batch(5)
    with django_assert_num_queries(len(few)):
        client.get(PAGE)
