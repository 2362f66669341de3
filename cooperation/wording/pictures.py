"""Photographs as pages show them: where they are, what they show, what becomes of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from cooperation.models import Posting, PostingAmendment, PostingPhoto
    from pacte.models import Organisation
    from pacte.selectors.profile_changes import ProfileChange


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph: its address, its words, its size; ``is_gone`` when a change takes it away."""

    pk: int
    url: str
    alt: str
    name: str
    width: int
    height: int
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A photograph in a change: what is new of it, in words; whether its description is."""

    picture: Picture
    words: str = ""
    is_described: bool = False


@dataclass(frozen=True, slots=True)
class PictureChange:
    """The photographs in line, and those that a change would show."""

    before: tuple[Seen, ...]
    after: tuple[Seen, ...]


def _picture(row: "PostingPhoto", url: str, alt: str, *, is_gone: bool = False) -> Picture:
    return Picture(row.pk, url, alt, row.name, row.width, row.height, is_gone)


def draft_pictures(rows: "Iterable[PostingPhoto]") -> list[Picture]:
    """Return the photographs of a draft."""
    return [
        _picture(row, reverse("cooperation:draft-photo", args=[row.pk]), row.alt) for row in rows
    ]


def posting_pictures(
    posting: "Posting", amendment: "PostingAmendment | None" = None
) -> list[Picture]:
    """Return the photographs of a posting as its change has them, those it takes away last."""
    rows = _rows(posting, amendment)
    if amendment is None or "photos" not in amendment.content:
        return [_picture(row, _url(posting, row.pk), row.alt) for row in rows.values()]
    shown = [item for item in amendment.content["photos"] if item["photo"] in rows]
    known = {item["photo"] for item in shown}
    gone = set(amendment.content.get("photos_removed", ()))
    rest = [row for pk, row in rows.items() if pk not in known]
    return [
        *(
            _picture(rows[item["photo"]], _url(posting, item["photo"]), item["alt"])
            for item in shown
        ),
        *(
            _picture(row, _url(posting, row.pk), row.alt, is_gone=row.pk in gone)
            for row in sorted(rest, key=lambda row: row.pk in gone)
        ),
    ]


def picture_change(posting: "Posting", amendment: "PostingAmendment") -> PictureChange | None:
    """Return the photographs before and after a change; nothing when it leaves them alone."""
    if "photos" not in amendment.content:
        return None
    in_line = {row.pk: row for row in posting.photos.all()}
    after = [row for row in posting_pictures(posting, amendment) if not row.is_gone]
    stay = [row.pk for row in after if row.pk in in_line]
    if stay == list(in_line) == [row.pk for row in after] and all(
        row.alt == in_line[row.pk].alt for row in after
    ):
        return None
    former = [pk for pk in in_line if pk in stay]
    return PictureChange(
        before=tuple(
            Seen(
                _picture(row, _url(posting, pk), row.alt), "" if pk in stay else _("serait enlevée")
            )
            for pk, row in in_line.items()
        ),
        after=tuple(_seen(row, in_line, former, stay) for row in after),
    )


def logo_change(organisation: "Organisation", change: "ProfileChange") -> PictureChange:
    """Return the logo in line, and the one that a version of a profile would show."""
    words = organisation.logo_alt or _("Logo de %(name)s") % {"name": organisation.name}
    after: tuple[Seen, ...] = ()
    if change.proposal is not None:
        args = [organisation.slug, change.proposal.pk]
        row = change.proposal
        url = reverse("pacte:proposed-logo", args=args)
        after = (Seen(Picture(row.pk, url, words, row.name, row.width, row.height), _("nouveau")),)
    elif change.new_logo is not None:
        after = (Seen(_logo(change.new_logo, words)),)
    former = change.former_logo
    return PictureChange((Seen(_logo(former, words)),) if former is not None else (), after)


def _logo(image: Any, words: str) -> Picture:
    return Picture(image.pk, image.file.url, words, image.title, image.width, image.height)


def _seen(row: Picture, in_line: dict[int, Any], former: list[int], stay: list[int]) -> Seen:
    """Say what is new of a photograph that a change would show."""
    if row.pk not in in_line:
        return Seen(row, _("nouvelle"), is_described=True)
    is_described = in_line[row.pk].alt != row.alt
    words = []
    if is_described:
        words.append(_("description changée"))
    if former.index(row.pk) != stay.index(row.pk):
        words.append(_("autre place"))
    return Seen(row, ", ".join(words), is_described)


def _rows(posting: "Posting", amendment: "PostingAmendment | None") -> "dict[int, PostingPhoto]":
    staged = amendment.photos.all() if amendment is not None else ()
    return {row.pk: row for row in (*posting.photos.all(), *staged)}


def _url(posting: "Posting", pk: int) -> str:
    return reverse("cooperation:posting-photo", args=[posting.pk, pk])
