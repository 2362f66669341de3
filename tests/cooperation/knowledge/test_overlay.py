"""Amendments laid over the data files, and what they may not do."""

from typing import Any

import pytest

from cooperation.knowledge import KnowledgeError
from cooperation.knowledge.loading import data_files, parse
from cooperation.knowledge.overlay import Amendment, amended, overlay, table_of

from .files import FILES

CAKE = ("resource", "food.cake", "add", {"label": "Gâteau", "synonyms": "cake|quatre-quarts"})


def refused(*amendments: Any, contents: dict[str, str] = FILES) -> tuple[int, str, str]:
    """Tell which amendment is refused, on which field, and why."""
    with pytest.raises(KnowledgeError) as caught:
        amended(contents, amendments)
    assert caught.value.file == "amendments"
    return caught.value.row, caught.value.field, caught.value.problem


def test_no_amendment_changes_nothing() -> None:
    assert overlay(FILES, ()) == FILES


def test_the_packaged_files_can_be_amended() -> None:
    synonyms = {"synonyms": "pain de la semaine"}
    known = amended(data_files(), [("resource", "byproduct.food.bread_unsold", "change", synonyms)])
    assert known.resolve("pain de la semaine")[0].code == "byproduct.food.bread_unsold"


def test_files_that_are_not_touched_stay_as_they_are() -> None:
    files = overlay(FILES, [("trade", "mill", "change", {"label": "Moulin"})])
    same = {name for name, content in FILES.items() if files[name] == content}
    assert same == FILES.keys() - {"trades/all.csv"}
    assert dict(FILES) == FILES


def test_a_resource_is_added_under_its_parent() -> None:
    known = amended(FILES, [CAKE])
    assert known.resources["food.cake"].unit == "kg"
    assert known.resolve("quatre-quarts")[0].code == "food.cake"


def test_a_new_branch_has_a_file_of_its_own() -> None:
    branch = {"label": "Verre", "synonyms": "bocaux", "kind": "material", "unit": "kg"}
    jar = {"label": "Bocal", "synonyms": "pot"}
    files = overlay(
        FILES, [("resource", "glass", "add", branch), ("resource", "glass.jar", "add", jar)]
    )
    assert "resources/amended.csv" in files
    assert parse(files).resources["glass.jar"].parent == "glass"


def test_know_hows_and_trades_are_added_after_the_resources_they_name() -> None:
    known = amended(
        FILES,
        [
            CAKE,
            (
                "transformation",
                "pastry",
                "add",
                {
                    "label": "Faire des gâteaux",
                    "inputs": "food.flour",
                    "outputs": "food.cake",
                    "yield": "2",
                    "added": "œufs et beurre=1.2",
                    "rules": "hygiene",
                    "source": "Métier",
                },
            ),
            ("trade", "pastry", "add", {"label": "Pâtisserie", "gives": "food.cake=900"}),
        ],
    )
    assert known.transformations["pastry"].outputs == ("food.cake",)
    assert known.trades["pastry"].gives == (("food.cake", 900),)


def test_later_amendments_see_the_earlier_ones() -> None:
    known = amended(
        FILES,
        [
            CAKE,
            Amendment("resource", "food.cake", "change", {"label": "Gâteaux"}),
            Amendment("transformation", "brew", "remove", {}),
            Amendment("trade", "bakery", "change", {"gives": "food.bread=900"}),
            Amendment("resource", "waste.bread", "remove", {}),
        ],
    )
    assert known.resources["food.cake"].label == "Gâteaux"
    assert "waste.bread" not in known.resources
    assert "brew" not in known.transformations


def test_removing_and_adding_again_replaces_a_row() -> None:
    row = {"label": "Moulin", "gives": "food.flour=500"}
    known = amended(FILES, [("trade", "mill", "remove", {}), ("trade", "mill", "add", row)])
    assert known.trades["mill"].label == "Moulin"


@pytest.mark.parametrize(
    ("amendment", "field", "problem"),
    [
        (("shop", "x", "add", {}), "table", "'shop' is not a table"),
        (("trade", "x", "burn", {}), "action", "'burn' is not an action"),
        (("trade", "mill", "add", {}), "code", "'mill' is already there"),
        (("trade", "x", "change", {}), "code", "'x' is unknown"),
        (("trade", "x", "remove", {}), "code", "'x' is unknown"),
        (("trade", "mill", "change", {"colour": "red"}), "colour", "unknown column"),
        (("trade", "mill", "change", {"code": "oven"}), "code", "a code does not change"),
        (("resource", "food.cake", "add", {}), "label", "missing"),
        (("resource", "Cake", "add", {"label": "x"}), "code", "dotted"),
        (("resource", "drink.tea", "add", {"label": "x"}), "code", "parent"),
        (("resource", "waste.bread", "change", {"low": "020699"}), "low", "not in the European"),
        (("resource", "waste.bread", "change", {"low": "020601*"}), "low", "must not bear"),
        (("resource", "waste.solvent", "change", {"low": "140603"}), "low", "must bear"),
        (("resource", "food.bread", "change", {"units": "kg|hour"}), "units", "unknown"),
        (("resource", "food.bread", "change", {"units": "kg|l"}), "units", "nothing converts"),
        (("resource", "food.bread", "change", {"synonyms": ""}), "synonyms", "no everyday word"),
        (("transformation", "brew", "change", {"yield": "70"}), "yield", "all that matter allows"),
        (("transformation", "brew", "change", {"source": ""}), "source", "missing"),
        (("trade", "mill", "change", {"gives": "gold=1"}), "gives", "unknown"),
        (("transformation", "brew", "change", {"label": "a\nb", "naf": "x"}), "naf", "malformed"),
    ],
)
def test_a_bad_amendment_names_its_field(amendment: Any, field: str, problem: str) -> None:
    first = ("resource", "food.pie", "add", {"label": "Tarte", "synonyms": "quiche"})
    row, found, why = refused(first, amendment)
    assert (row, found) == (2, field)
    assert problem in why


def test_a_resource_that_others_use_stays() -> None:
    assert refused(("resource", "food.bread", "remove", {})) == (
        1,
        "code",
        "'food.bread' is used by waste.bread, bake, bakery",
    )
    assert refused(("resource", "waste", "remove", {}))[2] == (
        "'waste' is used by waste.bread, waste.solvent"
    )


def test_a_problem_elsewhere_is_told_without_an_amendment() -> None:
    row, field, problem = refused(
        ("trade", "mill", "remove", {}), ("trade", "bakery", "change", {"gives": "food.bread=9"})
    )
    assert (row, field) == (0, "inputs")
    assert problem == "bake: nobody gives nor makes 'food.flour'"


def test_a_fault_of_the_files_themselves_is_told_as_such() -> None:
    with pytest.raises(KnowledgeError) as caught:
        amended(FILES | {"resources/all.csv": ""}, [])
    assert caught.value.file == "resources/all.csv"


def test_nothing_to_add_to() -> None:
    only = {name: text for name, text in FILES.items() if not name.startswith("trades/")}
    assert refused(("trade", "x", "add", {}), contents=only) == (
        1,
        "table",
        "no file of it to add to",
    )


@pytest.mark.parametrize(
    ("file", "table"),
    [
        ("resources/food.csv", "resource"),
        ("trades/food.csv", "trade"),
        ("transformations.csv", "transformation"),
        ("units.csv", ""),
    ],
)
def test_which_table_a_file_is_of(file: str, table: str) -> None:
    assert table_of(file) == table
