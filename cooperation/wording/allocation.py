"""What is wrong with the data of an allocation, in a sentence that names the row and the field."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.matching.allocate.reading import DIGITS, AllocationError

PROBLEMS = {
    "not_object": gettext_lazy("un objet JSON est attendu"),
    "missing": gettext_lazy("manque"),
    "not_list": gettext_lazy("une liste est attendue"),
    "not_row": gettext_lazy("un objet est attendu"),
    "bad_id": gettext_lazy("un texte ou un nombre entier est attendu"),
    "bad_text": gettext_lazy("un caractère est invalide"),
    "duplicate": gettext_lazy("cet identifiant est déjà pris"),
    "unknown": gettext_lazy("cet identifiant n’existe pas"),
    "not_number": gettext_lazy("un nombre est attendu"),
    "not_finite": gettext_lazy("un nombre fini est attendu"),
    "too_long": gettext_lazy("ce nombre a plus de %(digits)s chiffres"),
    "negative": gettext_lazy("une quantité n’est jamais négative"),
}
SHOWN = 60


def problem(error: AllocationError) -> str:
    """Say what is wrong, where, and what was found."""
    where = []
    if error.table:
        where.append(error.table)
    if error.row:
        where.append(_("ligne %s") % error.row)
    if error.field:
        where.append(_("champ « %s »") % error.field)
    said = PROBLEMS[error.code] % {"digits": DIGITS}
    if error.value is not None:
        said = _("%(said)s (trouvé : %(found)s)") % {"said": said, "found": _found(error.value)}
    return f"{', '.join(where)}\N{NO-BREAK SPACE}: {said}" if where else str(said)


def _found(value: object) -> str:
    """Write a value of the data, shortened."""
    text = str(value) if not isinstance(value, dict | list) else type(value).__name__
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return shown.encode("utf-8", "backslashreplace").decode()
