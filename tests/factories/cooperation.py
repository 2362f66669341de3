"""Factories of needs, offers and flows. The resources are codes of the taxonomy."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from cooperation import models
from tests.factories.pacte import OrganisationFactory


class PostingFactory(DjangoModelFactory):
    """A published, fictitious offer; traits: ``need``, ``draft``."""

    class Meta:
        model = models.Posting

    class Params:
        need = factory.Trait(direction="need")
        draft = factory.Trait(status="draft", published_on=None)

    organisation = factory.SubFactory(OrganisationFactory)
    direction = "offer"
    resource = "byproduct.food.bread_unsold"
    title = factory.Sequence(lambda n: f"Annonce fictive {n}")
    status = "published"
    published_on = dt.date(2026, 11, 2)
    is_fictitious = True


class CapabilityFactory(DjangoModelFactory):
    class Meta:
        model = models.Capability

    organisation = factory.SubFactory(OrganisationFactory)
    is_fictitious = True


class CooperationFactory(DjangoModelFactory):
    class Meta:
        model = models.Cooperation

    giver = factory.SubFactory(OrganisationFactory)
    receiver = factory.SubFactory(OrganisationFactory)
    resource = "byproduct.food.bread_unsold"
    is_fictitious = True


class LotFactory(DjangoModelFactory):
    class Meta:
        model = models.Lot

    buyer = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Lot fictif {n}")
    service = "service.cleaning.premises"
    hours = 200
    is_fictitious = True


class ServiceCapacityFactory(DjangoModelFactory):
    class Meta:
        model = models.ServiceCapacity

    organisation = factory.SubFactory(OrganisationFactory)
    service = "service.cleaning.premises"
    monthly_hours = 100
    is_fictitious = True


class CallFactory(DjangoModelFactory):
    """A draft of a solidarity call to nobody yet."""

    class Meta:
        model = models.Call

    organisation = factory.SubFactory(OrganisationFactory, kinds=["siae"])
    kind = "visit"
    title = factory.Sequence(lambda n: f"Appel fictif {n}")
    description = "Faire visiter un atelier à huit personnes."
    answer_by = dt.date(2026, 12, 20)
    created_at = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
    is_fictitious = True
