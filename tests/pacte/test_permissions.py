"""Who may do what."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from pacte import permissions
from pacte.enums import MembershipRole
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


def _member(organisation, role=MembershipRole.MEMBER, **options):
    user = UserFactory(**options)
    MembershipFactory(user=user, organisation=organisation, role=role)
    return user


def _curator():
    user = UserFactory()
    user.groups.add(Group.objects.get_or_create(name=permissions.CURATORS)[0])
    return user


def test_a_visitor_may_nothing(organisation):
    visitor = AnonymousUser()
    assert not permissions.is_administrator(visitor)
    assert not permissions.is_curator(visitor)
    assert not permissions.is_member(visitor, organisation)
    assert not permissions.is_manager(visitor, organisation)
    assert not permissions.may_edit_profile(visitor, organisation)


def test_a_member_acts_for_its_organisation_only(organisation):
    user = _member(organisation)
    assert permissions.is_member(user, organisation)
    assert permissions.may_edit_profile(user, organisation)
    assert not permissions.is_manager(user, organisation)
    assert not permissions.is_member(user, OrganisationFactory())
    assert not permissions.is_curator(user)


def test_a_manager_is_a_member_who_manages(organisation):
    user = _member(organisation, MembershipRole.MANAGER)
    assert permissions.is_member(user, organisation)
    assert permissions.is_manager(user, organisation)


def test_the_staff_edits_every_profile(organisation):
    user = _curator()
    assert permissions.is_curator(user)
    assert permissions.may_edit_profile(user, organisation)
    assert not permissions.is_administrator(user)


def test_an_administrator_is_a_curator():
    assert permissions.is_curator(UserFactory(is_superuser=True))


def test_an_account_that_is_closed_may_nothing(organisation):
    user = _member(organisation, MembershipRole.MANAGER, is_active=False)
    assert not permissions.is_member(user, organisation)
    assert not permissions.is_manager(user, organisation)
    assert not permissions.is_curator(UserFactory(is_superuser=True, is_active=False))
