"""Factories of people, by what they may do. Addresses are under ``.example``."""

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from pacte.models import Membership
from pacte.permissions import CURATORS
from tests.factories.pacte import OrganisationFactory


class UserFactory(DjangoModelFactory):
    """A person; traits: ``administrator``, ``curator`` (with the group, without its rights)."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    class Params:
        administrator = factory.Trait(is_superuser=True, is_staff=True)

    username = factory.Sequence(lambda n: f"personne-{n}")
    email = factory.LazyAttribute(lambda row: f"{row.username}@pacte.example")

    @factory.post_generation
    def curator(self, create, extracted, **kwargs):
        if extracted:
            self.groups.add(Group.objects.get_or_create(name=CURATORS)[0])


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    organisation = factory.SubFactory(OrganisationFactory)
    user = factory.SubFactory(UserFactory)
