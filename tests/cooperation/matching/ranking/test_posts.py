"""Posts or people: who answers to an internship, a recruitment, a trainee."""

import pytest

from cooperation.knowledge import load
from cooperation.matching.ranking import Organisation, Question, Ranker
from cooperation.matching.ranking.posts import is_hosted, speaks_of_posts
from cooperation.matching.types import Direction

OFFER, NEED = Direction.OFFER, Direction.NEED
ORGANISATIONS = (
    Organisation(id="hotel", name="Hôtel fictif", activity="hôtel"),
    Organisation(id="other", name="Autre hôtel fictif", activity="hôtel de montagne"),
    Organisation(id="school", name="Lycée fictif", activity="lycée hôtelier"),
    Organisation(id="agency", name="Agence fictive", activity="agence d’intérim"),
    Organisation(id="garage", name="Garage fictif", activity="garage automobile"),
)


@pytest.mark.parametrize(
    ("asker", "direction", "text", "first"),
    [
        ("school", NEED, "lieux de stage en hôtellerie", {"hotel", "other"}),
        ("school", OFFER, "élève en stage en hôtellerie", {"hotel", "other"}),
        ("hotel", OFFER, "poste de réceptionniste", {"school", "agency"}),
        ("hotel", NEED, "recrute une femme de chambre", {"school", "agency"}),
        ("garage", OFFER, "embauche un mécanicien auto", {"agency"}),
    ],
)
def test_who_answers(asker: str, direction: Direction, text: str, first: set[str]) -> None:
    ranker = Ranker(load(), ORGANISATIONS)
    answer = ranker.ask(Question(direction=direction, text=text, organisation=asker))
    assert answer.order[0] in first


@pytest.mark.parametrize(
    ("code", "hosted"),
    [
        ("job", True),
        ("job.apprenticeship.food", True),
        ("job.insertion.garden", True),
        ("job.insertion.supervisor", False),
        ("job.cook", False),
    ],
)
def test_what_is_said_of_who_hosts(code: str, hosted: bool) -> None:
    assert is_hosted(code) is hosted


@pytest.mark.parametrize(
    ("text", "direction", "sends", "hosted", "posts"),
    [
        ("poste de cuisinier", OFFER, False, False, True),
        ("recrute deux cuisiniers", OFFER, True, False, True),
        ("cuisinier", OFFER, False, False, True),
        ("remplacement d’un cuisinier", OFFER, False, False, False),
        ("cuisinier disponible", OFFER, False, False, False),
        ("poste de cuisinier disponible", OFFER, False, False, True),
        ("cuisinier", OFFER, True, False, False),
        ("élève en stage", OFFER, True, True, False),
        ("lieux de stage en cuisine", NEED, True, False, True),
        ("stage", NEED, True, True, True),
        ("un cuisinier", NEED, True, False, False),
        ("un apprenti", NEED, False, True, False),
        ("un cuisinier", NEED, False, False, False),
        ("un stage", NEED, False, True, True),
        ("emploi de cuisinier", NEED, False, False, True),
    ],
)
def test_posts_or_people(
    text: str, direction: Direction, sends: bool, hosted: bool, posts: bool
) -> None:
    assert speaks_of_posts(text, direction, sends=sends, hosted=hosted) is posts
