"""Limits of a document, as validation rules: all are checked before anything runs."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _
from graphql import (
    BREAK,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    ValidationContext,
    ValidationRule,
)

from config.graphql import limits
from config.graphql.errors import Code, CodedError

META_FIELDS = frozenset({"__schema", "__type"})


class OnlyQueriesRule(ValidationRule):
    """Nothing is written through this API."""

    def enter_operation_definition(self, node: OperationDefinitionNode, *_args: Any) -> None:
        if node.operation is not OperationType.QUERY:
            message = _("Cette API est en lecture seule : seules les requêtes « query » passent.")
            self.report_error(CodedError(Code.OPERATION_NOT_ALLOWED, message, node))


class SizeRule(ValidationRule):
    """So many fields, aliases, directives, fragments and operations, no more."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._seen: Counter[str] = Counter()

    def enter_field(self, node: FieldNode, *_args: Any) -> Any:
        if node.alias and self._count(_("alias"), limits.MAX_ALIASES, node):
            return BREAK
        return self._count(_("champs"), limits.MAX_FIELDS, node)

    def enter_directive(self, node: Any, *_args: Any) -> Any:
        return self._count(_("directives"), limits.MAX_DIRECTIVES, node)

    def enter_fragment_definition(self, node: FragmentDefinitionNode, *_args: Any) -> Any:
        return self._count(_("fragments"), limits.MAX_FRAGMENTS, node)

    def enter_inline_fragment(self, node: InlineFragmentNode, *_args: Any) -> Any:
        return self._count(_("fragments en ligne"), limits.MAX_INLINE_FRAGMENTS, node)

    def enter_operation_definition(self, node: OperationDefinitionNode, *_args: Any) -> Any:
        return self._count(_("opérations"), limits.MAX_OPERATIONS, node)

    def _count(self, what: str, most: int, node: Any) -> Any:
        self._seen[what] += 1
        if self._seen[what] <= most:
            return None
        message = _("Trop de %(what)s : %(most)s au plus dans une requête.")
        shown = message % {"what": what, "most": most}
        self.report_error(CodedError(Code.QUERY_TOO_LARGE, shown, node))
        return BREAK


class IntrospectionAliasRule(ValidationRule):
    """The schema is told once: an alias inside it would only multiply the answer."""

    def enter_field(self, node: FieldNode, *_args: Any) -> None:
        parent = self.context.get_parent_type()
        if node.alias and parent is not None and parent.name.startswith("__"):
            message = _("Pas d’alias dans la description du schéma.")
            self.report_error(CodedError(Code.QUERY_TOO_LARGE, message, node))


class RootFieldsRule(ValidationRule):
    """So many questions in one query, no more."""

    def enter_operation_definition(self, node: OperationDefinitionNode, *_args: Any) -> None:
        names: set[str] = set()
        self._collect(node.selection_set, names, set())
        if len(names) > limits.MAX_ROOT_FIELDS:
            message = _("Trop de champs à la racine : %(most)s au plus dans une requête.")
            shown = message % {"most": limits.MAX_ROOT_FIELDS}
            self.report_error(CodedError(Code.QUERY_TOO_LARGE, shown, node))

    def _collect(self, selections: SelectionSetNode, names: set[str], seen: set[str]) -> None:
        for node in selections.selections:
            if isinstance(node, FieldNode):
                names.add((node.alias or node.name).value)
            elif isinstance(node, InlineFragmentNode):
                self._collect(node.selection_set, names, seen)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                seen.add(node.name.value)
                if fragment := self.context.get_fragment(node.name.value):
                    self._collect(fragment.selection_set, names, seen)


class DepthRule(ValidationRule):
    """So many nested fields, no more. Cycles of fragments have been refused before."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._known: dict[tuple[str, int], bool] = {}

    def enter_operation_definition(self, node: OperationDefinitionNode, *_args: Any) -> None:
        if not self._fits(node.selection_set, limits.MAX_DEPTH):
            message = _("Requête trop profonde : %(most)s champs imbriqués au plus.")
            shown = message % {"most": limits.MAX_DEPTH}
            self.report_error(CodedError(Code.QUERY_TOO_DEEP, shown, node))

    def _fits(self, selections: SelectionSetNode | None, budget: int) -> bool:
        if selections is None:
            return True
        return all(self._selection_fits(node, budget) for node in selections.selections)

    def _selection_fits(self, node: SelectionNode, budget: int) -> bool:
        if isinstance(node, FieldNode):
            if node.name.value in META_FIELDS and budget == limits.MAX_DEPTH:
                budget = limits.MAX_INTROSPECTION_DEPTH
            return budget > 0 and self._fits(node.selection_set, budget - 1)
        if isinstance(node, InlineFragmentNode):
            return self._fits(node.selection_set, budget)
        return not isinstance(node, FragmentSpreadNode) or self._fragment_fits(
            node.name.value, budget
        )

    def _fragment_fits(self, name: str, budget: int) -> bool:
        key = (name, budget)
        if key not in self._known:
            fragment = self.context.get_fragment(name)
            self._known[key] = fragment is None or self._fits(fragment.selection_set, budget)
        return self._known[key]
