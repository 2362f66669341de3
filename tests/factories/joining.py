"""Factories of what leads to a membership: proven addresses, invitations, claims."""

import datetime as dt

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone
from factory.django import DjangoModelFactory

from pacte.models import Claim, Invitation
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory

SIRETS = ("73282932000074", "55208131766522", "44306184100047", "30613890001294")
"""Numbers whose key is right; the organisations that bear them here are invented."""


class VerifiedUserFactory(UserFactory):
    """A person whose address is proven."""

    @factory.post_generation
    def proof(self, create, extracted, **kwargs):
        EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    organisation = factory.SubFactory(OrganisationFactory)
    email = factory.Sequence(lambda n: f"invitee-{n}@pacte.example")
    invited_by = factory.SubFactory(UserFactory)
    created_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda row: row.created_at + dt.timedelta(days=14))


class ClaimFactory(DjangoModelFactory):
    class Meta:
        model = Claim

    user = factory.SubFactory(VerifiedUserFactory)
    organisation = factory.SubFactory(OrganisationFactory, siret=SIRETS[0])
    siret = factory.LazyAttribute(lambda row: row.organisation.siret if row.organisation else "")
    email = factory.LazyAttribute(lambda row: row.user.email)
    created_at = factory.LazyFunction(timezone.now)


def manager_of(organisation, **options):
    """Make a person who manages the members of an organisation."""
    user = VerifiedUserFactory(**options)
    MembershipFactory(user=user, organisation=organisation, role="manager")
    return user


def member_of(organisation, **options):
    """Make a person who acts for an organisation."""
    user = VerifiedUserFactory(**options)
    MembershipFactory(user=user, organisation=organisation)
    return user
