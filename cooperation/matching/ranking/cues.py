"""The turns of phrase that say what sort of thing a text asks, and which way it goes.

A text often names a thing without meaning it: *louer une cuisine* asks for premises, not for what
a kitchen gives; *collecte de nos cartons* needs who takes cartons, not who gives them; *un marché
réservé à l’insertion* says whom, not what.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cooperation.knowledge import ResourceKind, fold, tokens
from cooperation.matching.types import Direction

Kind = ResourceKind

USED = 600
"""The same for what is new, when the text says that it offers what is used."""
UNLIKELY = 550
"""What is left, in thousandths, of the confidence in a resource of another sort."""
GOODS = frozenset(
    {Kind.FOOD, Kind.PREPARED_FOOD, Kind.BYPRODUCT, Kind.MATERIAL, Kind.EQUIPMENT, Kind.ENERGY}
)
"""Sorts of what can be taken away, or worked on."""


def _stems(text: str) -> frozenset[str]:
    """Give the stems of a text, each once."""
    return frozenset(tokens(text))


_USED = frozenset({Kind.BYPRODUCT})
_PLACES = frozenset({Kind.EQUIPMENT, Kind.PREMISES})
_CUES: tuple[tuple[frozenset[str], frozenset[Kind]], ...] = (
    (
        _stems("louer loue location emprunter emprunt prêter mutualiser créneau créneaux occuper")
        | _stems("héberger accueillir emplacement"),
        _PLACES | {Kind.SERVICE},
    ),
    (
        _stems("formation former apprendre initiation certification perfectionnement formateur"),
        frozenset({Kind.TRAINING, Kind.SERVICE}),
    ),
    (
        _stems("recruter recrutement recrutons embaucher embauche embauchons cdd cdi intérim")
        | _stems("intérimaire saisonnier saisonniers poste"),
        frozenset({Kind.JOB, Kind.TRAINING, Kind.SERVICE}),
    ),
    (
        _stems("stagiaire stage apprenti apprentissage alternant alternance"),
        frozenset({Kind.JOB, Kind.TRAINING}),
    ),
)
"""Stems, and the sorts of resources that they announce."""

_REPAIR = _stems(
    "panne réparer réparation dépanner dépannage réviser révision démarrer démarre fuite bouché "
    "bouchée refaire repeindre réparateur relire"
)
"""Stems that, in a need, ask for work on what they name rather than for the thing."""

_TO_DO = re.compile(
    r"^(?:(?:on|nous|je|urgent|cherch\w+|recherch\w+|besoin|voudr\w+|aimer\w+|souhait\w+|veut|"
    r"voulons|faut|faudrait|il|me|nous|lui|faire|a|pour|qui|peut|pourrait|quelqu.un|de|d)\W+)*"
    r"(?:poser|installer|changer|remplacer|refaire|nettoyer|laver|tailler|abattre|planter|arracher|"
    r"deboucher|entretenir|raboter|poncer|renover|isoler|ravaler|peindre|repeindre|tondre|faucher|"
    r"elaguer|ramoner|vidanger|creuser|couler|construire|monter|demenager|livrer|transporter|"
    r"imprimer|traduire|filmer|demolir|recoudre|coudre|repasser|broder|scanner|numeriser|saisir|"
    r"conditionner|emballer|ensacher|etiqueter|assembler|usiner|souder|decouper|graver|scier|"
    r"etudier|surveiller|garder|saler|deneiger|desherber|debroussailler|retapisser|regarnir|"
    r"restaurer|raser|batir|carreler|reparer|depanner|decaper|desinfecter|rafraichir|amenager|"
    r"mettre (?:aux normes|en conformite|en page|sous pli|en rayon)|passer (?:un coup|a la pompe))\b"
)
"""A folded need that begins with what is to be done: the thing that follows is who asks's own."""

_DOING = re.compile(
    r"^(?:(?:on|nous|je|cherch\w+|recherch\w+|besoin|faut|une?|la|le|l|de|d|pour|faire)\W+)*"
    r"(?:pose|installation|remplacement|changement|nettoyage|desinfection|lavage|taille|elagage|"
    r"abattage|arrachage|plantation|entretien|poncage|renovation|isolation|ravalement|tonte|"
    r"fauchage|ramonage|vidange|demenagement|demolition|repassage|broderie|numerisation|"
    r"conditionnement|emballage|ensachage|etiquetage|assemblage|usinage|soudage|soudure|decoupe|"
    r"gravure|surveillance|gardiennage|deneigement|desherbage|debroussaillage|refection|"
    r"depannage|decapage|pressage|mouture|surgelation|sechage|embouteillage|maintenance|"
    r"detartrage|debouchage|desamiantage|deratisation|affutage|etalonnage|traduction|relecture|"
    r"sablage|thermolaquage|decoupage|epluchage|saisie|peinture|pasteurisation)s? (?:de|d|des|du)\b"
)
"""A folded need that begins with an action and what it is done to, which is the asker's own."""

_IDLE = re.compile(
    r"\b(?:disponibles?|dispos?|libres?|inoccup\w+|inutilis\w+|vides?)\b.{0,12}\b(?:le|la|les|en|"
    r"hors|l) ?.?(?:matins?|soirs?|nuits?|week.?ends?|lundis?|mardis?|mercredis?|jeudis?|"
    r"vendredis?|samedis?|dimanches?|journee|semaine|apres.midis?|ete|hiver|saison|vacances)\b"
    r"|\bsous.(?:employ|utilis)\w+"
)
"""Signs, in a folded offer, that something is lent while it is idle."""

_UNSOLD = re.compile(
    r"\b(?:perime\w*|invendu\w*|surplus|exced\w+|restes?|declasse\w*|moches?|abime\w*|jet(?:er|ons|te)|"
    r"perdue?s?|gaspill\w+|dlc|ddm|dluo|dates? (?:courte|proche|limite|depassee)s?|hors norme|"
    r"non (?:vendu|consomme|servi)\w*|trop (?:mure?|petite?)s?|en trop|poubelle|benne|invendable\w*)\b"
)
"""Signs, in a folded offer, that food is no longer sold."""

_ROOM = re.compile(
    r"\b(?:pour|ou|afin d[e']|de quoi) ?(?:entreposer|stocker|ranger|garer|abriter|remiser|loger|"
    r"heberger|nous reunir|se reunir|recevoir du public|tenir (?:une|des|nos|la) (?:permanences?|"
    r"reunions?)|poser (?:mes|nos|des) (?:ruches|colonies))\b"
)
"""Signs, in a folded need, that room is asked, whatever else the room may be called."""

_WORK = (
    _CUES[-2][0]
    | _CUES[-1][0]
    | _stems(
        "stage alternance apprentissage emploi embaucher saison mission remplacement renfort immersion "
        "remplacer remplaçant personnel extra chercheur candidat élève étudiant bénévole bénévolat disponible insertion salarié équipe travailleur"
    )
)
"""Stems without which a text is seldom about work."""

_USED_CUE = _stems(
    "usagé vieux vieille vieilles cassé abîmé périmé invendu déchet chute rebut réformé panne "
    "surplus restes résidu démonté déclassé inutilisé jeter jette jetons jeté débarrasser perdu "
    "démolition moche invendable souillé incinération accidenté obsolète usé dépareillé ébréché "
    "troué déchiré rouillé abandonné"
)
"""Stems that say that what is offered is no longer new."""

_OUT_OF_USE = re.compile(
    r"\bne (?:sert|servent|fonctionne\w*|marche\w*|roule\w*|utilis\w+) plus\b|\bn.utilis\w+ plus\b|"
    r"\bhors (?:d.)?(?:usage|service)\b|\ben fin de vie\b"
)
"""Signs of the same, in a folded offer."""

_SECOND_HAND = re.compile(
    r"\b(?:occasions?|seconde main|reemploi\w*|reutilis\w+|recond\w+|recup\w*|recuperation|usagee?s?|"
    r"pas chere?s?|petits? (?:prix|budgets?)|moins chere?s?|solidaires?|reformee?s?|de depose)\b"
)
"""Signs, in a folded need, that what is asked has already served."""
_SERVED = ("reused", "refurbished", "_used", ".used", "recycled", "upcycled", "washed", "compost")
"""Parts of the codes of what has already served."""

_TO_BE = re.compile(
    r"\b(?:a|pour|faire) (?:laver|reparer|trier|recycler|composter|broyer|enlever|evacuer|collecter|"
    r"vider|debarrasser|transporter|stocker|transformer|presser|depanner|nettoyer|livrer|valoriser|"
    r"reconditionner|demonter|demanteler|detruire|traiter|emballer|conditionner|recoudre)\b"
)
"""Signs, in a folded offer, that work is asked on what it offers."""

_WASTE = _stems(
    "récupération récupérer récup chute déchet rebut invendu surplus occasion usagé réemploi "
    "résidu coproduit reste marc drêche déclassé fumier copeau sciure broyat"
)
"""Stems with which a need may be for what others throw away."""

_REMOVAL = _stems(
    "ramassage enlèvement débarras évacuation vidage élimination démontage démantèlement reprise "
    "collecte curage traitement destruction broyage"
)
"""Nouns of services that take what they name."""

_PROCESSING = _stems(
    "transformer presser pressage cuisiner moudre broyer trier recycler valoriser composter laver "
    "reprendre enlever ramasser collecter débarrasser évacuer vider découper abattre fumer "
    "conserver stériliser réparer"
)
"""Verbs of services on what one owns."""

_OWNED = re.compile(r"\b(?:nos|mes|notre|mon|ma)\b")

_SOCIAL = re.compile(
    r"\b(?:clauses? (?:sociales?|d.insertion)|march[ée]s? r[ée]serv[ée]s?|heures? d.insertion"
    r"|(?:[àa] |par |de |en |pour )?(?:l.|d.)?insertion(?: professionnelle)?"
    r"|(?:secteur|milieu|travail) (?:adapt[ée]|prot[ée]g[ée])|esat|siae"
    r"|(?:personnes? )?en situation de handicap|[ée]conomie sociale(?: et solidaire)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cues:
    """What the turns of phrase of a question say.

    Attributes
    ----------
    sorts : mapping
        Sort of resource → share of the confidence that is kept, in thousandths.
    turned : bool
        Whether the goods that are named are the asker's: who takes what it needs to have taken.
    served : bool
        Whether a need is for what has already served.
    worked_on : bool
        Whether an offer asks for work on what it names: who gives that work answers too.
    unsold : bool
        Whether an offer is of food that is no longer sold.
    """

    sorts: Mapping[Kind, int]
    turned: bool
    served: bool = False
    worked_on: bool = False
    unsold: bool = False

    def share(self, code: str, kind: Kind) -> int:
        """Give the share of the confidence in a resource that is kept, in thousandths."""
        kept = self.sorts[kind]
        if self.served and kind in GOODS and not has_served(code, kind):
            return kept * UNLIKELY // 1000
        return kept


def cues_of(text: str, direction: Direction, coded: bool = False) -> Cues:
    """Read the turns of phrase of a question.

    Parameters
    ----------
    text : str
        The question.
    direction : Direction
        Whether it offers or needs.
    coded : bool
        Whether it gives a code of waste.

    Examples
    --------
    >>> cues_of("louer une cuisine", Direction.NEED).sorts[Kind.FOOD]
    550
    >>> cues_of("collecte de cartons", Direction.NEED).turned
    True
    """
    found = frozenset(tokens(text))
    likely = [sorts for stems, sorts in _CUES if not stems.isdisjoint(found)]
    folded = fold(text)
    to_do = not _REPAIR.isdisjoint(found) or bool(_TO_DO.search(folded) or _DOING.search(folded))
    if direction is Direction.NEED and to_do:
        likely.append(frozenset({Kind.SERVICE}))
    if direction is Direction.NEED and _ROOM.search(folded):
        likely.append(_PLACES)
    if direction is Direction.OFFER and _IDLE.search(folded):
        likely.append(_PLACES | {Kind.SERVICE})
    kept = {
        kind: 1000 if not likely or any(kind in sorts for sorts in likely) else UNLIKELY
        for kind in Kind
    }
    if _WORK.isdisjoint(found):
        kept[Kind.JOB] = kept[Kind.JOB] * UNLIKELY // 1000
    if direction is Direction.NEED and _WASTE.isdisjoint(found):
        kept[Kind.BYPRODUCT] = kept[Kind.BYPRODUCT] * UNLIKELY // 1000
    used = coded or not _USED_CUE.isdisjoint(found) or bool(_OUT_OF_USE.search(folded))
    if direction is Direction.OFFER and used:
        kept = {
            kind: share * (1000 if kind in _USED else USED) // 1000 for kind, share in kept.items()
        }
    return Cues(
        MappingProxyType(kept),
        turned=_turned(text, found, direction),
        served=direction is Direction.NEED and bool(_SECOND_HAND.search(folded)),
        worked_on=direction is Direction.OFFER and bool(_TO_BE.search(folded)),
        unsold=direction is Direction.OFFER and bool(_UNSOLD.search(folded)),
    )


def has_served(code: str, kind: Kind) -> bool:
    """Tell whether a resource has already served, by its code or its sort.

    Examples
    --------
    >>> has_served("material.furniture.reused", Kind.MATERIAL), has_served("food", Kind.FOOD)
    (True, False)
    """
    return kind is Kind.BYPRODUCT or any(part in code for part in _SERVED)


def _turned(text: str, found: frozenset[str], direction: Direction) -> bool:
    """Tell whether a need is about something that the organisation has, and wants taken away."""
    if direction is Direction.OFFER:
        return False
    owned = bool(_OWNED.search(fold(text))) and not _PROCESSING.isdisjoint(found)
    return owned or not _REMOVAL.isdisjoint(found)


def without_social(text: str) -> str:
    """Drop the words that say whom a text asks for, not what, unless nothing is left.

    Examples
    --------
    >>> without_social("ménage de bureaux, clause d’insertion").rstrip(" ,")
    'ménage de bureaux'
    >>> without_social("insertion")
    'insertion'
    """
    left = _SOCIAL.sub(" ", text)
    return left if tokens(left) else text
