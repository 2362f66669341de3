"""Factories of the pact. Everything they make says that it is fictitious."""

import factory
from factory.django import DjangoModelFactory

from pacte import models


class EpciFactory(DjangoModelFactory):
    class Meta:
        model = models.Epci
        django_get_or_create = ("siren",)

    siren = factory.Sequence(lambda n: f"{900000000 + n}")
    name = factory.Sequence(lambda n: f"Intercommunalité {n}")
    slug = factory.Sequence(lambda n: f"intercommunalite-{n}")
    in_pact = True


class CommuneFactory(DjangoModelFactory):
    class Meta:
        model = models.Commune
        django_get_or_create = ("insee",)

    insee = factory.Sequence(lambda n: f"{38900 + n}")
    name = factory.Sequence(lambda n: f"Commune {n}")
    slug = factory.Sequence(lambda n: f"commune-{n}")
    epci = factory.SubFactory(EpciFactory)
    postcodes = ["38000"]
    population = 5000
    latitude = 45.18
    longitude = 5.72


class ZoneFactory(DjangoModelFactory):
    class Meta:
        model = models.Zone
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"zone-{n}")
    name = factory.Sequence(lambda n: f"Zone {n}")
    kind = "custom"

    @factory.post_generation
    def communes(self, create, extracted, **kwargs):
        if extracted:
            self.communes.set(extracted)


class ReferenceFactory(DjangoModelFactory):
    class Meta:
        abstract = True
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"code-{n}")
    name = factory.LazyAttribute(lambda row: row.code.capitalize())


class KindFactory(ReferenceFactory):
    class Meta:
        model = models.Kind


class RoleFactory(ReferenceFactory):
    class Meta:
        model = models.Role


class LabelFactory(ReferenceFactory):
    class Meta:
        model = models.Label

    family = "quality"


class ThemeFactory(ReferenceFactory):
    class Meta:
        model = models.Theme

    summary = "Un thème d’essai."


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = models.Place

    name = factory.Sequence(lambda n: f"Lieu {n}")
    slug = factory.Sequence(lambda n: f"lieu-{n}")
    commune = factory.SubFactory(CommuneFactory)


class BuildingFactory(DjangoModelFactory):
    class Meta:
        model = models.Building

    place = factory.SubFactory(PlaceFactory)
    number = factory.Sequence(lambda n: n + 1)
    use = "Ateliers"


def _set_many(name, model_factory):
    """Set a many-to-many field from codes, and save what modelcluster defers."""

    def setter(self, create, extracted, **kwargs):
        if extracted:
            getattr(self, name).set([model_factory(code=code) for code in extracted])
            self.save()

    return factory.post_generation(setter)


class OrganisationFactory(DjangoModelFactory):
    """A published, fictitious organisation; ``kinds=["siae"]`` and the like take codes."""

    class Meta:
        model = models.Organisation
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(live=False)

    name = factory.Sequence(lambda n: f"Organisation fictive {n}")
    slug = factory.Sequence(lambda n: f"organisation-fictive-{n}")
    summary = "Une organisation d’essai."
    commune = factory.SubFactory(CommuneFactory)
    is_fictitious = True
    live = True

    kinds = _set_many("kinds", KindFactory)
    roles = _set_many("roles", RoleFactory)
    labels = _set_many("labels", LabelFactory)
    themes = _set_many("themes", ThemeFactory)


class ObjectiveFactory(DjangoModelFactory):
    class Meta:
        model = models.Objective

    theme = factory.SubFactory(ThemeFactory)
    title = factory.Sequence(lambda n: f"Objectif {n}")
    slug = factory.Sequence(lambda n: f"objectif-{n}")


class ActionFactory(DjangoModelFactory):
    class Meta:
        model = models.Action

    objective = factory.SubFactory(ObjectiveFactory)
    title = factory.Sequence(lambda n: f"Action {n}")
    slug = factory.Sequence(lambda n: f"action-{n}")
    summary = "Une action d’essai."
    is_fictitious = True
    live = True


class CommitmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Commitment

    action = factory.SubFactory(ActionFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    description = "Un engagement d’essai"
    is_fictitious = True


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = models.Indicator

    action = factory.SubFactory(ActionFactory)
    name = factory.Sequence(lambda n: f"Indicateur {n}")
    unit = "tonnes"
    is_fictitious = True
