"""What the staff put forward comes first wherever suggestions are listed, its word to whom it is for."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from cooperation.enums import Mark
from cooperation.models import Suggestion
from cooperation.selectors import api, api_lots, lots, suggestions
from cooperation.services.decisions import mark
from tests.cooperation import showcase
from tests.factories.cooperation import CapabilityFactory, LotFactory
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.graphql import ask, global_id

pytestmark = pytest.mark.django_db
NOW = showcase.NOW
WORD = "Une rencontre <b>à faire</b>."
BADGE = "Mise en avant par l’animation"


def put_forward(row):
    curator = UserFactory(curator=True)
    return mark(suggestion=row, mark=Mark.FORWARD, word=WORD, user=curator, now=NOW)


@pytest.fixture
def rows(case):
    """Give the suggestions of the bread, the worst put forward."""
    for _ in range(3):
        brewer = OrganisationFactory(kinds=["circular"], commune=None)
        CapabilityFactory(organisation=brewer, transformation="bread_to_beer")
    showcase.refresh()
    found = list(
        Suggestion.objects.with_parties().filter(offer=case.offer).order_by("score", "-pk")
    )
    assert len(found) == 4
    put_forward(found[0])
    return found


def pages(case):
    return (
        case.offer.get_absolute_url(),
        reverse("pacte:organisation", args=[case.giver.slug]),
        reverse("cooperation:organisation-suggestions", args=[case.giver.slug]),
    )


def test_it_comes_first_on_every_page_with_a_badge(client, case, rows):
    for page in pages(case):
        html = client.get(page).text
        places = [html.index(f'id="suggestion-{row.pk}-title"') for row in rows]
        assert places[0] == min(places), page
        assert html.count(BADGE) == 1, page


def test_its_word_is_for_the_members_and_the_staff_alone(client, case, rows):
    shown = "Une rencontre &lt;b&gt;à faire&lt;/b&gt;."
    members = [MembershipFactory(organisation=case.giver).user, UserFactory(curator=True)]
    others = [None, UserFactory(), MembershipFactory().user]
    for user in (*others, *members):
        client.logout()
        if user is not None:
            client.force_login(user)
        for page in pages(case):
            assert (shown in client.get(page).text) is (user in members), (user, page)


def test_the_space_of_a_member_shows_it_first_with_its_word(client, case, rows):
    client.force_login(MembershipFactory(organisation=case.giver).user)
    html = client.get("/mon-espace/").text
    assert html.index(f'id="suggestion-{rows[0].pk}-title"') < html.index(
        f"suggestion-{rows[-1].pk}"
    )
    assert "Une rencontre &lt;b&gt;à faire&lt;/b&gt;." in html


def test_the_api_puts_it_first_and_says_so_without_its_word(case, rows):
    query = """query($i: ID!) { suggestions(organisation: $i, first: 10) {
        nodes { id score isPutForward } } }"""
    nodes = ask(query, i=global_id("Organisation", case.giver.pk))["suggestions"]["nodes"]
    assert [node["isPutForward"] for node in nodes] == [True, False, False, False]
    scores = [node["score"] for node in nodes]
    assert scores[1:] == sorted(scores[1:], reverse=True)
    assert scores[0] <= scores[-1]
    node = "query($i: ID!) { node(id: $i) { ... on Suggestion { isPutForward } } }"
    assert ask(node, i=nodes[0]["id"])["node"]["isPutForward"] is True
    assert ask(node, i=nodes[1]["id"])["node"]["isPutForward"] is False


def test_the_command_prints_it_first(case, rows):
    for asked in ([case.giver.slug], ["--posting", str(case.offer.pk)]):
        out = StringIO()
        call_command("suggest", *asked, "--json", stdout=out)
        said = json.loads(out.getvalue())
        assert [row["is_put_forward"] for row in said] == [True, False, False, False]
        assert said[0]["id"] == rows[0].pk
        out = StringIO()
        call_command("suggest", *asked, stdout=out)
        assert out.getvalue().splitlines()[1] == "  (mise en avant par l’animation)"
        assert "rencontre" not in out.getvalue()


def test_a_market_shows_it_first(client):
    lot = LotFactory()
    values = {"kind": "social", "receiver": lot.buyer, "lot": lot, "computed_at": NOW}
    able = [OrganisationFactory(kinds=["siae"]) for _ in range(3)]
    found = [
        Suggestion.objects.create(
            **values, giver=row, resource=lot.service, score=score, version="1", parties=[row.pk]
        )
        for row, score in zip(able, (900, 500, 100), strict=True)
    ]
    put_forward(found[2])
    ids = [found[2].pk, found[0].pk, found[1].pk]
    assert [row.pk for row in suggestions.of_lot(lot)] == ids
    assert [row.pk for row in api_lots.suggestions_of([lot.pk], first=2)[lot.pk]] == ids[:2]
    other = Suggestion.objects.create(
        **values | {"lot": LotFactory()}, giver=able[2], resource="service.cleaning", score=999,
        version="1", parties=[able[2].pk],
    )  # fmt: skip
    within = lots.lots_within_reach(able[2])
    assert [row.pk for row in lots.best_of_each_lot(within)] == [found[2].pk, other.pk]


def test_the_shares_of_a_page_keep_it_whatever_its_kind(case, rows):
    """Six are shown, turn by turn: one of the worst kind still comes before all."""
    values = {"giver": case.giver, "computed_at": NOW, "version": "1", "resource": ""}
    for score in range(800, 808):
        Suggestion.objects.create(
            **values, kind="structural", receiver=OrganisationFactory(), score=score
        )
    worst = Suggestion.objects.filter(kind="structural").order_by("score").first()
    put_forward(worst)
    found = suggestions.of_organisation(case.giver)
    chosen = suggestions.best_of_each(found, 3, today=NOW.date())
    assert {chosen[0].pk, chosen[1].pk} == {worst.pk, rows[0].pk}
    first = suggestions.varied(found, today=NOW.date())[:2]
    assert {row.pk for row in first} == {worst.pk, rows[0].pk}
    assert api.suggestions(organisation=case.giver.pk)[0].is_put_forward


def test_pages_ask_as_many_queries_whatever_is_put_forward(
    client, case, rows, django_assert_max_num_queries
):
    def queries(page):
        with django_assert_max_num_queries(60) as found:
            client.get(page)
        return len(found)

    client.force_login(MembershipFactory(organisation=case.giver).user)
    few = [queries(page) for page in pages(case)]
    for row in rows[1:]:
        put_forward(row)
    assert [queries(page) for page in pages(case)] == few
