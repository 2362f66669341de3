"""What every engine does alike: the same tests on SQLite, PostgreSQL and Elasticsearch."""

import pytest

from search.query import Near, Query, Sort
from tests.search.conftest import document, numbers, organisation

GRENOBLE, VOIRON = (45.1869, 5.7258), (45.3647, 5.5906)
DOCUMENTS = [
    document(1, "Bocaux du Val fictifs", resources="Pot en verre ; bocal", kind=("ess", "circular"),
             theme=("food", "circular"), commune=("38185",), epci=("200040715",),
             posting=("offre",), coordinates=GRENOBLE),
    document(2, "Cœur de Blé fictif", summary="Une boulangerie bio pour l’économie circulaire.",
             kind=("craft",), theme=("food",), commune=("38185",), epci=("200040715",),
             label=("ab",), posting=("cherche", "offre"), coordinates=(45.19, 5.73)),
    document(3, "Ferme fictive des Égaux", postings="Légumes d’été ; choux et poireaux",
             kind=("producer",), theme=("food",), commune=("38563",), epci=("243800984",),
             posting=("offre",), coordinates=VOIRON),
    document(4, "ESAT fictif du Drac", summary="Blanchisserie et traiteur", siae=("esat",),
             kind=("siae", "ess"), theme=("work",), role=("signatory",), commune=("38151",),
             epci=("200040715",), place="Échirolles ; Grenoble-Alpes-Métropole"),
    document(5, "Association fictive sans lieu", body="Réemploi des vélos et du matériel."),
]  # fmt: skip


@pytest.fixture
def filled(backend):
    backend.index(DOCUMENTS)
    return backend


def found(backend, text="", **given):
    return set(numbers(backend.search(Query(text=text, **given))))


def counts(result, name):
    facet = next(facet for facet in result.facets if facet.code == name)
    return {value.code: value.count for value in facet.values}


FRENCH = {
    "l'economie circulaire": {2},
    "L’ÉCONOMIE CIRCULAIRE": {2},
    "coeur": {2},
    "cœur de blé": {2},
    "pots en verre": {1},
    "pot": {1},
    "légume": {3},
    "chou": {3},
    "egaux": {3},
    "bocal": {1},
    "vélo": {5},
    "esat blanchisserie": {4},
    "traiteur echirolles": {4},
    "boulangeries": {2},
    "Ferme fictive": {3},
    "zébu": set(),
}


def test_french_words_are_found(filled):
    assert {text: found(filled, text) for text in FRENCH} == FRENCH


def test_without_words_everything_is_found_by_name(filled):
    result = filled.search(Query())
    assert numbers(result) == (5, 1, 2, 4, 3)
    assert result.total == 5


def test_a_name_weighs_more_than_a_body(backend):
    backend.index([document(1, "Autre", body="traiteur"), document(2, "Le traiteur fictif")])
    assert numbers(backend.search(Query(text="traiteur"))) == (2, 1)


def test_the_result_says_which_fields_and_words_matched(filled):
    (hit,) = filled.search(Query(text="pots du val")).hits
    assert hit.why == ("name", "resources")
    assert set(hit.highlights) == {"Val", "Pot"}
    assert hit.score > 0


def test_when_no_document_has_every_word_some_are_enough(filled):
    result = filled.search(Query(text="blanchisserie zébu"))
    assert numbers(result) == (4,)
    assert not result.every_term


def test_facets_count_many_to_many_values(filled):
    result = filled.search(Query())
    assert counts(result, "kind") == {"ess": 2, "circular": 1, "craft": 1, "producer": 1, "siae": 1}
    assert counts(result, "posting") == {"offre": 3, "cherche": 1}
    assert counts(result, "commune") == {"38185": 2, "38563": 1, "38151": 1}


def test_facets_are_ordered_by_count_then_code(filled):
    facet = next(f for f in filled.search(Query()).facets if f.code == "kind")
    assert [value.code for value in facet.values] == [
        "ess",
        "circular",
        "craft",
        "producer",
        "siae",
    ]


def test_values_of_a_facet_add_up_and_facets_narrow(filled):
    assert found(filled, facets={"kind": ("craft", "producer")}) == {2, 3}
    assert found(filled, facets={"kind": ("craft", "producer"), "epci": ("243800984",)}) == {3}
    assert found(filled, facets={"theme": ("food",), "posting": ("cherche",)}) == {2}


def test_the_counts_of_a_facet_respect_the_others_and_not_itself(filled):
    result = filled.search(Query(facets={"kind": ("craft",), "epci": ("200040715",)}))
    assert counts(result, "kind") == {"ess": 2, "circular": 1, "craft": 1, "siae": 1}
    assert counts(result, "epci") == {"200040715": 1}
    assert counts(result, "theme") == {"food": 1}
    assert result.total == 1


def test_the_counts_follow_the_words(filled):
    result = filled.search(Query(text="fictif traiteur"))
    assert counts(result, "kind") == {"ess": 1, "siae": 1}


def test_a_selected_value_stays_with_no_result(filled):
    result = filled.search(Query(facets={"kind": ("unknown",)}))
    assert result.total == 0
    assert counts(result, "kind")["unknown"] == 0
    selected = [v.code for f in result.facets for v in f.values if v.selected]
    assert selected == ["unknown"]


def test_more_than_ten_values_are_counted(backend):
    backend.index([document(n, f"Fictive {n}", commune=(f"{38000 + n}",)) for n in range(1, 41)])
    assert len(counts(backend.search(Query()), "commune")) == 40


def test_paging_is_stable_and_total(backend):
    backend.index([document(n, "Même nom fictif", body="pain") for n in range(10, 40)])
    for text in ("", "pain"):
        pages = [backend.search(Query(text=text, page=n, page_size=7)) for n in range(1, 6)]
        assert [pk for page in pages for pk in numbers(page)] == list(range(10, 40))
        assert {page.total for page in pages} == {30}


def test_a_page_too_far_is_the_last(filled):
    result = filled.search(Query(page=99, page_size=2))
    assert (result.page, numbers(result), result.total) == (3, (3,), 5)


def test_distance_limits_and_sorts(filled):
    near = Near(*GRENOBLE, radius_km=5)
    assert found(filled, near=near) == {1, 2}
    everywhere = Query(near=Near(*VOIRON), sort=Sort.DISTANCE)
    assert numbers(filled.search(everywhere))[0] == 3
    assert numbers(filled.search(everywhere))[-2:] == (5, 4)


def test_names_are_sorted_without_accents_nor_capitals(backend):
    backend.index([document(1, "Zinc"), document(2, "école"), document(3, "Abricot")])
    assert numbers(backend.search(Query(sort=Sort.NAME))) == (3, 2, 1)


def test_indexing_again_replaces(filled):
    filled.index([document(1, "Renommée fictive", kind=("public",))])
    assert found(filled, "bocaux") == set()
    assert found(filled, "renommée") == {1}
    assert found(filled, facets={"kind": ("circular",)}) == set()


def test_deleting_forgets_and_may_be_repeated(filled):
    filled.delete(map(organisation, [1, 2]))
    filled.delete(map(organisation, [1, 2, 999]))
    assert found(filled) == {3, 4, 5}
    assert counts(filled.search(Query()), "kind") == {"ess": 1, "producer": 1, "siae": 1}


def test_rebuilding_holds_exactly_what_is_given(filled):
    filled.rebuild([DOCUMENTS[0], document(7, "Nouvelle venue fictive")])
    assert found(filled) == {1, 7}
    assert found(filled, "venue") == {7}
    filled.rebuild([])
    assert found(filled) == set()


def test_names_are_completed_from_any_of_their_words(filled):
    names = [completion.name for completion in filled.complete("fictif")]
    assert names == ["Cœur de Blé fictif", "ESAT fictif du Drac", "Bocaux du Val fictifs"]
    assert [c.ref for c in filled.complete("COEUR DE B")] == [organisation(2)]
    assert filled.complete("") == ()
    assert filled.complete('"') == ()


HOSTILE = [
    '"', "'", "''", "\\", "%", "a:b", "name:", "*", "(", "AND", "OR NOT", "NEAR(a b)", "🥖", "a" * 10_000,
    "mot " * 3_000, "\x00", "pain\x00verre", "\ud800", "\udfff pot", "\u202epot", "'; DROP TABLE x", "٣", "東京",
    "-pot", "^pot", "p%t", "_", "²", "{}", "$1", "<script>", "e" * 45, "\n\t", "pot\"s", "x'y'z'",
]  # fmt: skip


def test_hostile_text_gives_a_result(filled):
    for text in HOSTILE:
        result = filled.search(Query(text=text))
        assert result.total == len(numbers(result)), repr(text)
        assert len(filled.complete(text)) <= 8


def test_hostile_facet_values_give_a_result(filled):
    for value in ("'", '"', "%s", "a" * 500, "\x00", "\ud800", "é", "--"):
        assert filled.search(Query(facets={"kind": (value,), "unknown": ("x",)})).facets


def test_long_and_strange_documents_are_indexed(backend):
    backend.index([document(1, "e" * 160, body="x" * 20_000 + " 東京 🥖 ' \" \\ pain")])
    assert found(backend, "pain") == {1}
    assert found(backend, "東京") == {1}
