"""What is left of a posting, where people and programs read it."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperation.models import Posting, Suggestion
from cooperation.selectors.suggestions import cards
from cooperation.services import suggestions
from cooperation.services.introductions.subjects import evidence_of
from cooperation.wording import left
from search.documents import postings as documents
from tests.cooperation.introductions.scene import NOW
from tests.cooperation.introductions.test_left import hundred, placed
from tests.factories.cooperation import PostingFactory
from tests.french import plain
from tests.graphql import ask, global_id

pytestmark = pytest.mark.django_db
LEFT = "reste 60 kg sur 100 kg par semaine"
UNKNOWN = "c’est la quantité entière qui est proposée"


@pytest.fixture
def partly(db):
    row = hundred(need=True, title="Pain cherché")
    placed(row, 40)
    return row


def shown(client, row, name="posting"):
    return plain(client.get(reverse(f"cooperation:{name}", args=[row.pk])).text)


def cost(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_card_and_the_page_say_what_is_left(client, partly):
    assert LEFT in plain(client.get(reverse("cooperation:posting-list")).text)
    page = shown(client, partly)
    assert LEFT in page
    assert "Déjà convenu : 40 kg par semaine" in page


def test_in_tonnes_once(client):
    row = hundred(quantity=3, unit="t", period="one_off")
    placed(row, 400, period="one_off")
    page = shown(client, row)
    assert "reste 2,6 t sur 3 t" in page
    assert "Déjà convenu : 0,4 t." in page


def test_what_cannot_be_measured_is_told(client):
    row = hundred()
    placed(row, None, "")
    page = shown(client, row)
    assert UNKNOWN in page
    assert "reste " not in left.quantity_left_of(row)


def test_whole_nothing_more_is_said(client):
    row = hundred()
    placed(row, 40, period="one_off")
    page = shown(client, row)
    assert "Déjà convenu" not in page
    assert UNKNOWN not in page
    assert left.left_sentences([row, PostingFactory(), None]) == []


def test_all_placed_it_says_so_here_and_in_why_not(client):
    row = hundred()
    placed(row, 100)
    assert "tout est placé, sur 100 kg par semaine" in shown(client, row)
    assert "Tout est déjà placé" in shown(client, row, "posting-why-not")
    row.status = "withdrawn"
    assert left.placed_sentence(row).endswith("Elle n’est plus proposée.")


def test_one_that_is_not_in_line_is_not_said_placed(client, admin_client):
    row = hundred(status="withdrawn")
    placed(row, 100)
    assert "pas en cours" in shown(admin_client, row, "posting-why-not")


def test_lists_cost_the_same_however_much_flows(client, partly):
    address = reverse("cooperation:posting-list")
    before = cost(client, address), cost(client, partly.get_absolute_url())
    for _ in range(4):
        placed(hundred(), 10)
        placed(partly, 1)
    assert (cost(client, address), cost(client, partly.get_absolute_url())) == before


def test_a_suggestion_says_what_is_left_of_both_sides(partly, django_assert_num_queries):
    offer = hundred(organisation__name="Fournil fictif", quantity=50)
    placed(offer, 20)
    suggestions.refresh_all(now=NOW)
    rows = list(Suggestion.objects.filter(kind="direct").with_parties())
    with django_assert_num_queries(2):
        [card] = cards(rows)
    reason = plain(card.reason)
    assert "(reste 60 kg sur 100 kg par semaine)" in reason
    assert "en propose encore 30 kg sur 50 kg par semaine" in reason
    [detail] = [plain(row.detail) for row in card.criteria if row.label == "Quantité"]
    assert "par mois, proposé : 130 kg ; recherché : 260 kg" in detail
    assert "offre de 50 kg par semaine, dont il reste 30 kg" in detail
    assert "besoin de 100 kg par semaine, dont il reste 60 kg" in detail


def test_a_suggestion_says_that_a_part_is_not_measured(partly):
    placed(partly, 3, "m2")
    hundred(quantity=50)
    suggestions.refresh_all(now=NOW)
    [card] = cards(Suggestion.objects.filter(kind="direct").with_parties())
    [detail] = [plain(row.detail) for row in card.criteria if row.label == "Quantité"]
    assert "recherché : 433 kg" in detail
    assert "« Pain cherché » est comptée entière" in detail


def test_why_not_says_what_is_left_of_the_other_side(client, partly):
    mine = hundred(quantity=50, minimum_lot=Decimal(300), title="Gros lots")
    assert "besoin publié, reste 60 kg sur 100 kg par semaine" in shown(
        client, mine, "posting-why-not"
    )


def test_the_api_gives_it_in_as_many_queries(partly):
    query = "{ postings { nodes { quantity quantityLeft } } }"

    def told():
        with CaptureQueriesContext(connection) as queries:
            found = ask(query)["postings"]["nodes"]
        return found, len(queries)

    found, before = told()
    assert found == [{"quantity": "100.000", "quantityLeft": "60.000"}]
    placed(hundred(), 3, "m2")
    PostingFactory()
    found, after = told()
    assert [row["quantityLeft"] for row in found] == [None, "100.000", "60.000"]
    assert after == before
    node = ask(
        "query($id: ID!) { node(id: $id) { ... on Posting { quantityLeft } } }",
        id=global_id("Posting", partly.pk),
    )
    assert node["node"]["quantityLeft"] == "60.000"


def test_the_search_says_it(partly, django_assert_num_queries):
    with django_assert_num_queries(4):
        [entry] = documents.entries([str(partly.pk)])
    assert LEFT in plain(entry.texts["summary"])


def test_the_parts_of_a_group_add_up_to_what_is_left(here):
    placed(here.posting, 40)
    row = Posting.objects.get(pk=here.posting.pk)
    assert Decimal(evidence_of(None, row)["wanted"]["quantity"]) == 60
    placed(here.posting, 60)
    assert "wanted" not in evidence_of(None, Posting.objects.get(pk=row.pk))


def test_the_form_proposes_what_is_left(here, client):
    placed(here.posting, 40)
    client.force_login(here.baker.user)
    address = reverse("cooperation:agreement-declare", args=[here.introduction.pk])
    assert 'value="60"' in client.get(address).text


def test_ones_own_list_says_it(here, client):
    placed(here.posting, 40)
    client.force_login(here.author.user)
    address = reverse("cooperation:my-posting-list")
    assert LEFT in plain(client.get(address).text)
    before = cost(client, address)
    for _ in range(3):
        placed(hundred(organisation=here.author.organisation, status="in_discussion"), 10)
    assert cost(client, address) == before
