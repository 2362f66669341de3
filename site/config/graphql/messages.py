"""The usual messages of the GraphQL library, in French, without its guesses of names."""

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MAX_MESSAGE = 300
GUESS = re.compile(r" Did you mean [^?]*\?")

TRANSLATIONS: "tuple[tuple[re.Pattern[str], StrOrPromise], ...]" = (
    (
        re.compile(r"Cannot query field '(.+?)' on type '(.+?)'\."),
        gettext_lazy("Le type « {1} » n’a pas de champ « {0} »."),
    ),
    (
        re.compile(r"Unknown argument '(.+?)' on field '(.+?)'\."),
        gettext_lazy("Le champ « {1} » ne prend pas d’argument « {0} »."),
    ),
    (
        re.compile(r"Field '(.+?)' argument '(.+?)' of type '(.+?)' is required.*"),
        gettext_lazy("L’argument « {1} » ({2}) du champ « {0} » est obligatoire."),
    ),
    (
        re.compile(r"Field '(.+?)' of type '(.+?)' must have a selection of subfields\."),
        gettext_lazy("Précisez les champs voulus de « {0} » ({1})."),
    ),
    (
        re.compile(
            r"Field '(.+?)' must not have a selection since type '(.+?)' has no subfields\."
        ),
        gettext_lazy("« {0} » ({1}) n’a pas de champs à préciser."),
    ),
    (re.compile(r"Unknown type '(.+?)'\."), gettext_lazy("Type inconnu : « {0} ».")),
    (re.compile(r"Unknown fragment '(.+?)'\."), gettext_lazy("Fragment inconnu : « {0} ».")),
    (re.compile(r"Unknown directive '(.+?)'\."), gettext_lazy("Directive inconnue : « {0} ».")),
    (re.compile(r"Fragment '(.+?)' is never used\."), gettext_lazy("Fragment inutile : « {0} ».")),
    (
        re.compile(r"Variable '(.+?)' is never used.*"),
        gettext_lazy("Variable inutile : « {0} »."),
    ),
    (
        re.compile(r"Variable '(.+?)' is not defined.*"),
        gettext_lazy("Variable non déclarée : « {0} »."),
    ),
    (
        re.compile(r"Variable '(.+?)' of required type '(.+?)' was not provided\."),
        gettext_lazy("La variable « {0} » ({1}) est obligatoire."),
    ),
    (
        re.compile(r"Cannot spread fragment '(.+?)' within itself.*"),
        gettext_lazy("Le fragment « {0} » s’utilise lui-même."),
    ),
    (
        re.compile(r"Maximum introspection depth exceeded"),
        gettext_lazy("Cette description du schéma est trop profonde."),
    ),
    (
        re.compile(r"Int cannot represent non-(?:integer|32-bit signed integer) value: (.+)"),
        gettext_lazy("Entier attendu, « {0} » reçu."),
    ),
    (
        re.compile(r"Must provide operation name if query contains multiple operations\."),
        gettext_lazy("Plusieurs opérations : dites laquelle avec « operationName »."),
    ),
    (
        re.compile(r"Unknown operation named '(.+?)'\."),
        gettext_lazy("Opération inconnue : « {0} »."),
    ),
    (re.compile(r"Syntax Error: (.+)"), gettext_lazy("Erreur de syntaxe : {0}")),
)


def in_french(message: str) -> str:
    """Translate a message of the library; one that is not known is quoted."""
    message = GUESS.sub("", message)[:MAX_MESSAGE]
    for pattern, translation in TRANSLATIONS:
        if found := pattern.fullmatch(message):
            return str(translation).format(*found.groups())
    return _("Requête refusée : {message}").format(message=message)
