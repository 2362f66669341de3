"""The words on which the ranking rests, apart from the data files: who takes, who is social."""

from __future__ import annotations

import re

from cooperation.knowledge import tokens

_MADE_OF = re.compile(
    r"\b(?:sur|à partir d|à base d|nourrie?s? d|issue?s? d|faite?s? (?:de|avec)|fabriquée?s? avec)",
    re.IGNORECASE,
)


def _stems(text: str) -> frozenset[str]:
    """Give the stems of a text, each once."""
    return frozenset(tokens(text))


TAKING = _stems(
    "collecte collecteur récupération récupérateur ramassage recyclage recycleur recyclerie tri "
    "ressourcerie réemploi réemployer valorisation valorise valoriste compostage composteur "
    "méthanisation méthaniseur traitement rachat redistribution glanage regroupement "
    "transformation transformateur broyage friperie reconditionnement upcycling "
    "surcyclage conserverie équarrissage démantèlement"
)
"""Stems that say of an activity that it takes what it names."""

SOCIAL_ACTIVITY = _stems(
    "insertion siae esat handicap handicapé geiq etti aci solidaire solidarité inclusif inclusive "
    "inclusion eiti ebe"
)
"""Stems that say of an organisation that it is there for work integration."""

SOCIAL_KIND = SOCIAL_ACTIVITY | _stems("ei ai ea eatt adapté adaptée ess social sociale")
"""The same when they are said of its kind, where short acronyms are no ordinary words."""

SOCIAL_ASKED = _stems(
    "insertion siae esat handicap handicapé handicapée solidaire solidarité inclusif inclusive "
    "inclusion geiq etti éloignées"
)
"""Stems that ask for such an organisation."""

SOCIAL_PAIRS = tuple(
    frozenset(tokens(text))
    for text in (
        "entreprise adaptée",
        "secteur adapté",
        "travail adapté",
        "milieu protégé",
        "secteur protégé",
        "clause sociale",
        "clauses sociales",
        "marché réservé",
        "utilité sociale",
        "économie sociale",
        "régie quartier",
        "régie territoire",
    )
)
"""Pairs of stems that ask for one, or say that an organisation is one."""


def asks_social(text: str) -> bool:
    """Say whether a text asks for an organisation of work integration, or of disability.

    Examples
    --------
    >>> asks_social("entretien, avec une clause sociale"), asks_social("entretien des haies")
    (True, False)
    """
    found = frozenset(tokens(text))
    return bool(found & SOCIAL_ASKED) or any(pair <= found for pair in SOCIAL_PAIRS)


def is_social(name: str, activity: str, kind: str) -> bool:
    """Say whether an organisation is there for work integration, or for disability.

    Examples
    --------
    >>> is_social("L’Atelier", "chantier d’insertion", ""), is_social("L’Atelier", "", "company")
    (True, False)
    """
    told = frozenset(tokens(f"{name} {activity}"))
    kinds = frozenset(tokens(kind.replace("_", " ")))
    pairs = any(pair <= told or pair <= kinds for pair in SOCIAL_PAIRS)
    return pairs or bool(told & SOCIAL_ACTIVITY) or bool(kinds & SOCIAL_KIND)


def takes_what_it_names(activity: str) -> bool:
    """Say whether an activity takes what it names, rather than makes it.

    Examples
    --------
    >>> takes_what_it_names("collecte de cartons"), takes_what_it_names("vente de cartons")
    (True, False)
    """
    return not TAKING.isdisjoint(tokens(activity))


def parts_of(activity: str) -> tuple[str, str]:
    """Cut an activity into what it makes and what it makes it of.

    Examples
    --------
    >>> parts_of("pleurotes cultivés sur marc de café")
    ('pleurotes cultivés ', ' marc de café')
    >>> parts_of("brasserie")
    ('brasserie', '')
    """
    found = _MADE_OF.search(activity)
    return (activity[: found.start()], activity[found.end() :]) if found else (activity, "")
