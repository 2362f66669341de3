"""What the packaged data must be, whoever edits them."""

import re

import pytest

from cooperation.knowledge import ResourceKind, load

KNOWLEDGE = load()


def test_enough_is_known() -> None:
    assert len(KNOWLEDGE.resources) >= 1_200
    assert len(KNOWLEDGE.transformations) >= 300
    assert len(KNOWLEDGE.trades) >= 60
    assert {row.kind for row in KNOWLEDGE.resources.values()} == set(ResourceKind)


def test_every_resource_is_named_in_everyday_words() -> None:
    assert [code for code, row in KNOWLEDGE.resources.items() if not row.synonyms] == []


def test_labels_are_unique() -> None:
    labels = [row.label for row in KNOWLEDGE.resources.values()]
    assert len(set(labels)) == len(labels)


def test_every_branch_has_a_kind_unlike_a_container() -> None:
    assert KNOWLEDGE.resources["material.container.glass_jar_used"].kind == "material"
    assert KNOWLEDGE.resources["byproduct.solvent"].hazardous
    assert not KNOWLEDGE.resources["byproduct.food.bread_unsold"].hazardous


def test_units_are_the_canonical_one_first_without_repeats() -> None:
    for row in KNOWLEDGE.resources.values():
        assert row.units[0] == row.unit
        assert len(set(row.units)) == len(row.units)


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("byproduct.food.bread_unsold", "prepared.drink.beer"),
        ("byproduct.food.fruit_veg_unsold", "prepared.dish.jar"),
        ("material.container.glass_jar_used", "material.container.glass_jar_washed"),
        ("material.container.meal_box_used", "material.container.meal_box_washed"),
        ("byproduct.organic", "material.compost"),
        ("byproduct.organic", "energy.gas"),
        ("byproduct.wood.pallet_broken", "material.pallet"),
        ("byproduct.organic.coffee_grounds", "food.mushroom"),
        ("byproduct.oil.cooking", "energy.biofuel"),
    ],
)
def test_the_know_hows_of_the_circular_economy_are_there(source: str, result: str) -> None:
    assert any(
        source in row.inputs and result in row.outputs for row in KNOWLEDGE.transformations.values()
    )


def test_what_is_eaten_names_its_food_safety_rule() -> None:
    eaten = {ResourceKind.FOOD, ResourceKind.PREPARED_FOOD}
    for row in KNOWLEDGE.transformations.values():
        if eaten & {KNOWLEDGE.resources[code].kind for code in row.outputs}:
            assert any(rule.code == "food_safety" and rule.name for rule in row.rules)


def test_hazardous_waste_is_handled_under_a_rule() -> None:
    for row in KNOWLEDGE.transformations.values():
        if any(KNOWLEDGE.resources[code].hazardous for code in row.inputs):
            assert any(rule.code == "authorised_receiver" for rule in row.rules)


def test_trades_cover_the_sections_of_an_economy() -> None:
    divisions = {naf[:2] for row in KNOWLEDGE.trades.values() for naf in row.naf}
    assert {
        "01",
        "10",
        "20",
        "26",
        "35",
        "38",
        "43",
        "47",
        "49",
        "56",
        "81",
        "85",
        "86",
    } <= divisions


def test_no_place_is_named() -> None:
    places = re.compile(r"grenobl|isère|voiron|grésivaudan|vercors|chartreuse", re.IGNORECASE)
    wordings = [wording.text for wording in KNOWLEDGE.lexicon.wordings]
    labels = [
        row.label for row in (*KNOWLEDGE.transformations.values(), *KNOWLEDGE.trades.values())
    ]
    assert [text for text in (*wordings, *labels) if places.search(text)] == []


def test_every_unit_of_every_resource_is_converted() -> None:
    for code, row in KNOWLEDGE.resources.items():
        assert all(KNOWLEDGE.rate(code, unit) > 0 for unit in row.units), code


def test_the_taxonomy_is_four_levels_deep_at_most() -> None:
    assert max(row.depth for row in KNOWLEDGE.resources.values()) == 4


def test_every_know_how_tells_its_source_its_scale_and_everyday_words() -> None:
    for row in KNOWLEDGE.transformations.values():
        assert all((row.source, row.scale, row.words)), row.code


@pytest.mark.parametrize(
    ("code", "low", "hazardous"),
    [
        ("byproduct.solvent", "140603", True),
        ("byproduct.solvent.halogenated", "140602", True),
        ("byproduct.oil.engine", "130205", True),
        ("byproduct.oil.cooking", "200125", False),
        ("byproduct.battery.lead", "160601", True),
        ("byproduct.electronic.fridge", "200123", True),
        ("byproduct.building.asbestos", "170605", True),
        ("byproduct.medical.infectious", "180103", True),
        ("byproduct.building.concrete", "170101", False),
        ("byproduct.paper.cardboard", "150101", False),
    ],
)
def test_waste_has_its_code_and_star(code: str, low: str, hazardous: bool) -> None:
    row = KNOWLEDGE.resources[code]
    assert (row.low_code, row.hazardous) == (low, hazardous)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("bouchons de liège", "byproduct.wood.cork"),
        ("palox", "material.container.crate.pallet_box"),
        ("cuves IBC", "material.container.drum.ibc"),
        ("pressoir mobile", "equipment.kitchen.press"),
        ("CACES", "training.safety.forklift"),
        ("habilitation électrique", "training.safety.electrical"),
        ("mise sous pli", "service.packing.mailing"),
        ("matelas", "byproduct.mattress"),
        ("mégots", "byproduct.cigarette"),
        ("isopropanol usagé", "byproduct.solvent.alcohol"),
        ("lavage de voitures", "service.cleaning.vehicle"),
        ("crottin de cheval", "byproduct.organic.manure.horse"),
        ("ouate de cellulose", "material.insulation_bio.cellulose"),
        ("broyage de végétaux", "service.waste.wood"),
        ("DASRI", "byproduct.medical.infectious"),
        ("moquette", "byproduct.textile.carpet"),
        ("framboises", "food.fruit.berry.raspberry"),
        ("salle blanche", "premises.workshop.clean"),
        ("clause sociale", "service.consulting.procurement"),
        ("stage de troisième", "job.internship.school"),
    ],
)
def test_what_people_look_for_has_its_leaf(text: str, code: str) -> None:
    assert KNOWLEDGE.resolve(text)[0].code == code


def test_the_seasons_are_those_of_france() -> None:
    months = {
        code: {month for month in range(1, 13) if row.months >> (month - 1) & 1}
        for code, row in KNOWLEDGE.resources.items()
    }
    assert months["food.vegetable.asparagus"] == {4, 5, 6}
    assert months["food.fruit.cherry"] == {5, 6, 7}
    assert months["food.vegetable.endive"] == {10, 11, 12, 1, 2, 3, 4}
    assert months["material.pallet"] == set()
