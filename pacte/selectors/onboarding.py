"""What the register says of an establishment, as the second step of a beginning shows it."""

from typing import Any

from pacte.models import Commune
from pacte.registry import Establishment, RegistryUnavailable, look_up
from pacte.selectors.communes import label_of

FOUND, UNKNOWN, SILENT, CLOSED = "found", "unknown", "silent", "closed"


def prefill(siret: str) -> dict[str, Any]:
    """Return what to keep until the draft is written: plain values, and how the register fared."""
    try:
        found = look_up(siret)
    except RegistryUnavailable:
        return {"siret": siret, "state": SILENT}
    if found is None:
        return {"siret": siret, "state": UNKNOWN}
    return {"siret": siret, "state": FOUND if found.is_open else CLOSED, **_values(found)}


def _values(found: Establishment) -> dict[str, str]:
    commune = Commune.objects.filter(insee=found.insee).first() if found.insee else None
    return {
        "name": found.name,
        "address": found.address,
        "naf": found.naf,
        "legal_form": found.legal_form,
        "commune": label_of(commune) if commune else "",
    }
