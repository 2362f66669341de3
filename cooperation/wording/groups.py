"""Groups in words, for the staff: each finding is a row of a table, with what it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.matching.groups import Community, Connector, Isolated, Meeting, Table
from cooperation.models import Posting
from cooperation.wording.postings import resource_label
from pacte.models import Action, Organisation

SAID = 3
"""Pairs of a table that are told one by one."""
TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a cell: its text, and where it leads."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds, part by part; one that counts is set as a number."""

    items: tuple[Item, ...] = ()
    is_number: bool = False

    @property
    def text(self) -> str:
        return " | ".join(item.text for item in self.items)


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A table: what it says, its columns, its rows, and what to do when there is none."""

    code: str
    title: str
    text: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Known:
    """Names of what the findings mention."""

    organisations: Mapping[int, Organisation]
    actions: Mapping[int, Action]
    needs: Mapping[int, Posting]
    themes: Mapping[str, str]
    territories: Mapping[str, str]

    def party(self, key: int) -> Item:
        """Name an organisation."""
        row = self.organisations.get(key)
        return Item(row.name, row.get_absolute_url()) if row else Item(_("organisation retirée"))

    def parties(self, keys: Iterable[int]) -> Cell:
        """Name organisations."""
        return Cell(tuple(self.party(key) for key in keys))

    def committed(self, keys: Iterable[int]) -> Cell:
        """Name actions of the roadmap."""
        rows = (self.actions[key] for key in keys if key in self.actions)
        return Cell(tuple(Item(row.title, row.get_absolute_url()) for row in rows))

    def theme(self, code: str) -> str:
        """Name a theme."""
        return self.themes.get(code, code)

    def territory(self, code: str) -> str:
        """Name a territory."""
        return self.territories.get(code, code)


def said(text: str) -> Cell:
    """Write a cell of one text, or an empty one."""
    return Cell((Item(text),) if text else ())


def counted(number: int) -> Cell:
    """Write a cell that counts."""
    return Cell((Item(number_format(number, use_l10n=True, force_grouping=True)),), True)


def pair_of(known: Known, one: int, other: int) -> str:
    """Name two organisations together."""
    values = {"one": known.party(one).text, "other": known.party(other).text}
    return _("%(one)s et %(other)s") % values


def _meeting(known: Known, row: Meeting) -> str:
    values = {"pair": pair_of(known, row.one, row.other), "score": row.score}
    return _("%(pair)s : %(score)s points sur 1000") % values


def tables(rows: Iterable[Table], known: Known, *, by_theme: bool) -> Section:
    """Tell who should sit at the same table, around a theme or a family of resources."""
    code, title, topic = (
        ("themes", _("Tables d’atelier, par thème"), _("Thème"))
        if by_theme
        else ("ressources", _("Tables d’atelier, par ressource"), _("Ressource"))
    )
    name = known.theme if by_theme else resource_label
    return Section(
        code=code,
        title=title,
        text=_(
            "Quatre à huit organisations qui ont le plus à se dire et ne coopèrent pas encore : "
            "les points sont ceux de leur meilleure suggestion."
        ),
        headers=(topic, _("Autour de la table"), _("Pourquoi"), _("Se connaissent déjà")),
        rows=tuple(_table(row, known, name(row.topic)) for row in rows),
        empty=_("Pas assez de suggestions pour réunir quatre organisations."),
    )


def _table(row: Table, known: Known, topic: str) -> Row:
    why = [Item(_meeting(known, meeting)) for meeting in row.meetings[:SAID]]
    if more := len(row.meetings) - SAID:
        text = ngettext("et %(count)s autre paire", "et %(count)s autres paires", more)
        why += [Item(text % {"count": more})] if more > 0 else []
    linked = Cell(tuple(Item(pair_of(known, *pair)) for pair in row.linked))
    return said(topic), known.parties(row.members), Cell(tuple(why)), linked


def dating(rounds: Iterable[tuple[Meeting, ...]], known: Known) -> Section:
    """Tell who meets whom at each round of a job dating."""
    return Section(
        code="emploi",
        title=_("Tours d’un job dating"),
        text=_(
            "Des rencontres deux à deux autour d’un emploi, d’un stage ou d’une formation : "
            "personne n’est à deux endroits dans le même tour."
        ),
        headers=(_("Tour"), _("Rencontre"), _("Avec"), _("Points")),
        rows=tuple(
            (
                counted(turn),
                known.parties([row.one]),
                known.parties([row.other]),
                counted(row.score),
            )
            for turn, rows in enumerate(rounds, start=1)
            for row in rows
        ),
        empty=_("Aucune suggestion ne porte sur un emploi, un stage ou une formation."),
    )


def communities(rows: Iterable[Community], known: Known) -> Section:
    """Tell who is linked together more than chance would have it."""
    return Section(
        code="communautes",
        title=_("Communautés"),
        text=_(
            "Des organisations plus liées entre elles qu’au hasard, par leurs coopérations et "
            "leurs actions communes."
        ),
        headers=(_("Membres"), _("Taille"), _("Thèmes"), _("Liens dedans"), _("Liens dehors")),
        rows=tuple(
            (
                known.parties(row.members),
                counted(len(row.members)),
                Cell(tuple(Item(f"{known.theme(code)} ({count})") for code, count in row.themes)),
                counted(row.inside),
                counted(row.outside),
            )
            for row in rows
        ),
        empty=_("Aucun groupe lié par des coopérations ou des actions communes."),
    )


def isolated(rows: Iterable[Isolated], known: Known) -> Section:
    """Tell which signatories cooperate with nobody yet."""
    return Section(
        code="isoles",
        title=_("Signataires sans coopération"),
        text=_("Ils ont signé ou se sont engagés, et aucune coopération ne les lie encore."),
        headers=(_("Organisation"), _("Ses engagements"), _("Qui rencontrer")),
        rows=tuple(
            (
                known.parties([row.actor_id]),
                known.committed(row.actions),
                known.parties(row.could_meet),
            )
            for row in rows
        ),
        empty=_("Chaque signataire a au moins une coopération."),
    )


def connectors(rows: Iterable[Connector], known: Known) -> Section:
    """Tell through whom the others reach each other."""
    return Section(
        code="relais",
        title=_("Organisations relais"),
        text=_(
            "Celles par qui passent les plus courts chemins de coopération entre les autres. Les "
            "perdre, ou les surcharger, coupe le réseau."
        ),
        headers=(_("Organisation"), _("Partenaires"), _("Chemins"), _("Sans elle")),
        rows=tuple(
            (
                known.parties([row.actor_id]),
                counted(row.partners),
                said(_share(row)),
                said(
                    _("un groupe se coupe en deux") if row.is_cut else _("d’autres chemins restent")
                ),
            )
            for row in rows
        ),
        empty=_("Aucune organisation ne relie deux autres : les coopérations sont deux à deux."),
    )


def _share(row: Connector) -> str:
    share = number_format(row.betweenness / TEN_THOUSAND, decimal_pos=1, use_l10n=True)
    text = _("%(share)s %% (estimation)") if row.sampled else _("%(share)s %%")
    return text % {"share": share}
