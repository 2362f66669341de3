"""The schema is the one committed, and every part of it says what it is."""

from pathlib import Path

import pytest
from graphql import print_schema

from config.schema import schema

COMMITTED = Path(__file__).resolve().parents[2] / "schema.graphql"
SCALARS = {"Boolean", "Float", "ID", "Int", "String"}
OWN_TYPES = {
    name: kind
    for name, kind in schema.graphql_schema.type_map.items()
    if not name.startswith("__") and name not in SCALARS
}
PERSONAL = {
    "contact",
    "email",
    "phone",
    "memberships",
    "members",
    "user",
    "users",
    "owner",
    "moves",
    "revisions",
    "actor",
    "authorisations",
    "lockedby",
    "workflowstates",
}


def test_the_committed_schema_is_the_schema():
    """Refresh with: ``manage.py graphql_schema --out=schema.graphql``."""
    assert COMMITTED.read_text("utf-8").strip() == print_schema(schema.graphql_schema).strip()


@pytest.mark.parametrize("name", OWN_TYPES)
def test_every_type_field_argument_and_value_is_described(name):
    kind = OWN_TYPES[name]
    assert kind.description
    for field_name, field in getattr(kind, "fields", {}).items():
        assert field.description, f"{name}.{field_name}"
        for argument_name, argument in field.args.items():
            assert argument.description, f"{name}.{field_name}({argument_name})"
    for value_name, value in getattr(kind, "values", {}).items():
        assert value.description, f"{name}.{value_name}"


@pytest.mark.parametrize("name", OWN_TYPES)
def test_nothing_personal_is_a_field(name):
    fields = {field.lower() for field in getattr(OWN_TYPES[name], "fields", {})}
    assert not fields & PERSONAL


def test_nothing_is_written():
    assert schema.graphql_schema.mutation_type is None
    assert schema.graphql_schema.subscription_type is None
