"""A lexicon, a vocabulary and places for the tests: none needs a database."""

import pytest

from cooperation.knowledge import load
from search.language import Gazetteer, Lexicon, Named, Place, Vocabulary, build
from search.language.data_files import rows, split
from search.language.reading import keys_of
from search.language.segments import Segmenter

TEXTS = (
    "Blanchisserie, repassage et entretien du linge",
    "Traiteur d’insertion : buffets et plateaux-repas",
    "Bocaux en verre lavés, pots à confiture",
    "Restauration collective, légumes et carottes de saison",
    "Écopâturage par des moutons, pâturage",
    "Photographe à Grenoble, photographie",
    "Bio, économie, covoiturage, voiturage",
)
ECHIROLLES = Place("Échirolles", "commune", ("38151",), (45.1452, 5.7167))
VOIRON = Place("Voiron", "commune", ("38563",), (45.3781, 5.5844))
GRENOBLE = Place("Grenoble", "commune", ("38185",), (45.1835, 5.7191))
HERES = Place("Saint-Martin-d’Hères", "commune", ("38421",), (45.1749, 5.7628), ("SMH",))
CLAIX = Place("Le Pont-de-Claix", "commune", ("38317",), (45.1286, 5.6987))
FONTAINE = Place("Fontaine", "commune", ("38169",), (45.1927, 5.6888), ambiguous=True)
CHEESE = Place("Saint-Marcellin", "commune", ("38416",), (45.1541, 5.3171), ambiguous=True)
GRESIVAUDAN = Place("Le Grésivaudan", "epci", ("200018166",), (45.25, 5.9))
VOIRONNAIS = Place("Pays Voironnais", "epci", ("243800984",), (45.38, 5.58))
POLE_R = Place("Pôle R", coordinates=(45.155, 5.706))
ISERE = Place("Isère", whole=True)
PLACES = (
    *(ECHIROLLES, VOIRON, GRENOBLE, HERES, CLAIX, FONTAINE, CHEESE, GRESIVAUDAN, VOIRONNAIS),
    *(POLE_R, ISERE),
)
TITLES = ("Voiron Traiteur", "Maison de l’emploi d’Échirolles", "Pays Voironnais")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return build(load())


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return Vocabulary.counted(TEXTS)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    named = tuple(
        Named(
            row["facet"],
            tuple(row["codes"].split("+")),
            row["codes"],
            split(row["words"]),
            row["firm"] == "yes",
        )
        for row in rows("facets")
    )
    return Gazetteer(PLACES, named, frozenset(map(keys_of, TITLES)), GRENOBLE)


@pytest.fixture(scope="session")
def segmenter(lexicon, vocabulary) -> Segmenter:
    return Segmenter(lexicon, vocabulary)
