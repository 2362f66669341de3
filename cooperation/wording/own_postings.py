"""What a member reads of their own postings: what each awaits, what may be done, what changed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.enums import AmendmentStatus
from cooperation.enums import PostingStatus as S
from cooperation.lifecycle import READ_STATES
from cooperation.permissions import EDITABLE_BY_AUTHOR
from cooperation.wording.follow import Follow, follow_sentence
from cooperation.wording.posting_changes import Change, changes_of

if TYPE_CHECKING:
    from cooperation.models import Introduction, Posting, PostingAmendment

GROUP_LABELS = {
    "en-ligne": gettext_lazy("En ligne"),
    "a-suivre": gettext_lazy("À suivre"),
    "en-pause": gettext_lazy("En pause"),
    "finies": gettext_lazy("Finies"),
}
ACT_LABELS = {
    "submit": gettext_lazy("Envoyer à l’animation"),
    "pause": gettext_lazy("Mettre en pause"),
    "resume": gettext_lazy("Remettre en ligne"),
    "renew": gettext_lazy("Prolonger"),
    "agree": gettext_lazy("Accord trouvé"),
    "reopen": gettext_lazy("Reprendre en brouillon"),
    "withdraw": gettext_lazy("Retirer"),
}
DONE = {
    "submit": gettext_lazy("L’annonce est envoyée : l’animation la relit."),
    "pause": gettext_lazy("L’annonce est en pause : elle n’est plus montrée ni proposée."),
    "resume": gettext_lazy("L’annonce est de nouveau en ligne."),
    "renew": gettext_lazy("L’annonce est prolongée."),
    "agree": gettext_lazy("Bravo ! L’accord est noté."),
    "reopen": gettext_lazy("L’annonce est de nouveau un brouillon."),
    "withdraw": gettext_lazy("L’annonce est retirée."),
}
WAITS = {
    S.DRAFT: gettext_lazy("À vous : complétez-la, puis envoyez-la."),
    S.SUBMITTED: gettext_lazy("À l’animation : elle la relit."),
    S.CHANGES_ASKED: gettext_lazy("À vous : une précision est demandée."),
    S.IN_DISCUSSION: gettext_lazy("À vous et à l’autre partie : dites ce qui en sort."),
    S.AGREED: gettext_lazy("À vous : fermez-la quand c’est fait."),
    S.PAUSED: gettext_lazy("À vous : remettez-la en ligne quand vous voulez."),
    S.EXPIRED: gettext_lazy("À vous : prolongez-la, ou dites ce qui en est sorti."),
    S.FULFILLED: gettext_lazy("Rien : elle a servi."),
    S.WITHDRAWN: gettext_lazy("Rien : elle est retirée."),
    S.REFUSED: gettext_lazy("Rien : l’animation l’a refusée."),
}

NOW = {
    S.SUBMITTED: gettext_lazy("Votre annonce est à relire par l’animation."),
    S.CHANGES_ASKED: gettext_lazy("Une précision est demandée avant de la publier."),
    S.PUBLISHED: gettext_lazy("Votre annonce est en ligne : tout le monde peut la trouver."),
    S.IN_DISCUSSION: gettext_lazy("Votre annonce est en discussion ; elle reste en ligne."),
    S.AGREED: gettext_lazy("Un accord est noté : elle n’est plus proposée."),
    S.PAUSED: gettext_lazy("Votre annonce est en pause : elle n’est plus montrée ni proposée."),
    S.EXPIRED: gettext_lazy("Votre annonce a expiré : prolongez-la si elle sert encore."),
    S.FULFILLED: gettext_lazy("Votre annonce a servi, et elle est close. Merci !"),
    S.WITHDRAWN: gettext_lazy("Votre annonce est retirée."),
    S.REFUSED: gettext_lazy("Votre annonce n’est pas publiée."),
}
"""What became of a posting, as its members are told."""


@dataclass(frozen=True, slots=True)
class Row:
    """A posting of the list, in words."""

    posting: "Posting"
    waits: str
    follow: str


def row_of(posting: "Posting", follow: Follow) -> Row:
    """Put a posting of the list in words."""
    return Row(posting, waits_of(posting), follow_sentence(follow))


def news_of(posting: "Posting") -> str:
    """Say what has just become of a posting, to those who act for its organisation."""
    state = S(posting.status)
    return str(NOW[state]) if state in NOW else str(state.label)


def waits_of(posting: "Posting") -> str:
    """Say what a posting waits for, and from whom."""
    if getattr(posting, "is_amended", False):
        return _("À l’animation : elle relit votre modification.")
    if posting.status == S.PUBLISHED:
        return ends_sentence(posting)
    return str(WAITS[S(posting.status)])


def ends_sentence(posting: "Posting") -> str:
    """Say until when a posting is seen."""
    if posting.expires_on is None:
        return _("Des réponses.")
    return _("Des réponses, jusqu’au %(date)s.") % {"date": date_format(posting.expires_on)}


@dataclass(frozen=True, slots=True)
class AmendmentCard:
    """A change that was proposed: where it stands, what it changes, the staff's word."""

    state: str
    is_open: bool
    note: str
    changes: list[Change]


def amendment_card(
    amendment: "PostingAmendment | None", current: dict[str, Any]
) -> AmendmentCard | None:
    """Put the last change of a posting in words; what was accepted is no longer a change."""
    if amendment is None or amendment.status in {
        AmendmentStatus.WITHDRAWN,
        AmendmentStatus.ACCEPTED,
    }:
        return None
    is_open = amendment.status in {AmendmentStatus.WAITING, AmendmentStatus.CHANGES_ASKED}
    return AmendmentCard(
        state=amendment.get_status_display(),
        is_open=is_open,
        note=amendment.note,
        changes=changes_of(current, amendment.content),
    )


def edit_label(status: str) -> str:
    """Name the way to change what a posting says; nothing when there is none."""
    if status in EDITABLE_BY_AUTHOR:
        return _("Modifier")
    return _("Proposer une modification") if status in READ_STATES else ""


def introduction_label(introduction: "Introduction", posting: "Posting") -> str:
    """Name an introduction by who else is in it."""
    others = [
        row.organisation.name
        for row in introduction.parties.all()
        if row.organisation_id != posting.organisation_id
    ]
    return _("n° %(pk)s, avec %(names)s") % {"pk": introduction.pk, "names": ", ".join(others)}
