"""The directory page: what it shows, how it is asked, what it costs."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pacte.models import Organisation
from search import engine
from search.documents import all_entries
from search.entry import EntryKind
from search.models import PromotedResult
from search.query import Query
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import CommuneFactory, OrganisationFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
URL = "/annuaire/"
PLAIN_QUERIES = 10
"""Names of codes, stamp and names of what may be named, total, page, facets, rows of the cards."""
WORD_QUERIES = 14
"""The same, and the words of the index, their frequencies, the places."""
COMPLETION_QUERIES = 5


def rebuild():
    """Index organisations and postings; the hundreds of resources have tests of their own."""
    engine.embedded().rebuild(all_entries([EntryKind.ORGANISATION, EntryKind.POSTING]))


@pytest.fixture
def pact():
    grenoble = CommuneFactory(insee="38185", name="Grenoble", slug="grenoble")
    voiron = CommuneFactory(
        insee="38563", name="Voiron", slug="voiron", latitude=45.3647, longitude=5.5906
    )
    bakery = OrganisationFactory(
        name="Boulangerie fictive du Moucherotte",
        kinds=["craft"],
        commune=grenoble,
        themes=["food"],
    )
    siae = OrganisationFactory(
        name="Atelier fictif des Bocaux",
        kinds=["siae", "ess"],
        roles=["signatory"],
        siae_type="aci",
        commune=voiron,
        labels=["bio"],
    )
    hidden = OrganisationFactory(name="Brouillon fictif", draft=True)
    PostingFactory(organisation=bakery, title="Pain de la veille")
    PostingFactory(organisation=siae, need=True, title="Pots à confiture")
    PostingFactory(organisation=siae, draft=True, title="Annonce secrète")
    rebuild()
    return bakery, siae, hidden


def text(response):
    assert response.status_code == 200
    return plain(response.content.decode())


def test_everyone_public_is_listed(client, pact):
    bakery, siae, hidden = pact
    page = text(client.get(URL))
    assert "2 organisations" in page
    assert bakery.name in page
    assert siae.name in page
    assert hidden.name not in page
    assert page.count("Fictif") >= 2


def test_words_find_postings_and_say_why(client, pact):
    page = text(client.get(URL, {"q": "pots de confiture"}))
    assert "1 organisation pour « pots de confiture »" in page
    assert "Pourquoi ce résultat" in page
    assert "« pots confiture » : Pots, confiture – dans annonces" in page


def test_what_is_not_public_is_not_found(client, pact):
    for words in ("secrète", "brouillon"):
        assert "Aucune organisation trouvée" in text(client.get(URL, {"q": words}))


def test_facets_filter_and_become_chips(client, pact):
    page = text(client.get(URL, {"q": "fictif", "kind": ["siae", "craft"], "commune": "38563"}))
    assert "Atelier fictif des Bocaux" in page
    assert "Boulangerie" not in page
    assert "Commune : Voiron" in page
    assert 'href="?q=fictif&amp;kind=craft&amp;kind=siae"' in page


def test_the_facet_of_what_is_offered_and_sought(client, pact):
    assert "Moucherotte" in text(client.get(URL, {"posting": "offre"}))
    assert "Moucherotte" not in text(client.get(URL, {"posting": "cherche"}))


def test_unknown_values_are_left_aside(client, pact):
    asked = {"kind": ["'", "zzz"], "commune": "x" * 500, "tri": "??", "vue": "<b>", "page": "-3"}
    assert "2 organisations" in text(client.get(URL, asked))


@pytest.mark.parametrize(
    "asked",
    [
        {"q": '"'},
        {"q": "🥖"},
        {"q": "é" * 10_000},
        {"q": "a b " * 2_500},
        {"q": "\x00pain"},
        {"q": "a:b* (c"},
        {"page": "9" * 5_000},
        {"page": "٣"},
        {"lat": "nan", "lon": "inf"},
        {"lat": "nord", "lon": "5,7"},
        {"lat": "91", "lon": "5", "rayon": "5"},
        {"lat": "45", "lon": "5", "rayon": "-1"},
        {"lat": "45", "lon": "5", "rayon": "1e400"},
        {"kind": ["a"] * 3_000},
    ],
    ids=range(14),
)
@pytest.mark.parametrize(
    "name", ["results", "points", "directory", "directory-points", "suggestions"]
)
def test_hostile_addresses_get_an_answer(client, pact, name, asked):
    assert client.get(reverse(f"search:{name}"), asked).status_code == 200


def test_a_raw_surrogate_in_the_address_gets_a_page(client, pact):
    assert client.get(f"{URL}?q=%ED%A0%80%FF").status_code == 200


def test_distance_narrows_and_can_be_dropped(client, pact):
    page = text(client.get(URL, {"lat": "45.36", "lon": "5.59", "rayon": "4", "tri": "distance"}))
    assert "1 organisation" in page
    assert "À moins de 4 km" in page
    assert "Atelier fictif des Bocaux" in page


def test_nothing_found_helps(client, pact):
    page = text(client.get(URL, {"q": "zébu", "kind": "craft"}))
    assert "Aucune organisation trouvée" in page
    assert "Retirer tous les filtres" in page
    assert 'href="?theme=food"' in page


def test_some_of_the_words_are_enough_and_it_is_said(client, pact):
    assert "une partie d’entre eux" in text(client.get(URL, {"q": "confiture zébu"}))


def test_a_page_too_far_is_the_last(client, pact):
    OrganisationFactory.create_batch(24)
    rebuild()
    page = text(client.get(URL, {"page": "99"}))
    assert '<span aria-current="page"><span class="visually-hidden">Page </span>2</span>' in page


def test_communes_are_sorted_as_people_read(client, pact):
    OrganisationFactory(name="Sans lieu fictive", commune=None)
    OrganisationFactory(commune=CommuneFactory(insee="38151", name="Échirolles", slug="echirolles"))
    rebuild()
    page = text(client.get(URL, {"vue": "carte"}))
    places = [page.index(f"<h4>{name}</h4>") for name in
              ("Échirolles", "Grenoble", "Voiron", "Sans adresse")]  # fmt: skip
    assert places == sorted(places)


def test_the_map_says_the_same_in_words(client, pact):
    page = text(client.get(URL, {"vue": "carte", "kind": "siae"}))
    assert 'data-geojson-url="/annuaire/points.geojson?kind=siae&amp;vue=carte"' in page
    assert "Les mêmes, par commune" in page
    assert "Voiron" in page
    assert "Atelier fictif des Bocaux" in page


def test_the_points_follow_the_same_address(client, pact):
    answer = client.get("/annuaire/points.geojson", {"kind": "siae", "vue": "carte"}).json()
    (point,) = answer["features"]
    assert point["geometry"]["coordinates"] == [5.5906, 45.3647]
    assert point["properties"]["name"] == "Atelier fictif des Bocaux"
    assert point["properties"]["kind"] == "need"
    assert point["properties"]["text"].endswith("Voiron · fictif")


def test_an_organisation_that_is_nowhere_is_no_point(client, db):
    OrganisationFactory(commune=None)
    rebuild()
    assert client.get("/annuaire/points.geojson").json()["features"] == []
    assert "Sans adresse" in text(client.get(URL, {"vue": "carte"}))


def test_names_are_completed(client, pact):
    (first, *others) = client.get("/recherche/suggestions.json", {"q": "bocau"}).json()["results"]
    assert first == {
        "label": "Atelier fictif des Bocaux",
        "url": pact[1].get_absolute_url(),
        "kind": "organisation",
        "detail": "organisation",
    }
    assert not others


def test_places_are_completed_and_lead_to_what_is_there(client, pact):
    (first, *_) = client.get("/recherche/suggestions.json", {"q": "voir"}).json()["results"]
    assert first == {
        "label": "Voiron",
        "url": "/recherche/?commune=38563",
        "kind": "place",
        "detail": "lieu",
    }


def test_the_name_of_a_withdrawn_profile_is_not_completed(client, pact, django_assert_num_queries):
    Organisation.objects.filter(pk=pact[1].pk).update(live=False)
    with django_assert_num_queries(COMPLETION_QUERIES):
        rows = client.get("/recherche/suggestions.json", {"q": "bocau"}).json()["results"]
    assert "Atelier fictif des Bocaux" not in [row["label"] for row in rows]


@given(st.text(st.characters(exclude_categories=())), st.integers())
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_gives_a_result(pact, text, page):
    result = engine.search(Query(text, page=page))
    assert len(result.hits) <= result.total
    assert result.page <= result.pages


def test_only_reading_is_allowed(client, db):
    assert client.post(URL).status_code == 405


@pytest.mark.parametrize("number", [1, 20])
@pytest.mark.parametrize(
    ("asked", "queries"),
    [({}, PLAIN_QUERIES), ({"q": "fictive", "kind": "ess", "vue": "carte"}, WORD_QUERIES)],
)
def test_the_number_of_queries_is_constant(
    client, django_assert_num_queries, number, asked, queries
):
    for organisation in OrganisationFactory.create_batch(number, kinds=["ess"]):
        PostingFactory(organisation=organisation)
    rebuild()
    client.get(URL)
    with django_assert_num_queries(queries):
        client.get(URL, asked)


def test_few_results_are_followed_by_those_that_have_some_of_the_words(client, pact):
    other = OrganisationFactory(name="Confiture du Verger fictive")
    rebuild()
    page = text(client.get(URL, {"q": "confiture atelier"}))
    assert "1 organisation pour" in page
    assert other.name in page[page.index("Avec une partie des mots") :]


def test_every_kind_is_found_in_one_page_with_its_count(client, pact):
    page = text(client.get("/recherche/", {"q": "fictif"}))
    assert "<h1>Recherche</h1>" in page
    assert "Pots à confiture" in page
    only = text(client.get("/recherche/", {"q": "fictif", "type": "posting"}))
    assert 'Annonces <span class="choice__count">1</span>' in only
    assert 'Organisations <span class="choice__count">1</span>' in only
    assert "<h1>Recherche</h1>" in only


def test_what_is_understood_is_told_and_can_be_refused(client, pact):
    page = text(client.get("/recherche/", {"q": "fictif à Voiron"}))
    assert "Compris comme" in page
    assert "Commune : Voiron (« à Voiron »)" in page
    assert "Boulangerie fictive du Moucherotte" not in page
    assert "mots=commune%3A38563" in page
    refused = text(client.get("/recherche/", {"q": "fictif à Voiron", "mots": "commune:38563"}))
    assert "Compris comme" not in refused


def test_a_slip_is_offered_as_it_is_written(client, pact):
    page = text(client.get("/recherche/", {"q": "confitture"}))
    assert "Vouliez-vous dire" in page


def test_nothing_found_says_what_to_give_up_and_what_it_gives(client, pact):
    page = text(client.get("/recherche/", {"q": "confiture", "kind": "craft"}))
    assert "Sans le filtre Nature" in page
    assert "(2 résultats)" in page


def test_what_staff_put_first_is_above_the_results(client, pact):
    PromotedResult.objects.create(words="brasserie, bière", title="Le guide", url="/guide/")
    page = text(client.get("/recherche/", {"q": "Bières"}))
    assert page.index("Mis en avant") < page.index('href="/guide/"')
    assert "Mis en avant" not in text(client.get("/recherche/", {"q": "bières fictives"}))


def test_around_me_asks_where_that_is(client, pact):
    assert "Votre position n’est pas connue" in text(client.get(URL, {"q": "pain autour de moi"}))
