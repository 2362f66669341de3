"""What a query may name, from the database: the genuine places, kinds and labels."""

import pytest

from pacte.models import Commune, Kind
from pacte.services.reference import load_reference
from pacte.services.territory import load_territory
from search import gazetteer as gazetteers
from search.gazetteer import gazetteer
from search.indexing import rebuild
from search.language import Lexicon, Vocabulary, understand
from tests.factories.pacte import OrganisationFactory, ZoneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db):
    load_reference()
    load_territory()
    return gazetteer()


def read(text, known, **given):
    return understand(text, lexicon=Lexicon(), gazetteer=known, vocabulary=Vocabulary(), **given)


@pytest.mark.parametrize(
    ("text", "facets", "left"),
    [
        ("traiteur à Échirolles", {"commune": ("38151",)}, "traiteur"),
        ("traiteur pont de claix", {"commune": ("38317",)}, "traiteur"),
        ("saint martin d heres", {"commune": ("38421",)}, ""),
        ("vélos SMH", {"commune": ("38421",)}, "vélos"),
        ("38130", {"commune": ("38151",)}, ""),
        ("dans le Grésivaudan", {"epci": ("200018166",)}, ""),
        ("métropole grenobloise", {"epci": ("200040715",)}, ""),
        ("périmètre du pacte", {"epci": ("200018166", "200040715", "243800984")}, ""),
        ("en Chartreuse", {"epci": ("200040111",)}, ""),
        ("chartreuse", {}, "chartreuse"),
        ("fontaine à eau", {}, "fontaine à eau"),
        ("à Fontaine", {"commune": ("38169",)}, ""),
        ("saint-marcellin", {}, "saint-marcellin"),
        ("esat", {"type": ("organisation",), "siae": ("esat",)}, ""),
        ("légumes bio", {"label": ("ab", "demeter", "nature-progres")}, "légumes"),
        ("producteurs", {"type": ("organisation",), "kind": ("producer",)}, ""),
        ("signataires du pacte", {"type": ("organisation",), "role": ("signatory",)}, ""),
        ("propriétaire ou hôte de site", {"type": ("organisation",), "role": ("host",)}, ""),
        ("événements en juillet", {"type": ("event",), "month": ("7",)}, ""),
        ("Isère", {}, ""),
    ],
)
def test_the_genuine_names(loaded, text, facets, left):
    found = read(text, loaded)
    assert (dict(found.facets), found.text_left) == (facets, left)
    assert all(chip.label for chip in found.chips if chip.facet != "near")


def test_distances_are_told_from_genuine_points(loaded):
    assert loaded.centre.name == "Grenoble"
    near = read("près du pôle R", loaded).near
    assert (round(near.latitude, 1), round(near.longitude, 1)) == (45.2, 5.7)
    assert read("moins de 5 km du Grésivaudan", loaded).near.radius_km == 5


def test_titles_keep_their_words(db):
    load_reference()
    load_territory()
    OrganisationFactory(name="Voiron Traiteur (fictif)")
    rebuild()
    assert read("voiron traiteur", gazetteer()).text_left == "voiron traiteur"
    assert read("traiteur voiron", gazetteer()).text_left == "traiteur"


def test_what_staff_adds_is_known_at_once(db):
    assert read("pépinières de pays", gazetteer()).facets == {}
    Kind.objects.create(code="nursery", name="Pépinière de pays")
    assert read("pépinières de pays", gazetteer()).facets["kind"] == ("nursery",)


def test_a_zone_of_some_communes(loaded):
    communes = Commune.objects.filter(insee__in=["38151", "38169"])
    ZoneFactory(code="essai", name="Zone du Bac à Sable", communes=communes)
    found = read("zone du bac à sable", gazetteer())
    assert found.facets == {"commune": ("38151", "38169")}
    assert len(found.chips[0].code) < 80


def test_unchanged_names_cost_two_queries(loaded, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert gazetteer() is loaded


def test_the_database_is_not_asked_at_every_search(loaded, settings, django_assert_num_queries):
    settings.KNOWLEDGE_CHECK_SECONDS = 60.0
    with django_assert_num_queries(0):
        assert gazetteer() is loaded


def test_the_rest_is_read_in_few_queries(loaded, django_assert_num_queries):
    gazetteers._State.kept = None
    with django_assert_num_queries(2 + 4):
        gazetteer()


def test_an_empty_database_names_little(db):
    known = gazetteer()
    assert known.centre is None
    found = read("moins de 20 km", known)
    assert found.near is None
    assert found.chips[0].needs_position
