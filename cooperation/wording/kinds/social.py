"""A contract with integration hours, and the structures, alone or grouped, that can do it."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.enums import Reservation
from cooperation.matching.points import CriterionCode
from cooperation.wording.criteria import Writer, how_far, listed
from cooperation.wording.kinds.deduced import trade_label
from cooperation.wording.parts import Evidence, Names, Party, evidence_of, party, within
from cooperation.wording.postings import amount, resource_label
from pacte.enums import SiaeType

if TYPE_CHECKING:
    from cooperation.models import Suggestion


def team_of(suggestion: "Suggestion") -> list[str]:
    """Return the names of the structures, in order."""
    rows = suggestion.organisations
    return [rows[pk].name for pk in suggestion.parties[:-1] if pk in rows]


def reason(suggestion: "Suggestion") -> str:
    """Return the main reason: who can do which lot, with how many hours."""
    team = team_of(suggestion)
    metres = evidence_of(suggestion, "distance").get("metres")
    values = {
        "team": listed(team),
        "lot": suggestion.lot.title if suggestion.lot else "",
        "buyer": suggestion.receiver.name,
        "hours": _hours(evidence_of(suggestion, "capacity")),
        "far": how_far(metres) if isinstance(metres, int) else "",
    }
    return _sentence(len(team) > 1, suggestion.is_declared) % values


def _sentence(together: bool, declared: bool) -> str:
    """Return what is said of a team or of one structure, sure or only probable."""
    told = {
        (True, True): _(
            "Ensemble, %(team)s peuvent faire le lot « %(lot)s » de %(buyer)s%(hours)s%(far)s."
        ),
        (True, False): _(
            "Ensemble, %(team)s pourraient sans doute faire le lot « %(lot)s » de "
            "%(buyer)s%(hours)s%(far)s."
        ),
        (False, True): _("%(team)s peut faire le lot « %(lot)s » de %(buyer)s%(hours)s%(far)s."),
        (False, False): _(
            "%(team)s pourrait sans doute faire le lot « %(lot)s » de %(buyer)s%(hours)s%(far)s."
        ),
    }
    return told[together, declared]


def _hours(evidence: Evidence) -> str:
    if evidence.get("offered") is None or evidence.get("wanted") is None:
        return ""
    values = {
        "offered": amount(Decimal(evidence["offered"]), "hour"),
        "wanted": amount(Decimal(evidence["wanted"]), "hour"),
    }
    return _(" : %(offered)s par mois pour %(wanted)s demandées") % values


def parties(suggestion: "Suggestion") -> list[Party]:
    """Return the structures with their hours, then the buyer."""
    rows, hours = suggestion.organisations, evidence_of(suggestion, "capacity").get("by", ())
    given = dict(zip(suggestion.parties[:-1], hours, strict=False))
    shown = [
        party(rows[pk], _share(given.get(pk, 0)), "offer")
        for pk in suggestion.parties[:-1]
        if pk in rows
    ]
    wanted = within(resource_label(suggestion.resource))
    role = _("achète : %(resource)s") % {"resource": wanted}
    return [*shown, party(suggestion.receiver, role, "need")]


def _share(hours: int) -> str:
    if not hours:
        return _("capacité à préciser")
    return _("%(hours)s par mois") % {"hours": amount(Decimal(hours), "hour")}


def _capacity(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    if evidence["wanted"] is None:
        return _("les heures ou les dates du lot ne sont pas précisées")
    asked = _("demandé : %(hours)s par mois") % {
        "hours": amount(Decimal(evidence["wanted"]), "hour")
    }
    if evidence["offered"] is None:
        return _("%(asked)s ; capacité non précisée") % {"asked": asked}
    done = amount(Decimal(evidence["offered"]), "hour")
    text = _("%(asked)s, soit environ %(people)s ; possible : %(done)s")
    return text % {"asked": asked, "done": done, "people": full_time(evidence)}


def full_time(evidence: Evidence) -> str:
    """Write full-time equivalents as an estimate, with its coefficient."""
    count = (Decimal(evidence["full_time"] or 0) / 1000).quantize(Decimal("0.1"))
    values = {
        "count": number_format(count, use_l10n=True),
        "hours": number_format(evidence["coefficient"], use_l10n=True, force_grouping=True),
    }
    return _("%(count)s équivalent temps plein (estimation à %(hours)s h par an)") % values


def _closeness(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    values = {
        "offered": resource_label(evidence["offered"]),
        "wanted": resource_label(evidence["wanted"]),
        "trade": trade_label(evidence["trade"]),
    }
    if evidence["trade"]:
        text = _("demandé : %(wanted)s ; probable d’après le métier (%(trade)s) : %(offered)s")
        return text % values
    return _("demandé : %(wanted)s ; déclaré : %(offered)s") % values


def _eligibility(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    kinds = dict(SiaeType.choices)
    held = [str(kinds.get(code, code)) for code in evidence["types"] if code]
    found = listed(held) or _("économie sociale et solidaire")
    if not evidence["reserved"]:
        return _("marché ouvert ; %(found)s") % {"found": found}
    label = Reservation(evidence["reserved"]).label
    return _("%(label)s ; %(found)s") % {"label": label, "found": found}


def _team(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    size = evidence["size"]
    text = ngettext("%(size)s structure, seule", "%(size)s structures groupées", size)
    return text % {"size": size}


def _answers(evidence: Evidence, suggestion: "Suggestion", names: Names) -> str:
    rates = evidence["answer_rates"]
    if not rates:
        return _("pas encore de réponse connue")
    return _("répond %(rate)s fois sur 1000") % {"rate": sum(rates) // len(rates)}


DETAILS: dict[str, Writer] = {
    CriterionCode.CLOSENESS: _closeness,
    CriterionCode.CAPACITY: _capacity,
    CriterionCode.ELIGIBILITY: _eligibility,
    CriterionCode.TEAM: _team,
    CriterionCode.RESPONSIVENESS: _answers,
}
