import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.knowledge import fold, tokens
from cooperation.knowledge.french import APART, key, singular, stem, words


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("emplois", "emploi"),
        ("vélos", "velo"),
        ("travaux", "travail"),
        ("bocaux", "bocal"),
        ("gâteaux", "gateau"),
        ("tuyaux", "tuyau"),
        ("matériaux", "matériau"),
        ("choux", "chou"),
        ("locaux", "local"),
        ("Œufs", "oeuf"),
        ("l’huile d’olive", "huile olive"),
        ("Nettoyage de locaux", "nettoyages du local"),
        ("PALETTES CASSÉES", "palette cassée"),
        ("légumes bio", "LEGUME BIO"),
    ],
)
def test_the_same_words_written_otherwise_have_the_same_tokens(first: str, second: str) -> None:
    assert tokens(first) == tokens(second)


def test_stop_words_are_recognised_with_their_accents() -> None:
    assert words("mais du maïs") == ("mais",)
    assert tokens("de la et le") == ()


@pytest.mark.parametrize("word", ["bus", "gaz", "bois", "ble", "presse", "verre"])
def test_a_word_that_ends_like_a_plural_stays(word: str) -> None:
    assert singular(word) == word


def test_a_double_s_is_no_plural() -> None:
    assert singular("express") == "express"


def test_an_inner_apostrophe_parts_the_word() -> None:
    assert words("aujourd'hui presqu’île") == ("aujourd", "hui", "presqu", "ile")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=80))
def test_any_text_has_tokens_without_spaces(text: str) -> None:
    assert all(token and token == token.strip() for token in tokens(text))


@given(st.lists(st.sampled_from(["pain", "bocal", "vélo", "travail", "chaise"]), max_size=5))
def test_tokens_keep_order_and_repeats(found: list[str]) -> None:
    assert tokens(" ".join(found)) == tuple(stem(fold(word)) for word in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [("foyer", "foie"), ("acier", "ACI"), ("terrasse", "terre"), ("planchers", "planches")],
)
def test_words_that_have_nothing_in_common_are_told_apart(one: str, other: str) -> None:
    assert key(singular(fold(one))) != key(singular(fold(other)))


def test_the_words_told_apart_are_in_the_singular_and_folded() -> None:
    assert [word for word in APART if key(word) != word or fold(word) != word] == []
