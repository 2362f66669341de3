"""Who deals with people: in which fields, and on which side of a question about work."""

import pytest

from cooperation.knowledge import load
from cooperation.matching.ranking import Organisation, Question, Ranker
from cooperation.matching.ranking.fields import (
    field_of,
    fields_asked,
    fields_of,
    is_of_people,
    own_field,
    posts_of,
    settled,
)
from cooperation.matching.types import Direction

KNOWN = load()
OFFER, NEED = Direction.OFFER, Direction.NEED
ORGANISATIONS = tuple(
    Organisation(id=code, name=f"Organisation fictive {code}", activity=activity)
    for code, activity in (
        ("mason", "maçonnerie"),
        ("baker", "boulangerie"),
        ("building", "centre de formation d’apprentis du bâtiment"),
        ("mouth", "centre de formation d’apprentis des métiers de bouche"),
        ("agency", "agence d’intérim"),
        ("esat", "ESAT"),
        ("esat_green", "ESAT, entretien d’espaces verts"),
        ("cleaning", "société de nettoyage de bureaux"),
        ("social_cleaning", "entreprise d’insertion, nettoyage de bureaux"),
    )
)


def first(direction: Direction, text: str, asker: str | None = None) -> object:
    question = Question(direction=direction, text=text, organisation=asker)
    return Ranker(KNOWN, ORGANISATIONS).ask(question).order[0]


@pytest.mark.parametrize(
    ("direction", "text", "asker", "expected"),
    [
        (NEED, "un apprenti boulanger", None, "mouth"),
        (NEED, "un apprenti", "mason", "building"),
        (NEED, "entreprises pour accueillir nos apprentis boulangers", "mouth", "baker"),
        (NEED, "stage d’observation pour nos élèves en maçonnerie", None, "mason"),
        (OFFER, "maçon confirmé en fin de contrat", None, "mason"),
        (OFFER, "intérimaires disponibles pour des murs à monter", "agency", "mason"),
        (NEED, "tonte de pelouse", None, "esat_green"),
        (NEED, "nettoyage de bureaux, clause d’insertion", None, "social_cleaning"),
    ],
)
def test_who_answers(direction: Direction, text: str, asker: str | None, expected: str) -> None:
    assert first(direction, text, asker) == expected


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("job.green.farm", "green"),
        ("training.agriculture", "green"),
        ("training.language", ""),
        ("food", ""),
    ],
)
def test_the_field_of_a_post_or_a_training(code: str, field: str) -> None:
    assert field_of(code) == field


def test_fields_are_those_said_else_those_of_the_other_trades() -> None:
    trades = (("apprentice_centre", 1000), ("bakery", 800))
    assert fields_of(KNOWN, "CFA du bâtiment", trades) == {"building"}
    assert fields_of(KNOWN, "CFA", trades) == {"cook"}
    assert fields_of(KNOWN, "boulangerie", (("bakery", 1000),)) == frozenset()


def test_the_field_of_an_employer_is_that_of_its_posts() -> None:
    assert own_field(KNOWN, (("bakery", 1000),)) == {"cook"}
    assert own_field(KNOWN, (("apprentice_centre", 1000),)) == frozenset()
    assert own_field(KNOWN, ()) == frozenset()


def test_the_field_that_is_asked() -> None:
    assert fields_asked("un stage", (("job.internship", 900),)) == frozenset()
    assert fields_asked("un maçon", (("job.cook", 900), ("job.care", 100))) == {"building", "cook"}


def test_nobody_is_of_people_without_a_clear_trade() -> None:
    assert not is_of_people(())
    assert not is_of_people((("apprentice_centre", 300),))
    assert settled((("esat", 900),)) == (("esat", 900),)


def test_the_posts_of_an_employer_are_those_of_its_clear_trades() -> None:
    assert "cook" in posts_of(KNOWN, (("bakery", 900),))
    assert posts_of(KNOWN, (("bakery", 500),)) == frozenset()
    assert posts_of(KNOWN, (("apprentice_centre", 900), ("bakery", 700))) == frozenset()


def test_employers_of_another_field_than_the_one_named_answer_less() -> None:
    assert first(NEED, "lieux de stage en maçonnerie", "mouth") == "mason"
    assert first(NEED, "lieux de stage en boulangerie", "building") == "baker"
