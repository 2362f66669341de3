"""What waits for the staff, in words: what it is, whose, how long, what it says."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.wording.pictures import PictureChange, logo_change, picture_change
from cooperation.wording.posting_changes import Change
from cooperation.wording.postings import sentence_of

if TYPE_CHECKING:
    from pacte.selectors.profile_changes import ProfileChange


@dataclass(frozen=True, slots=True)
class QueueCard:
    """Something that waits, ready to show and to answer."""

    id: str
    kind: str
    pk: int
    label: str
    title: str
    organisation: str
    sentence: str
    text: str
    age: str
    is_late: bool
    url: str
    seen_at: str
    version: int | None = None
    """The version of a profile that is shown: no other is answered."""
    note: str = ""
    verdicts: tuple[tuple[str, str], ...] = ()
    changes: list[Change] = field(default_factory=list)
    pictures: PictureChange | None = None
    pictures_label: str = ""
    photos: tuple[tuple[str, str], ...] = ()
    """Each address and what it shows: nobody publishes a photograph unseen."""


def age_sentence(days: int) -> str:
    """Say for how long something has waited."""
    if not days:
        return _("depuis aujourd’hui")
    text = ngettext("depuis %(n)s jour ouvré", "depuis %(n)s jours ouvrés", days)
    return text % {"n": days}


def verdicts_of(kind: str, *, is_draft_profile: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the answers that something takes, with what its buttons say."""
    yes = _("Accepter") if kind == "amendment" else _("Publier")
    first = (("publish", yes),)
    if is_draft_profile:
        return first
    return (*first, ("ask", _("Demander une précision")), ("refuse", _("Refuser")))


def posting_card(row: Any, base: dict[str, Any]) -> QueueCard:
    """Word a posting that waits."""
    return QueueCard(
        **base,
        label=_("Annonce"),
        title=row.title,
        organisation=row.organisation.name,
        sentence=sentence_of(row),
        text=row.description,
        url=reverse("wagtailsnippets_cooperation_posting:edit", args=[row.pk]),
        verdicts=verdicts_of("posting"),
        photos=tuple(
            (reverse("cooperation:posting-photo", args=[row.pk, photo.pk]), photo.alt)
            for photo in row.photos.all()
        ),
    )


def amendment_card(row: Any, changes: list[Change], base: dict[str, Any]) -> QueueCard:
    """Word a change to a posting that waits."""
    return QueueCard(
        **base,
        label=_("Modification d’annonce"),
        title=row.posting.title,
        organisation=row.posting.organisation.name,
        sentence=sentence_of(row.posting),
        text="",
        url=row.posting.get_absolute_url(),
        verdicts=verdicts_of("amendment"),
        changes=changes,
        pictures=picture_change(row.posting, row),
        pictures_label=_("Photos"),
    )


def profile_card(row: Any, change: "ProfileChange", base: dict[str, Any]) -> QueueCard:
    """Word a profile that waits: what its last version would change."""
    return QueueCard(
        **base,
        label=_("Fiche d’organisation"),
        title=row.name,
        organisation=row.commune.name if row.commune else "",
        sentence=row.summary,
        text="",
        url=reverse("wagtailsnippets_pacte_organisation:edit", args=[row.pk]),
        version=change.version,
        verdicts=verdicts_of("profile", is_draft_profile=not row.is_in_workflow),
        changes=[Change(field.label, field.before, field.after) for field in change.fields],
        pictures=logo_change(row, change) if change.logo_changes else None,
        pictures_label=_("Logo"),
    )
