"""What a query may bring back at most: sizes multiplied along the nesting, then added."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLOutputType,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValidationContext,
    ValidationRule,
    VariableNode,
    get_named_type,
    is_leaf_type,
)

from config.graphql import limits
from config.graphql.errors import Code, CodedError
from pacte.graphql.paging import DEFAULT_NESTED, DEFAULT_PAGE, MAX_PAGE

SIZES = ("first", "last")
SCAFFOLDING = ("Connection", "Edge", "PageInfo")
"""Types that only hold others: a connection counts as many objects as its size."""

Kind = GraphQLNamedType | None


def cost_rule(given: Mapping[str, Any]) -> type[ValidationRule]:
    """Make the rule that knows the variables of a request."""

    class CostRule(CostOfOperationRule):
        variables = given

    return CostRule


class CostOfOperationRule(ValidationRule):
    """Add up the objects that an operation may bring back; refuse too many.

    Runs on a document that is otherwise valid.
    """

    variables: Mapping[str, Any] = {}

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._fragments: dict[str, int] = {}
        self._defaults: dict[str, Any] = {}

    def enter_operation_definition(self, node: OperationDefinitionNode, *_args: Any) -> None:
        self._fragments.clear()
        self._defaults = {
            row.variable.name.value: row.default_value for row in node.variable_definitions
        }
        cost = self._cost(node.selection_set, self.context.schema.query_type)
        if cost > limits.MAX_COST:
            message = _(
                "Requête trop coûteuse : jusqu’à %(cost)s objets, %(most)s au plus. "
                "Réduisez « first » ou l’imbrication."
            )
            shown = message % {"cost": cost, "most": limits.MAX_COST}
            self.report_error(CodedError(Code.QUERY_TOO_COSTLY, shown, node))

    def _cost(self, selections: SelectionSetNode | None, parent: Kind) -> int:
        if selections is None:
            return 0
        return sum(self._cost_of(node, parent) for node in selections.selections)

    def _cost_of(self, node: SelectionNode, parent: Kind) -> int:
        if isinstance(node, FieldNode):
            field = getattr(parent, "fields", {}).get(node.name.value)
            return 0 if field is None else self._field(node, field, parent)
        if isinstance(node, InlineFragmentNode):
            condition = node.type_condition
            kind = self.context.schema.get_type(condition.name.value) if condition else parent
            return self._cost(node.selection_set, kind)
        return self._fragment(node.name.value) if isinstance(node, FragmentSpreadNode) else 0

    def _fragment(self, name: str) -> int:
        if name not in self._fragments:
            fragment = self.context.get_fragment(name)
            self._fragments[name] = self._whole(fragment) if fragment else 0
        return self._fragments[name]

    def _whole(self, fragment: FragmentDefinitionNode) -> int:
        kind = self.context.schema.get_type(fragment.type_condition.name.value)
        return self._cost(fragment.selection_set, kind)

    def _field(self, node: FieldNode, field: GraphQLField, parent: Kind) -> int:
        kind = get_named_type(field.type)
        if is_leaf_type(kind):
            return 0
        children = self._cost(node.selection_set, kind)
        own = 0 if kind.name.endswith(SCAFFOLDING) else 1
        in_connection = parent is not None and parent.name.endswith("Connection")
        size = 1 if in_connection else self._size(node, field)
        return size * max(1, own + children)

    def _size(self, node: FieldNode, field: GraphQLField) -> int:
        if "first" not in field.args:
            return limits.SHORT_LIST if _is_list(field.type) else 1
        given = [self._given(node, name) for name in SIZES]
        sizes = [size for size in given if size is not None]
        default = DEFAULT_NESTED if _is_list(field.type) else DEFAULT_PAGE
        return max(sizes, default=default)

    def _given(self, node: FieldNode, name: str) -> int | None:
        argument = next((row for row in node.arguments if row.name.value == name), None)
        value = argument and self._value(argument.value)
        if value is None:
            return None
        if not isinstance(value, int) or not 0 <= value <= MAX_PAGE:
            message = _("« %(name)s » doit être compris entre 0 et %(most)s.")
            shown = message % {"name": name, "most": MAX_PAGE}
            self.report_error(CodedError(Code.BAD_USER_INPUT, shown, argument))
            return MAX_PAGE
        return value

    def _value(self, value: Any) -> Any:
        if isinstance(value, VariableNode):
            name = value.name.value
            if name in self.variables:
                return self.variables[name]
            value = self._defaults.get(name)
        return int(value.value) if isinstance(value, IntValueNode) else None


def _is_list(kind: GraphQLOutputType) -> bool:
    inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    return isinstance(inner, GraphQLList)
