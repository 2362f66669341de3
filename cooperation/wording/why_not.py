"""Why not, in sentences: what stands in the way of a match, and the smallest change that would do.

Everything comes from the core's codes and values, so that what is read is what was computed.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation import knowledge
from cooperation.matching.constraints import Verdict
from cooperation.matching.counterfactual.changes import Change, ChangeCode
from cooperation.matching.counterfactual.misses import Miss
from cooperation.matching.types import Direction
from cooperation.wording.criteria import how_far
from cooperation.wording.left import is_partly_placed, quantity_left_of
from cooperation.wording.parts import Names, within
from cooperation.wording.postings import amount, resource_label, unit_label

if TYPE_CHECKING:
    from cooperation.models import Posting
    from pacte.models import Organisation


@dataclass(frozen=True, slots=True)
class Known:
    """The rows that near misses are about.

    ``names`` holds what people read for codes: ``kind:siae``, ``label:ab``, ``commune:38185``.
    """

    organisations: Mapping[int, "Organisation"]
    postings: Mapping[int, "Posting"]
    names: Names


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a near miss: who, and the posting or the know-how that stands there."""

    name: str
    url: str
    what: str
    what_url: str
    basis: str
    is_fictitious: bool


@dataclass(frozen=True, slots=True)
class MissCard:
    """A near miss, ready to show."""

    miss: Miss
    giver: Side
    receiver: Side
    changes: list[str]
    answers: list[tuple[str, str]]
    distance: str

    @property
    def is_probable(self) -> bool:
        return self.miss.likelihood < 1000

    @property
    def is_fictitious(self) -> bool:
        return self.giver.is_fictitious or self.receiver.is_fictitious


def card_of(miss: Miss, known: Known) -> MissCard:
    """Put a near miss in sentences."""
    metres = miss.metres
    return MissCard(
        miss=miss,
        giver=_side(miss, Direction.OFFER, known),
        receiver=_side(miss, Direction.NEED, known),
        changes=[sentence_of(change, miss, known) for change in miss.changes],
        answers=[(label_of(row.code), verdict_of(row.verdict)) for row in miss.outcomes],
        distance="" if metres is None else how_far(metres).lstrip(", "),
    )


def _side(miss: Miss, side: Direction, known: Known) -> Side:
    ident, posting_id, code = (
        (miss.giver_id, miss.offer_id, miss.offered)
        if side is Direction.OFFER
        else (miss.receiver_id, miss.need_id, miss.wanted)
    )
    organisation = known.organisations[ident]
    posting = known.postings.get(posting_id or 0)
    return Side(
        name=organisation.name,
        url=organisation.get_absolute_url(),
        what=posting.title if posting else resource_label(code),
        what_url=posting.get_absolute_url() if posting else "",
        basis=_basis(miss, posting_id, side, posting),
        is_fictitious=organisation.is_fictitious or bool(posting and posting.is_fictitious),
    )


def _basis(miss: Miss, posting_id: int | None, side: Direction, posting: "Posting | None") -> str:
    """Say what a side rests on: a posting, a know-how, a trade, or a wish that nobody posted."""
    if posting_id is None:
        recipe = knowledge.load().transformations.get(miss.transformation)
        label = recipe.label if recipe else miss.transformation
        return _("savoir-faire : %(label)s") % {"label": within(label)}
    if posting_id < 0:
        return _("probable, d’après son métier")
    if posting is None:
        return _("à publier")
    told = _("offre publiée") if side is Direction.OFFER else _("besoin publié")
    if not is_partly_placed(posting.left):
        return told
    return _("%(told)s, %(left)s") % {"told": told, "left": quantity_left_of(posting)}


def label_of(code: str) -> str:
    """Return what a constraint looks at."""
    labels = {
        "itself": _("Deux organisations différentes"),
        "resource": _("La même ressource, ou une proche"),
        "hazardous": _("Autorisation pour un déchet dangereux"),
        "answer.offer": _("Qui peut répondre à l’offre"),
        "answer.need": _("Qui peut répondre au besoin"),
        "labels.offer": _("Labels demandés par l’offre"),
        "labels.need": _("Labels demandés par le besoin"),
        "months": _("Un mois en commun"),
        "dates": _("Un jour en commun"),
        "units": _("Des unités qui se comparent"),
        "lot": _("La plus petite quantité utile"),
        "area.offer": _("Jusqu’où va l’offre"),
        "area.need": _("Jusqu’où va le besoin"),
    }
    return labels.get(code, code)


def verdict_of(verdict: Verdict) -> str:
    """Return an answer in words."""
    return {
        Verdict.OK: _("oui"),
        Verdict.FAILS: _("non"),
        Verdict.UNKNOWN: _("à vérifier"),
    }[verdict]


def sentence_of(change: Change, miss: Miss, known: Known) -> str:
    """Return what would have to change, and for whom."""
    ident = miss.giver_id if change.side is Direction.OFFER else miss.receiver_id
    who = known.organisations[ident].name
    return WRITERS[change.code](change, who, miss, known.names)


def _radius(change: Change, who: str, miss: Miss, names: Names) -> str:
    text = _("%(more)s km de plus pour %(name)s : %(after)s km au lieu de %(before)s.")
    values = {"more": change.amount, "after": change.after, "before": change.before}
    return text % {**values, "name": who}


def _commune(change: Change, who: str, miss: Miss, names: Names) -> str:
    commune = names.get(f"commune:{change.after}", str(change.after))
    return _("Une commune de plus pour %(name)s : %(commune)s.") % {"name": who, "commune": commune}


def _month(change: Change, who: str, miss: Miss, names: Names) -> str:
    values = {"after": _month_name(change.after), "before": _month_name(change.before)}
    text = _("%(after)s plutôt que %(before)s pour %(name)s, ou les deux.") % {
        **values,
        "name": who,
    }
    return text[:1].upper() + text[1:]


def _month_name(number: object) -> str:
    return str(MONTHS[int(str(number))])


def _starts(change: Change, who: str, miss: Miss, names: Names) -> str:
    text = ngettext(
        "%(days)s jour plus tôt pour %(name)s : commencer le %(day)s.",
        "%(days)s jours plus tôt pour %(name)s : commencer le %(day)s.",
        int(str(change.amount)),
    )
    return text % {"days": change.amount, "name": who, "day": _day(change.after)}


def _ends(change: Change, who: str, miss: Miss, names: Names) -> str:
    text = ngettext(
        "%(days)s jour de plus pour %(name)s : continuer jusqu’au %(day)s.",
        "%(days)s jours de plus pour %(name)s : continuer jusqu’au %(day)s.",
        int(str(change.amount)),
    )
    return text % {"days": change.amount, "name": who, "day": _day(change.after)}


def _day(value: object) -> str:
    return date_format(dt.date.fromisoformat(str(value)))


def _quantity(change: Change, who: str, miss: Miss, names: Names) -> str:
    values = {"more": _amount(change.amount, change), "after": _amount(change.after, change)}
    return _("%(more)s de plus pour %(name)s : %(after)s.") % {**values, "name": who}


def _minimum(change: Change, who: str, miss: Miss, names: Names) -> str:
    values = {"less": _amount(change.amount, change), "name": who}
    if change.after is None:
        return _("Aucune quantité minimale pour %(name)s (%(less)s aujourd’hui).") % values
    text = _("%(less)s de moins pour %(name)s : accepter à partir de %(after)s.")
    return text % {**values, "after": _amount(change.after, change)}


def _amount(value: object, change: Change) -> str:
    return amount(Decimal(str(value)), change.unit)


def _unit(change: Change, who: str, miss: Miss, names: Names) -> str:
    text = _("%(name)s compte en « %(before)s » : dire combien en « %(after)s ».")
    values = {"before": unit_label(str(change.before)), "after": unit_label(str(change.after))}
    return text % {**values, "name": who}


def _publish(change: Change, who: str, miss: Miss, names: Names) -> str:
    recipe = knowledge.load().transformations[miss.transformation]
    text = _("%(name)s sait faire cela (%(label)s) mais ne l’a pas proposé : une offre à publier.")
    return text % {"name": who, "label": within(recipe.label)}


def _kind(change: Change, who: str, miss: Miss, names: Names) -> str:
    kind = names.get(f"kind:{change.after}", str(change.after))
    return _("%(name)s ouvre son annonce à : %(kind)s.") % {"name": who, "kind": kind}


def _label(change: Change, who: str, miss: Miss, names: Names) -> str:
    label = names.get(f"label:{change.after}", str(change.after))
    return _("Un label à obtenir par %(name)s : %(label)s.") % {"name": who, "label": label}


def _resource(change: Change, who: str, miss: Miss, names: Names) -> str:
    values = {
        "name": who,
        "offered": within(resource_label(miss.offered)),
        "wanted": within(resource_label(miss.wanted)),
    }
    if change.side is Direction.NEED:
        return _("L’offre est : %(offered)s ; %(name)s cherche : %(wanted)s.") % values
    text = _("Offrir : %(wanted)s, au lieu de : %(offered)s, pour %(name)s.")
    return text % values


def _authorisation(change: Change, who: str, miss: Miss, names: Names) -> str:
    code = str(change.after)
    low = " ".join(code[place : place + 2] for place in range(0, len(code), 2))
    text = _("Une autorisation à obtenir par %(name)s : recevoir le déchet dangereux %(code)s*.")
    return text % {"name": who, "code": low}


WRITERS: dict[ChangeCode, Callable[[Change, str, Miss, Names], str]] = {
    ChangeCode.RADIUS: _radius,
    ChangeCode.COMMUNE: _commune,
    ChangeCode.MONTH: _month,
    ChangeCode.STARTS: _starts,
    ChangeCode.ENDS: _ends,
    ChangeCode.QUANTITY: _quantity,
    ChangeCode.MINIMUM: _minimum,
    ChangeCode.UNIT: _unit,
    ChangeCode.PUBLISH: _publish,
    ChangeCode.KIND: _kind,
    ChangeCode.LABEL: _label,
    ChangeCode.RESOURCE: _resource,
    ChangeCode.AUTHORISATION: _authorisation,
}
