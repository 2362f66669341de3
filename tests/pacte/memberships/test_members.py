"""Roles, removals and departures: somebody always manages."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from pacte.models import Membership
from pacte.services import memberships
from pacte.services.memberships import MembershipRefused
from tests.factories.joining import manager_of, member_of
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def place(user, organisation):
    return Membership.objects.get(user=user, organisation=organisation)


def change(organisation, who, role, user):
    return memberships.change_role(
        membership_id=place(who, organisation).pk, organisation=organisation, role=role, user=user
    )


def test_a_manager_names_another_and_may_then_step_down(organisation, manager):
    other = member_of(organisation)
    with pytest.raises(MembershipRefused, match="dernière personne"):
        change(organisation, manager, "member", manager)
    assert change(organisation, other, "manager", manager).role == "manager"
    assert change(organisation, manager, "member", manager).role == "member"
    assert change(organisation, manager, "member", other).role == "member"
    assert ModelLogEntry.objects.filter(action="pacte.change_role").count() == 2
    with pytest.raises(MembershipRefused, match="n’existe pas"):
        change(organisation, manager, "chef", other)


def test_the_last_manager_neither_leaves_nor_is_removed(organisation, manager):
    manager_of(organisation, is_active=False)
    with pytest.raises(MembershipRefused, match="nommez d’abord"):
        memberships.leave(organisation=organisation, user=manager)
    with pytest.raises(MembershipRefused):
        memberships.remove(
            membership_id=place(manager, organisation).pk,
            organisation=organisation,
            user=UserFactory(curator=True),
        )
    manager_of(organisation)
    memberships.leave(organisation=organisation, user=manager)
    memberships.leave(organisation=organisation, user=manager)
    assert not Membership.objects.filter(user=manager).exists()


def test_a_member_is_removed_by_who_manages(organisation, manager):
    member = member_of(organisation)
    pk = place(member, organisation).pk
    for user in (member, UserFactory(), manager_of(OrganisationFactory())):
        with pytest.raises(PermissionDenied):
            memberships.remove(membership_id=pk, organisation=organisation, user=user)
    memberships.remove(membership_id=pk, organisation=organisation, user=manager)
    with pytest.raises(MembershipRefused, match="n’est plus membre"):
        memberships.remove(membership_id=pk, organisation=organisation, user=manager)
    log = ModelLogEntry.objects.get(action="pacte.remove_member")
    assert log.data["person"] == member.pk


def test_the_member_of_another_organisation_is_out_of_reach(organisation, manager):
    elsewhere = OrganisationFactory()
    other = member_of(elsewhere)
    with pytest.raises(MembershipRefused):
        memberships.remove(
            membership_id=place(other, elsewhere).pk, organisation=organisation, user=manager
        )
    assert Membership.objects.filter(user=other).exists()
