"""The words index against BM25 written plainly, and its laws."""

from math import log

from hypothesis import given
from hypothesis import strategies as st

from cooperation.matching.ranking.lexical import ENOUGH, LENGTH, SATURATION, Words

TOKENS = st.sampled_from(("pain", "lait", "carton", "cartonn", "paill", "boi", "zz"))
DOCUMENTS = st.lists(st.dictionaries(TOKENS, st.integers(1, 3000), max_size=5), max_size=6)
ASKED = st.dictionaries(TOKENS, st.integers(1, 1000), max_size=4)


def plainly(documents: list[dict[str, int]], asked: dict[str, int]) -> list[int]:
    """Score every document, one word at a time, the words that others stand for put aside."""
    size = len(documents)
    lengths = [max(1, sum(row.values())) for row in documents]
    average = max(1, sum(lengths) // max(1, size))
    index = Words(documents)
    held = {token: sum(token in row for row in documents) for row in documents for token in row}

    def idf(count: int) -> int:
        return round(1000 * log(1 + max(size - count + 0.5, 0.5) / (count + 0.5)))

    found, ideal = [0] * size, 0
    for token, weight in asked.items():
        ideal += idf(held.get(token, 1)) * weight // 1000
        for row, document in enumerate(documents):
            norm = SATURATION * (1000 - LENGTH + LENGTH * lengths[row] // average) // 1000
            best = 0
            for known, share in index.near(token):
                if known in document:
                    told = document[known] * (1000 + SATURATION) // (document[known] + norm)
                    best = max(
                        best, idf(held[known]) * weight // 1000 * share // 1000 * told // 1000
                    )
            found[row] += best
    most = max(max(found, default=0), ideal * ENOUGH // 1000, 1)
    return [points * 1000 // most for points in found]


@given(DOCUMENTS, ASKED)
def test_it_equals_the_formula(documents: list[dict[str, int]], asked: dict[str, int]) -> None:
    assert Words(documents).score(asked).tolist() == plainly(documents, asked)


@given(DOCUMENTS, ASKED)
def test_it_is_bounded(documents: list[dict[str, int]], asked: dict[str, int]) -> None:
    assert all(0 <= share <= 1000 for share in Words(documents).score(asked).tolist())


@given(DOCUMENTS, ASKED, st.randoms(use_true_random=False))
def test_the_order_of_the_documents_changes_nothing(documents, asked, rng) -> None:
    order = list(range(len(documents)))
    rng.shuffle(order)
    before = Words(documents).score(asked).tolist()
    after = Words([documents[at] for at in order]).score(asked).tolist()
    assert after == [before[at] for at in order]


def test_a_word_that_no_document_has_stands_for_its_like() -> None:
    index = Words([{"maraîchag": 1000}, {"carton": 1000}])
    assert index.score({"maraîchèr": 1000}).tolist()[0] > 0
    assert index.shared({"maraîchèr", "absent"}, 0) == ("maraîchèr",)
    assert index.shared({"carton"}, 0) == ()


def test_a_short_word_stands_for_itself_only() -> None:
    assert Words([{"bois": 1000}]).score({"boi": 1000}).tolist() == [0]
    assert Words([{"boi": 1000}]).score({"boi": 1000}).tolist() == [1000]
