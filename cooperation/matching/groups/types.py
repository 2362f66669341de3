"""What the staff are told of groups, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Community:
    """Organisations linked together more than chance would have it.

    Attributes
    ----------
    members : tuple of int
        Two organisations or more, sorted.
    themes : tuple of (str, int)
        Themes of the pact that two members or more work on, with how many do, the most first.
    inside, outside : int
        Pairs with a tie inside the community, and from it to others.
    """

    members: tuple[int, ...]
    themes: tuple[tuple[str, int], ...]
    inside: int
    outside: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """A cooperation without which a group falls in two.

    Attributes
    ----------
    one, other : int
        The organisations, the smaller identifier first.
    cut_off : tuple of int
        The smaller of both parts (that of ``other`` when they are equal), sorted.
    """

    one: int
    other: int
    cut_off: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Connector:
    """An organisation through which others reach each other.

    Attributes
    ----------
    actor_id : int
        The organisation.
    partners : int
        How many it cooperates with.
    betweenness : int
        Share of the shortest paths between others that go through it, in millionths.
    is_cut : bool
        Whether a group falls apart without it.
    sampled : bool
        Whether the betweenness is estimated on some of the organisations.
    """

    actor_id: int
    partners: int
    betweenness: int
    is_cut: bool
    sampled: bool


@dataclass(frozen=True, slots=True)
class Isolated:
    """A signatory that cooperates with nobody yet.

    Attributes
    ----------
    actor_id : int
        The organisation.
    actions : tuple of int
        Actions that it is committed to.
    could_meet : tuple of int
        Organisations of its best suggestions, the best first, five at most.
    """

    actor_id: int
    actions: tuple[int, ...]
    could_meet: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Circles:
    """Who is linked to whom.

    Attributes
    ----------
    communities, bridges, connectors, isolated : tuple
        Largest communities first; bridges by what they cut off, the most first; connectors by
        betweenness; isolated by identifier.
    modularity : int
        Of the communities, in millionths.
    """

    communities: tuple[Community, ...]
    bridges: tuple[Bridge, ...]
    connectors: tuple[Connector, ...]
    isolated: tuple[Isolated, ...]
    modularity: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """Organisations committed to one theme on one territory, some of which do not work together.

    Attributes
    ----------
    theme, territory : str
        Code of the theme, and SIREN of the EPCI.
    actors : tuple of int
        Who is committed there, sorted.
    actions : tuple of int
        Actions they are committed to, sorted.
    apart : tuple of (int, int)
        Pairs of them that do not cooperate.
    """

    theme: str
    territory: str
    actors: tuple[int, ...]
    actions: tuple[int, ...]
    apart: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A theme to which nobody is committed on a territory.

    Attributes
    ----------
    theme, territory : str
        Code of the theme, and SIREN of the EPCI.
    interested : tuple of int
        Organisations there that work on the theme without a commitment, sorted.
    elsewhere : tuple of int
        Organisations committed to it on other territories, sorted.
    """

    theme: str
    territory: str
    interested: tuple[int, ...]
    elsewhere: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where several cover the same ground, and where none does."""

    overlaps: tuple[Overlap, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A declared need that nothing local answers.

    Attributes
    ----------
    need_id, actor_id : int
        The need, and who has it.
    resource : str
        Code of what is needed.
    reason : str
        ``nothing``: nobody offers it nor can make it; ``far``: the nearest is out of the radius;
        else the code of the constraint that stops the nearest.
    nearest_id : int or None
        Organisation that could come closest.
    metres : int or None
        How far it is.
    """

    need_id: int
    actor_id: int
    resource: str
    reason: str
    nearest_id: int | None = None
    metres: int | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two organisations that should meet.

    Attributes
    ----------
    one, other : int
        The organisations, the smaller identifier first.
    score : int
        That of their best suggestion on the topic.
    offers : tuple of int
        Offers that their suggestions rest on, sorted.
    """

    one: int
    other: int
    score: int
    offers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a workshop: who should sit together, and why.

    Attributes
    ----------
    topic : str
        Code of the theme or of the family of resources.
    members : tuple of int
        Four to eight organisations, sorted.
    meetings : tuple of Meeting
        Pairs that have something to do together and do not yet, the best first.
    linked : tuple of (int, int)
        Pairs that already cooperate.
    """

    topic: str
    members: tuple[int, ...]
    meetings: tuple[Meeting, ...]
    linked: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GroupsReport:
    """All that the staff are told of groups."""

    circles: Circles
    coverage: Coverage
    unanswered: tuple[Unanswered, ...]
    by_theme: tuple[Table, ...]
    by_resource: tuple[Table, ...]
    job_dating: tuple[tuple[Meeting, ...], ...]
