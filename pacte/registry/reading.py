"""Reading what the register answers: whatever its shape, in bounded words."""

import re
from dataclasses import dataclass
from typing import Any

from pacte.enums import LegalForm

NAF = re.compile(r"^\d{2}\.\d{2}[A-Z]$")
HIDDEN = "[ND]"
"""What stands for a name that its owner keeps out of the register's publications."""
OPEN = "A"
LONGEST = 160
LEGAL_FORMS = (
    ("5458", LegalForm.SCOP),
    ("5558", LegalForm.SCOP),
    ("5459", LegalForm.SCIC),
    ("5559", LegalForm.SCIC),
    ("5498", LegalForm.EURL),
    ("54", LegalForm.SARL),
    ("55", LegalForm.SA),
    ("56", LegalForm.SA),
    ("57", LegalForm.SAS),
    ("6533", LegalForm.GAEC),
    ("6597", LegalForm.EARL),
    ("6598", LegalForm.EARL),
    ("63", LegalForm.COOPERATIVE),
    ("71", LegalForm.PUBLIC_BODY),
    ("72", LegalForm.LOCAL_AUTHORITY),
    ("73", LegalForm.PUBLIC_BODY),
    ("74", LegalForm.PUBLIC_BODY),
    ("82", LegalForm.MUTUAL),
    ("93", LegalForm.FOUNDATION),
    ("92", LegalForm.ASSOCIATION),
    ("1", LegalForm.SOLE_TRADER),
)
"""Heads of the codes of INSEE's legal categories, the narrower first."""


@dataclass(frozen=True, slots=True)
class Establishment:
    """What the register publishes of an establishment, as far as a profile needs it."""

    siret: str
    name: str
    insee: str
    address: str
    naf: str
    legal_form: str
    is_open: bool


def read_establishment(answer: Any, siret: str) -> Establishment | None:
    """Read the answer about a SIRET; ``ValueError`` if it is not shaped as documented."""
    results = _get(answer, "results", list)
    for company in results:
        rows = _get(company, "matching_etablissements", list)
        head = company.get("siege")
        found = next(
            (row for row in [*rows, head] if isinstance(row, dict) and row.get("siret") == siret),
            None,
        )
        if found is not None:
            return _establishment(company, found, siret)
    return None


def _establishment(company: dict[str, Any], row: dict[str, Any], siret: str) -> Establishment:
    naf = _text(row, "activite_principale")
    return Establishment(
        siret=siret,
        name=_name(company, row),
        insee=_text(row, "commune")[:5],
        address="" if HIDDEN in _text(row, "adresse") else _text(row, "adresse").title()[:200],
        naf=naf if NAF.match(naf) else "",
        legal_form=_legal_form(_text(company, "nature_juridique")),
        is_open=_text(row, "etat_administratif") == OPEN,
    )


def _name(company: dict[str, Any], row: dict[str, Any]) -> str:
    """Return the name on the door if there is one, else that of the company, not in capitals."""
    signs = row.get("liste_enseignes")
    door = signs[0] if isinstance(signs, list) and signs and isinstance(signs[0], str) else ""
    chosen = door or _text(row, "nom_commercial") or _text(company, "nom_complet")
    if HIDDEN in chosen:
        return ""
    return (chosen.title() if chosen.isupper() else chosen).strip()[:LONGEST]


def _legal_form(code: str) -> str:
    return next((str(form) for head, form in LEGAL_FORMS if code.startswith(head)), "")


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return " ".join(value.replace("\x00", "").split()) if isinstance(value, str) else ""


def _get(row: Any, name: str, kind: type) -> Any:
    """Return a value of a type, or raise ``ValueError``."""
    value = row.get(name) if isinstance(row, dict) else None
    if not isinstance(value, kind):
        raise ValueError(name)
    return value
