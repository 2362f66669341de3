"""Whatever is asked, nothing private comes out: every field of the schema is asked for."""

import json

import pytest
from graphql import (
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLObjectType,
    execute,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    parse,
)

from config.graphql.deferred import BatchedExecutionContext
from config.schema import schema
from cooperation.models import PostingContact, PostingMove
from pacte.graphql.context import Context
from pacte.models import Authorisation, Commitment, OrganisationLink
from tests.cooperation import showcase
from tests.cooperation.season_plans.scene import public, scene
from tests.factories.cooperation import CooperationFactory, PostingFactory
from tests.factories.pacte import (
    ActionFactory,
    CommitmentFactory,
    IndicatorFactory,
    OrganisationFactory,
)
from tests.factories.people import MembershipFactory
from tests.graphql import global_id

pytestmark = pytest.mark.django_db

CANARY = "canari-a7f3"
DEPTH = 5
SCHEMA = schema.graphql_schema


def selection(kind: GraphQLObjectType, depth: int) -> str:
    """Select every field of a type, and of those below, down to a depth."""
    parts = []
    for name, field in kind.fields.items():
        below = get_named_type(field.type)
        if is_leaf_type(below):
            parts.append(name)
        elif depth and isinstance(below, GraphQLObjectType):
            parts.append(name + selection(below, depth - 1))
    return "{" + " ".join(["__typename", *parts]) + "}"


def question(name: str, keys: dict[str, str]) -> str | None:
    """Ask for one root field with all that it leads to."""
    field = SCHEMA.query_type.fields[name]
    below = get_named_type(field.type)
    required = {key: keys.get(f"{name}.{key}", "") for key in field.args if _needed(field, key)}
    given = ",".join(f"{key}:{json.dumps(value)}" for key, value in required.items())
    arguments = f"({given})" if given else ""
    if isinstance(below, GraphQLInterfaceType):
        return None
    return "{" + name + arguments + selection(below, DEPTH) + "}"


def _needed(field, key: str) -> bool:
    return key == "slug" or get_nullable_type(field.args[key].type) is not field.args[key].type


def answer(query: str) -> str:
    """Run without limits: what matters here is what could come out."""
    result = execute(
        SCHEMA,
        parse(query),
        context_value=Context(),
        execution_context_class=BatchedExecutionContext,
    )
    assert not result.errors, result.errors
    return json.dumps(result.data, ensure_ascii=False)


@pytest.fixture
def network() -> dict[str, str]:
    """A network with a canary in every private place, and beside it what is public."""
    case = showcase.bread()
    showcase.refresh()
    person = MembershipFactory(
        organisation=case.giver,
        user__username=f"{CANARY}-1",
        user__email=f"{CANARY}-2@personne.example",
        user__last_name=f"{CANARY}-3",
    ).user
    PostingContact.objects.create(
        posting=case.offer,
        name=f"{CANARY}-4",
        email=f"{CANARY}-5@personne.example",
        phone=f"{CANARY}-6",
    )
    PostingMove.objects.create(
        posting=case.offer, target="published", actor=person, note=f"{CANARY}-7",
        made_at=showcase.NOW,
    )  # fmt: skip
    Authorisation.objects.create(
        organisation=case.giver, low_code="20 01 08", reference=f"{CANARY}-8"
    )
    draft = OrganisationFactory(name=f"{CANARY}-9", draft=True, kinds=["siae"])
    OrganisationLink.objects.create(organisation=case.giver, kind="partner_of", target=draft)
    OrganisationLink.objects.create(organisation=draft, kind="partner_of", target=case.giver)
    PostingFactory(organisation=case.giver, title=f"{CANARY}-10", draft=True)
    PostingFactory(organisation=case.giver, title=f"{CANARY}-11", visibility="members")
    PostingFactory(organisation=draft, title=f"{CANARY}-12")
    CooperationFactory(giver=draft, receiver=case.giver, source=f"{CANARY}-13")
    CooperationFactory(giver=case.giver, receiver=case.receiver)
    action = ActionFactory(pilot=draft)
    hidden = ActionFactory(objective=action.objective, title=f"{CANARY}-14", live=False)
    CommitmentFactory(action=action, organisation=draft, description=f"{CANARY}-15")
    CommitmentFactory(action=hidden, organisation=case.giver, description=f"{CANARY}-16")
    CommitmentFactory(action=action, organisation=case.giver)
    IndicatorFactory(action=hidden, name=f"{CANARY}-17")
    IndicatorFactory(action=action)
    case.giver.summary = f"{CANARY}-18"
    case.giver.save_revision(user=person)
    scene()
    plan = public(title="Plan fictif")
    return {
        "organisation.slug": case.giver.slug,
        "suggestions.organisation": global_id("Organisation", case.giver.pk),
        "posting.id": global_id("Posting", case.offer.pk),
        "whyNot.posting": global_id("Posting", case.offer.pk),
        "seasonPlan.token": str(plan.token),
        "action.slug": action.slug,
        "theme.code": action.objective.theme.code,
        "commune.insee": case.giver.commune.insee,
        "epci.siren": case.giver.commune.epci.siren,
    }


def test_no_canary_comes_out_of_any_field(network):
    answers = {}
    for name in SCHEMA.query_type.fields:
        if query := question(name, network):
            answers[name] = answer(query)
    assert [name for name, text in answers.items() if CANARY in text] == []
    asked = "".join(answers.values())
    for name, kind in SCHEMA.type_map.items():
        if isinstance(kind, GraphQLObjectType) and name in PUBLIC_TYPES:
            assert f'"__typename": "{name}"' in asked, name


PUBLIC_TYPES = {
    "Organisation",
    "Posting",
    "Suggestion",
    "Criterion",
    "Cooperation",
    "Theme",
    "Objective",
    "Action",
    "Commitment",
    "Indicator",
    "Commune",
    "Epci",
    "Kind",
    "SeasonPlan",
}


def test_the_search_for_canaries_finds_one_that_is_public(network):
    """The test above can fail."""
    commitment = Commitment.objects.filter(organisation__live=True, action__live=True).get()
    commitment.description = CANARY
    commitment.save()
    assert CANARY in answer(question("commitments", network))


def test_lists_are_asked_for(network):
    assert isinstance(get_nullable_type(SCHEMA.query_type.fields["kinds"].type), GraphQLList)
    assert "nodes" in question("organisations", network)
