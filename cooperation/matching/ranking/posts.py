"""Whether a text about work speaks of posts or of people, and who answers then.

The market says of an internship, of an apprenticeship and of a post of work integration who hosts
(gives) and who sends (takes); of every other job, who employs (takes) and who sends people
(gives). A text goes either way: a hotel that *offers a season* and a hotel that *needs seasonal
workers* look for the same organisations; a school that *offers a trainee* looks for who hosts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from cooperation.knowledge.french import fold
from cooperation.matching.types import Direction

from .features import FULL, Points
from .fields import OUTSIDE, fields_asked
from .knowing import Weighted
from .market import Role
from .profiles import Profile
from .supply import Supply

SENDS = 600
"""Likelihood from which an asker sends people: a school, an agency, a youth service."""
WRONG_SIDE = 350
"""What is left, in thousandths, of what an organisation answers from the asker's own side."""
_SENDERS = (
    (Role.GIVES, "training"),
    (Role.GIVES, "service.staffing"),
    (Role.GIVES, "service.inclusion.employment"),
    (Role.TAKES, "job.internship"),
)
_HOSTED = ("job.internship", "job.apprenticeship", "job.insertion")
_LED = "job.insertion.supervisor"
_POST = re.compile(
    r"\b(?:recrut\w+|embauch\w+|postes?|places?|cdd|cdi|contrats?|lieux?|terrains?|employeurs?|"
    r"emplois?|entreprises? (?:d.accueil|pour|qui|pret\w+)|immersions?|pmsmp|debouches?|jobs?|"
    r"missions?|offres?|candidats?|candidatures?)\b"
)
_STAY = re.compile(r"\b(?:stages?|alternances?|apprentissages?)\b")
_PEOPLE = re.compile(
    r"\b(?:eleves?|etudiante?s?|jeunes?|stagiaires?|apprentie?s?|alternante?s?|candidate?s?|"
    r"remplacements?|remplacante?s?|renforts?|mise a disposition|main.d.oeuvre|apprenants?|"
    r"recrut\w+|embauch\w+)\b"
)
_SEEKS = re.compile(
    r"^(?:(?:on|nous|je) )?(?:(?:cherch|recherch|trouv)\w+ |besoin d.?|il (?:me|nous|lui) faut )?"
    r"(?:une?|des?|d.|les?|deux|trois|quatre|cinq|quelques|\d+)? ?"
    r"(?:stages?|immersions?|alternances?|apprentissages?|lieux?|terrains?|places?|entreprises?|"
    r"employeurs?|patrons?|debouches?|emplois?|postes?|jobs?|pmsmp|periodes?|missions?)\b"
    r"|\bil (?:lui|leur) faut\b"
)
"""A need that begins with what people look for: a stay, a post, whoever would host them."""
_FOR_PEOPLE = re.compile(
    r"\b(?:pour|accueillir|accueille\w*|prend\w*|recevoir|embauch\w+|placer|heberger) "
    r"(?:nos|mes|notre|mon|une?|des|les|deux|trois|quatre|cinq|\d+) (?:\w+ )?"
    r"(?:eleves?|etudiante?s?|jeunes?|stagiaires?|apprentie?s?|alternante?s?|apprenants?|"
    r"lyceens?|collegiens?|salaries?|beneficiaires?|gamins?|ados?|adolescents?|personnes?)\b"
)
_READY = re.compile(
    r"\b(?:cherch\w+|recherch\w+|disponibles?|dispos?|motive\w*|prete?s? a|en fin de|a fini|"
    r"sortant\w*|confirme\w*|experimente\w*|diplome\w*|qualifie\w*|libres?|"
    r"pour (?:un|leur|son|des|mes|nos) (?:premier )?(?:stage|emploi|poste|alternance)\w*)\b"
)
"""Signs that people, not posts, are what an offer speaks of."""
_OPENING = re.compile(
    r"\b(?:recrut\w+|embauch\w+|postes?|places?|cdd|cdi|contrat d|emplois? (?:de|d|saisonnier)|"
    r"offres?|debutant\w*|accept\w+|formation (?:assuree|payee|interne)|a pourvoir)\b"
)
"""Signs that a post is open, whatever else the offer says."""
_ENDED = re.compile(r"\ben fin de (?:contrat|parcours|mission|formation)|\bsortant\w*")


class Side(StrEnum):
    """Who answers a question about work."""

    EMPLOYERS = "employers"
    PEOPLE = "people"
    BOTH = "both"


def side_asked(
    supply: Supply, row: int, text: str, direction: Direction, resources: Weighted
) -> Side:
    """Tell who answers: who employs and hosts, or who trains, places and follows people."""
    main = resources[0][0] if resources else ""
    if main.startswith("service.staffing"):
        return Side.EMPLOYERS if direction is Direction.OFFER else Side.BOTH
    if main != "job" and not main.startswith("job."):
        return Side.BOTH
    hosted = is_hosted(main)
    posts = speaks_of_posts(
        text, direction, sends=row >= 0 and sends_people(supply, row), hosted=hosted
    )
    return Side.PEOPLE if posts is (direction is Direction.OFFER) else Side.EMPLOYERS


def left_by_side(
    profiles: Sequence[Profile],
    side: Side,
    text: str,
    resources: Weighted,
    own: frozenset[str] = frozenset(),
) -> Points:
    """Give what is left, 0 to 1000, of what each organisation answers to a question about work.

    Who deals with people answers less to who does too, and employers to employers; who trains or
    places in other fields only answers less. The field is the one that the question names, else
    ``own``, that of who asks.
    """
    main = resources[0][0] if resources else ""
    if not main.startswith(("job", "training", "service.staffing")):
        return np.full(len(profiles), FULL, dtype=np.int64)
    named = fields_asked(text, resources)
    asked = named or own
    left = [
        (WRONG_SIDE if _is_wrong(known, side) else FULL)
        * (OUTSIDE if _is_outside(known, named, asked) else FULL)
        // FULL
        for known in profiles
    ]
    return np.array(left, dtype=np.int64)


def _is_outside(known: Profile, named: frozenset[str], asked: frozenset[str]) -> bool:
    """Tell whether an organisation works in other fields than those that a question is about.

    Employers are told apart by the fields that the question names only.
    """
    if known.fields:
        return bool(asked) and asked.isdisjoint(known.fields)
    return bool(named and known.posts) and named.isdisjoint(known.posts)


def _is_wrong(known: Profile, side: Side) -> bool:
    """Tell whether an organisation is on the other side than the one that answers."""
    if known.social and not known.of_people:
        return False
    return (side is Side.EMPLOYERS and known.of_people) or (
        side is Side.PEOPLE and not known.of_people
    )


def turned_posts(
    supply: Supply, row: int, text: str, direction: Direction, resources: Weighted
) -> frozenset[str]:
    """Give the jobs that the text means the other way than the knowledge says them.

    Parameters
    ----------
    supply : Supply
        What organisations take and give.
    row : int
        Row of the asker; −1 when nobody asks.
    text : str
        The question.
    direction : Direction
        Whether it offers or needs.
    resources : tuple of (str, int)
        What the text may mean; what is no job is left out.

    Returns
    -------
    frozenset of str
        Codes for which the other role answers.
    """
    sends = row >= 0 and sends_people(supply, row)
    jobs = [code for code, _ in resources if code == "job" or code.startswith("job.")]
    return frozenset(
        code
        for code in jobs
        if is_hosted(code) != speaks_of_posts(text, direction, sends=sends, hosted=is_hosted(code))
    )


def sends_people(supply: Supply, row: int) -> bool:
    """Tell whether an organisation trains, places or follows people who look for a post."""
    known = supply.market.column_of
    return any(
        code in known and int(supply.likelihood(role, code)[row]) >= SENDS
        for role, code in _SENDERS
    )


def is_hosted(code: str) -> bool:
    """Tell whether the knowledge says of a job who hosts rather than who sends.

    Examples
    --------
    >>> is_hosted("job.internship.school"), is_hosted("job.cook"), is_hosted("job")
    (True, False, True)
    """
    return code == "job" or (code.startswith(_HOSTED) and code != _LED)


def speaks_of_posts(text: str, direction: Direction, *, sends: bool, hosted: bool) -> bool:
    """Tell whether a text speaks of posts rather than of people.

    Parameters
    ----------
    text : str
        The question.
    direction : Direction
        Whether it offers or needs.
    sends : bool
        Whether the asker sends people.
    hosted : bool
        Whether the job is an internship or the like.

    Examples
    --------
    >>> speaks_of_posts("poste de cuisinier", Direction.OFFER, sends=False, hosted=False)
    True
    >>> speaks_of_posts("élève en stage", Direction.OFFER, sends=True, hosted=True)
    False
    """
    said = fold(text)
    post, people = bool(_POST.search(said)), bool(_PEOPLE.search(said))
    if direction is Direction.OFFER:
        return _offers_posts(said, post, people or sends)
    if sends:
        return hosted or post or bool(_STAY.search(said))
    return bool(_SEEKS.search(said)) or (hosted and bool(_FOR_PEOPLE.search(said)))


def _offers_posts(said: str, post: bool, people: bool) -> bool:
    """Tell whether an offer, folded, is of a post: people who are ready for one are no post."""
    if _ENDED.search(said):
        return False
    if _READY.search(said) and not _OPENING.search(said):
        return False
    return post or not people
