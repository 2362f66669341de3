"""Slips of the pen and of the ear."""

import random
import time
from statistics import median

import pytest

from search.language import Vocabulary, did_you_mean
from search.language import spelling as spellings
from search.language.reading import read
from search.language.sounds import sound_of
from search.language.spelling import edits, neighbours

WORDS = (
    "blanchisserie traiteur légumes photographe recyclerie menuiserie boulangerie échirolles bocal "
    "palette conserverie vêtement couture insertion gâteau restauration vélo grenoble compostage"
)


@pytest.fixture
def known():
    return Vocabulary.counted([WORDS])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("blanchiserie", "blanchisserie"),
        ("trateur", "traiteur"),
        ("triateur", "traiteur"),
        ("legmues", "légumes"),
        ("fotografe", "photographe"),
        ("recylcerie", "recyclerie"),
        ("menuizerie", "menuiserie"),
        ("boulengerie", "boulangerie"),
        ("Echirole", "Échirolles"),
        ("bocla", "bocal"),
        ("palete", None),
        ("vaitement", "vêtement"),
        ("gato", "gâteau"),
        ("inserssion", "insertion"),
        ("rteiteur", None),
        ("rtaiteur", "traiteur"),
        ("compostaje", "compostage"),
        ("GRENOBEL", "GRENOBLE"),
        ("kouture", "couture"),
    ],
)
def test_slips(known, typed, meant):
    assert did_you_mean(typed, known) == meant


@pytest.mark.parametrize(
    "text", ["traiteurs", "blanchisserie", "vel", "", "!!!", "38130", "l’", "xylophone", "a b c"]
)
def test_what_is_known_short_or_too_far_is_left_alone(known, text):
    assert did_you_mean(text, known) is None


def test_the_rest_stays_as_typed(known):
    assert (
        did_you_mean("Un  trateur (à Grenobel), l’insersion !", known)
        == "Un  traiteur (à Grenoble), l’insertion !"
    )


def test_other_known_words_are_left_alone(known):
    assert did_you_mean("trateur", known, frozenset({"trateur"})) is None


def test_a_rare_word_is_doubted_beside_a_very_frequent_one():
    words = Vocabulary.of(
        [("palet", "palette", 900), ("palott", "palotte", 1), ("velo", "vélo", 2)]
    )
    assert did_you_mean("palotte", words) == "palette"
    assert did_you_mean("vélo", words) is None
    fewer = Vocabulary.of([("palet", "palette", 9), ("palott", "palotte", 1)])
    assert did_you_mean("palotte", fewer) is None


def test_the_nearest_then_the_most_frequent_come_first():
    words = Vocabulary.of(
        [("cartab", "cartable", 1), ("carton", "carton", 5), ("cartou", "cartou", 500)]
    )
    (word,) = read("cartox")
    assert neighbours(word, words) == ("cartou", "carton")


def test_a_key_beside_the_right_one_is_likelier():
    words = Vocabulary.of([("table", "table", 5), ("tabne", "tabne", 5)])
    (word,) = read("tabke")
    assert neighbours(word, words)[0] == "table"


def test_what_was_looked_for_is_kept_within_bounds(known, monkeypatch):
    monkeypatch.setattr(spellings, "MAX_KEPT", 2)
    for text in ("trateur", "palete", "bocla"):
        neighbours(read(text)[0], known)
    assert set(known.near) == {"bocla"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("photo", "foto"),
        ("gateau", "gato"),
        ("quai", "ké"),
        ("hotel", "otel"),
        ("palette", "palete"),
    ],
)
def test_words_that_sound_alike(first, second):
    assert sound_of(first) == sound_of(second.replace("é", "e"))


def slow(first, second):
    """Count edits by the full table: the reference of the fast one."""
    rows = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) + 1):
        for j in range(len(second) + 1):
            if not i or not j:
                rows[i][j] = i + j
                continue
            cost = first[i - 1] != second[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost)
            if i > 1 and j > 1 and first[i - 1] == second[j - 2] and first[i - 2] == second[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def test_edits_are_those_of_the_full_table():
    chance = random.Random(7)  # noqa: S311
    for _ in range(3000):
        first = "".join(chance.choice("abc") for _ in range(chance.randint(0, 7)))
        second = "".join(chance.choice("abc") for _ in range(chance.randint(0, 7)))
        for most in (0, 1, 2):
            assert edits(first, second, most) == min(slow(first, second), most + 1)


def test_an_unknown_word_takes_a_few_milliseconds():
    chance = random.Random(3)  # noqa: S311
    parts = (
        "ba",
        "co",
        "de",
        "fa",
        "li",
        "ma",
        "no",
        "pa",
        "re",
        "so",
        "ta",
        "tion",
        "ment",
        "eur",
    )
    words = {"".join(chance.choices(parts, k=chance.randint(2, 5))) for _ in range(40_000)}
    known = Vocabulary.of((word, word, 1) for word in sorted(words)[:30_000])
    typed = [f"{word}x" for word in sorted(words)[::500]]
    _ = known.shapes
    taken = []
    for text in typed:
        start = time.process_time()
        did_you_mean(text, known)
        taken.append(time.process_time() - start)
    assert median(taken) < 0.15


def test_a_vocabulary_says_what_it_holds():
    words = Vocabulary.of([("palet", "palettes", 9), ("38", "38", 4)])
    assert len(words) == 2
    assert "palet" in words
    assert (words.written("palet"), words.frequency("palet")) == ("palettes", 9)
    assert (words.written("bois"), words.frequency("bois")) == ("bois", 0)
    assert [row[1] for rows in words.shapes.values() for row in rows] == ["palette"]
