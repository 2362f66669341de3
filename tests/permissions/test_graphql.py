"""The API answers everybody alike: every root field, with every role, against the same table."""

import json

import pytest
from graphql import get_named_type, get_nullable_type, is_leaf_type

from config.schema import schema
from tests.factories.pacte import ActionFactory, OrganisationFactory
from tests.graphql import PATH, global_id
from tests.permissions import table
from tests.permissions.roles import ROLES, clients
from tests.permissions.scene import Scene, scene

pytestmark = pytest.mark.django_db
QUERY = schema.graphql_schema.query_type
PREFIX = "Query."


def arguments(stage: Scene) -> dict[str, dict[str, dict[str, str]]]:
    """Say what each field that asks for one thing is asked for, case by case."""
    own = stage.cast.own
    draft = OrganisationFactory.create(live=False)
    hidden = ActionFactory.create(live=False)
    shown = ActionFactory.create()
    postings = {
        "published": global_id("Posting", stage.posting.pk),
        "draft": global_id("Posting", stage.draft.pk),
        "kept to members": global_id("Posting", stage.kept_to_members.pk),
    }
    nodes = {
        "published posting": postings["published"],
        "draft posting": postings["draft"],
        "published organisation": global_id("Organisation", own.pk),
        "draft organisation": global_id("Organisation", draft.pk),
    }
    return {
        "posting": {case: {"id": key} for case, key in postings.items()},
        "whyNot": {case: {"posting": key} for case, key in postings.items()},
        "node": {case: {"id": key} for case, key in nodes.items()},
        "organisation": {"published": {"slug": own.slug}, "draft": {"slug": draft.slug}},
        "action": {"published": {"slug": shown.slug}, "hidden": {"slug": hidden.slug}},
        "suggestions": {
            "published": {"organisation": nodes["published organisation"]},
            "draft": {"organisation": nodes["draft organisation"]},
        },
        "seasonPlan": {"of a member": {"token": str(stage.plan.token)}},
    }


def asked(name: str, given: dict[str, str]) -> str:
    """Write the shortest question about a field; keys that are needed lead to nothing."""
    field = QUERY.fields[name]
    needed = {key: "" for key, argument in field.args.items() if _is_needed(argument)}
    keys = ",".join(f"{key}:{json.dumps(value)}" for key, value in (needed | given).items())
    below = get_named_type(field.type)
    selected = "" if is_leaf_type(below) else "{__typename}"
    return "{" + name + (f"({keys})" if keys else "") + selected + "}"


def _is_needed(argument) -> bool:
    return get_nullable_type(argument.type) is not argument.type


def test_every_field_gives_each_role_what_the_table_says():
    stage = scene()
    cases = {name: {"": {}} for name in QUERY.fields} | arguments(stage)
    people = clients(stage.cast.people)
    seen: dict[table.Line, str] = {}
    for name, tries in cases.items():
        for case, given in tries.items():
            letters = [_letter(people[role], name, asked(name, given)) for role in ROLES]
            seen[f"{PREFIX}{name}", case, "POST"] = "".join(letters)
    due = {line: letters for line, letters in table.read().items() if line[0].startswith(PREFIX)}
    assert seen == due, "\n".join(f"{' | '.join(line)} | {seen[line]}" for line in sorted(seen))


def _letter(client, name: str, query: str) -> str:
    response = client.post(PATH, json.dumps({"query": query}), content_type="application/json")
    found = (response.json().get("data") or {}).get(name)
    return "n" if found is None else "y"


def test_the_api_changes_nothing():
    """A mutation would need its rows: what each role gets, on its own and on others' things."""
    assert schema.graphql_schema.mutation_type is None
    assert schema.graphql_schema.subscription_type is None
