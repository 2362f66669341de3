"""Whether a text about work speaks of posts or of people, and who answers then.

The knowledge says of an internship, of an apprenticeship and of a post of work integration who
hosts (gives) and who sends (takes); of every other job, who employs (takes) and who sends people
(gives). A text goes either way: a hotel that *offers a season* and a hotel that *needs seasonal
workers* look for the same organisations; a school that *offers a trainee* looks for who hosts.
"""

from __future__ import annotations

import re

from cooperation.knowledge.french import fold
from cooperation.matching.types import Direction

from .knowing import Weighted
from .market import Role
from .supply import Supply

SENDS = 600
"""Likelihood from which an asker sends people: a school, an agency, a youth service."""
_SENDERS = (
    (Role.GIVES, "training"),
    (Role.GIVES, "service.staffing"),
    (Role.GIVES, "service.inclusion.employment"),
    (Role.TAKES, "job.internship"),
)
_HOSTED = ("job.internship", "job.apprenticeship", "job.insertion")
_LED = "job.insertion.supervisor"
_POST = re.compile(
    r"\b(?:recrut\w+|embauch\w+|postes?|places?|cdd|cdi|lieux?|terrains?|employeurs?|emplois?|"
    r"entreprises? d.accueil|immersions?|pmsmp|debouches?|job)\b"
)
_STAY = re.compile(r"\b(?:stages?|alternances?|apprentissages?)\b")
_PEOPLE = re.compile(
    r"\b(?:eleves?|etudiante?s?|jeunes?|stagiaires?|apprentie?s?|alternante?s?|candidate?s?|"
    r"remplacements?|remplacante?s?|renforts?|mise a disposition|main.d.oeuvre|apprenants?|"
    r"recrut\w+|embauch\w+)\b"
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
        if is_hosted(code) != speaks_of_posts(text, direction, sends, is_hosted(code))
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


def speaks_of_posts(text: str, direction: Direction, sends: bool, hosted: bool) -> bool:
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
        return post or not (people or sends)
    if sends:
        return hosted or post or bool(_STAY.search(said))
    return not people and (hosted or post)
