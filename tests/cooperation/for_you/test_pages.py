"""« Pour vous » as its members use it: read, answer, take back; nobody else does."""

import re

import pytest
from django.urls import reverse

from cooperation.models import CuratorMark, Introduction, Outcome, Suggestion
from cooperation.models import SuggestionDecision as Decision
from tests.cooperation import showcase
from tests.factories.cooperation import PostingFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/mon-espace/pour-vous/"


@pytest.fixture
def member(client, case):
    user = MembershipFactory(organisation=case.receiver).user
    client.force_login(user)
    return user


def post(client, suggestion, move, **data):
    return client.post(reverse(f"cooperation:for-you-{move}", args=[suggestion.pk]), data)


def messages_of(client):
    return client.get(PAGE).text


def test_a_page_says_why_how_much_and_what_to_check(client, member, suggestion):
    response = client.get(PAGE)
    html = response.text
    assert "Brasserie fictive du Marc sait brasser" in html
    assert "Comment ce score est calculé" in html
    assert "À vérifier ensemble" in html
    assert re.search(
        r"<details class=\"disclosure suggestion__more\">\s*<summary>À vérifier\s:", html
    )
    for button in ("Mettez-nous en relation", "Pas pour nous", "Plus tard"):
        assert button in html
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_refused_it_goes_under_refused_and_comes_back_when_taken_back(client, member, suggestion):
    data = {"reason": "too_far", "note": "<b>Trop</b> loin", "next": f"{PAGE}?nature=circulaire"}
    response = post(client, suggestion, "refuse", **data)
    assert response["Location"] == f"{PAGE}?nature=circulaire"
    assert "Suggestion écartée" in messages_of(client)
    assert "Rien à regarder pour le moment" in client.get(PAGE).text
    html = client.get(f"{PAGE}?vue=ecartees").text
    assert "Trop loin. Elle revient si la distance diminue" in html
    post(client, suggestion, "refuse", **data)
    assert "avait déjà écarté" in messages_of(client)
    assert Outcome.objects.count() == Decision.objects.count() == 1
    post(client, suggestion, "back")
    assert "de nouveau à regarder" in messages_of(client)
    assert "Rien à regarder" not in client.get(PAGE).text
    post(client, suggestion, "back")
    assert "rien n’a changé" in messages_of(client)


def test_put_off_it_says_when_it_comes_back(client, member, suggestion):
    post(client, suggestion, "later", span="quarter")
    assert "elle revient le" in messages_of(client)
    assert "Mise de côté le" in client.get(f"{PAGE}?vue=plus-tard").text
    post(client, suggestion, "later", span="quarter")
    assert "rien n’a changé" in messages_of(client)
    assert Decision.objects.count() == 1


def test_put_in_touch_once_however_often_one_clicks(client, member, suggestion):
    word = {"word": "Bonjour, pouvons-nous en parler ?"}
    post(client, suggestion, "ask", **word)
    assert "Demande envoyée" in messages_of(client)
    post(client, suggestion, "ask", **word)
    assert "déjà ouverte" in messages_of(client)
    assert Introduction.objects.count() == 1
    html = client.get(f"{PAGE}?vue=en-relation").text
    assert "Brasserie fictive du Marc sait brasser" in html
    assert "Mettez-nous en relation" not in html


def test_what_is_wrong_is_said_and_what_was_typed_kept(client, member, suggestion):
    response = post(client, suggestion, "refuse", note="Un mot gardé")
    assert response.status_code == 422
    assert "Dites pourquoi" in response.text
    assert "Un mot gardé" in response.text
    assert post(client, suggestion, "later", span="jamais").status_code == 422
    assert post(client, suggestion, "ask", word="a" * 2001).status_code == 422
    assert post(client, suggestion, "refuse", reason="inventée").status_code == 422
    assert not Decision.objects.exists()


@pytest.mark.parametrize("move", ["ask", "refuse", "later", "back"])
def test_somebody_elses_suggestion_is_nowhere(client, suggestion, move):
    client.force_login(MembershipFactory().user)
    assert post(client, suggestion, move).status_code == 404
    assert client.get(f"{PAGE}{suggestion.pk}/").status_code == 404


@pytest.mark.parametrize("move", ["ask", "refuse", "later", "back"])
def test_reading_an_address_changes_nothing(client, member, suggestion, move):
    address = reverse(f"cooperation:for-you-{move}", args=[suggestion.pk])
    assert client.get(address).status_code == 405


def test_a_visitor_signs_in_and_who_acts_for_none_is_told(client, suggestion):
    assert "/connexion/" in client.get(PAGE)["Location"]
    client.force_login(UserFactory())
    assert client.get(PAGE, follow=True).redirect_chain[-1][0] == "/mon-espace/"


def test_nobody_is_sent_elsewhere(client, member, suggestion):
    for target in ("https://ailleurs.example/", "//ailleurs.example/", "javascript:alert(1)", "/"):
        response = post(client, suggestion, "later", span="week", next=target)
        assert response["Location"] == PAGE


def test_what_the_staff_put_forward_comes_first_with_their_word(client, member, suggestion):
    PostingFactory(quantity=2, unit="kg", period="year")
    showcase.refresh()
    last = Suggestion.objects.filter(kind="circular").order_by("score").first()
    word = "Une <i>belle</i> rencontre à faire."
    CuratorMark.objects.create(key=last.key, mark="forward", word=word, made_at=showcase.NOW)
    html = client.get(PAGE).text
    assert "Une &lt;i&gt;belle&lt;/i&gt; rencontre à faire." in html
    ids = [html.index(f'id="suggestion-{pk}-title"') for pk in (last.pk, suggestion.pk)]
    assert ids == sorted(ids)


def test_natures_and_pages(client, member, case):
    for number in range(9):
        PostingFactory(quantity=30 + number, unit="kg", period="week")
    showcase.refresh()
    html = client.get(PAGE).text
    assert "À regarder (10)" in html
    assert html.count('class="lead-item ') == 8
    assert client.get(f"{PAGE}?page=2").text.count('class="lead-item ') == 2
    assert "Rien à regarder" in client.get(f"{PAGE}?nature=direct").text
    assert client.get(f"{PAGE}?vue=inconnue&nature=inconnue&page=x").status_code == 200
    for tab, words in (
        ("plus-tard", "Rien n’est mis de côté"),
        ("ecartees", "Rien n’est écarté"),
        ("en-relation", "Aucune mise en relation en cours"),
    ):
        assert words in client.get(f"{PAGE}?vue={tab}").text


def test_a_page_asks_as_many_queries_whatever_it_shows(
    client, member, case, django_assert_max_num_queries
):
    def queries():
        client.get(PAGE)
        with django_assert_max_num_queries(25) as found:
            client.get(PAGE)
        return len(found)

    few = queries()
    for number in range(6):
        PostingFactory(quantity=30 + number, unit="kg", period="week")
    showcase.refresh()
    assert queries() == few


def test_the_panel_of_my_space_leads_there(client, member, suggestion):
    html = client.get("/mon-espace/").text
    assert "Pour vous : 1 suggestion à regarder" in html
    post(client, suggestion, "refuse", reason="other")
    assert "Pour vous : 0 suggestion" in client.get("/mon-espace/").text


def test_every_form_of_the_page_carries_its_token(client, member, suggestion):
    for address in (PAGE, f"{PAGE}{suggestion.pk}/"):
        html = client.get(address).text
        moves = html.count(f'action="{PAGE}')
        assert moves == 3
        assert html.count("csrfmiddlewaretoken") >= moves + html.count('action="/deconnexion/"')
    post(client, suggestion, "refuse", reason="other")
    html = client.get(f"{PAGE}?vue=ecartees").text
    form = html[html.index(f'action="{PAGE}') :]
    assert "csrfmiddlewaretoken" in form[: form.index("</form>")]
