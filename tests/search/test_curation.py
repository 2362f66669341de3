"""What staff teach the search: synonyms and promoted results, in force without a restart."""

from dataclasses import replace

import pytest
from django.urls import reverse

from cooperation.knowledge import install, load
from pacte.services.reference import load_reference
from search import lexicon as lexicons
from search.admin import is_address
from search.language import Vocabulary
from search.language.segments import Segmenter
from search.lexicon import lexicon
from search.models import PromotedResult, Synonym
from search.promoted import Promoted, promoted
from tests.factories.people import MembershipFactory
from tests.wagtail import strict_templates  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
HOSTILE = ['"', "🥖", "a" * 10_000, "%s", "';--"]


def url(model, name, *args):
    return reverse(f"wagtailsnippets_search_{model}:{name}", args=args)


def called_for(text):
    (clause,) = Segmenter(lexicon(), Vocabulary()).clauses(text)
    return {row.shown for row in clause.alternatives[1:]}


def errors(answer):
    return answer.context["form"].errors


def test_words_of_staff_are_in_force_at_once():
    assert "bouteille isotherme" not in called_for("gourde")
    group = Synonym.objects.create(words="gourde, bouteille isotherme")
    assert "bouteille isotherme" in called_for("gourde")
    assert "gourde" in called_for("bouteilles isothermes")
    group.words = "gourde, flasque"
    group.save()
    assert called_for("gourde") >= {"flasque"}
    assert "bouteille isotherme" not in called_for("gourde")
    group.is_active = False
    group.save()
    assert "flasque" not in called_for("gourde")
    group.delete()
    assert "flasque" not in called_for("gourde")


def test_unchanged_words_cost_one_query_and_nothing_is_built(django_assert_num_queries):
    Synonym.objects.create(words="gourde, flasque")
    first = lexicon()
    with django_assert_num_queries(1):
        assert lexicon() is first


def test_the_database_is_not_asked_at_every_search(settings, django_assert_num_queries):
    settings.KNOWLEDGE_CHECK_SECONDS = 60.0
    lexicons._State.looked_at = float("-inf")
    first = lexicon()
    Synonym.objects.create(words="gourde, flasque")
    with django_assert_num_queries(0):
        assert lexicon() is first


def test_an_amended_knowledge_is_read_again():
    first = lexicon()
    install(replace(load()))
    try:
        assert lexicon() is not first
    finally:
        install(None)


@pytest.mark.parametrize("text", ["pôle R", "Pole r", "POLE R", "le pôle-R", "zéro déchet"])
def test_a_promoted_result_answers_its_words(text, django_assert_num_queries):
    PromotedResult.objects.create(
        words="pôle R, zéro déchets", title="Le Pôle R", url="/pole-r/", summary="Un site"
    )
    with django_assert_num_queries(1):
        assert promoted(text) == (Promoted("Le Pôle R", "/pole-r/", "Un site"),)


@pytest.mark.parametrize("text", ["", "pôle", "pôle R Grenoble", "!", "\0", "a" * 10_000])
def test_other_words_promote_nothing(text):
    PromotedResult.objects.create(words="pôle R", title="Le Pôle R", url="/pole-r/")
    assert promoted(text) == ()


def test_what_is_out_of_use_is_not_promoted_and_few_are():
    for number in range(6):
        PromotedResult.objects.create(
            words="AI", title=f"Résultat {number}", url="/", is_active=number > 0
        )
    assert [row.title for row in promoted("ai")] == ["Résultat 1", "Résultat 2", "Résultat 3"]


@pytest.mark.parametrize("model", ["synonym", "promotedresult"])
def test_the_lists_open_and_bear_any_search(curator, model, django_assert_max_num_queries):
    Synonym.objects.create(words="gourde, flasque")
    PromotedResult.objects.create(words="pôle R", title="Le Pôle R", url="/pole-r/")
    with django_assert_max_num_queries(30):
        assert curator.get(url(model, "list")).status_code == 200
    for text in HOSTILE:
        assert curator.get(url(model, "list"), {"q": text}).status_code == 200
    assert curator.get(url(model, "list"), {"export": "xlsx"}).status_code == 200


@pytest.mark.parametrize("model", ["synonym", "promotedresult"])
def test_only_the_staff_curates(client, model):
    load_reference()
    client.force_login(MembershipFactory().user)
    assert client.get(url(model, "list")).status_code in {302, 403}
    assert client.post(url(model, "add"), {"words": "a, b"}).status_code in {302, 403}
    assert not Synonym.objects.exists()


def test_the_staff_adds_words(curator):
    answer = curator.post(
        url("synonym", "add"), {"words": " gourde ,flasque,, bidon ", "is_active": "on"}
    )
    assert answer.status_code == 302
    assert Synonym.objects.get().words == "gourde, flasque, bidon"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("gourde", "au moins deux mots"),
        ("", "requis"),
        ("gourde, !!", "« !! » ne contient aucun mot"),
        ("gourde, avec", "« avec » est trop courant"),
        ("gourde, Gourdes", "« gourde » et « Gourdes » sont déjà la même recherche"),
        ("gourde, un deux trois quatre cinq six sept huit neuf dix onze", "est trop long"),
    ],
)
def test_what_is_wrong_with_words_is_named(curator, words, said):
    answer = curator.post(url("synonym", "add"), {"words": words, "is_active": "on"})
    assert answer.status_code == 200
    assert said in str(errors(answer)["words"])
    assert not Synonym.objects.exists()


def result(**values):
    data = {"words": "pôle R", "title": "Le Pôle R", "url": "/pole-r/", "summary": ""}
    return data | {"is_active": "on"} | values


def test_the_staff_promotes_a_result(curator):
    answer = curator.post(url("promotedresult", "add"), result())
    assert answer.status_code == 302
    assert promoted("pole r") == (Promoted("Le Pôle R", "/pole-r/"),)


@pytest.mark.parametrize(
    "address", ["pole-r", "javascript:alert(1)", "//ailleurs.example", "http://site.example", "/ a"]
)
def test_an_address_that_leads_nowhere_is_refused(curator, address):
    answer = curator.post(url("promotedresult", "add"), result(url=address))
    assert "commencez par" in str(errors(answer)["url"])
    assert not PromotedResult.objects.exists()


def test_words_of_a_promoted_result_are_checked(curator):
    answer = curator.post(url("promotedresult", "add"), result(words="?"))
    assert "ne contient aucun mot" in str(errors(answer)["words"])


def test_addresses():
    assert is_address("/pole-r/")
    assert is_address("https://site.example/page")
    assert not is_address("https://")
    assert not is_address("https://[")
    assert not is_address("/a\\b")
