"""Introductions in sentences: what a step is called, what the others are told of it."""

from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.enums import IntroductionStatus, Period, RefusalReason
from cooperation.introduction_moves import Act
from cooperation.models import Agreement, Introduction
from cooperation.wording.postings import amount, resource_label

SUBJECTS = {
    Act.INVITE: gettext_lazy("%(who)s invite une autre structure à répondre avec vous"),
    Act.ACCEPT: gettext_lazy("%(who)s accepte la mise en relation"),
    Act.REFUSE: gettext_lazy("%(who)s décline la mise en relation"),
    Act.LEAVE: gettext_lazy("%(who)s quitte la réponse groupée"),
    Act.WITHDRAW: gettext_lazy("%(who)s retire sa demande de mise en relation"),
    Act.CLOSE: gettext_lazy("%(who)s clôt la mise en relation sans suite"),
    Act.REOPEN: gettext_lazy("%(who)s rouvre la mise en relation"),
    Act.AGREE: gettext_lazy("%(who)s confirme la coopération"),
    Act.UNDO: gettext_lazy("La coopération déclarée est annulée"),
    Act.EXPIRE: gettext_lazy("Une mise en relation est restée sans réponse"),
}
"""What the others read first when an act is made."""

STEPS = {
    IntroductionStatus.PROPOSED: gettext_lazy("Mise en relation proposée"),
    IntroductionStatus.SEEN: gettext_lazy("Demande vue"),
    IntroductionStatus.ACCEPTED_ONE: gettext_lazy("Acceptée par une partie"),
    IntroductionStatus.ACCEPTED: gettext_lazy("Acceptée par toutes : contacts échangés"),
    IntroductionStatus.AGREED: gettext_lazy("Coopération conclue"),
    IntroductionStatus.NO_FOLLOW_UP: gettext_lazy("Close sans suite"),
    IntroductionStatus.REFUSED: gettext_lazy("Déclinée"),
    IntroductionStatus.WITHDRAWN: gettext_lazy("Retirée"),
    IntroductionStatus.EXPIRED: gettext_lazy("Restée sans réponse"),
}
"""How a step of the history is called, by the state it leads to."""


def about(introduction: Introduction) -> str:
    """Return what an introduction is about: its posting, its resource, or a lead."""
    if introduction.posting is not None:
        return str(introduction.posting.title)
    if introduction.resource:
        return resource_label(introduction.resource)
    return _("Faire connaissance")


def staff_name() -> str:
    """Return how the pact staff are called when they act."""
    return _("L’animation du pacte")


def system_name() -> str:
    """Return who acts when time alone does."""
    return _("Le site")


def subject_of(act: Act, who: str) -> str:
    """Return what the others read first."""
    return str(SUBJECTS[act]) % {"who": who}


def step_title(source: str, target: str) -> str:
    """Return how a step is called; one that changes no state was made inside a group."""
    if source == target:
        return _("Un changement dans le groupe")
    if source == IntroductionStatus.AGREED:
        return _("Coopération annulée : la discussion reprend")
    if source == IntroductionStatus.NO_FOLLOW_UP:
        return _("Mise en relation rouverte")
    return str(STEPS[IntroductionStatus(target)])


def reason_label(reason: str) -> str:
    """Return a coded reason in words; nothing for none."""
    return str(RefusalReason(reason).label) if reason else ""


def body_of(introduction: Introduction, *, reason: str = "", word: str = "") -> str:
    """Return what the others read then: what it is about, why, and the word that came with it."""
    lines = [_("À propos de : %(about)s.") % {"about": about(introduction)}]
    if introduction.status == IntroductionStatus.ACCEPTED:
        lines.append(_("Tout le monde a accepté : vos coordonnées sont sur la page, et un fil."))
    if reason:
        lines.append(_("Raison : %(reason)s.") % {"reason": reason_label(reason)})
    if word:
        lines.append(_("Le mot qui l’accompagne : « %(word)s »") % {"word": word})
    return "\n".join(lines)


def flow_of(agreement: Agreement) -> str:
    """Return a declared cooperation in one phrase."""
    parts = [resource_label(agreement.resource)]
    if agreement.quantity is not None:
        parts.append(amount(Decimal(agreement.quantity), agreement.unit))
    if agreement.period != Period.ONE_OFF:
        parts.append(agreement.get_period_display())
    since = _("depuis le %(day)s") % {"day": date_format(agreement.since)}
    return _("%(giver)s → %(receiver)s : %(what)s, %(since)s") % {
        "giver": agreement.giver.name,
        "receiver": agreement.receiver.name,
        "what": " ".join(parts),
        "since": since,
    }
