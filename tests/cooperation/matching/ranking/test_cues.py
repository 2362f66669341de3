"""The turns of phrase that say what sort of thing is asked, and which way it goes."""

import pytest

from cooperation.knowledge import ResourceKind
from cooperation.matching.ranking.cues import UNLIKELY, USED, cues_of, without_social
from cooperation.matching.ranking.profiles import asked
from cooperation.matching.ranking.words import asks_social, is_social, parts_of
from cooperation.matching.types import Direction

OFFER, NEED = Direction.OFFER, Direction.NEED
FULL = 1000


@pytest.mark.parametrize(
    ("text", "direction", "kind", "share"),
    [
        ("louer une cuisine", NEED, ResourceKind.PREMISES, FULL),
        ("louer une cuisine", NEED, ResourceKind.FOOD, UNLIKELY),
        ("louer une cuisine", NEED, ResourceKind.BYPRODUCT, UNLIKELY * UNLIKELY // FULL),
        ("formation hygiène", NEED, ResourceKind.TRAINING, FULL),
        ("recruter un cuisinier", NEED, ResourceKind.EQUIPMENT, UNLIKELY),
        ("farine", NEED, ResourceKind.BYPRODUCT, UNLIKELY),
        ("chutes de cuir", NEED, ResourceKind.BYPRODUCT, FULL),
        ("farine", OFFER, ResourceKind.BYPRODUCT, FULL),
        ("vieux meubles", OFFER, ResourceKind.EQUIPMENT, USED),
        ("vieux meubles", OFFER, ResourceKind.BYPRODUCT, FULL),
        ("four en panne", NEED, ResourceKind.SERVICE, FULL),
        ("four en panne", NEED, ResourceKind.EQUIPMENT, UNLIKELY),
        ("four en panne", OFFER, ResourceKind.SERVICE, USED),
        ("il nous faudrait poser des fenêtres", NEED, ResourceKind.SERVICE, FULL),
        ("il nous faudrait poser des fenêtres", NEED, ResourceKind.MATERIAL, UNLIKELY),
        ("des fenêtres à poser", NEED, ResourceKind.MATERIAL, FULL),
        ("poser des fenêtres", OFFER, ResourceKind.MATERIAL, FULL),
        ("un garage pour entreposer des vélos", NEED, ResourceKind.PREMISES, FULL),
        ("un garage pour entreposer des vélos", NEED, ResourceKind.SERVICE, UNLIKELY),
        ("un garage pour réviser des vélos", NEED, ResourceKind.SERVICE, FULL),
    ],
)
def test_the_sorts_that_a_text_announces(
    text: str, direction: Direction, kind: ResourceKind, share: int
) -> None:
    assert cues_of(text, direction).sorts[kind] == share


def test_a_code_of_waste_says_that_it_is_used() -> None:
    assert cues_of("sciure", OFFER, coded=True).sorts[ResourceKind.FOOD] == USED


@pytest.mark.parametrize(
    ("text", "direction", "turned"),
    [
        ("collecte de cartons", NEED, True),
        ("presser mes pommes", NEED, True),
        ("pommes à presser", NEED, False),
        ("nos pommes", NEED, False),
        ("collecte de cartons", OFFER, False),
    ],
)
def test_whose_goods_are_named(text: str, direction: Direction, turned: bool) -> None:
    assert cues_of(text, direction).turned is turned


def test_words_that_say_whom_are_not_what() -> None:
    assert "insertion" not in without_social("cartons, marché réservé à l’insertion")
    assert without_social("Clause sociale : tonte").endswith(": tonte")
    assert without_social("ESAT") == "ESAT"


@pytest.mark.parametrize(
    ("name", "activity", "kind", "social"),
    [
        ("", "chantier d’insertion", "", True),
        ("", "entreprise adaptée", "", True),
        ("", "", "siae", True),
        ("", "", "ea", True),
        ("", "", "economie_sociale", True),
        ("", "boulangerie", "company", False),
        ("", "peinture adaptée aux enfants", "", False),
    ],
)
def test_who_is_there_for_work_integration(
    name: str, activity: str, kind: str, social: bool
) -> None:
    assert is_social(name, activity, kind) is social


def test_who_is_asked_for() -> None:
    assert asks_social("lavage, milieu protégé")
    assert not asks_social("lavage de vitres")


def test_what_is_made_and_what_of() -> None:
    assert parts_of("soupes faites avec des invendus")[1].strip() == "des invendus"


def test_the_words_of_a_question_weigh_by_their_place() -> None:
    assert asked("pommes pour jus, poires", own=("poir",)) == {
        "pomm": 1000,
        "jus": 700,
        "poir": 300,
    }
    assert asked("jus et jus sans jus") == {"jus": 1000}


@pytest.mark.parametrize(
    ("text", "direction", "served", "worked_on"),
    [
        ("chaises d’occasion", Direction.NEED, True, False),
        ("chaises", Direction.NEED, False, False),
        ("bouteilles à laver", Direction.OFFER, False, True),
        ("bouteilles à laver", Direction.NEED, False, False),
    ],
)
def test_what_has_served_and_what_is_to_be_worked_on(
    text: str, direction: Direction, served: bool, worked_on: bool
) -> None:
    cues = cues_of(text, direction)
    assert (cues.served, cues.worked_on) == (served, worked_on)


def test_what_is_new_counts_for_less_when_what_has_served_is_asked() -> None:
    cues = cues_of("chaises d’occasion", Direction.NEED)
    new = cues.share("material.furniture.new", ResourceKind.MATERIAL)
    assert new < cues.share("material.furniture.reused", ResourceKind.MATERIAL)
