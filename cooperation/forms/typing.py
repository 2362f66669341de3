"""What is being typed: kept as it stands, right or wrong, and read as far as it can be."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from cooperation.forms.deposit import KEPT
from cooperation.forms.posting_content import PostingContentForm

SEVERAL = ("months", "labels", "kinds_may_answer")
"""Fields of which several values may be chosen."""


def typed_content(data: QueryDict) -> dict[str, Any]:
    """Return what a draft keeps of a form: as typed, without how to reach anybody."""
    found: dict[str, Any] = {}
    for name in KEPT:
        values = [value.replace("\0", "")[:4000] for value in data.getlist(name)[:60]]
        if name in SEVERAL:
            found[name] = values
        elif values:
            found[name] = values[-1]
    return found


def shown_content(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form shows of a draft; what is not a field is left out."""
    return {name: content[name] for name in KEPT if name in content}


def has_words(content: Mapping[str, Any]) -> bool:
    """Say whether a draft is worth keeping: something was written of what it is about."""
    return any(str(content.get(name, "")).strip() for name in ("what", "title", "description"))


def token_of(text: str | None) -> uuid.UUID | None:
    """Read the token of a form or of a cookie."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


class TypedForm(PostingContentForm):
    """A posting half written: what can be read of it is, the rest is left alone."""

    def read(self) -> "TypedForm":
        """Read what is typed, whatever is missing or wrong."""
        self.is_valid()
        for name in ("labels", "kinds_may_answer"):
            self.cleaned_data.setdefault(name, [])
        return self

    def add_error(self, field: str | None, error: Any) -> None:
        """Say nothing of the meaning of words that are still being typed."""
        if field != "resource":
            super().add_error(field, error)

    def _clean_resource(self, data: dict[str, Any]) -> None:
        """Take the meaning that is sure or chosen; nothing is wrong yet."""
        chosen = self.reading.code or data.get("resource")
        if chosen:
            data["resource"] = chosen

    def codes(self, name: str) -> list[str]:
        """Return the codes chosen in a field."""
        return [row.code for row in self.cleaned_data[name]]
