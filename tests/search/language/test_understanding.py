"""What a query means: filters inside the text, told as chips; what is ambiguous is proposed."""

import pytest

from search.language import Chip, Gazetteer, Lexicon, Named, Place, Vocabulary, understand
from search.language.data_files import common_names
from search.query import Near, Query, Sort
from tests.search.language.conftest import CHEESE, GRENOBLE, HERES, VOIRON

ORGANISATION = {"type": ("organisation",)}
ORGANIC = {"label": ("ab", "demeter", "nature-progres")}


@pytest.fixture
def read(lexicon, gazetteer, vocabulary):
    def read(text, **given):
        return understand(
            text, lexicon=lexicon, gazetteer=gazetteer, vocabulary=vocabulary, **given
        )

    return read


def around(place, radius):
    return Near(*place.coordinates, radius)


@pytest.mark.parametrize(
    ("text", "left", "facets", "near"),
    [
        ("traiteur insertion échirolles", "traiteur insertion", {"commune": ("38151",)}, None),
        ("esat blanchisserie", "blanchisserie", {"siae": ("esat",)}, None),
        ("légumes bio moins de 20 km", "légumes", ORGANIC, around(GRENOBLE, 20)),
        ("l'economie circulaire", "l'economie circulaire", {}, None),
        ("pole r", "pole r", {}, None),
        ("pots en verre", "pots en verre", {}, None),
        # Places.
        ("maraîcher à Échirolles", "maraîcher", {"commune": ("38151",)}, None),
        ("au Pont-de-Claix", "", {"commune": ("38317",)}, None),
        ("pain (Pont de Claix), bio", "pain", {"commune": ("38317",), **ORGANIC}, None),
        ("St-Martin-d’Hères", "", {"commune": ("38421",)}, None),
        ("saint martin d heres", "", {"commune": ("38421",)}, None),
        ("dans le Grésivaudan", "", {"epci": ("200018166",)}, None),
        ("voiron grenoble", "", {"commune": ("38563", "38185")}, None),
        ("bois en Isère", "bois", {}, None),
        # Distances.
        ("près de Voiron", "", {}, around(VOIRON, 10)),
        ("à 15 km de Voiron", "", {}, around(VOIRON, 15)),
        ("20km", "", {}, around(GRENOBLE, 20)),
        ("dans un rayon de 7,5 km autour de Voiron", "", {}, around(VOIRON, 7.5)),
        ("autour de saint-martin-d'hères traiteur", "traiteur", {}, around(HERES, 10)),
        ("Voiron et alentours", "", {}, around(VOIRON, 10)),
        ("Voiron à moins de 5 km", "", {}, around(VOIRON, 5)),
        ("traiteur voiron moins de 5 km", "traiteur", {}, around(VOIRON, 5)),
        ("voiron palettes moins de 5 km", "palettes", {}, around(VOIRON, 5)),
        ("moins de 5 km de Saint-Marcellin", "", {}, around(CHEESE, 5)),
        ("à 0 km", "à 0 km", {}, None),
        ("à 900 km", "à 900 km", {}, None),
        ("à 20 minutes", "à 20 minutes", {}, None),
        ("vers de terre", "vers de terre", {}, None),
        ("à proximité de nulle part", "à proximité de nulle part", {}, None),
        # Ambiguous names of places.
        ("fontaine à eau", "fontaine à eau", {}, None),
        ("à Fontaine", "", {"commune": ("38169",)}, None),
        ("saint-marcellin", "saint-marcellin", {}, None),
        ("traiteur à Saint-Marcellin", "traiteur", {"commune": ("38416",)}, None),
        ("noix de grenoble", "noix de grenoble", {}, None),
        # Titles keep their words.
        ("voiron traiteur", "voiron traiteur", {}, None),
        ("pays voironnais", "pays voironnais", {}, None),
        ("maraîcher pays voironnais", "maraîcher", {"epci": ("243800984",)}, None),
        # Kinds, labels, types, directions.
        ("producteurs AB", "", {**ORGANISATION, "kind": ("producer",), **ORGANIC}, None),
        ("producteur de légumes", "producteur de légumes", {}, None),
        ("entreprise d'insertion", "", {**ORGANISATION, "siae": ("ei",)}, None),
        ("AI", "", {**ORGANISATION, "siae": ("ai",)}, None),
        ("j'ai", "j'ai", {}, None),
        ("cuisine pour producteurs", "cuisine pour producteurs", {}, None),
        ("événements", "", {"type": ("event",)}, None),
        ("annonces palettes", "palettes", {"type": ("posting",)}, None),
        ("qui cherche des bocaux", "des bocaux", {"posting": ("cherche",)}, None),
        ("qui propose des palettes", "des palettes", {"posting": ("offre",)}, None),
        ("offre d'emploi", "offre d'emploi", {}, None),
        ("je cherche un traiteur", "un traiteur", {}, None),
        ("besoin de palettes", "de palettes", {}, None),
        ("cherche", "cherche", {}, None),
        ("entreprise de zinguerie", "de zinguerie", {}, None),
        # Themes.
        ("mobilités", "", {"theme": ("mobilites",)}, None),
        ("mobilités douces", "mobilités douces", {}, None),
        ("thème alimentation", "", {"theme": ("alimentation",)}, None),
        ("thème traiteur", "thème traiteur", {}, None),
        ("achats responsables", "", {"theme": ("achats-responsables",)}, None),
        # Months and seasons.
        ("fraises en juillet", "fraises", {"month": ("7",)}, None),
        ("légumes d’été", "légumes", {"month": ("6", "7", "8")}, None),
        ("cet hiver", "", {"month": ("12", "1", "2")}, None),
        ("de mai à septembre", "", {"month": ("5", "6", "7", "8", "9")}, None),
        ("entre novembre et janvier", "", {"month": ("11", "12", "1")}, None),
        ("mars", "mars", {}, None),
        ("en mars", "", {"month": ("3",)}, None),
        ("l'été", "", {"month": ("6", "7", "8")}, None),
        ("ce mois-ci", "ce mois-ci", {}, None),
    ],
)
def test_what_is_understood(read, text, left, facets, near):
    found = read(text)
    assert (found.text_left, dict(found.facets), found.near) == (left, facets, near)


def test_every_filter_has_its_chip(read):
    found = read("légumes bio à moins de 20 km de Voiron")
    assert found.chips == (
        Chip(
            "label:ab+demeter+nature-progres",
            "label",
            found.chips[0].label,
            "bio",
            ORGANIC["label"],
        ),
        Chip(
            "near:20:38563",
            "near",
            "Voiron",
            "à moins de 20 km de Voiron",
            radius_km=20.0,
            origin="place",
        ),
    )


def test_a_chip_refused_is_plain_words_again(read):
    for text in ("traiteur à Échirolles", "légumes bio", "moins de 20 km", "je cherche du bois"):
        found = read(text)
        refused = read(text, ignored={chip.code for chip in found.chips})
        assert refused.chips == ()
        assert refused.text_left == text
        assert refused.facets == {}
        assert refused.near is None


def test_only_what_is_refused(read):
    found = read("légumes bio à Voiron", ignored={"commune:38563"})
    assert found.text_left == "légumes à Voiron"
    assert [chip.facet for chip in found.chips] == ["label"]


def test_from_where_distances_are_told(read, lexicon, vocabulary):
    here = (45.2, 5.8)
    assert read("moins de 5 km").chips[0].origin == "centre"
    assert read("moins de 5 km", here=here).near == Near(*here, 5)
    assert read("autour de moi", here=here).near == Near(*here, 10)
    assert read("autour de moi", here=here).chips[0].origin == "visitor"
    lost = read("autour de moi")
    assert lost.near is None
    assert lost.chips[0].needs_position
    assert read("à proximité", here=here).near == Near(*here, 10)
    nowhere = understand(
        "moins de 5 km", lexicon=lexicon, gazetteer=Gazetteer(), vocabulary=vocabulary
    )
    assert nowhere.near is None
    assert nowhere.chips[0].needs_position


def test_two_places_and_a_distance(read):
    found = read("moins de 5 km bois Voiron Grenoble")
    assert found.near == around(GRENOBLE, 5)
    assert found.facets == {"commune": ("38563", "38185")}


def test_a_second_distance_is_set_aside(read):
    found = read("moins de 5 km de Voiron bois moins de 8 km de Grenoble")
    assert found.near == around(VOIRON, 5)
    assert [chip.facet for chip in found.chips] == ["near", "aside"]
    assert found.text_left == "bois"


def test_the_same_said_twice_is_one_chip(read):
    found = read("bio légumes bio")
    assert [chip.words for chip in found.chips] == ["bio bio"]


def test_what_is_ambiguous_is_proposed(read):
    assert [row.code for row in read("l'economie circulaire").proposed] == [
        "kind:circular",
        "theme:economie-circulaire",
    ]
    assert [row.code for row in read("fontaine").proposed] == ["commune:38169"]
    assert [row.code for row in read("producteur de légumes").proposed] == ["kind:producer"]
    assert read("fontaine", ignored={"commune:38169"}).proposed == ()


def test_who_looks_for_something_may_want_offers(read):
    assert [row.code for row in read("je cherche du bois").proposed] == ["posting:offre"]
    assert [row.code for row in read("à qui donner du bois").proposed] == ["posting:cherche"]


def test_names_shared_by_several_places_are_proposed(lexicon, vocabulary):
    twins = tuple(Place("Villeneuve", "commune", (code,)) for code in ("1", "2"))
    found = understand(
        "villeneuve", lexicon=lexicon, gazetteer=Gazetteer(twins), vocabulary=vocabulary
    )
    assert found.facets == {}
    assert [row.code for row in found.proposed] == ["commune:1"]


def test_the_months_to_come(read):
    assert read("ce mois-ci", month=12).facets == {"month": ("12",)}
    assert read("le mois prochain", month=12).facets == {"month": ("1",)}
    assert read("les mois passés", month=12).facets == {}


def test_the_query_it_makes(read):
    found = read("légumes bio près de Voiron")
    query = found.narrowed(Query(text="légumes bio près de Voiron", facets={"kind": ["x"]}))
    assert query.text == "légumes"
    assert query.clauses == found.clauses
    assert query.selected == {"kind": ("x",), **{k: tuple(v) for k, v in ORGANIC.items()}}
    assert query.near == around(VOIRON, 10)


def test_what_was_chosen_wins_over_what_is_understood(read):
    here = Near(45.0, 5.0, 3)
    asked = Query(text="bio Voiron", facets={"commune": ["38185"]}, near=here, sort=Sort.NAME)
    query = read("bio près de Voiron").narrowed(asked)
    assert (query.near, query.sort) == (here, Sort.NAME)
    query = read("bio Voiron").narrowed(asked)
    assert query.selected["commune"] == ("38185",)


def test_filters_alone_are_sorted_by_distance_and_search_everything(read):
    query = read("près de Voiron").narrowed(Query(text="près de Voiron"))
    assert (query.sort, query.text, query.says_nothing) == (Sort.DISTANCE, "", False)
    left = read("les bio").narrowed(Query(text="les bio"))
    assert not left.says_nothing


def test_words_that_say_nothing_stay_a_search_that_says_nothing(read):
    assert read("le la").narrowed(Query(text="le la")).says_nothing


def test_names_need_words():
    empty = Gazetteer((Place("le"),), (Named("kind", ("x",), "x", ("",)),))
    found = understand("le x", lexicon=Lexicon(), gazetteer=empty, vocabulary=Vocabulary())
    assert found.chips == ()


def test_filters_alone_are_ranked_by_their_names(read):
    found = read("esat à Voiron")
    (clause,) = found.clauses
    assert clause.alternatives[0].tokens == ("esat",)
    query = found.narrowed(Query(text="esat à Voiron"))
    assert (query.text, query.clauses) == ("esat", found.clauses)
    assert [row.words for row in read("producteurs bio").clauses] == ["producteurs", "bio"]
    assert read("en juillet").clauses == ()


def test_names_of_communes_that_are_everyday_words_are_known():
    assert {"fontaine", "vif", "rives"} <= common_names()


def test_who_only_names_organisations_is_shown_organisations(read):
    found = read("producteurs bio près de Voiron")
    assert found.facets["type"] == ("organisation",)
    assert [(chip.code, chip.words) for chip in found.chips][-1] == ("type:organisation", "")
    refused = read("producteurs bio près de Voiron", ignored={"type:organisation"})
    assert "type" not in refused.facets
    assert "type" not in read("producteurs en juillet").facets
    assert "type" not in read("esat blanchisserie").facets
