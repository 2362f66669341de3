"""Global identifiers: opaque to clients, strictly read."""

from django.utils.translation import gettext as _
from graphql_relay.utils import base64, unbase64

from pacte.graphql.errors import BadUserInputError

MAX_LENGTH = 100
MAX_DIGITS = 18


def encode(type_name: str, pk: int) -> str:
    return base64(f"{type_name}:{pk}")


def decode(global_id: str) -> tuple[str, int]:
    """Give back the type and the key, or refuse."""
    text = unbase64(global_id) if len(global_id) <= MAX_LENGTH else ""
    type_name, _colon, key = text.partition(":")
    if not (type_name and key.isascii() and key.isdigit() and len(key) <= MAX_DIGITS):
        raise BadUserInputError(_("Cet identifiant n’est pas un identifiant global de cette API."))
    return type_name, int(key)


def decode_as(expected: str, global_id: str) -> int:
    """Give back the key, or refuse an identifier of another type."""
    type_name, key = decode(global_id)
    if type_name != expected:
        message = _("Identifiant de type « %(type)s » attendu, « %(given)s » reçu.")
        raise BadUserInputError(message % {"type": expected, "given": type_name[:40]})
    return key
