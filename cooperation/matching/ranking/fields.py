"""The fields of work of who trains, places or hires out people.

A training centre *of the building trades* is no builder, and does not train nurses: what its text
names beside what it is, is the field in which it works. Of what people do or learn, the knowledge
says the field by its codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from cooperation.knowledge import Knowledge

from .knowing import Weighted, content

PEOPLE = frozenset(
    {
        "apprentice_centre",
        "disability_job",
        "education_support",
        "employer_group",
        "employment_agency",
        "employment_house",
        "farm_school",
        "hotel_school",
        "labour_pool",
        "local_mission",
        "secondary_school",
        "staffing",
        "temp_agency",
        "temp_integration",
        "training_body",
        "training_building",
        "training_care",
        "training_digital",
        "training_food_safety",
        "training_green",
        "training_language",
        "training_safety",
        "university",
    }
)
"""Trades whose work is people: what else their text names is a field, not what they do."""
SORTS = frozenset({"siae", "esat", "adapted_company", "industrial_subcontracting"})
"""Trades that say what sort of organisation it is: what else its text names is what it does."""
NAMED = 600
"""Confidence from which another trade is named."""
FIELD_ONLY = 400
"""What is left, in thousandths, of the trades that an organisation of people names as fields."""
SPECIFIED = 650
"""What is left of the trade that says the sort, when another one says what it does."""
POST = 400
"""Weight from which a trade offers posts of a field."""
OUTSIDE = 500
"""What is left of what an organisation answers to a question about work in a field not its own."""

_CODES: Mapping[str, str] = MappingProxyType(
    {
        "agriculture": "green",
        "food": "cook",
        "cooking": "cook",
        "hygiene": "cook",
        "garden": "green",
        "kitchen": "cook",
        "cleaning": "cleaner",
        "sewing": "textile",
        "management": "office",
        "reuse": "repair",
    }
)
"""Part of a code → field, where they differ."""
_ROOTS = ("job.apprenticeship.", "job.insertion.", "job.", "training.")
_NAMES = {
    "building": "bâtiment btp construction maçonnerie maçon travaux publics électricien menuisier "
    "électricité plomberie charpente couvreur peintre plaquiste chauffagiste carreleur",
    "industry": "industrie industriel métallurgie soudage usinage chaudronnerie maintenance "
    "plasturgie métallier mécanique électronique électrotechnique chaudronnier usineur soudeur",
    "green": "agricole agriculture maraîchage paysage horticulture viticole forestier verts animal "
    "agroécologie paysager élevage",
    "cook": "hôtellerie hôtelier restauration cuisine bouche boulangerie pâtisserie boucherie "
    "traiteur alimentation",
    "logistics": "logistique transport caces conduite cariste entreposage livraison",
    "care": "soin soignant sanitaire médico infirmier enfance domicile gérontologie",
    "digital": "numérique informatique développeur web code",
    "office": "tertiaire administratif comptabilité gestion bureautique management",
    "sales": "vente commerce commercial",
    "cleaner": "propreté nettoyage ménage",
    "textile": "couture textile",
    "security": "gardiennage",
    "repair": "vélo automobile cycle",
}
_WORDS: Mapping[str, str] = MappingProxyType(
    {token: field for field, words in _NAMES.items() for token in content(words)}
)
"""Stem → the field that it names."""


def field_of(resource: str) -> str:
    """Give the field of a post or of a training, empty when it has none.

    Examples
    --------
    >>> field_of("job.apprenticeship.food"), field_of("job.cook.baker"), field_of("job.internship")
    ('cook', 'cook', '')
    """
    root = next((start for start in _ROOTS if resource.startswith(start)), "")
    part = resource.removeprefix(root).partition(".")[0] if root else ""
    field = _CODES.get(part, part)
    return field if field in _NAMES else ""


def fields_asked(text: str, resources: Weighted) -> frozenset[str]:
    """Give the fields that a question about work or training names, by its words or its meaning.

    Parameters
    ----------
    text : str
        The question.
    resources : tuple of (str, int)
        What it may mean, the surest first.
    """
    surest = max((sure for _, sure in resources), default=0)
    meant = {field_of(code) for code, sure in resources if 10 * sure >= 8 * surest}
    said = {_WORDS[token] for token in content(text) if token in _WORDS}
    return frozenset(said | meant) - {""}


def fields_of(knowledge: Knowledge, activity: str, trades: Weighted) -> frozenset[str]:
    """Give the fields that an organisation of people names; none: it works in all of them.

    Parameters
    ----------
    knowledge : Knowledge
        Gives what trades take.
    activity : str
        What it says of itself.
    trades : tuple of (str, int)
        Its trades, with confidence.
    """
    if not is_of_people(trades):
        return frozenset()
    said = frozenset(_WORDS[token] for token in content(activity) if token in _WORDS)
    if said:
        return said
    return frozenset(
        field
        for code, sure in trades
        if sure >= NAMED and code not in PEOPLE
        for field in _main_field(knowledge.trades[code].takes)
    )


def own_field(knowledge: Knowledge, trades: Weighted) -> frozenset[str]:
    """Give the field of the posts that the surest trade of an employer offers, if any."""
    if is_of_people(trades) or not trades:
        return frozenset()
    best = min(trades, key=lambda pair: (-pair[1], pair[0]))[0]
    return frozenset(_main_field(knowledge.trades[best].takes))


def posts_of(knowledge: Knowledge, trades: Weighted) -> frozenset[str]:
    """Give the fields of the posts that the clear trades of an employer offer; none: unknown."""
    if is_of_people(trades):
        return frozenset()
    return frozenset(
        field
        for code, sure in trades
        if sure >= NAMED
        for resource, weight in knowledge.trades[code].takes
        if weight >= POST and resource.startswith("job.") and (field := field_of(resource))
    )


def _main_field(takes: Iterable[tuple[str, int]]) -> list[str]:
    """Give the field of the post that a trade takes most, if it takes any."""
    posts = [(-weight, code) for code, weight in takes if code.startswith("job.")]
    found = [field for _, code in sorted(posts) if (field := field_of(code))]
    return found[:1]


def is_of_people(trades: Weighted) -> bool:
    """Tell whether the surest trade of an organisation, or one as sure, is to deal with people."""
    surest = max((sure for _, sure in trades), default=0)
    return any(code in PEOPLE and 10 * sure >= 9 * surest >= 9 * NAMED for code, sure in trades)


def settled(trades: Weighted) -> Weighted:
    """Lower the trades that are but fields, and the sort when what it does is said.

    Examples
    --------
    >>> settled((("apprentice_centre", 900), ("masonry", 1000)))
    (('apprentice_centre', 900), ('masonry', 400))
    >>> settled((("esat", 1000), ("packing", 900)))
    (('esat', 650), ('packing', 900))
    """
    if is_of_people(trades):
        return tuple(
            (code, sure if code in PEOPLE else sure * FIELD_ONLY // 1000) for code, sure in trades
        )
    told = any(sure >= NAMED and code not in SORTS for code, sure in trades)
    return tuple(
        (code, sure * SPECIFIED // 1000 if told and code in SORTS else sure)
        for code, sure in trades
    )
