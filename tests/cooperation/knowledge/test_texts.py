"""What people write, on texts made up for this: every domain, some misspelt, some chatty.

The rows of ``texts/`` were written apart from the data files. ``resources.csv`` and ``trades.csv``
give the codes that a reader would accept; what is read wrongly stays in them.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from cooperation.knowledge import load
from cooperation.knowledge.reading import cut

KNOWLEDGE = load()
FOLDER = Path(__file__).parent / "texts"
FIRST, THREE = 850, 950


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def resources(text: str) -> list[str]:
    return [row.code for row in KNOWLEDGE.resolve(text)]


def trades(text: str) -> list[str]:
    return [row.code for row in KNOWLEDGE.trades_for(text)]


READERS = {"resources": resources, "trades": trades}
CODES = {"resources": KNOWLEDGE.resources, "trades": KNOWLEDGE.trades}

MISREAD = {
    "cuisine professionnelle libre l’après-midi",
    "stagiaires de troisième",
    "saisonniers pour la cueillette des pommes",
    "remise en état d’une toiture",
    "producteur de pomes et de poires",
}
"""Texts whose meaning is not even among the first three."""


@pytest.mark.parametrize("name", READERS)
def test_there_are_enough_texts_and_their_codes_exist(name: str) -> None:
    known = CODES[name]
    assert len({row["text"] for row in rows(name)}) == len(rows(name)) >= 100
    assert [row for row in rows(name) if set(row["expected"].split("|")) - set(known)] == []


@pytest.mark.parametrize(("name", "read"), READERS.items())
def test_most_texts_are_read_right_at_once(name: str, read: Callable[[str], list[str]]) -> None:
    found = [read(row["text"])[:1] for row in rows(name)]
    right = [
        set(codes) <= set(row["expected"].split("|")) and bool(codes)
        for row, codes in zip(rows(name), found, strict=True)
    ]
    assert 1000 * sum(right) >= FIRST * len(right)


@pytest.mark.parametrize(("name", "read"), READERS.items())
def test_nearly_all_are_among_the_first_three(name: str, read: Callable[[str], list[str]]) -> None:
    wrong = [
        row["text"]
        for row in rows(name)
        if set(row["expected"].split("|")).isdisjoint(read(row["text"])[:3])
    ]
    assert 1000 * len(wrong) <= (1000 - THREE) * len(rows(name))
    assert set(wrong) <= MISREAD


@pytest.mark.parametrize("text", [row["text"] for row in rows("nothing")])
def test_what_says_nothing_gives_nothing(text: str) -> None:
    assert (KNOWLEDGE.resolve(text), KNOWLEDGE.trades_for(text)) == ((), ())


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("tonte de pelouse", "tondre la pelouse"),
        ("réparation de vélos", "nous réparons des vélos"),
        ("stockage de palettes", "stocker des palettes"),
        ("broyage de branches", "broyer des branches"),
        ("déménagement de bureaux", "déménager des bureaux"),
    ],
)
def test_a_verb_is_read_as_its_noun(noun: str, verb: str) -> None:
    assert resources(verb)[0] == resources(noun)[0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("maraîcher", "maraîchère"),
        ("coiffeur", "coiffeuse"),
        ("agriculteur", "agricultrice"),
        ("fromager affineur", "fromagère affineuse"),
        ("bijoutier", "bijoutière"),
    ],
)
def test_a_trade_has_no_gender(first: str, second: str) -> None:
    assert trades(first)[0] == trades(second)[0]


def test_livres_stay_books_whatever_is_delivered() -> None:
    assert resources("livres")[0] == "byproduct.paper.book" or "book" in resources("livres")[0]


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("méca", "mécanique"),
        ("la compta", "comptabilité"),
        ("resto", "restaurant"),
        ("ordis", "ordinateurs"),
        ("clim", "climatisation"),
    ],
)
def test_a_word_cut_short_is_read_whole(short: str, whole: str) -> None:
    assert cut(short) == cut(whole)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plus personne ne veut venir", "service.staffing.recruitment"),
        ("on ne trouve personne", "service.staffing.recruitment"),
        ("livrer les courses de nos anciens", "service.care.elder"),
        ("venir chercher des cartons", "service.logistics.cardboard"),
    ],
)
def test_what_is_said_in_a_roundabout_way(text: str, expected: str) -> None:
    assert expected in resources(text)[:5]


def test_a_post_with_a_training_is_no_training() -> None:
    assert not resources("vendeur, formation assurée")[0].startswith("training")
