"""The reference lists: kinds, roles, labels, themes, categories, staff rights and workflow."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db import models, transaction

from pacte.enums import LabelFamily, OrganisationKind, OrganisationRole
from pacte.models import ArticleCategory, Kind, Label, Role, Theme
from pacte.services.loading import Ledger, Row, Sources, add_missing, read_csv, read_json
from pacte.services.staff import StaffRights, read_staff, set_up_staff

EntryT = TypeVar("EntryT", Kind, Role, Label, Theme, ArticleCategory)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a reference list, in the order of its file."""

    key: str
    name: str
    order: int
    summary: str = ""
    family: str = ""
    egalim: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceData:
    """The reference files, read and checked."""

    labels: tuple[Entry, ...]
    themes: tuple[Entry, ...]
    categories: tuple[Entry, ...]
    staff: StaffRights


def read_reference(sources: Sources) -> ReferenceData:
    """Read and check the reference files."""
    labels = read_csv(sources, "labels.csv", ("code", "name", "family", "egalim"), key="code")
    themes = read_json(sources, "themes.json", ("code", "name", "summary"), key="code")
    categories = read_csv(sources, "article_categories.csv", ("code", "name"), key="code")
    return ReferenceData(
        labels=tuple(_label(row, order) for order, row in enumerate(labels, 1)),
        themes=tuple(_entry(row, order) for order, row in enumerate(themes, 1)),
        categories=tuple(_entry(row, order) for order, row in enumerate(categories, 1)),
        staff=read_staff(sources),
    )


def _entry(row: Row, order: int) -> Entry:
    return Entry(
        key=row.text("code", longest=40),
        name=row.text("name", longest=120),
        order=order,
        summary=row.text("summary", longest=1000, default=""),
    )


def _label(row: Row, order: int) -> Entry:
    family = row.choice("family", LabelFamily.values)
    entry = _entry(row, order)
    return Entry(entry.key, entry.name, order, family=family, egalim=row.flag("egalim"))


def load_reference(*, sources: Sources | None = None, ledger: Ledger | None = None) -> Ledger:
    """Load the reference lists, the staff's rights and the workflow; what is known stays."""
    data = read_reference(sources or Sources())
    with transaction.atomic():
        return write_reference(data, ledger or Ledger.open())


def write_reference(data: ReferenceData, ledger: Ledger) -> Ledger:
    """Write the reference lists within the caller's transaction."""
    add_missing(ledger, "kind", _choices(OrganisationKind), _maker(Kind), natural="code")
    add_missing(ledger, "role", _choices(OrganisationRole), _maker(Role), natural="code")
    add_missing(ledger, "label", data.labels, _make_label, natural="code")
    add_missing(ledger, "theme", data.themes, _make_theme, natural="code")
    add_missing(ledger, "category", data.categories, _maker(ArticleCategory), natural="code")
    set_up_staff(data.staff, ledger)
    return ledger


def _choices(choices: type[models.TextChoices]) -> Iterable[Entry]:
    pairs = enumerate(choices, 1)
    return [Entry(str(member.value), str(member.label), order) for order, member in pairs]


def _maker(model: type[EntryT]) -> Callable[[Entry], EntryT]:
    def make(entry: Entry) -> EntryT:
        return model(code=entry.key, name=entry.name, order=entry.order)

    return make


def _make_label(entry: Entry) -> Label:
    return Label(
        code=entry.key,
        name=entry.name,
        order=entry.order,
        family=entry.family,
        counts_for_egalim=entry.egalim,
    )


def _make_theme(entry: Entry) -> Theme:
    return Theme(code=entry.key, name=entry.name, order=entry.order, summary=entry.summary)
