"""A French text cut into what it says: segments of tokens, the words of the frame marked.

A text is parted where its writer parts it: punctuation, ``et``, ``ou``, ``avec``; and at ``pour``
(but for ``formation pour`` and the like), after which often comes whom it is for rather than what it is; at ``à partir de``, after which
comes what it is made of; at ``soutenu par``, ``cité par``, after which comes who says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .abbreviations import ABBREVIATIONS
from .actions import ACTIONS
from .common_words import FRAME, GENERIC
from .coordination import SHARED, shared_out
from .french import key, masculine, singular, stem, words

MOST_WORDS = 50
"""How many words of a text are read at most."""
MARK = "~"
"""Before the stem of a word of the frame."""
LIGHT = frozenset(stem(word) for word in GENERIC)
"""Stems of the generic words."""
_PARTS = re.compile(
    rf"[,;:!?()\[\]/\n•–—+&|{SHARED}]|\.(?=\s|$)|\b(?:et|ou|avec|ainsi que|à partir|à base|"
    r"(?<!formation )(?<!formations )(?<!cours )(?<!stage )(?<!personnel )pour|"
    r"(?:cité|soutenu|récompensé|primé|financé|accompagné|parrainé|reconnu|labellisé)e?s? par)\b",
    re.IGNORECASE,
)
_ASIDE = ("pour", "par", "à partir", "à base")
_JOINING = frozenset({"et", "ou", "&", "+"})
"""What goes on with what was said aside: *pour les hôtels et les hôpitaux*."""
_SPOKEN = (
    (re.compile(r"(?:\bmoins |[-−–]) ?\d{1,2} ?°(?: ?c\b)?", re.IGNORECASE), " congélation "),
    (re.compile(r"(?<![\d,.-])\+? ?[0-8] ?°(?: ?c\b)?", re.IGNORECASE), " réfrigéré "),
    (
        re.compile(
            r"\bnon[- ](?:consomm|serv|vend|distribu|écoul|mang|récolt|utilis)\w*", re.IGNORECASE
        ),
        " invendus ",
    ),
    (
        re.compile(
            r"\bcoups? de main\b|\bdes bras\b|\bde bras\b|\bmanqu\w+ de (?:monde|personnel|bras)\b"
            r"|\bpas assez de (?:monde|personnel)\b|\b(?:n[’']a|n[’']avons) (?:plus )?personne pour\b"
            r"|\bmains? d[’']œuvre\b|\bmains? d[’']oeuvre\b|\bsurcroît d[’']activité\b",
            re.IGNORECASE,
        ),
        " renfort de personnel",
    ),
    (
        re.compile(
            r"\b(?:plus |presque )?personne (?:de [^,.;]{1,40} )?ne "
            r"(?:veut|postule|candidate|se présente|répond|vient)\b(?: plus)?"
            r"|\b(?:ne|n[’'])\s?(?:trouv|recrut|embauch)\w+ (?:plus )?personne\b",
            re.IGNORECASE,
        ),
        " difficultés de recrutement ",
    ),
    (
        re.compile(
            r"\b(?:passer|venir|viennent|passent) (?:les |le |la |nous |tout )?"
            r"(?:prendre|chercher|récupérer|ramasser|enlever)\b",
            re.IGNORECASE,
        ),
        " ramasse ",
    ),
    (
        re.compile(r"\bformation (?:payée|assurée|interne|prévue|comprise)\b", re.IGNORECASE),
        " débutant accepté ",
    ),
    (
        re.compile(r"\b(?:les|nos|des|aux|mes|vos) anciens\b(?! \w+s\b)", re.IGNORECASE),
        " personnes âgées ",
    ),
    (
        re.compile(r"\b(le|de|du|en|au|parler|apprendre) français\b(?! entier)", re.IGNORECASE),
        r"\1 languefrançaise",
    ),
    (re.compile(r"\bpetit[- ]lait\b", re.IGNORECASE), " lactosérum "),
    (
        re.compile(
            r"^\W*(?:(?:on |nous |je )?(?:cherch|recherch|trouv|propos|offr)\w+ |besoin d[’'e] ?)?"
            r"(?:une? |des |notre |petit |grand |deux |ancien )*loca(?:l|ux)\b(?! (?:et|ou|bio)\b)",
            re.IGNORECASE,
        ),
        " localvide ",
    ),
)
"""What is read as other words: the sign of it, and the words."""
_AMOUNT = re.compile(r"\d+(?:[gtlmhjx]|[kmcd]g|[kdhcm]?[lm][23]?|k?wh?|mwh|ha)?")

_NOT = "non"
_HELD = re.compile(
    r"(?:^(?=\w+s\s)|\b(?:\d+|une?|deux|trois|quatre|cinq|six|dix|des|quelques|plusieurs"
    r"|petite?s?|grosse?s?)\s)"
    r"\s*(?:cartons?|caisses?|caissettes?|bacs?|bennes?|camions?|remorques?|cageots?|cagettes?"
    r"|palettes?|sacs?|conteneurs?|containers?|fûts?|bidons?|tas|seaux?)\s+(?:de\s+|d[’'])"
    r"(?!bois|carton|plastique|métal|verre|jute|papier|kraft|osier|emballage|déménagement|livraison"
    r"|transport|récup|réemploi|tri\b|collecte|stockage|rangement|récolte|vendange|chantier"
    r"|couchage|sport|voyage|douche|caisse|seconde|occasion|expédition|emballer|\d)(?!.*\bvides?\b)",
    re.IGNORECASE,
)
"""A container with its count, before what it holds: not before what it is made of, or for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, cut.

    Attributes
    ----------
    segments : tuple of tuple of str
        Tokens in order, of each part that has some; those of the frame bear the mark.
    purpose : frozenset of int
        Positions of the segments that say it of something else: after ``pour``, ``à partir de`` …
    opening : int
        How many segments are the first part of the text: several when actions share what they are
        done to.
    """

    segments: tuple[tuple[str, ...], ...]
    purpose: frozenset[int]
    opening: int = 1


@lru_cache(maxsize=65_536)
def token_of(word: str) -> str:
    """Give the token of a folded word: its stem, marked when it is of the frame.

    A verb is read as its noun (:mod:`actions`), a feminine as its masculine, what is cut short as
    the whole word (:mod:`abbreviations`).

    Examples
    --------
    >>> token_of("recuperer"), token_of("recuperation"), token_of("tondre"), token_of("sportives")
    ('~recuper', 'recuper', 'tont', 'sportif')
    """
    if word in FRAME:
        return f"{MARK}{stem(word)}"
    alone = singular(word)
    whole = ABBREVIATIONS.get(alone, alone)
    return ACTIONS.get(word) or key(masculine(whole))


def cut(text: str) -> tuple[str, ...]:
    """Give the tokens of a text, in order, amounts left out; what is denied is of the frame.

    Examples
    --------
    >>> cut("300 kg de marc, non traité")
    ('~kg', 'marc', '~non', '~trait')
    """
    said = [word for word in words(text) if not _is_amount(word)]
    return tuple(
        f"{MARK}{stem(word)}" if before == _NOT else token_of(word)
        for before, word in zip(("", *said), said, strict=False)
    )


def contents_of(text: str) -> str:
    """Drop the containers that a text counts, when it says what they hold.

    Examples
    --------
    >>> contents_of("un carton de vieux maillots"), contents_of("3 caisses de bois")
    ('vieux maillots', '3 caisses de bois')
    """
    return _HELD.sub("", text)


def _spoken(text: str) -> str:
    """Write degrees under and a little over zero, and French as a language, as words."""
    for sign, said in _SPOKEN:
        text = sign.sub(said, text)
    return text


def _is_amount(word: str) -> bool:
    """Tell whether a folded word is a number, with its unit or not."""
    return word[0].isdigit() and _AMOUNT.fullmatch(word) is not None


def read(text: str) -> Reading:
    """Cut a text into segments.

    Examples
    --------
    >>> read("drêches et levure, pour des éleveurs").segments
    (('drech',), ('levur',), ('eleveur',))
    """
    text = contents_of(text)
    segments: list[tuple[str, ...]] = []
    purpose: list[int] = []
    room = MOST_WORDS
    start = 0
    after = opened = False
    opening = 1
    text = shared_out(_spoken(text))
    marks = [(mark.start(), mark.end(), mark[0]) for mark in _PARTS.finditer(text)]
    for end, stop, mark in (*marks, (len(text), len(text), "")):
        found = cut(text[start:end])[:room]
        if found:
            purpose += [len(segments)] * after
            segments.append(found)
            room -= len(found)
        opened |= bool(segments) and mark != SHARED
        opening = opening if opened else len(segments) + 1
        joined = after and mark.lower() in _JOINING
        start, after = stop, joined or mark.lower().endswith(_ASIDE)
    return Reading(tuple(segments), frozenset(purpose), opening)


def is_light(token: str) -> bool:
    """Tell whether a token is of the frame or generic.

    Examples
    --------
    >>> is_light("~kg"), is_light("marc")
    (True, False)
    """
    return token.startswith(MARK) or token in LIGHT


def head_of(tokens: Iterable[str]) -> str:
    """Give the head of an expression: its first token that is not light, or nothing.

    Examples
    --------
    >>> head_of(("~kg", "marc", "caf"))
    'marc'
    """
    return next((token for token in tokens if not is_light(token)), "")
