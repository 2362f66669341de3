import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.knowledge import load, loading
from cooperation.knowledge.lexicon import build, similarity


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pain invendu", "byproduct.food.bread_unsold"),
        ("invendus de boulangerie", "byproduct.food.bread_unsold"),
        ("restes de pain de la veille", "byproduct.food.bread_unsold"),
        ("légumes bio", "food.vegetable"),
        ("20 kg de carottes bio", "food.vegetable.carrot"),
        ("nettoyage de locaux", "service.cleaning.premises"),
        ("ménage dans nos bureaux", "service.cleaning.premises"),
        ("palettes", "material.pallet"),
        ("palettes cassées", "byproduct.wood.pallet_broken"),
        ("légumes moches", "byproduct.food.fruit_veg_unsold"),
        ("chambre froide", "premises.cold_storage"),
        ("salle de réunion", "premises.meeting"),
        ("vélo cargo", "equipment.vehicle.cargo_bike"),
        ("livraison à vélo", "service.logistics.bike"),
        ("marc de café", "byproduct.organic.coffee_grounds"),
        ("solvants usagés", "byproduct.solvent"),
        ("chaleur fatale", "energy.heat.waste"),
        ("espaces verts", "service.green"),
        ("maïs", None),
    ],
)
def test_everyday_words_find_their_resource(text: str, code: str | None) -> None:
    found = load().resolve(text)
    assert (found[0].code if found else None) == code


def test_an_ambiguous_text_gives_several() -> None:
    found = {row.code: row.confidence for row in load().resolve("bocaux en verre")}
    assert found["material.container.glass_jar_used"] == 1
    assert found["material.container.glass_jar_washed"] == 1


@pytest.mark.parametrize("text", ["", "???", "zorglub qsdf", "de la", "12 345", "😀" * 50])
def test_nonsense_gives_nothing(text: str) -> None:
    assert load().resolve(text) == ()


def test_a_misspelt_word_is_found_with_less_confidence() -> None:
    right, wrong = load().resolve("palettes")[0], load().resolve("palletes")[0]
    assert wrong.code == right.code
    assert wrong.evidence[-1] == "spelling"
    assert 0 < wrong.confidence < right.confidence


def test_evidence_names_the_wording_and_how() -> None:
    assert load().resolve("pain invendu")[0].evidence == ("Pain invendu", "label", "exact")
    assert load().resolve("pain rassis")[0].evidence == ("pain rassis", "synonym", "exact")
    assert load().resolve("pain rassis dur")[0].evidence[-1] == "words"


def test_the_package_answers_as_the_loaded_knowledge() -> None:
    assert loading.resolve("pain") == load().resolve("pain")


def test_an_empty_lexicon_resolves_nothing() -> None:
    assert build(()).resolve("pain") == ()


def test_the_order_of_the_resources_changes_nothing() -> None:
    rows = list(load().resources.values())
    rows.reverse()
    assert build(rows) == load().lexicon


@given(st.text(max_size=200))
def test_any_text_gives_a_ranked_bounded_list(text: str) -> None:
    found = load().resolve(text)
    assert len(found) <= 8
    assert all(0 < row.confidence <= 1 and row.code in load().resources for row in found)
    assert list(found) == sorted(found, key=lambda row: (-row.confidence, row.code))
    assert len({row.code for row in found}) == len(found)


def test_only_the_first_words_of_a_very_long_text_are_read() -> None:
    noise = " ".join(f"zz{number}yx" for number in range(60))
    assert load().resolve(f"légumes {noise}") == load().resolve(f"légumes {noise} {noise} pain")
    assert load().resolve(f"{noise} pain") == ()


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_similarity_is_symmetric_and_bounded(first: str, second: str) -> None:
    assert similarity(first, second) == similarity(second, first)
    assert 0 <= similarity(first, second) <= 1000
    assert similarity(first, first) == 1000


def test_every_label_finds_its_resource() -> None:
    knowledge = load()
    lost = [
        code
        for code, row in knowledge.resources.items()
        if code not in {found.code for found in knowledge.resolve(row.label)}
    ]
    assert lost == []
