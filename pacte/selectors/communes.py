"""Which commune a person means: by its name, one of its postcodes or its INSEE code."""

import re
import unicodedata
from collections.abc import Iterable

from pacte.models import Commune

NAMED_AND_CODED = re.compile(r"^(?P<name>.+?)\s*\(\s*(?P<code>\d{5})\s*\)$")


def all_communes() -> list[Commune]:
    """Return every commune with its postcodes, by name."""
    return list(Commune.objects.only("pk", "name", "insee", "postcodes"))


def label_of(commune: Commune) -> str:
    """Return what people pick in a list: ``Grenoble (38000)``."""
    code = commune.postcodes[0] if commune.postcodes else commune.insee
    return f"{commune.name} ({code})"


def find_communes(text: str, communes: Iterable[Commune] | None = None) -> list[Commune]:
    """Return the communes that a text names; several when it is ambiguous."""
    rows = all_communes() if communes is None else communes
    text = text.strip()
    if both := NAMED_AND_CODED.match(text):
        named = [row for row in rows if _fold(row.name) == _fold(both["name"])]
        return [row for row in named if both["code"] in (row.insee, *row.postcodes)]
    if re.fullmatch(r"\d{5}|2[ABab]\d{3}", text):
        exact = [row for row in rows if row.insee == text.upper()]
        return exact or [row for row in rows if text in row.postcodes]
    wanted = _fold(text)
    return [row for row in rows if _fold(row.name) == wanted] if wanted else []


def _fold(text: str) -> str:
    """Forget case, accents, hyphens and apostrophes; read ``St`` as ``Saint``."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.sub(r"[^a-z0-9]+", " ", letters.casefold()).split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)
