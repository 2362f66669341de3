"""SIRET and SIREN numbers: cleaned, checked, and shown the way people write them."""

from stdnum.exceptions import ValidationError as StdnumError
from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret


def clean_siret(value: str) -> str:
    """Return the 14 digits of a SIRET, or raise ``ValueError``.

    The check digit is verified (Luhn, and La Poste's own sum for SIREN 356 000 000).
    """
    try:
        return str(stdnum_siret.validate(value))
    except StdnumError as error:
        raise ValueError(value) from error


def clean_siren(value: str) -> str:
    """Return the 9 digits of a SIREN, or raise ``ValueError``."""
    try:
        return str(stdnum_siren.validate(value))
    except StdnumError as error:
        raise ValueError(value) from error


def format_siret(value: str) -> str:
    """Group the digits of a SIRET: ``123 456 789 00012``, with no-break spaces."""
    return "\u00a0".join((value[:3], value[3:6], value[6:9], value[9:])) if value else ""
