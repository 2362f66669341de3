"""A person's own data in one archive: for a program (JSON) and to read (HTML)."""

import datetime as dt
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.encoding import force_str
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from pacte.services.personal_data import own  # noqa: F401 - declares what this package holds
from pacte.services.personal_data.registry import Held, everything, who_is

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 20_000
"""Rows of one table in an archive."""


def export(*, user: "User", now: dt.datetime) -> bytes:
    """Return all that the site holds of a person, and nothing of anybody else, as an archive."""
    tables = collect(user)
    told = {"made_at": now.isoformat(), "tables": {t["code"]: t["rows"] for t in tables}}
    page = render_to_string("pacte/personal_data/export.html", {"tables": tables, "now": now})
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("donnees.json", json.dumps(told, ensure_ascii=False, indent=1, default=str))
        packed.writestr("donnees.html", page)
    return archive.getvalue()


def collect(user: "User") -> list[dict[str, Any]]:
    """Return the tables, each with its rows as values and as words."""
    who = who_is(user)
    return [
        _table(held, list(held.rows(who).values(*held.fields)[:MOST]), held.rows(who).model)
        for held in everything()
    ]


def _table(held: Held, rows: list[dict[str, Any]], model: type[Model]) -> dict[str, Any]:
    fields = [_field(model, path) for path in held.fields]
    words = [
        [_word(value, field) for value, field in zip(row.values(), fields, strict=True)]
        for row in rows
    ]
    return {
        "code": held.code,
        "title": held.title,
        "headers": [_label(field, path) for field, path in zip(fields, held.fields, strict=True)],
        "rows": [{key: _plain(value) for key, value in row.items()} for row in rows],
        "words": words,
    }


def _field(model: Any, path: str) -> Any:
    """Return the field at the end of a path; of a related name, the relation itself."""
    head, _separator, rest = path.partition("__")
    field = model._meta.get_field(head)
    return field if not rest or rest == "name" else _field(field.related_model, rest)


def _label(field: Any, path: str) -> str:
    name = force_str(getattr(field, "verbose_name", path))
    return name[:1].upper() + name[1:]


def _plain(value: Any) -> Any:
    return (
        value
        if value is None or isinstance(value, bool | int | float | str | list | dict)
        else str(value)
    )


def _word(value: Any, field: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, dt.datetime):
        return str(date_format(localtime(value), "j F Y H:i"))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    choices = dict(getattr(field, "flatchoices", ()) or ())
    return force_str(choices.get(value, value))
