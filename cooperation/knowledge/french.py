"""French words as tokens: folded, elided, singular, stemmed.

Used to resolve a text into resources and, by the search package, to index and to query:
a wording and a request meet when they have the same tokens. The order of the steps:
ligatures and accents folded, elisions cut, stop words dropped, plural endings undone,
exceptions looked up, then the French Snowball stem.

Source of the stemmer: the Snowball project, French algorithm.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("french")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "'", "ʼ": "'", "‘": "'"})
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'")

STOP_WORDS = frozenset(
    """
    a à afin ai ainsi après au aucun aussi autre autres aux avec avant ayant beaucoup car ce ceci
    cela celle celles celui ces cet cette ceux chaque chez ci comme comment d dans de depuis des
    dès donc dont du elle elles en encore entre es est et être eu eux fait font hors il ils j
    je jusque l la là le les leur leurs lors lui m ma mais me mes moi mon n ne ni nos notre nous
    on ont ou où par parce pas pendant peu plus plusieurs pour pourquoi puis qu quand que quel
    quelle quelles quels qui quoi s sa sans se selon sera ses si son sont sous sur t ta tandis te
    tes toi ton tous tout toute toutes très tu un une vers vos votre vous y
    """.split()  # noqa: SIM905
)
"""Words that say nothing on their own, with their accents."""

EXCEPTIONS = {
    "travaux": "travail",
    "vitraux": "vitrail",
    "baux": "bail",
    "emaux": "email",
    "materiaux": "materiau",
    "yeux": "oeil",
    "chaux": "chaux",
    "taux": "taux",
    "bois": "bois",
    "cours": "cours",
    "concours": "concours",
    "repas": "repas",
    "jus": "jus",
    "bus": "bus",
    "gaz": "gaz",
    "noix": "noix",
    "prix": "prix",
    "emplois": "emploi",
    "velos": "velo",
}
"""Folded words whose singular no rule gives, or that a rule would spoil."""


def fold(text: str) -> str:
    """Lower-case a text, without accents, ligatures nor typographic apostrophes.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Folded text; folding twice changes nothing more.

    Examples
    --------
    >>> fold("L’Œuvre d’ÉTÉ")
    "l'oeuvre d'ete"
    """
    lowered = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    plain = "".join(char for char in lowered if not unicodedata.combining(char))
    return plain.casefold().translate(_LIGATURES)


def singular(word: str) -> str:
    """Undo the plural of a folded word.

    Examples
    --------
    >>> [singular(word) for word in ("bocaux", "gateaux", "travaux", "choux", "velos", "bois")]
    ['bocal', 'gateau', 'travail', 'chou', 'velo', 'bois']
    """
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    if len(word) < 4:
        return word
    if word.endswith(("eaux", "yaux", "eux", "oux")):
        return word[:-1]
    if word.endswith("aux"):
        return f"{word[:-3]}al"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


FEMININES = (("trice", "teur"), ("euse", "eur"), ("iere", "ier"), ("ive", "if"), ("ere", "er"))
"""Endings of folded feminines, with those of their masculines; the first that fits."""
SHORTEST_FEMININE = 7
"""Letters under which a word is kept as it is: ``mere`` is no feminine of ``mer``."""
NO_FEMININE = frozenset({"chargeuse", "glaciere", "lisiere", "verriere"})
"""Folded words that end as feminines do: a ``lisière`` is no ``lisier``."""


def masculine(word: str) -> str:
    """Give the masculine of a folded feminine in the singular, by its ending.

    What is no feminine may be changed too, always in the same way: read it as a key.

    Examples
    --------
    >>> [masculine(word) for word in ("sportive", "coiffeuse", "fromagere", "olive", "lisiere")]
    ['sportif', 'coiffeur', 'fromager', 'olive', 'lisiere']
    """
    if len(word) >= SHORTEST_FEMININE and word not in NO_FEMININE:
        for feminine, ending in FEMININES:
            if word.endswith(feminine):
                return word.removesuffix(feminine) + ending
    return word


APART = frozenset(
    """
    acier alpage alternateur ambulant argentique armee bagasse banquette berger bette bonbonne
    boucher brochette cafe carter cassi chassi classement collectif collection colonie colonne
    communication composant compte conservation coupe courant cours cremant cuire data
    departement direction elevateur enseigne foie format foyer genie graine granulation halle
    hote imprimante kite liasse loyer macaroni mare mere mie mini mure navette opera operateur
    paillasse pansement placement plancha plancher plie pointe porte potage potasse ramasse
    refugie repetition resident roulement saler saucisse selle sortie stationnement terrasse
    traite vacher voyant
    """.split()  # noqa: SIM905
)
"""Folded words in the singular that the stem would take for others: ``foyer`` for ``foie``."""


def key(word: str) -> str:
    """Stem a folded word, unless its stem is that of a word that has nothing to do with it.

    Examples
    --------
    >>> key("acier"), key("aciers"), key("nettoyages") == key("nettoyage")
    ('acier', 'acier', True)
    """
    alone = singular(word)
    return alone if alone in APART else stem(word)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Stem a folded word: plural undone, then the Snowball stem.

    Examples
    --------
    >>> stem("nettoyages") == stem("nettoyage")
    True
    """
    return str(_STEMMER.stemWord(singular(word)))


def words(text: str) -> tuple[str, ...]:
    """Cut a text into folded words, without elisions nor stop words.

    Stop words are recognised with their accents, so that ``maïs`` is not ``mais``.

    Examples
    --------
    >>> words("L'huile d’olive et le maïs")
    ('huile', 'olive', 'mais')
    """
    lowered = unicodedata.normalize("NFC", text.casefold().translate(_LIGATURES))
    found = (_ELISION.sub("", word) if "'" in word else word for word in _WORD.findall(lowered))
    return tuple(part for word in found if word not in STOP_WORDS for part in _parts(word))


@lru_cache(maxsize=65_536)
def _parts(word: str) -> tuple[str, ...]:
    """Fold a word and cut it at its apostrophes."""
    return tuple(part for part in fold(word).split("'") if part)


def tokens(text: str) -> tuple[str, ...]:
    """Cut a French text into stems, in order, repeats kept.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    tuple of str
        Stems; empty when the text has no word.

    Examples
    --------
    >>> tokens("Les bocaux de l’été") == tokens("bocal d'ete")
    True
    >>> tokens("… !")
    ()
    """
    return tuple(stem(word) for word in words(text))
