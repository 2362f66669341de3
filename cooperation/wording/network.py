"""The links of the network as rows of a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse
from django.utils.translation import gettext as _

from cooperation.wording.postings import resource_label


class Named(Protocol):
    """An organisation, as far as a row of the table is concerned."""

    @property
    def name(self) -> str: ...
    @property
    def slug(self) -> str: ...
    @property
    def is_fictitious(self) -> bool: ...


class Linked(Protocol):
    """A link between an organisation and another, an action or a place."""

    @property
    def kind(self) -> str: ...
    @property
    def source(self) -> Named: ...
    @property
    def target(self) -> Named | None: ...
    @property
    def what(self) -> str: ...
    @property
    def address(self) -> str: ...


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A link, ready to show."""

    source: str
    source_url: str
    link: str
    target: str
    target_url: str
    what: str
    is_fictitious: bool


def rows_of(relations: Iterable[Linked]) -> list[RelationRow]:
    """Put links in words."""
    return [_row(relation) for relation in relations]


def _row(relation: Linked) -> RelationRow:
    source, target = relation.source, relation.target
    links = {
        "cooperates": _("donne à"),
        "committed": _("s’engage dans"),
        "located": _("occupe"),
    }
    what = resource_label(relation.what) if target else ""
    action_url = reverse("pacte:action", args=[relation.address]) if relation.address else ""
    return RelationRow(
        source=source.name,
        source_url=reverse("pacte:organisation", args=[source.slug]),
        link=links[relation.kind],
        target=target.name if target else relation.what,
        target_url=reverse("pacte:organisation", args=[target.slug]) if target else action_url,
        what=what,
        is_fictitious=source.is_fictitious or bool(target and target.is_fictitious),
    )
