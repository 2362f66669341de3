"""The three cases that the platform is shown with, made of fictitious organisations."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from cooperation.models import Posting
from cooperation.services.suggestions import refresh_all
from pacte.models import Organisation
from tests.factories.cooperation import CapabilityFactory, PostingFactory
from tests.factories.pacte import CommuneFactory, EpciFactory, OrganisationFactory

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Case:
    giver: Organisation
    receiver: Organisation
    offer: Posting


def refresh():
    return refresh_all(now=NOW)


def _place(name, insee, latitude, longitude):
    epci = EpciFactory(siren="900000001")
    return CommuneFactory(insee=insee, name=name, latitude=latitude, longitude=longitude, epci=epci)


def grenoble():
    return _place("Grenoble", "38185", 45.1869, 5.7264)


def echirolles():
    return _place("Échirolles", "38151", 45.1446, 5.7147)


def bread():
    """Unsold bread of a bakery, for a brewery that knows how to brew with it."""
    baker = OrganisationFactory(
        name="Boulangerie fictive des Ponts",
        slug="boulangerie-des-ponts",
        kinds=["craft"],
        commune=grenoble(),
        themes=["food"],
    )
    brewer = OrganisationFactory(
        name="Brasserie fictive du Marc",
        slug="brasserie-du-marc",
        kinds=["circular"],
        commune=echirolles(),
        themes=["food"],
    )
    CapabilityFactory(
        organisation=brewer,
        transformation="bread_to_beer",
        yearly_capacity=Decimal(6000),
        unit="kg",
    )
    offer = PostingFactory(
        organisation=baker,
        title="Pain de la veille",
        resource="byproduct.food.bread_unsold",
        quantity=Decimal(40),
        unit="kg",
        period="week",
        max_distance_km=20,
    )
    return Case(baker, brewer, offer)


def fruit():
    """Unsold fruit and vegetables of a wholesale market, for a solidarity cannery."""
    market = OrganisationFactory(
        name="Marché de gros fictif", slug="marche-fictif", kinds=["market"], commune=grenoble()
    )
    cannery = OrganisationFactory(
        name="Conserverie fictive solidaire",
        slug="conserverie-fictive",
        kinds=["siae", "kitchen"],
        siae_type="aci",
        commune=echirolles(),
    )
    CapabilityFactory(organisation=cannery, transformation="fruit_veg_to_dishes")
    offer = PostingFactory(
        organisation=market,
        resource="byproduct.food.fruit_veg_unsold",
        quantity=Decimal(2),
        unit="t",
        period="month",
    )
    return Case(market, cannery, offer)


def jars():
    """Used glass jars of a canteen, for a washing line."""
    canteen = OrganisationFactory(
        name="Cantine fictive des Tilleuls",
        slug="cantine-fictive",
        kinds=["catering"],
        commune=grenoble(),
    )
    washer = OrganisationFactory(
        name="Laverie fictive de bocaux",
        slug="laverie-fictive",
        kinds=["circular"],
        commune=echirolles(),
    )
    CapabilityFactory(organisation=washer, transformation="glass_jar_washing")
    offer = PostingFactory(
        organisation=canteen,
        resource="material.container.glass_jar_used",
        quantity=Decimal(200),
        unit="piece",
        period="month",
    )
    return Case(canteen, washer, offer)


CASES = {"bread": bread, "fruit": fruit, "jars": jars}
