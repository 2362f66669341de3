"""The official sub-classes of activities, and what people call themselves by them."""

import pytest

from cooperation.knowledge import KnowledgeError, load
from cooperation.knowledge.activities import parse_activities, title_of, titles

KNOWLEDGE = load()
ACTIVITIES = KNOWLEDGE.tradebook.activities
HEADER = "code,label,trades\n"


def test_there_are_all_the_sub_classes_and_each_stands_for_a_trade() -> None:
    assert len(ACTIVITIES) == 732
    assert [code for code, row in ACTIVITIES.items() if not row.trades] == []


def test_each_official_label_is_read_as_its_code() -> None:
    wrong = [
        (code, row.label)
        for code, row in ACTIVITIES.items()
        if (found := KNOWLEDGE.trades_for(row.label))
        and len(title_of(row.label)) > 1
        and found[0].code not in dict(row.trades)
    ]
    assert wrong == []


def test_each_code_names_its_first_trade() -> None:
    for code, row in ACTIVITIES.items():
        assert KNOWLEDGE.trades_for("", code)[0].code in dict(row.trades)


def test_a_trade_that_is_not_there_is_left_out() -> None:
    found = parse_activities(
        "naf.csv", f"{HEADER}10.71C,Boulangerie,bakery=900|gone=400\n", {"bakery"}
    )
    assert found["1071C"].trades == (("bakery", 900),)


def test_a_code_that_is_no_sub_class_is_refused() -> None:
    with pytest.raises(KnowledgeError) as error:
        parse_activities("naf.csv", f"{HEADER}10.7,Boulangerie,bakery=900\n", {"bakery"})
    assert (error.value.file, error.value.row, error.value.field) == ("naf.csv", 2, "code")


def test_a_label_of_one_word_is_no_title() -> None:
    content = f"{HEADER}26.52Z,Horlogerie,a=900\n10.20Z,Transformation du poisson,a=900\n"
    assert list(titles(parse_activities("naf.csv", content, {"a"})).values()) == ["1020Z"]


@pytest.mark.parametrize(
    ("text", "code", "trade", "other"),
    [
        ("brasserie artisanale", "11.05Z", "brewery", "restaurant"),
        ("fromagerie et magasin, visites de la ferme", "10.51C", "cheese_maker", "farm_mixed"),
    ],
)
def test_words_that_the_code_contradicts_count_for_less(
    text: str, code: str, trade: str, other: str
) -> None:
    plain = {row.code: row.confidence for row in KNOWLEDGE.trades_for(text)}
    found = {row.code: row.confidence for row in KNOWLEDGE.trades_for(text, code)}
    assert next(iter(found)) == trade
    assert found.get(other, 0) <= plain.get(other, 0)


def test_what_comes_after_the_trade_counts_for_less() -> None:
    early = {row.code: row.confidence for row in KNOWLEDGE.trades_for("traiteur")}
    late = {row.code: row.confidence for row in KNOWLEDGE.trades_for("boucherie, traiteur")}
    assert late["caterer"] < early["caterer"]
