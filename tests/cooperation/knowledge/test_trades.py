"""What the packaged trades must be, whoever edits them."""

from collections import Counter

from cooperation.knowledge import Trade, load, naf

KNOWLEDGE = load()
TRADES = KNOWLEDGE.trades
LEAVES = set(KNOWLEDGE.resources) - {row.parent for row in KNOWLEDGE.resources.values()}
ORPHANS = 20
"""How many of the finest resources may lack a trade: those that only an event or a chance gives."""
AUTHORISED = {
    "appliance_refurbish",
    "asbestos_removal",
    "battery_recycling",
    "hazardous_waste",
    "it_refurbish",
    "metal_recycling",
    "vehicle_dismantling",
    "weee_recycling",
}
"""Trades that need an authorisation for the hazardous waste that they receive."""


def test_there_are_hundreds_of_trades_and_all_kinds_of_them_are_done_by_social_structures() -> None:
    assert len(TRADES) >= 350
    assert sum(row.siae for row in TRADES.values()) >= 60


def test_every_division_of_the_nomenclature_has_a_trade() -> None:
    divisions = {code[:2] for row in TRADES.values() for code in row.naf}
    assert set(naf.DIVISIONS) <= divisions


def test_every_code_is_of_a_known_division() -> None:
    assert {code[:2] for row in TRADES.values() for code in row.naf} <= set(naf.DIVISIONS)


def test_every_trade_has_everyday_words_and_two_sides() -> None:
    assert [code for code, row in TRADES.items() if len(row.words) < 6] == []
    assert [code for code, row in TRADES.items() if not (row.takes and row.gives)] == []
    assert sum(len(row.words) for row in TRADES.values()) >= 12 * len(TRADES)


def test_every_trade_is_found_by_its_label_and_by_its_words() -> None:
    lost = [
        (row.code, text)
        for row in TRADES.values()
        for text in (row.label, *row.words)
        if row.code not in {found.code for found in KNOWLEDGE.trades_for(text)}
    ]
    assert lost == []


def _missing(flows: str) -> set[str]:
    return LEAVES - {code for row in TRADES.values() for code, _ in getattr(row, flows)}


def test_every_finest_resource_has_a_trade_that_takes_it() -> None:
    assert len(_missing("takes")) <= ORPHANS, sorted(_missing("takes"))


def test_every_finest_resource_has_a_trade_that_gives_it() -> None:
    assert len(_missing("gives")) <= ORPHANS, sorted(_missing("gives"))


def test_hazardous_waste_goes_to_authorised_trades_only() -> None:
    hazardous = {code for code, row in KNOWLEDGE.resources.items() if row.hazardous}
    wrong = [
        (row.code, code)
        for row in TRADES.values()
        if row.code not in AUTHORISED
        for code, _ in row.takes
        if code in hazardous
    ]
    assert wrong == []
    taken = {code for row in TRADES.values() for code, _ in row.takes}
    assert hazardous <= taken


def test_weights_tell_the_usual_from_the_possible() -> None:
    weights = Counter(
        weight // 250 for row in TRADES.values() for _, weight in (*row.takes, *row.gives)
    )
    assert min(weights[1], weights[2], weights[3]) >= 1000


def strongest(trade: Trade, flows: str, code: str) -> int:
    return dict(getattr(trade, flows)).get(code, 0)


def test_the_flows_of_the_circular_economy_are_there() -> None:
    for giver, code, taker in (
        ("brewery", "byproduct.organic.spent_grain", "farm_cattle"),
        ("bar", "byproduct.organic.coffee_grounds", "mushroom_farm"),
        ("cheese_maker", "byproduct.organic.whey", "farm_pig"),
        ("bakery", "byproduct.food.bread_unsold", "brewery"),
        ("hotel", "byproduct.textile.linen", "wiping_rags"),
        ("farm_sheep", "byproduct.organic.wool", "spinning"),
        ("demolition", "byproduct.building.joinery", "selective_deconstruction"),
        ("warehouse", "byproduct.wood.pallet_broken", "pallet_maker"),
        ("data_center", "energy.heat.data", "leisure"),
        ("garment_maker", "byproduct.textile.offcut", "upcycling_sewing"),
        ("temp_integration", "job.seasonal.harvest", "farm_wine"),
        ("cold_transport", "premises.cold_storage.negative", "food_aid"),
        ("training_food_safety", "training.hygiene", "school_canteen"),
        ("landscaping", "service.green.mowing", "social_landlord"),
        ("machining", "byproduct.oil.cutting", "hazardous_waste"),
    ):
        assert strongest(TRADES[giver], "gives", code) >= 600, (giver, code)
        assert strongest(TRADES[taker], "takes", code) >= 600, (taker, code)
