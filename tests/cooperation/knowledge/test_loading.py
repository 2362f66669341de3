"""A broken data file: the file, the row and the field are named."""

import pytest

from cooperation.knowledge import Knowledge, KnowledgeError, Resource, load
from cooperation.knowledge.loading import data_files, parse
from cooperation.knowledge.parsing import RESOURCE_COLUMNS

HEADER = ",".join(RESOURCE_COLUMNS)
FOOD = "food,Aliments,,food,kg,kg|t,,,,,,,300"
BREAD = "food.bread,Pain,,,,,,,,,,,"
FILES = {
    "units.csv": "code,label,dimension,factor\nkg,kilo,mass,1\nt,tonne,mass,1000\n"
    "piece,pièce,count,1\n",
    "rules.csv": "key,code,name\nhygiene,food_safety,Règlement\n",
    "resources/food.csv": f"{HEADER}\n{FOOD}\n{BREAD}\n",
    "transformations.csv": "code,label,inputs,outputs,yield,rules,naf\n"
    "bake,Cuire,food,food.bread,0.8,hygiene,10.71C\n",
    "trades/food.csv": "code,label,naf,siae,words,takes,gives\n"
    "bakery,Boulangerie,10.71,,four,,food=900\n",
}


def resources(*rows: str) -> dict[str, str]:
    return FILES | {"resources/food.csv": "\n".join((HEADER, *rows)) + "\n"}


def parsed(row: str) -> Resource:
    """Parse one resource after the root, and give it."""
    files = resources(FOOD, row)
    del files["transformations.csv"], files["trades/food.csv"]
    empty = {
        "transformations.csv": "code,label,inputs,outputs,yield,rules,naf\n",
        "trades/food.csv": "code,label,naf,siae,words,takes,gives\n",
    }
    return parse(files | empty).resources[row.partition(",")[0]]


def test_what_is_empty_comes_from_the_parent() -> None:
    bread = parsed(BREAD)
    assert (bread.kind, bread.unit, bread.units) == ("food", "kg", ("kg", "t"))
    assert (bread.environment, bread.parent, bread.hazardous) == (300, "food", False)


def test_own_units_replace_those_of_the_parent() -> None:
    egg = parsed("food.egg,Œuf,,,piece,kg,kg=17,,,,,,")
    assert egg.units == ("piece", "kg")
    assert egg.factors[0][0] == "kg"


@pytest.mark.parametrize(
    ("months", "expected"),
    [("", 0), ("1", 1), ("12", 2048), ("6-8", 0b11100000), ("11-2", 0b110000000011), ("1|3", 5)],
)
def test_months_may_go_round_the_year(months: str, expected: int) -> None:
    assert parsed(f"food.x,X,,,,,,,,,{months},,").months == expected


def test_a_starred_code_is_hazardous() -> None:
    solvent = parsed("food.x,X,,,,,,140603*,,,,,")
    assert (solvent.low_code, solvent.hazardous) == ("140603", True)


BROKEN = [
    ("food.x,,,,,,,,,,,,", "label", "missing"),
    ("Food.x,X,,,,,,,,,,,", "code", "dotted"),
    ("food.a.b.c.d,X,,,,,,,,,,,", "code", "4 levels"),
    ("drink.x,X,,,,,,,,,,,", "code", "parent"),
    ("food,X,,,,,,,,,,,", "code", "twice"),
    ("food.x, X,,,,,,,,,,,", "label", "spaces"),
    ("food.x,X,a||b,,,,,,,,,,", "synonyms", "empty part"),
    ("food.x,X,a| b,,,,,,,,,,", "synonyms", "spaces"),
    ("food.x,X,a|a,,,,,,,,,,", "synonyms", "twice"),
    ("food.x,X,,drink,,,,,,,,,", "kind", "not a kind"),
    ("food.x,X,,,stone,,,,,,,,", "unit", "unknown"),
    ("food.x,X,,,,stone,,,,,,,", "units", "unknown"),
    ("food.x,X,,,,,stone=1,,,,,,", "factors", "unknown"),
    ("food.x,X,,,,,kg=0,,,,,,", "factors", "positive"),
    ("food.x,X,,,,,kg=many,,,,,,", "factors", "not a number"),
    ("food.x,X,,,,,kg=1/0,,,,,,", "factors", "not a number"),
    ("food.x,X,,,,,kg,,,,,,", "factors", "key=value"),
    ("food.x,X,,,,,kg=1|kg=2,,,,,,", "factors", "same key"),
    ("food.x,X,,,,,,1406,,,,,", "low", "malformed"),
    ("food.x,X,,,,,,,1071C,,,,", "naf", "malformed"),
    ("food.x,X,,,,,,,,15,,,", "cpv", "malformed"),
    ("food.x,X,,,,,,,,,0-3,,", "months", "range"),
    ("food.x,X,,,,,,,,,13,,", "months", "range"),
    ("food.x,X,,,,,,,,,été,,", "months", "range"),
    ("food.x,X,,,,,,,,,,food.y=500,", "substitutes", "unknown"),
    ("food.x,X,,,,,,,,,,food.x=500,", "substitutes", "itself"),
    ("food.x,X,,,,,,,,,,food=0,", "substitutes", "weighs nothing"),
    ("food.x,X,,,,,,,,,,food=1001,", "substitutes", "whole number"),
    ("food.x,X,,,,,,,,,,,1001", "environment", "whole number"),
    ("food.x,X,,,,,,,,,,,-1", "environment", "whole number"),
]


@pytest.mark.parametrize(("row", "field", "problem"), BROKEN)
def test_a_broken_resource_is_named(row: str, field: str, problem: str) -> None:
    with pytest.raises(KnowledgeError, match=problem) as caught:
        parse(resources(FOOD, row))
    error = caught.value
    assert (error.file, error.row, error.field) == ("resources/food.csv", 3, field)
    assert str(error).startswith(f"resources/food.csv, row 3, field {field}: ")


def test_the_same_code_in_two_files_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="twice") as caught:
        parse(FILES | {"resources/other.csv": f"{HEADER}\n{FOOD}\n"})
    assert (caught.value.file, caught.value.row) == ("resources/other.csv", 2)


@pytest.mark.parametrize(
    ("file", "row", "field", "problem"),
    [
        ("units.csv", "g,gramme,mass,heavy", "factor", "not a number"),
        ("units.csv", "kg,kilo,mass,1", "code", "twice"),
        ("rules.csv", "other,,Nom", "code", "missing"),
        ("transformations.csv", "fry,Frire,gold,food,1,hygiene,", "inputs", "unknown"),
        ("transformations.csv", "fry,Frire,food,gold,1,hygiene,", "outputs", "unknown"),
        ("transformations.csv", "fry,Frire,,food,1,hygiene,", "inputs", "missing"),
        ("transformations.csv", "fry,Frire,food,,1,hygiene,", "outputs", "missing"),
        ("transformations.csv", "fry,Frire,food,food,1,,", "rules", "food safety"),
        ("transformations.csv", "fry,Frire,food,food,1,law,", "rules", "unknown"),
        ("transformations.csv", "fry,Frire,food,food,0,hygiene,", "yield", "positive"),
        ("transformations.csv", "fry,Frire,food,food,1,hygiene,x", "naf", "malformed"),
        ("trades/food.csv", "cook,Cuisine,56,,,,", "takes", "takes or gives"),
        ("trades/food.csv", "cook,Cuisine,56,,,gold=1,", "takes", "unknown"),
        ("trades/food.csv", "cook,Cuisine,56,,,,food", "gives", "key=value"),
        ("trades/food.csv", "cook,Cuisine,56,yes,,food=1,", "siae", "neither empty nor x"),
    ],
)
def test_a_broken_row_is_named(file: str, row: str, field: str, problem: str) -> None:
    files = FILES | {file: f"{FILES[file]}{row}\n"}
    with pytest.raises(KnowledgeError, match=problem) as caught:
        parse(files)
    number = FILES[file].count("\n") + 1
    assert (caught.value.file, caught.value.row, caught.value.field) == (file, number, field)


@pytest.mark.parametrize(
    ("content", "row"), [("", 1), ("code,label\n", 1), (f"{HEADER}\nfood,Aliments\n", 2)]
)
def test_a_broken_table_is_named(content: str, row: int) -> None:
    with pytest.raises(KnowledgeError) as caught:
        parse(FILES | {"resources/food.csv": content})
    assert (caught.value.file, caught.value.row, caught.value.field) == (
        "resources/food.csv",
        row,
        "",
    )
    assert "(row)" in str(caught.value)


@pytest.mark.parametrize(
    "missing", ["units.csv", "rules.csv", "transformations.csv", "trades/", "resources/"]
)
def test_a_missing_file_is_named(missing: str) -> None:
    with pytest.raises(KnowledgeError, match=missing) as caught:
        parse({name: text for name, text in FILES.items() if not name.startswith(missing)})
    assert (caught.value.file, caught.value.row) == (missing, 0)


def test_the_same_trade_in_two_files_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="twice") as caught:
        parse(FILES | {"trades/other.csv": FILES["trades/food.csv"]})
    assert (caught.value.file, caught.value.row) == ("trades/other.csv", 2)


def test_the_order_of_the_files_changes_nothing() -> None:
    assert _rows(parse(dict(reversed(data_files().items())))) == _rows(load())


def _rows(knowledge: Knowledge) -> tuple[object, ...]:
    return (
        list(knowledge.resources.items()),
        list(knowledge.transformations.items()),
        list(knowledge.trades.items()),
    )


def test_loading_reads_once() -> None:
    assert load() is load()


LOW = "code,label\n140603*,autres solvants\n020601,matières impropres\n"


def test_without_the_european_list_waste_codes_are_not_checked() -> None:
    files = resources(FOOD, BREAD, "food.x,X,,,,,,999999,,,,,")
    assert parse(files).low == {}


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("999999", "'999999' is not in the European list of waste"),
        ("140603", "'140603' must bear the star"),
        ("020601*", r"'020601\*' must not bear the star"),
    ],
)
def test_a_waste_code_is_that_of_the_european_list(code: str, problem: str) -> None:
    files = resources(FOOD, BREAD, f"food.x,X,,,,,,{code},,,,,") | {"low.csv": LOW}
    with pytest.raises(KnowledgeError, match=problem) as caught:
        parse(files)
    assert (caught.value.row, caught.value.field) == (4, "low")


def test_the_european_list_is_given() -> None:
    low = load().low
    assert len(low) == 842
    assert sum(row.hazardous for row in low.values()) == 408
    assert (low["140603"].hazardous, low["150107"].hazardous) == (True, False)
    assert low["150107"].label == "emballages en verre"


@pytest.mark.parametrize("row", ["14,Solvants", "140603x,Solvants"])
def test_a_broken_waste_code_is_named(row: str) -> None:
    with pytest.raises(KnowledgeError, match="malformed") as caught:
        parse(FILES | {"low.csv": f"code,label\n{row}\n"})
    assert (caught.value.file, caught.value.field) == ("low.csv", "code")


def test_optional_columns_may_be_there_or_not() -> None:
    files = FILES | {"resources/food.csv": f"{HEADER},dfc\n{FOOD},\n{BREAD},bread\n"}
    assert parse(files).resources["food.bread"].dfc == "bread"
    assert parse(FILES).resources["food.bread"].dfc == ""


@pytest.mark.parametrize(
    ("value", "problem"), [("du pain", "malformed"), ("bread|cake", "one product type")]
)
def test_a_broken_product_type_is_named(value: str, problem: str) -> None:
    files = FILES | {"resources/food.csv": f"{HEADER},dfc\n{FOOD},\n{BREAD},{value}\n"}
    with pytest.raises(KnowledgeError, match=problem) as caught:
        parse(files)
    assert (caught.value.row, caught.value.field) == (3, "dfc")


def test_what_is_no_table_is_named() -> None:
    with pytest.raises(KnowledgeError, match="not a CSV file") as caught:
        parse(FILES | {"resources/food.csv": f'{HEADER}\n"food'})
    assert (caught.value.file, caught.value.row) == ("resources/food.csv", 0)


def test_conversions_come_from_a_parent_of_the_same_unit() -> None:
    drink = "food.drink,Boisson,,,,kg|t|piece,piece=1/2,,,,,,"
    files = resources(FOOD, BREAD, drink, "food.drink.tea,Thé,,,,kg|piece|t,,,,,,,")
    rows = parse(files | {"units.csv": FILES["units.csv"]}).resources
    assert rows["food.drink.tea"].factors == rows["food.drink"].factors
