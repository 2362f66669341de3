"""What several actions share is said of each."""

import pytest

from cooperation import knowledge
from cooperation.knowledge.coordination import SHARED, shared_out
from cooperation.knowledge.reading import read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("collecte et tri de textiles", "collecte de textiles, tri de textiles"),
        ("vente ou location d’outils", "vente d’outils, location d’outils"),
        (
            "pose & entretien des clôtures, taille",
            "pose des clôtures, entretien des clôtures, taille",
        ),
        ("remise en état et revente de meubles", "remise en état de meubles, revente de meubles"),
        ("pain et vente de gâteaux", "pain et vente de gâteaux"),
        ("collecte et tri", "collecte et tri"),
        ("", ""),
    ],
)
def test_each_action_has_what_it_is_done_to(text: str, said: str) -> None:
    assert shared_out(text).replace(SHARED, ", ") == said


@pytest.mark.parametrize(
    ("activity", "trade"),
    [
        ("réparation et vente de palettes d’occasion", "pallet_maker"),
        ("collecte et recyclage de pneumatiques usagés", "tyre_recycling"),
        ("lavage et consigne de bouteilles en verre", "container_washing"),
        ("enseignes, signalétique, bâches publicitaires", "printer"),
        ("brasserie artisanale", "brewery"),
        ("remise en état de jouets, chantier d’insertion", "toy_reuse"),
    ],
)
def test_the_trade_is_that_of_what_they_share(activity: str, trade: str) -> None:
    first, *_ = knowledge.load().trades_for(activity)
    assert first.code == trade


def test_actions_that_share_are_the_first_part_together() -> None:
    parts = read("accueil et accompagnement de chômeurs, formation")
    assert (len(parts.segments), parts.opening) == (3, 2)
    assert read("maraîchage, vente").opening == read("").opening == 1
