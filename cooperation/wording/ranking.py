"""Why an organisation is ranked where it is, in French, from the core's codes and evidence."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation import knowledge
from cooperation.matching.ranking import Reason, ReasonCode
from cooperation.matching.ranking.market import Role
from cooperation.wording.criteria import kilometres, listed
from cooperation.wording.postings import resource_label

VERY, RATHER = 700, 450
"""Likelihoods from which a deduction is very probable, or probable."""

Values = Mapping[str, Any]


def sentence(reason: Reason) -> str:
    """Say on what the points of a criterion rest: « prend : Drêches (élevage laitier, probable) »."""
    return SENTENCES[reason.code](dict(reason.evidence))


def likelihood(share: int) -> str:
    """Say how likely a deduction is, in words."""
    if share >= VERY:
        return _("très probable")
    return _("probable") if share >= RATHER else _("possible")


def _flow(values: Values) -> str:
    """Say what an organisation takes or gives, and how that is known."""
    known = knowledge.load()
    what = _("prend : %s") if values["role"] == Role.TAKES else _("donne : %s")
    if values["transformation"]:
        why = known.transformations[values["transformation"]].label
    elif values["trade"]:
        why = known.trades[values["trade"]].label
    else:
        why = _("son activité le nomme")
    why = why[:1].lower() + why[1:]
    return (
        f"{what % resource_label(values['resource'])} ({why}, {likelihood(values['likelihood'])})"
    )


def _trade(values: Values) -> str:
    return _("métier nommé dans le texte : %s") % knowledge.load().trades[values["trade"]].label


def _vocabulary(values: Values) -> str:
    label = knowledge.load().trades[values["trade"]].label
    told = {"trade": label[:1].lower() + label[1:], "words": listed(list(values["words"]))}
    return _("vocabulaire du métier « %(trade)s » : %(words)s") % told


def _social(values: Values) -> str:
    return _("structure d’insertion ou du handicap, demandée par le texte")


def _words(values: Values) -> str:
    return _("mots en commun : %s") % listed(list(values["words"]))


def _distance(values: Values) -> str:
    return _("à %s") % kilometres(values["metres"])


def _flows(values: Values) -> str:
    said = resource_label(values["said"]) or _("une ressource proche")
    if values["own"]:
        return _("échange déjà : %s") % said
    return _("une organisation du même métier échange déjà : %s") % said


def _partners(values: Values) -> str:
    if not values["through"]:
        return _("proche par les coopérations en cours")
    return _("des coopérations en commun, par %s") % listed(list(values["through"]))


def _alike(values: Values) -> str:
    return _("des organisations du même métier coopèrent ainsi")


def _active(values: Values) -> str:
    count = int(values["count"])
    return ngettext("%s coopération de ce sens", "%s coopérations de ce sens", count) % count


SENTENCES: dict[ReasonCode, Callable[[Values], str]] = {
    ReasonCode.RESOURCE: _flow,
    ReasonCode.VOCABULARY: _vocabulary,
    ReasonCode.TRADE: _trade,
    ReasonCode.SOCIAL: _social,
    ReasonCode.WORDS: _words,
    ReasonCode.DISTANCE: _distance,
    ReasonCode.FLOWS: _flows,
    ReasonCode.PARTNERS: _partners,
    ReasonCode.ALIKE: _alike,
    ReasonCode.COMPLEMENT: _flow,
    ReasonCode.ACTIVE: _active,
}
