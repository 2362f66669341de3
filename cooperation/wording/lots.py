"""Contracts with integration hours in words: what is asked, estimated, done, and why so few."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, cast

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.enums import LotStatus
from cooperation.matching.social import FULL_WEEK, GROUP, LEAST_WEEK, Estimate
from cooperation.matching.social_exclusions import Exclusions
from cooperation.wording.criteria import listed
from cooperation.wording.postings import amount, dates_of, resource_label

if TYPE_CHECKING:
    from cooperation.models import Lot, ServiceCapacity, Suggestion
    from pacte.models import Organisation

KINDS = {
    LotStatus.OPEN: "success",
    LotStatus.AWARDED: "info",
    LotStatus.DONE: "",
    LotStatus.CANCELLED: "warning",
}


@dataclass(frozen=True, slots=True)
class LotCard:
    """A lot, ready to show."""

    title: str
    url: str
    buyer: str
    service: str
    hours: str
    dates: str
    place: str
    reserved: str
    status: str
    status_kind: str
    answers: str
    is_fictitious: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with what it counts, and how it was obtained."""

    label: str
    value: str
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many stand somewhere in front of a lot."""

    code: str
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a structure declared it can do of a service each month."""

    service: str
    hours: str
    people: str


@dataclass(frozen=True, slots=True)
class WithinReach:
    """A lot that a structure could do, alone or with others."""

    lot: LotCard
    how: str
    points: int
    is_declared: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Why so many, or so few: counts, and what would open the lot to more."""

    summary: str
    counts: list[Count]
    advice: list[str]


def card(lot: "Lot", answers: int) -> LotCard:
    """Put a lot in words, with the number of its answers."""
    return _card(lot, _answers(lot, answers))


def _card(lot: "Lot", answers: str) -> LotCard:
    commune = lot.commune or lot.buyer.commune
    return LotCard(
        title=lot.title,
        url=lot.get_absolute_url(),
        buyer=lot.buyer.name,
        service=resource_label(lot.service),
        hours=hours(lot.hours),
        dates=dates_of(lot),
        place=commune.name if commune else "",
        reserved=lot.get_reserved_display() if lot.reserved else "",
        status=lot.get_status_display(),
        status_kind=KINDS[LotStatus(lot.status)],
        answers=answers,
        is_fictitious=lot.is_fictitious,
    )


def _answers(lot: "Lot", count: int) -> str:
    if lot.status != LotStatus.OPEN:
        return ""
    if not count:
        return _("Aucune réponse trouvée dans le réseau")
    text = ngettext("%(count)s réponse possible", "%(count)s réponses possibles", count)
    return text % {"count": count}


def hours(count: int | None) -> str:
    """Return a number of hours: ``1 200 heures``; nothing when it is not told."""
    return "" if count is None else amount(Decimal(count), "hour")


def estimate_lines(found: Estimate) -> list[Fact]:
    """Return the estimates of a lot, each with its coefficient; none without hours or dates."""
    if found.full_time is None or found.most_people is None:
        return []
    least, most = _thousandths(found.full_time), _thousandths(found.most_people)
    weeks = {"full": FULL_WEEK, "least": LEAST_WEEK}
    return [
        _hours_fact(
            _("Heures par mois"), found.monthly_hours or 0, _("réparties sur toute la durée")
        ),
        Fact(
            _("Équivalents temps plein"),
            least,
            note=_("à %(hours)s heures par an") % {"hours": _number(found.coefficient)},
        ),
        Fact(
            _("Personnes en même temps"),
            _("%(least)s à %(most)s") % {"least": least, "most": most},
            note=_("selon des contrats de %(full)s à %(least)s heures par semaine") % weeks,
        ),
    ]


def _hours_fact(label: str, count: int, note: str) -> Fact:
    return Fact(label, _number(count), ngettext("heure", "heures", count), note)


def _thousandths(value: int) -> str:
    """Write thousandths with one decimal; what is not nothing is not written 0."""
    found = (Decimal(value) / 1000).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return number_format(found or Decimal(value) / 1000, use_l10n=True)


def _number(value: int) -> str:
    return number_format(value, use_l10n=True, force_grouping=True)


def achieved_lines(lot: "Lot") -> list[Fact]:
    """Return what was really done, as the buyer declared it; none before it is."""
    found = []
    if lot.achieved_hours is not None:
        note = ""
        if lot.hours:
            share = {"share": 100 * lot.achieved_hours // lot.hours}
            note = _("%(share)s %% des heures demandées") % share
        found.append(_hours_fact(_("Heures d’insertion faites"), lot.achieved_hours, note))
    if lot.achieved_people is not None:
        found.append(Fact(_("Personnes employées"), _number(lot.achieved_people)))
    return found


def capacity(row: "ServiceCapacity") -> Capacity:
    """Put a declared capacity in words."""
    per_month = _("%(hours)s par mois") % {"hours": hours(row.monthly_hours)}
    count = row.people or 0
    people = ngettext("%(count)s personne", "%(count)s personnes", count) % {"count": count}
    return Capacity(
        service=resource_label(row.service),
        hours=per_month if row.monthly_hours else _("heures non précisées"),
        people=people if count else "",
    )


def within_reach(row: "Suggestion", organisation: "Organisation") -> WithinReach:
    """Put in words a lot that an organisation could do, and with whom."""
    others = [
        party.name for pk, party in row.organisations.items() if pk in _partners(row, organisation)
    ]
    how = _("avec %(names)s") % {"names": listed(others)} if others else _("seule")
    return WithinReach(_card(cast("Lot", row.lot), ""), how, row.score, row.is_declared)


def _partners(row: "Suggestion", organisation: "Organisation") -> set[int]:
    return set(row.parties[:-1]) - {organisation.pk}


def standing_of(found: Exclusions) -> Standing:
    """Tell where those who could do the service stand in front of a lot."""
    counts = [
        Count(code, count, label)
        for code, count, label in (
            ("enough", found.enough, _("Assez d’heures pour le faire seules")),
            ("short", found.short, _("Trop peu d’heures pour le faire seules")),
            ("undeclared", found.undeclared, _("Heures à préciser")),
            ("too_far", found.too_far, _("Trop loin : ne desservent pas ce lieu")),
            ("unavailable", found.unavailable, _("Pas disponibles à ces dates")),
            ("ineligible", found.ineligible, _("Ne peuvent pas répondre à ce marché")),
        )
        if count
    ]
    return Standing(_summary(found), counts, _advice(found))


def _summary(found: Exclusions) -> str:
    if not found.doing:
        return _("Personne dans le réseau n’a déclaré ce service, ni n’a un métier qui le donne.")
    done = ngettext(
        "%(count)s organisation du réseau fait ou pourrait faire ce service",
        "%(count)s organisations du réseau font ou pourraient faire ce service",
        found.doing,
    ) % {"count": found.doing}
    can = ngettext("%(count)s peut répondre", "%(count)s peuvent répondre", found.possible)
    values = {"done": done, "can": can % {"count": found.possible}}
    if not found.possible:
        return _("%(done)s ; aucune ne peut répondre.") % values
    return _("%(done)s ; %(can)s.") % values


def _advice(found: Exclusions) -> list[str]:
    """Tell what would open the lot to more structures."""
    said = []
    if not found.doing:
        said.append(_("Publiez un besoin : le réseau saura que ce service manque ici."))
    if found.lacking and found.possible and not found.undeclared:
        said.append(_lacking(found))
    if found.too_far and not found.enough:
        said.append(
            _("Prendre en charge le déplacement, ou préciser un autre lieu, en rapprocherait.")
        )
    if found.ineligible and not found.possible:
        said.append(_("Réserver autrement, ou à d’autres structures, leur ouvrirait ce marché."))
    if found.undeclared:
        said.append(_("Demandez leurs heures disponibles aux structures qui ne les disent pas."))
    return said


def _lacking(found: Exclusions) -> str:
    values = {
        "size": GROUP,
        "together": hours(found.together),
        "asked": hours(found.asked),
        "lacking": hours(found.lacking),
    }
    return (
        _(
            "À %(size)s au plus, elles font %(together)s par mois sur %(asked)s : il en manque "
            "%(lacking)s. Allotir le marché, ou étaler les heures, le mettrait à leur portée."
        )
        % values
    )
