"""What a cooperation counts for: where it is shown, to whom, and the action that is proposed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperation.selectors.served_actions import likely_action
from cooperation.services.effects import count_cooperation
from tests.cooperation.introductions.scene import NOW
from tests.cooperation.introductions.test_effects import (
    RESOURCE,
    confirm,
    counting,
    declared,
    undone,
)
from tests.factories.cooperation import CooperationFactory
from tests.factories.pacte import ActionFactory, CommitmentFactory, OrganisationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return ActionFactory(title="Sauver le pain")


class TestPages:
    """Where it is shown, and to whom."""

    def test_the_action_shows_the_value_and_its_cooperation(self, here, action, client):
        counting(action)
        confirm(here, declared(here, action))
        shown = client.get(action.get_absolute_url()).text
        assert "Coopération déclarée et confirmée par les deux parties" in shown
        assert "Boulangerie fictive → Cantine fictive" in shown
        assert "Bouge de lui-même" in shown

    def test_an_organisation_that_is_not_public_is_not_named(self, here, action, client):
        counting(action)
        confirm(here, declared(here, action))
        type(here.baker.organisation).objects.filter(pk=here.baker.organisation.pk).update(
            live=False
        )
        shown = client.get(action.get_absolute_url()).text
        assert "Coopération déclarée" in shown
        assert "Boulangerie fictive" not in shown
        assert "Cantine fictive" not in shown

    def test_undone_the_action_keeps_both_values_and_names_nobody(self, here, action, client):
        counting(action)
        undone(confirm(here, declared(here, action)))
        shown = client.get(action.get_absolute_url()).text
        assert "Coopération déclarée, annulée depuis" in shown
        assert "Boulangerie fictive" not in shown

    def test_the_action_costs_the_same_however_many_values_are_counted(self, action, client):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                assert client.get(action.get_absolute_url()).status_code == 200
            return len(queries)

        counting(action)
        row = CooperationFactory(action=action)
        count_cooperation(cooperation=row, source="Saisie", now=NOW)
        cost()
        before = cost()
        for _ in range(4):
            row = CooperationFactory(action=action)
            count_cooperation(cooperation=row, source="Saisie", now=NOW)
        assert cost() == before

    def test_both_sides_read_what_it_counts_for(self, here, action, client):
        counting(action)
        agreement = declared(here, action)
        client.force_login(here.author.user)
        address = reverse(
            "cooperation:agreement-confirm", args=[here.introduction.pk, agreement.pk]
        )
        page = client.post(address, follow=True).text
        assert page.count("Compte pour l’action") == 2  # said once, and kept on the page
        client.force_login(here.baker.user)
        page = client.get(reverse("cooperation:introduction", args=[here.introduction.pk])).text
        assert "Compte pour l’action" in page

    def test_the_pages_of_an_introduction_cost_the_same_however_much_was_counted(
        self, here, action, client
    ):
        def cost(name):
            with CaptureQueriesContext(connection) as queries:
                address = reverse(f"cooperation:{name}", args=[here.introduction.pk])
                assert client.get(address).status_code == 200
            return len(queries)

        client.force_login(UserFactory(curator=True))
        counting(action)
        agreement = confirm(here, declared(here, action))
        cost("introduction-staff")
        before = cost("introduction-staff")
        undone(agreement)
        for resource in ("food.vegetable", "food.fruit"):
            confirm(here, declared(here, action, resource=resource))
        assert cost("introduction-staff") <= before + 1
        client.force_login(here.author.user)
        cost("introduction")
        before = cost("introduction")
        confirm(here, declared(here, action, resource="food.egg", unit="kg"))
        assert cost("introduction") == before

    def test_the_form_proposes_the_action_and_says_so(self, here, action, client):
        CooperationFactory(action=action, resource=here.posting.resource)
        client.force_login(here.baker.user)
        shown = client.get(
            reverse("cooperation:agreement-declare", args=[here.introduction.pk])
        ).text
        assert f'<option value="{action.pk}" selected>' in shown
        assert "Proposée d’après" in shown

    def test_without_a_sign_nothing_is_chosen(self, here, action, client):
        client.force_login(here.baker.user)
        shown = client.get(
            reverse("cooperation:agreement-declare", args=[here.introduction.pk])
        ).text
        assert f'<option value="{action.pk}">' in shown
        assert "Proposée d’après" not in shown


class TestLikelyAction:
    """The action that the resource and the commitments point to."""

    def test_the_same_resource_then_its_branch(self, action, django_assert_num_queries):
        CooperationFactory(action=ActionFactory(), resource="byproduct.food.fruit_veg_unsold")
        CooperationFactory(action=action, resource=RESOURCE)
        ends = [OrganisationFactory().pk, OrganisationFactory().pk]
        with django_assert_num_queries(4):
            assert likely_action(ends, RESOURCE) == action

    def test_two_that_are_as_close_leave_the_choice_open(self, action):
        for row in (action, ActionFactory()):
            CooperationFactory(action=row, resource=RESOURCE)
        assert likely_action([], RESOURCE) is None
        mine = OrganisationFactory()
        CommitmentFactory(action=action, organisation=mine)
        assert likely_action([mine.pk], RESOURCE) == action

    def test_one_side_that_is_committed_is_not_enough_both_are(self, action):
        one, other = OrganisationFactory(), OrganisationFactory()
        CommitmentFactory(action=action, organisation=one)
        assert likely_action([one.pk, other.pk], RESOURCE) is None
        type(action).objects.filter(pk=action.pk).update(pilot=other)
        assert likely_action([one.pk, other.pk], "") == action

    def test_an_action_that_is_not_published_is_never_proposed(self):
        CooperationFactory(action=ActionFactory(live=False), resource=RESOURCE)
        assert likely_action([], RESOURCE) is None

    def test_another_branch_says_nothing(self, action):
        CooperationFactory(action=action, resource="service.cleaning.premises")
        assert likely_action([], RESOURCE) is None
