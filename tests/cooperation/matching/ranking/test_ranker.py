"""Rankings that can be solved by hand, and the laws that every ranking keeps."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation import knowledge
from cooperation.matching.ranking import Part, Question, Ranker, ReasonCode
from cooperation.matching.ranking.table import NETWORK_TABLE, PARTS, TEXT_TABLE, VERSION, check
from cooperation.matching.types import Direction, Place
from tests.cooperation.matching.ranking.builders import (
    FAR,
    HERE,
    NEAR,
    link,
    needs,
    offers,
    organisation,
    ranker,
)

BREWERY = organisation(1, "brasserie", place=HERE)
FARM = organisation(2, "ferme", place=NEAR)
FAR_FARM = organisation(3, "ferme", place=FAR)
GARDEN = organisation(4, "paysagiste", kind="esat")
MILL = organisation(5, "moulin")
ALL = (BREWERY, FARM, FAR_FARM, GARDEN, MILL)


def evidence(answer: Any, ident: int | str, code: ReasonCode) -> dict[str, Any]:
    """Give the evidence of a criterion for an organisation of an answer."""
    best = next(row for row in answer.best if row.id == ident)
    return dict(next(row.evidence for row in best.reasons if row.code is code))


def test_who_takes_it_comes_first_and_the_nearer_before_the_farther() -> None:
    answer = ranker(*ALL).ask(offers("drêches de brasserie", organisation=1))
    assert answer.order == (2, 3, 5, 4)
    assert evidence(answer, 2, ReasonCode.RESOURCE) == {
        "role": "takes",
        "resource": "waste.grain.draff",
        "asked": "waste.grain.draff",
        "trade": "farm",
        "transformation": "",
        "likelihood": 900,
    }
    assert evidence(answer, 5, ReasonCode.RESOURCE)["transformation"] == "draff_to_flour"
    assert 19_000 < evidence(answer, 2, ReasonCode.DISTANCE)["metres"] < 21_000


def test_who_gives_it_comes_first() -> None:
    answer = ranker(*ALL).ask(needs("bières", organisation=2))
    assert answer.order[0] == 1
    assert evidence(answer, 1, ReasonCode.RESOURCE)["role"] == "gives"


def test_the_asker_is_never_in_its_own_answer() -> None:
    assert 1 not in ranker(*ALL).ask(offers("drêches", organisation=1)).order
    assert 1 not in ranker(*ALL).ask(offers("drêches", organisation=1, candidates=(1, 2))).order


def test_only_the_candidates_are_ranked() -> None:
    asked = offers("drêches", candidates=("3", 4, 4, "unheard of"))
    assert ranker(*ALL).ask(asked).order == (3, 4)


def test_an_unknown_asker_is_nobody() -> None:
    found = ranker(*ALL).ask(offers("drêches", organisation="unheard of"))
    assert found == ranker(*ALL).ask(offers("drêches"))


def test_the_place_of_the_question_counts_before_that_of_the_asker() -> None:
    answer = ranker(*ALL).ask(offers("drêches", organisation=1, place=FAR))
    assert answer.order[:2] == (3, 2)


@pytest.mark.parametrize("place", [None, Place(insee="38001")])
def test_without_both_places_distance_does_not_count(place: Place | None) -> None:
    answer = ranker(FARM, GARDEN).ask(offers("drêches", place=place))
    codes = {reason.code for row in answer.best for reason in row.reasons}
    assert ReasonCode.DISTANCE not in codes
    answer = ranker(FARM, GARDEN).ask(needs("tonte", place=HERE))
    assert answer.order == (4, 2)


def test_a_code_of_waste_is_enough() -> None:
    for low in ("020704", "0207", "02", "020799"):
        answer = ranker(*ALL).ask(offers(low=low))
        assert answer.order[:2] == (2, 3), low
    assert ranker(*ALL).ask(offers(low="991199")).best[0].score == 0


def test_what_an_activity_names_is_made_or_taken() -> None:
    found = ranker(
        organisation("maker", "fabrique de sacs de jute"),
        organisation("taker", "collecte de sacs de jute"),
        organisation("other", "sans rapport"),
    )
    offered = found.ask(offers("toile de jute"))
    assert offered.order[0] == "taker"
    assert evidence(offered, "taker", ReasonCode.RESOURCE)["trade"] == ""
    assert found.ask(needs("toile de jute")).order[0] == "maker"


def test_a_name_tells_a_trade_when_the_activity_tells_none() -> None:
    rows = [
        organisation(at, activity, name="Ferme du Replat") for at, activity in ((1, ""), (2, "???"))
    ]
    answer = ranker(*rows, organisation(3, "brasserie", name="Ferme")).ask(offers("drêches"))
    assert answer.order == (1, 2, 3)
    assert 500 < evidence(answer, 1, ReasonCode.RESOURCE)["likelihood"] < 900


def test_a_trade_that_the_text_looks_for() -> None:
    found = ranker(*ALL)
    aimed = found.ask(offers("sacs vides pour un éleveur"))
    assert evidence(aimed, 2, ReasonCode.TRADE) == {"trade": "farm"}
    asked = found.ask(needs("un paysagiste"))
    assert evidence(asked, 4, ReasonCode.TRADE) == {"trade": "garden"}
    own = found.ask(needs("un autre paysagiste", organisation=4))
    assert ReasonCode.TRADE not in {reason.code for row in own.best for reason in row.reasons}


def test_who_wants_its_own_goods_taken_needs_who_takes_them() -> None:
    for text in ("collecte de nos drêches", "quelqu’un pour composter mes drêches"):
        answer = ranker(*ALL).ask(needs(text, organisation=1))
        assert answer.order[:2] == (2, 3), text
        assert evidence(answer, 2, ReasonCode.RESOURCE)["role"] == "takes"
        assert evidence(answer, 2, ReasonCode.VOCABULARY)["words"] == ("drêches",)


def test_a_code_of_waste_makes_sure_what_the_text_says() -> None:
    answer = ranker(*ALL).ask(offers("drêches", low="020704"))
    assert evidence(answer, 2, ReasonCode.RESOURCE)["asked"] == "waste.grain.draff"


def test_work_integration_counts_when_it_is_asked() -> None:
    plain = organisation(6, "paysagiste")
    asked = ranker(GARDEN, plain).ask(needs("tonte, clause sociale"))
    assert asked.order == (4, 6)
    assert evidence(asked, 4, ReasonCode.SOCIAL) == {}
    unasked = ranker(GARDEN, plain).ask(needs("tonte"))
    assert unasked.best[0].score == unasked.best[1].score


def test_the_words_of_the_text_are_evidence() -> None:
    answer = ranker(*ALL, organisation(7, "tonte de moutons")).ask(needs("la Tonte d’automne"))
    assert evidence(answer, 7, ReasonCode.WORDS) == {"words": ("Tonte",)}


def test_what_already_flows_is_evidence_and_so_is_what_its_like_exchange() -> None:
    links = (link(9, 2, "drêches", since=date(2026, 1, 1)), link(1, 4, "waste.grain.draff"))
    answer = ranker(*ALL, organisation(9, "brasserie"), links=links).ask(
        offers("drêches", organisation=1)
    )
    assert evidence(answer, 2, ReasonCode.FLOWS) == {"said": "drêches", "own": 1}
    assert evidence(answer, 3, ReasonCode.FLOWS) == {"said": "drêches", "own": 0}
    garden = next(row for row in answer.best if row.id == 4)
    assert ReasonCode.FLOWS not in {reason.code for reason in garden.reasons}


def test_without_the_knowledge_words_tell_what_flows() -> None:
    links = (link(9, 2, "drêches humides"), link(9, 3))
    rows = (*ALL, organisation(9, ""))
    answer = ranker(*rows, links=links, without={Part.KNOWLEDGE}).ask(offers("drêches"))
    assert evidence(answer, 2, ReasonCode.FLOWS)["own"] == 1
    assert evidence(answer, 3, ReasonCode.FLOWS)["own"] == 0


def test_the_latest_cooperations_weigh_the_most() -> None:
    links = (
        link(9, 4, "drêches", since=date(2020, 1, 1)),
        link(9, 5, "drêches", since=date(2026, 1, 1)),
        link(9, 3, "drêches"),
    )
    rows = [organisation(at, "sans rapport") for at in (3, 4, 5, 9)]
    assert ranker(*rows, links=links).ask(offers("drêches", candidates=(3, 4, 5))).order[0] == 5


def test_nothing_asked_is_answered_by_the_network() -> None:
    links = (link(1, 2), link(9, 2), link(9, 4), link(9, 5), link(8, 5))
    rows = (*ALL, organisation(8, ""), organisation(9, "brasserie"))
    answer = ranker(*rows, links=links).ask(offers(organisation=1))
    assert set(answer.order[:2]) == {4, 5}
    assert evidence(answer, 5, ReasonCode.PARTNERS) == {"through": ("N9",)}
    assert evidence(answer, 5, ReasonCode.ACTIVE) == {"count": 2}
    assert evidence(answer, 3, ReasonCode.COMPLEMENT)["trade"] == "farm"
    known = next(row for row in answer.best if row.id == 2)
    assert (known.score, known.reasons) == (0, ())


def test_nobody_and_nothing_asked_is_answered_by_who_works_the_most() -> None:
    answer = ranker(*ALL, links=(link(1, 2), link(5, 2), link(1, 3))).ask(offers())
    assert answer.order == (2, 3, 1, 4, 5)


@pytest.mark.parametrize("part", Part)
def test_a_part_that_is_left_out_gives_no_points_and_the_others_keep_theirs(part: Part) -> None:
    links = (link(9, 2, "drêches"), link(9, 3, "drêches"))
    rows = (*ALL, organisation(9, "brasserie"))
    asked = offers("drêches de brasserie", organisation=1)
    whole = {row.id: row for row in ranker(*rows, links=links).ask(asked).best}
    for row in ranker(*rows, links=links, without={part}).ask(asked).best:
        assert part not in {PARTS[reason.code] for reason in row.reasons}
        kept = sum(r.points for r in whole[row.id].reasons if PARTS[r.code] is not part)
        if part is not Part.KNOWLEDGE:
            assert row.score == kept
        assert all(r.maximum == TEXT_TABLE[r.code] for r in row.reasons)


def test_links_to_nobody_or_to_oneself_are_ignored() -> None:
    links = (link(1, 1, "drêches"), link("unheard of", 2, "drêches"), link(1, "unheard of"))
    assert ranker(*ALL, links=links).ask(offers("drêches")) == ranker(*ALL).ask(offers("drêches"))


def test_an_empty_territory_answers_nothing() -> None:
    for asked in (offers("drêches"), needs(organisation=1), offers(low="02")):
        answer = ranker().ask(asked)
        assert (answer.order, answer.best) == ((), ())


def test_the_same_identifier_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="same identifier"):
        ranker(organisation(1), organisation("1"))


def test_tables_add_up() -> None:
    assert VERSION
    with pytest.raises(ValueError, match="1000"):
        check({ReasonCode.WORDS: 999})
    with pytest.raises(ValueError, match="1000"):
        check({ReasonCode.WORDS: 1100, ReasonCode.TRADE: -100})


ACTIVITIES = st.sampled_from(
    (
        "brasserie",
        "ferme",
        "moulin",
        "paysagiste",
        "collecte de sacs de jute",
        "",
        "???",
        "sans rapport",
    )
)
PLACES = st.sampled_from((None, HERE, NEAR, FAR))
ORGANISATIONS = st.lists(
    st.tuples(ACTIVITIES, PLACES, st.sampled_from(("", "11.05Z", "01", "zz"))), max_size=7
).map(
    lambda rows: [
        organisation(at if at % 2 else f"o{at}", activity, place=place, naf=naf)
        for at, (activity, place, naf) in enumerate(rows)
    ]
)
TEXTS = st.sampled_from(("", "drêches", "tonte, secteur adapté", "sacs pour un éleveur", "rien"))


@st.composite
def territories(draw: st.DrawFn) -> tuple[Any, ...]:
    """Draw organisations, links between some of them, and a question."""
    rows = draw(ORGANISATIONS)
    names = st.sampled_from([row.id for row in rows] or [1])
    links = draw(
        st.lists(st.builds(link, names, names, st.sampled_from(("", "drêches"))), max_size=8)
    )
    asked = Question(
        direction=draw(st.sampled_from(Direction)),
        text=draw(TEXTS),
        low=draw(st.sampled_from(("", "0207"))),
        organisation=draw(st.none() | names),
        place=draw(PLACES),
        candidates=draw(st.none() | st.lists(names, max_size=4).map(tuple)),
    )
    return rows, links, asked


@settings(max_examples=60)
@given(territories(), st.sets(st.sampled_from(Part)))
def test_points_add_up_within_bounds_in_a_total_order(drawn: Any, without: set[Part]) -> None:
    rows, links, asked = drawn
    answer = ranker(*rows, links=tuple(links), without=without).ask(asked, top=100)
    scores = [row.score for row in answer.best]
    assert scores == sorted(scores, reverse=True)
    assert tuple(row.id for row in answer.best) == answer.order
    table = TEXT_TABLE if asked.text or asked.low else NETWORK_TABLE
    for row in answer.best:
        assert row.score == sum(reason.points for reason in row.reasons) <= 1000
        assert all(0 < reason.points <= reason.maximum for reason in row.reasons)
        assert [reason.code for reason in row.reasons] == [
            code for code in table if code in {reason.code for reason in row.reasons}
        ]


@settings(max_examples=60)
@given(territories(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(drawn: Any, rng: Any) -> None:
    rows, links, asked = drawn
    before = ranker(*rows, links=tuple(links)).ask(asked)
    rng.shuffle(rows)
    rng.shuffle(links)
    assert ranker(*rows, links=tuple(links)).ask(asked) == before


def test_the_packaged_knowledge_answers() -> None:
    rows = (organisation("b", "boulangerie"), organisation("n", "entreprise de nettoyage"))
    found = Ranker(knowledge.load(), rows)
    assert found.ask(needs("du pain pour la cantine")).order[0] == "b"
    assert found.ask(needs("ménage de bureaux")).order[0] == "n"
