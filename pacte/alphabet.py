"""Names in the order of a French dictionary: accents and capitals do not count. Pure."""

import unicodedata


def sort_key(name: str) -> str:
    """Return what a name is sorted by: « Échirolles » stands between « Domène » and « Eybens »."""
    folded = name.replace("œ", "oe").replace("Œ", "Oe")
    letters = unicodedata.normalize("NFKD", folded)
    return "".join(sign for sign in letters if not unicodedata.combining(sign)).casefold()
