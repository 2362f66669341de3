"""What a query did wrong, said to who wrote it."""

from typing import Any

from django.utils.translation import gettext as _
from graphql import GraphQLError

MAX_TEXT = 200
"""How long a text given to a filter may be."""


class BadUserInputError(GraphQLError):
    """A value that cannot be used; its message is meant for the reader."""

    def __init__(self, message: str) -> None:
        super().__init__(message, extensions={"code": "BAD_USER_INPUT"})


def check_text(name: str, value: str) -> str:
    """Refuse a text that no database takes: too long, NUL, half a character."""
    if len(value) > MAX_TEXT:
        message = _("« %(name)s » : %(most)s caractères au plus.")
        raise BadUserInputError(message % {"name": name, "most": MAX_TEXT})
    if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        message = _("« %(name)s » contient un caractère qui n’est pas du texte.")
        raise BadUserInputError(message % {"name": name})
    return value.strip()


def check_texts(arguments: dict[str, Any]) -> dict[str, Any]:
    """Check every text among arguments, and drop those left out."""
    return {
        name: check_text(name, value) if type(value) is str else value
        for name, value in arguments.items()
        if value is not None
    }
