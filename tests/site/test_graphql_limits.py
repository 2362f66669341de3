"""What a query may not do, and what it is told."""

import pytest
from graphql import get_introspection_query

from config.graphql import limits
from tests.factories.pacte import OrganisationFactory
from tests.graphql import post, refusal

pytestmark = pytest.mark.django_db

NAMES = "{organisations(%s){nodes{name}}}"
ROADMAP = "{themes(first:%s){nodes{objectives(first:5){actions(first:5){commitments{status}}}}}}"


def chain(count: int, end: str) -> str:
    """Fragments that each spread the next one twice: 2 to the power of ``count`` fields."""
    links = [f"fragment f{n} on Query {{...f{n + 1} ...f{n + 1}}}" for n in range(count)]
    return "query {...f0} " + " ".join(links) + f" fragment f{count} on Query {{{end}}}"


DEEP_FRAGMENTS = """
{organisations{nodes{...A}}}
fragment A on Organisation{links{target{...B}}}
fragment B on Organisation{links{target{...C}}}
fragment C on Organisation{links{target{links{target{name}}}}}
"""

ATTACKS = {
    "1,000 aliases": ("{" + " ".join(f"a{n}:kinds{{name}}" for n in range(1000)) + "}", "LARGE"),
    "31 aliases": ("{" + " ".join(f"a{n}:__typename" for n in range(31)) + "}", "LARGE"),
    "21 root fields": ("{" + " ".join(f"a{n}:kinds{{name}}" for n in range(21)) + "}", "LARGE"),
    "root fields in a fragment": (
        "{...A} fragment A on Query{" + " ".join(f"a{n}:kinds{{name}}" for n in range(21)) + "}",
        "LARGE",
    ),
    "depth 50": (
        "{organisations{nodes" + "{links{target" * 24 + "{name}" + "}}" * 24 + "}}",
        "DEEP",
    ),
    "depth through fragments": (
        DEEP_FRAGMENTS,
        "DEEP",
    ),
    "a fragment bomb": (chain(28, "organisations{nodes{name}}"), "COSTLY"),
    "many directives": ("{kinds" + " @skip(if:false)" * 21 + "{name}}", "LARGE"),
    "unknown directives": ("{kinds" + " @a" * 500 + "{name}}", "LARGE"),
    "a long document": ("{kinds{name}} #" + "x" * limits.MAX_QUERY, "LARGE"),
    "many tokens": ("{" + "kinds " * limits.MAX_TOKENS + "}", "LARGE"),
    "many comments": ("#\n" * 300 + "{kinds{name}}", "LARGE"),
    "many fields": ("{" + "kinds{name}" * 151 + "}", "LARGE"),
    "many operations": ("".join(f"query q{n}{{kinds{{name}}}}" for n in range(6)), "LARGE"),
    "nested lists": ("{organisations(text:" + "[" * 900 + "){totalCount}}", "LARGE"),
    "nested braces": ("{__schema" * 600 + "}" * 600, "LARGE"),
    "nested inline fragments": ("{" + "...{" * 51 + "kinds{name}" + "}" * 52, "LARGE"),
    "nested sizes": (ROADMAP % 50, "COSTLY"),
    "sizes by default": (ROADMAP % 20 + " ", "COSTLY"),
    "aliases of the schema": ("{__schema{a:types{name} b:types{name}}}", "LARGE"),
    "deep schema": ('{__type(name:"Query"){' + "ofType{" * 25 + "name" + "}" * 27, "DEEP"),
}


@pytest.mark.parametrize(("query", "expected"), ATTACKS.values(), ids=ATTACKS)
def test_an_attack_is_refused_before_it_runs(query, expected, django_assert_num_queries):
    with django_assert_num_queries(0):
        code, message = refusal(query)
    assert code == f"QUERY_TOO_{expected}"
    assert any(word in message for word in ("Trop de", "trop", "Pas d’alias"))


@pytest.mark.parametrize("operation", ["mutation", "subscription"])
def test_only_queries_pass(operation):
    code, message = refusal(operation + "{kinds{name}}")
    assert code == "OPERATION_NOT_ALLOWED"
    assert "lecture seule" in message


@pytest.mark.parametrize(
    "query",
    [
        "{...A} fragment A on Query{...A}",
        "{...A} fragment A on Query{...B} fragment B on Query{...A}",
        "{organisations{nodes{...O}}} fragment O on Organisation{links{target{...O}}}",
    ],
)
def test_circular_fragments_are_refused(query):
    code, message = refusal(query)
    assert code == "GRAPHQL_VALIDATION_FAILED"
    assert "s’utilise lui-même" in message


def test_circular_introspection_is_refused():
    code, message = refusal("{__schema{types{fields{type{fields{type{fields{name}}}}}}}}")
    assert code == "GRAPHQL_VALIDATION_FAILED"
    assert message == "Cette description du schéma est trop profonde."


@pytest.mark.parametrize("size", ["first:1000000000", "first:101", "first:-1", "last:101"])
def test_a_size_out_of_bounds_is_refused(size):
    code, message = refusal(NAMES % size)
    assert code == "BAD_USER_INPUT"
    assert message == f"« {size.partition(':')[0]} » doit être compris entre 0 et 100."


def test_a_size_out_of_bounds_hides_neither_in_a_variable_nor_deep_inside():
    query = "query($n:Int=10){organisations(first:$n){nodes{name}}}"
    assert refusal(query, n=1_000_000_000)[0] == "BAD_USER_INPUT"
    assert (
        refusal("query($n:Int=1000){organisations(first:$n){nodes{name}}}")[0] == "BAD_USER_INPUT"
    )
    assert refusal("{epcis{nodes{communes(first:1000){name}}}}")[0] == "BAD_USER_INPUT"
    assert post(query).status_code == 200


def test_a_size_that_is_no_integer_is_refused():
    assert refusal(NAMES % "first:1e9")[1] == "Entier attendu, « 1e9 » reçu."
    assert refusal("query($n:Int){organisations(first:$n){nodes{name}}}", n="x")[0] == (
        "BAD_USER_INPUT"
    )


def test_a_query_just_within_the_cost_passes_and_one_more_does_not():
    within = "{organisations(first:100){nodes{kinds{name} roles{name} labels{name} links{kind}}}}"
    assert post(within).status_code == 200  # 100 × (1 + 4 × 5) = 2,100
    costly = "{organisations(first:100){nodes{links{target{kinds{name} roles{name}}}}}}"
    code, message = refusal(costly)  # 100 × (1 + 5 × (1 + 1 + 5 + 5)) = 6,100
    assert code == "QUERY_TOO_COSTLY"
    assert "6100 objets, 5000 au plus" in message.replace("\u202f", "").replace("\xa0", "")


def test_the_cost_of_variables_null_and_absent_is_that_of_the_default():
    query = "query($n:Int){themes(first:$n){nodes{objectives(first:$n){title}}}}"
    OrganisationFactory()
    assert post(query, {"n": None}).status_code == 200
    assert post(query, {}).status_code == 200
    assert refusal(query, n=100)[0] == "QUERY_TOO_COSTLY"


@pytest.mark.parametrize(
    "options",
    [
        {},
        {
            "descriptions": True,
            "specified_by_url": True,
            "directive_is_repeatable": True,
            "schema_description": True,
            "input_value_deprecation": True,
        },
    ],
)
def test_the_usual_introspection_passes(options):
    response = post(get_introspection_query(**options))
    assert response.status_code == 200
    assert response.json()["data"]["__schema"]["queryType"] == {"kind": "OBJECT", "name": "Query"}


def test_names_are_not_guessed_for_the_attacker():
    code, message = refusal("{organisation{nam}}")
    assert code == "GRAPHQL_VALIDATION_FAILED"
    assert "name" not in message
    assert message == "Le type « Organisation » n’a pas de champ « nam »."


def test_a_message_of_the_library_that_is_not_known_is_quoted():
    code, message = refusal("{kinds{name}} {roles{name}}")
    assert code == "GRAPHQL_VALIDATION_FAILED"
    assert message.startswith("Requête refusée\u00a0: This anonymous operation")
