"""Addresses and typography of what is loaded."""

import re

from django.utils.text import slugify

NO_BREAK = "\u00a0"
NARROW = "\u202f"
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "’": "-", "'": "-"})


def french_slug(text: str) -> str:
    """Return the address of a French name: ``Cœur de l’Isère`` gives ``coeur-de-l-isere``."""
    return slugify(text.translate(_LIGATURES))


def typeset(text: str) -> str:
    """Give a French text its apostrophes and no-break spaces."""
    text = text.replace("'", "’").replace("« ", f"«{NO_BREAK}").replace(" »", f"{NO_BREAK}»")
    text = re.sub(r" ([;!?])", rf"{NARROW}\1", text)
    text = re.sub(r" (:)", rf"{NO_BREAK}\1", text)
    text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", NARROW, text)
    return re.sub(r"(?<=\d) (?=(%|€|km|kg|m²|m³|t|h|L)(?!\w))", NO_BREAK, text)
