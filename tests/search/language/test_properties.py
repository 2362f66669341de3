"""Laws of what a query means, whatever is typed."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cooperation.knowledge import load
from search.clauses import MAX_ALTERNATIVES, MAX_CLAUSES
from search.language import Gazetteer, build, did_you_mean, understand
from search.language.reading import composed, read
from search.query import MAX_TEXT, Query, clean_text
from search.words import terms_of

PHRASES = [
    "traiteur",
    "insertion",
    "à Échirolles",
    "voiron",
    "traiteur voiron",
    "moins de 20 km",
    "20km",
    "à 15 km de Voiron",
    "près de Voiron",
    "autour de moi",
    "bio",
    "AB",
    "ai",
    "AI",
    "SIAE",
    "esat",
    "producteurs",
    "de légumes",
    "qui cherche",
    "je cherche",
    "besoin de",
    "offre",
    "offre d’emploi",
    "en juillet",
    "cet été",
    "de mai à septembre",
    "mars",
    "thème",
    "mobilités",
    "alimentation",
    "l’économie circulaire",
    "pole r",
    "pots en verre",
    "fontaine",
    "à Fontaine",
    "saint-marcellin",
    "St-Martin-d’Hères",
    "pays voironnais",
    "entreprise",
    "bonjour",
    "pour",
    "de",
    "et alentours",
    "événements",
    "annonces",
    "articles",
    "blanchiserie",
    "éco pâturage",
    "(",
    ")",
    ",",
    "!",
]
WRITTEN = st.lists(st.sampled_from(PHRASES), max_size=8).map(" ".join)
ANY = st.one_of(
    WRITTEN, st.text(max_size=300), st.text("aàeé’' -.12kmd\0\u202e\ud800", max_size=60)
)
HOSTILE = (
    *(
        "a" * 10_000,
        "\0" * 500,
        "de " * 4_000,
        "20 km " * 2_000,
        "\u202e\u202dtraiteur",
        "\ud800\udfff",
    ),
    *(
        "'" * 1_000,
        "S.I.A.E." * 900,
        "İstanbul ßtraße ﬁn",
        "1,5" * 800,
        "é" * 5_000,
        "٢٠ km",
        "²km",
    ),
)


@pytest.fixture(scope="module")
def reads(gazetteer, vocabulary):
    lexicon = build(load())

    def reads(text, ignored=(), places=gazetteer):
        return understand(
            text, lexicon=lexicon, gazetteer=places, vocabulary=vocabulary, ignored=set(ignored)
        )

    return reads


@settings(max_examples=150)
@given(text=ANY)
@example(text="voiron traiteur voiron traiteur")
@example(text="İ")
def test_it_never_raises_and_is_bounded(reads, text):
    found = reads(text)
    assert len(found.text_left) <= len(found.text) <= MAX_TEXT
    assert len(found.clauses) <= MAX_CLAUSES
    assert all(1 <= len(row.alternatives) <= MAX_ALTERNATIVES for row in found.clauses)
    assert all(len(chip.code) <= 80 for chip in found.chips)
    Query(text=found.text_left, clauses=found.clauses, facets=found.facets, near=found.near)


@settings(max_examples=150)
@given(text=ANY)
def test_what_is_left_and_what_was_recognised_cover_what_was_typed(reads, text):
    found = reads(text)
    typed = sorted(word.written for word in read(found.text))
    parts = [found.text_left, *(chip.words for chip in found.chips)]
    assert sorted(word.written for part in parts for word in read(part)) == typed


@settings(max_examples=150)
@given(text=ANY)
def test_what_is_left_says_nothing_more(reads, text):
    left = reads(text).text_left
    again = reads(left)
    assert (again.text_left, again.chips) == (left, ())


@settings(max_examples=100)
@given(text=ANY)
def test_all_refused_is_the_text_itself(reads, text):
    ignored: set[str] = set()
    found = reads(text)
    for _ in range(40):
        if not found.chips:
            break
        ignored |= {chip.code for chip in found.chips}
        found = reads(text, ignored)
    assert (
        found.text_left == " ".join(found.text.split())
        or not read(found.text)
        or ([w.written for w in read(found.text_left)] == [w.written for w in read(found.text)])
    )


@settings(max_examples=100)
@given(text=st.text(max_size=200))
def test_every_word_that_is_indexed_is_asked(reads, text):
    found = reads(text, places=Gazetteer())
    if found.chips or len(found.clauses) == MAX_CLAUSES:
        return
    asked = {token for row in found.clauses for token in row.alternatives[0].tokens}
    stray = {"un", "une", "le", "la"}
    assert set(terms_of(found.text_left)) - asked <= stray | {
        token for token in terms_of(found.text_left) if len(token) < 3
    }


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_take_little_time(reads, vocabulary, text):
    reads(text)
    start = time.perf_counter()
    found = reads(text)
    did_you_mean(text[:MAX_TEXT], vocabulary)
    assert time.perf_counter() - start < 0.5
    assert found.text == clean_text(composed(clean_text(text)))
