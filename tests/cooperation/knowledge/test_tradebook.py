"""From what an organisation says of itself, and its NAF code, to its trades."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.knowledge import load, naf
from cooperation.knowledge.tradebook import LEAST, MOST, build
from cooperation.knowledge.types import Trade, TradeResolution

KNOWLEDGE = load()
TRADES = KNOWLEDGE.trades


def first(text: str = "", code: str = "") -> TradeResolution:
    return KNOWLEDGE.trades_for(text, code)[0]


def test_words_name_a_trade_and_say_where_they_were_read() -> None:
    assert first("brasseuse").code == "brewery"
    assert first("Meunerie").evidence == ("Meunerie", "label", "exact")
    assert first("minoterie").evidence == ("minoterie", "word", "exact")


def test_a_code_alone_names_a_trade() -> None:
    found = first(code="10.71C")
    assert (found.code, found.evidence, found.naf) == (
        "bakery",
        ("1071C", "naf", "subclass"),
        "1071C",
    )
    assert found.confidence == 0.9


def test_words_and_code_together_are_surer_than_each() -> None:
    both = first("une boulangerie près de la gare", "10.71C").confidence
    assert both > first("une boulangerie près de la gare").confidence
    assert both > first(code="10.71C").confidence


def test_a_broader_code_says_less() -> None:
    sure = {row.code: row.confidence for row in KNOWLEDGE.trades_for("", "10")}
    assert sure["bakery"] < KNOWLEDGE.trades_for("", "10.71C")[0].confidence


@pytest.mark.parametrize("code", ["", "boulanger", "1C", "??", "10.71CC"])
def test_what_is_no_code_is_ignored(code: str) -> None:
    assert KNOWLEDGE.trades_for("", code) == ()


def test_what_is_made_tells_who_makes_it() -> None:
    found = {
        row.code: row.evidence for row in KNOWLEDGE.trades_for("vente de poireaux et de blettes")
    }
    assert found["farm_market_garden"][1:] == ("resource", "gives")


def test_what_is_recycled_tells_who_takes_it() -> None:
    found = {row.code: row.evidence for row in KNOWLEDGE.trades_for("valorisation de drêches")}
    assert ("resource", "takes") in {row[1:] for row in found.values()}
    assert found.keys() & {"feed_maker", "farm_cattle", "farm_dairy", "biogas"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("brasserie", {"brewery", "restaurant"}),
        ("pépinière d’entreprises", {"business_center", "real_estate"}),
        ("cuisine", {"caterer_canteen_cook", "shared_kitchen"}),
        ("conciergerie", {"facility_management"}),
        ("friperie", {"second_hand_shop", "textile_recycling"}),
        ("menuiserie", {"joinery"}),
    ],
)
def test_what_several_trades_are_called_stays_open(text: str, codes: set[str]) -> None:
    assert codes <= {row.code for row in KNOWLEDGE.trades_for(text)}


def test_a_word_with_its_complement_decides() -> None:
    assert first("brasserie de bière artisanale").code == "brewery"
    assert first("brasserie restaurant").code == "restaurant"


@given(st.text(max_size=120), st.text(max_size=6))
def test_any_organisation_gets_a_ranked_bounded_list(text: str, code: str) -> None:
    found = KNOWLEDGE.trades_for(text, code)
    assert len(found) <= MOST
    assert all(LEAST <= round(1000 * row.confidence) <= 1000 for row in found)
    assert list(found) == sorted(found, key=lambda row: (-row.confidence, row.code))
    assert len({row.code for row in found}) == len(found)


@given(st.permutations(list(TRADES.values())[:40]))
def test_the_order_of_the_trades_changes_nothing(rows: list[Trade]) -> None:
    assert build(rows) == build(list(TRADES.values())[:40])


def test_the_trades_are_listed_by_code() -> None:
    assert [row.code for row in KNOWLEDGE.trade_list] == sorted(TRADES)


def test_the_levels_of_the_nomenclature() -> None:
    assert len(naf.DIVISIONS) == 88
    assert [naf.share(known, "1071C") for known in ("1071C", "1071", "107", "10", "11")] == [
        900,
        850,
        650,
        450,
        0,
    ]
    assert naf.share("1071C", "10") == naf.BROADER
    assert (naf.share("", "10"), naf.share("10", "")) == (0, 0)


@pytest.mark.parametrize(
    ("text", "trade", "other"),
    [
        ("brasse une bière artisanale à partir de pain invendu", "brewery", "bakery"),
        ("savons fabriqués à base de marc de café", "soap_maker", "coffee_roaster"),
        ("maraîchage soutenu par une banque", "farm_market_garden", "bank"),
        ("menuiserie sur mesure, récompensée par la chambre de métiers", "joinery", "chamber"),
        ("nettoyage pour des hôpitaux", "cleaning", "hospital"),
    ],
)
def test_what_it_uses_and_who_praises_it_are_not_its_trade(
    text: str, trade: str, other: str
) -> None:
    found = {row.code: row.confidence for row in KNOWLEDGE.trades_for(text)}
    assert next(iter(found)) == trade
    assert found.get(other, 0) <= 0.65 * found[trade]


@pytest.mark.parametrize(
    ("text", "trade"),
    [
        ("Marché d’intérêt national (MIN)", "wholesale_food"),
        ("industriel des dispositifs médicaux", "medical_devices"),
        ("grand groupe de services postaux", "post"),
        ("groupe bancaire", "bank"),
    ],
)
def test_an_acronym_or_a_size_does_not_hide_the_trade(text: str, trade: str) -> None:
    assert first(text).code == trade
