"""What a version of a profile would change, field by field: what is read is what is accepted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Revision

from pacte.models import LogoProposal, Organisation
from pacte.plain_text import to_text

LOGO = ("logo", "logo_proposed")
TECHNICAL = frozenset(
    {
        *("id", "created_at", "updated_at", "live", "has_unpublished_changes", "latest_revision"),
        *("live_revision", "first_published_at", "last_published_at", "go_live_at", "expire_at"),
        *("expired", "locked", "locked_at", "locked_by"),
    }
)
"""What the life of a profile writes by itself."""
NEW: dict[str, Any] = {"is_trusted": False, "is_fictitious": False}
"""What a profile that was never public says."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that changes: its name, what it says, what it would say."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """What a version would change: its fields in words; the logo in line, and that proposed."""

    version: int
    fields: tuple[FieldChange, ...] = ()
    logo_changes: bool = False
    former_logo: Any = None
    new_logo: Any = None
    proposal: LogoProposal | None = None


@dataclass(slots=True)
class _Names:
    """The names of the rows that versions refer to, asked once a model."""

    wanted: dict[type[models.Model], set[int]] = field(default_factory=dict)
    known: dict[type[models.Model], dict[int, Any]] = field(default_factory=dict)

    def want(self, model: Any, pks: Iterable[Any]) -> None:
        self.wanted.setdefault(model, set()).update(pk for pk in pks if pk is not None)

    def of(self, model: Any, pk: Any) -> Any:
        if model not in self.known:
            self.known[model] = model._default_manager.in_bulk(self.wanted.get(model, set()))
        return self.known[model].get(pk)


def profile_changes(pks: Iterable[int]) -> dict[int, ProfileChange]:
    """Return what the last versions of some profiles would change, in a bounded number of queries."""
    rows = Organisation.objects.filter(pk__in=list(pks)).select_related("latest_revision")
    found = list(rows.prefetch_related(*(f.name for f in _many())))
    texts = {row.pk: (_said(row) if row.live else NEW, _version(row)) for row in found}
    names = _Names()
    for before, after in texts.values():
        for content in (before, after):
            _collect(names, content)
    return {row.pk: _change(row, *texts[row.pk], names) for row in found}


def changed_since(organisation: Organisation, version: int) -> list[str]:
    """Name the fields that differ between a version and the last one."""
    rows = {row.pk: row for row in _revisions(organisation, version)}
    latest = rows.get(organisation.latest_revision_id or 0)
    former = rows.get(version)
    if latest is None or former is None:
        return []
    fields = [*_plain(), *_many()]
    changed = [f for f in fields if _raw(f, former.content) != _raw(f, latest.content)]
    labels = [_label(f) for f in changed if f.name not in LOGO]
    return labels + ([_("Logo")] if any(f.name in LOGO for f in changed) else [])


def _raw(plain: Any, content: Mapping[str, Any]) -> Any:
    """Return what a version holds; of a presentation its text, whose blocks are new each time."""
    value = content.get(plain.name)
    return _presentation(plain, value) if plain.name == "description" and value else value


def _presentation(plain: Any, value: Any) -> str:
    body = plain.to_python(value)
    text = to_text(body)
    return strip_tags(str(body)).strip() if text is None else text


def _revisions(organisation: Organisation, version: int) -> "QuerySet[Revision]":
    rows: QuerySet[Revision] = organisation.revisions.filter(
        pk__in=(version, organisation.latest_revision_id or 0)
    )
    return rows


def _plain() -> "list[models.Field[Any, Any]]":
    return [f for f in Organisation._meta.concrete_fields if f.name not in TECHNICAL]


def _many() -> "list[Any]":
    return list(Organisation._meta.many_to_many)


def _said(row: Organisation) -> dict[str, Any]:
    """Write what a profile says in line as its versions write it."""
    found = {f.name: _serial(f, row) for f in _plain()}
    return found | {f.name: [r.pk for r in getattr(row, f.name).all()] for f in _many()}


def _serial(plain: Any, row: Organisation) -> Any:
    if plain.is_relation:
        return getattr(row, plain.attname)
    if plain.name == "description":
        return row.description
    return getattr(row, plain.name)


def _version(row: Organisation) -> Mapping[str, Any]:
    revision = row.latest_revision
    return revision.content if revision is not None else _said(row)


def _collect(names: _Names, content: Mapping[str, Any]) -> None:
    for plain in _plain():
        if plain.is_relation:
            names.want(plain.related_model, [content.get(plain.name)])
    for many in _many():
        names.want(many.related_model, content.get(many.name) or ())


def _change(
    row: Organisation, before: Mapping[str, Any], after: Mapping[str, Any], names: _Names
) -> ProfileChange:
    fields = []
    for plain in (*_plain(), *_many()):
        if plain.name in LOGO:
            continue
        old, new = (_words(plain, content.get(plain.name), names) for content in (before, after))
        if old != new:
            fields.append(FieldChange(_label(plain), old or _("rien"), new or _("rien")))
    former, new_logo, proposed = before.get("logo"), after.get("logo"), after.get("logo_proposed")
    image = get_image_model()
    return ProfileChange(
        version=row.latest_revision_id or 0,
        fields=tuple(fields),
        logo_changes=former != new_logo or proposed is not None,
        former_logo=names.of(image, former),
        new_logo=names.of(image, new_logo),
        proposal=names.of(LogoProposal, proposed),
    )


def _words(plain: Any, value: Any, names: _Names) -> str:
    """Say what a field holds; a list in the order of its names."""
    if value in (None, "", []):
        return ""
    if plain.many_to_many:
        return ", ".join(sorted(str(names.of(plain.related_model, pk) or "?") for pk in value))
    if plain.is_relation:
        return str(names.of(plain.related_model, value) or "?")
    if plain.name == "description":
        return _presentation(plain, value)
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, int | float):
        return number_format(value, use_l10n=True, force_grouping=True)
    return str(dict(plain.flatchoices).get(value, value))


def _label(plain: Any) -> str:
    label = str(plain.verbose_name)
    return label[:1].upper() + label[1:]
