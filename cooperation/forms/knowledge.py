"""Amend a row of the knowledge: one field a column, lists one value a line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation.enums import AmendedFile

SEPARATOR = "|"
LISTS = frozenset(
    {"synonyms", "words", "units", "factors", "naf", "cpv", "months", "substitutes", "inputs",
     "outputs", "rules", "takes", "gives", "added"}
)  # fmt: skip
"""Columns that hold several values."""

LABELS = {
    "label": _("Nom"),
    "synonyms": _("Mots de tous les jours"),
    "words": _("Mots de tous les jours"),
    "kind": _("Nature"),
    "unit": _("Unité de compte"),
    "units": _("Unités possibles"),
    "factors": _("Conversions (unité=facteur)"),
    "low": _("Code de la liste européenne des déchets"),
    "naf": _("Codes NAF"),
    "cpv": _("Codes CPV"),
    "months": _("Mois de saison (6-9)"),
    "substitutes": _("Ce qui peut la remplacer (code=proximité)"),
    "environment": _("Intérêt pour l’environnement (0 à 1000)"),
    "dfc": _("Type de produit DFC"),
    "inputs": _("Entrées (codes)"),
    "outputs": _("Sorties (codes)"),
    "yield": _("Rendement"),
    "rules": _("Règles (clés)"),
    "added": _("Matière ajoutée"),
    "source": _("Source"),
    "scale": _("Échelle habituelle"),
    "siae": _("Aussi une activité d’insertion (x)"),
    "takes": _("Prend (code=poids)"),
    "gives": _("Donne (code=poids)"),
}


class AmendForm(forms.Form):
    """The cells of a row, and why they change."""

    code = forms.CharField(label=_("Code"), max_length=80)
    note = forms.CharField(
        label=_("Pourquoi"), max_length=300, help_text=_("Gardé dans l’histoire.")
    )

    def __init__(self, *args: Any, subject: str, columns: list[str], is_new: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.columns = columns
        self.fields["code"].disabled = not is_new
        for column in columns:
            widget = forms.Textarea(attrs={"rows": 4}) if column in LISTS else forms.TextInput()
            self.fields[column] = forms.CharField(
                label=LABELS.get(column, column),
                required=False,
                max_length=4000,
                widget=widget,
                help_text=_("Une valeur par ligne.") if column in LISTS else "",
            )
        self.fields["note"] = self.fields.pop("note")

    def values(self) -> dict[str, str]:
        """Return the cells as the data files write them."""
        return {column: as_cell(column, self.cleaned_data[column]) for column in self.columns}

    def refuse(self, field: str, problem: str) -> None:
        """Show why the amendment is refused, beside its field."""
        self.add_error(field if field in self.fields else None, ValidationError(problem))


def as_cell(column: str, text: str) -> str:
    """Write what was typed as a cell."""
    if column == "low":
        return "".join(text.split())  # written « 14 06 03* » everywhere else
    if column not in LISTS:
        return text.strip()
    return SEPARATOR.join(part.strip() for part in text.splitlines() if part.strip())


def as_text(column: str, cell: str) -> str:
    """Write a cell as it is typed."""
    return cell.replace(SEPARATOR, "\n") if column in LISTS else cell


def subject_or_first(value: str) -> str:
    """Return a subject, the resources when it is none."""
    return value if value in AmendedFile.values else str(AmendedFile.RESOURCE)
