"""Field validators whose messages say what to do."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from pacte.siret import clean_siret

NAF_PATTERN = re.compile(r"^\d{2}\.\d{2}[A-Z]$")
LOW_PATTERN = re.compile(r"^\d{2}( ?\d{2}( ?\d{2}\*?)?)?$")

LATITUDE = (MinValueValidator(-90.0), MaxValueValidator(90.0))
LONGITUDE = (MinValueValidator(-180.0), MaxValueValidator(180.0))


def validate_siret(value: str) -> None:
    """Refuse a number that is not a SIRET."""
    try:
        clean_siret(value)
    except ValueError as error:
        message = _(
            "« %(value)s » n’est pas un numéro SIRET valide : il compte 14 chiffres et sa clé "
            "doit être juste. Vérifiez-le sur l’avis de situation de l’établissement."
        )
        raise ValidationError(message, code="siret", params={"value": value}) from error


def validate_naf(value: str) -> None:
    """Refuse a code that is not written like a NAF sub-class, for example ``10.71C``."""
    if not NAF_PATTERN.match(value):
        message = _("« %(value)s » n’est pas un code NAF : écrivez-le comme 10.71C.")
        raise ValidationError(message, code="naf", params={"value": value})


def validate_low(value: str) -> None:
    """Refuse a code that is not written like one of the European list of waste."""
    if not LOW_PATTERN.match(value):
        message = _(
            "« %(value)s » n’est pas un code de la liste européenne des déchets : "
            "écrivez-le comme 20 01 08, suivi de * si le déchet est dangereux."
        )
        raise ValidationError(message, code="low", params={"value": value})
