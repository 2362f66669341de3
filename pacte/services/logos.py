"""Logos that members send: out of reach until a version of the profile that shows them is public."""

import datetime as dt
import io
from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import Collection, ReferenceIndex

from pacte.models import LogoProposal, Organisation
from pacte.uploads import CleanFile, forget, read

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FOLDER = "logos"
COLLECTION = "Logos envoyés par les membres"
"""Where the image library keeps them: those that no profile shows any more are deleted."""


def propose_logo(
    *,
    organisation: Organisation,
    file: CleanFile,
    keep: Callable[[CleanFile], str],
    user: "User",
    now: dt.datetime,
) -> LogoProposal:
    """Keep a logo that a version of the profile proposes, in place of another that waits."""
    with Picture.open(io.BytesIO(file.content)) as image:
        width, height = image.size
    return LogoProposal.objects.create(
        organisation=organisation,
        file=keep(file),
        name=file.name,
        width=width,
        height=height,
        former_id=organisation.logo_id,
        author=user,
        created_at=now,
    )


def forget_proposals(*, organisation: Organisation, but: int | None) -> None:
    """Erase the logos that no version in waiting shows any more."""
    LogoProposal.objects.filter(organisation=organisation).exclude(pk=but or 0).delete()


def put_logo(*, instance: Organisation, revision: Any, **kwargs: object) -> None:
    """Make a logo of what a version that becomes public proposes, and of no other.

    The staff who chose another logo meanwhile have the last word.
    """
    proposal = LogoProposal.objects.filter(pk=instance.logo_proposed_id).first()
    if proposal is not None:
        if instance.logo_id == proposal.former_id:
            instance.logo = _library_image(proposal, instance)
        instance.logo_proposed = None
        shown = {"logo": instance.logo, "logo_proposed": None}
        Organisation.objects.filter(pk=instance.pk).update(**shown)
        _mend_versions(instance, revision, proposal.pk)
        proposal.delete()
    _forget_unused()


def _library_image(proposal: LogoProposal, organisation: Organisation) -> Any:
    name = f"logo-{organisation.slug[:60]}{PurePosixPath(proposal.file).suffix}"
    title = _("Logo de %(name)s") % {"name": organisation.name}
    return get_image_model().objects.create(
        title=title[:255],
        description=organisation.logo_alt,
        file=ContentFile(read(proposal.file), name=name),
        collection=_collection(),
    )


def _collection() -> Collection:
    found = Collection.objects.filter(name=COLLECTION).first()
    if found is not None:
        return found
    root = Collection.get_first_root_node()
    return root.add_child(name=COLLECTION)


def _mend_versions(organisation: Organisation, revision: Any, proposal_id: int) -> None:
    """Write the logo itself in the versions that proposed it: none brings the former one back."""
    for row in organisation.revisions.filter(pk__gte=revision.pk):
        if row.content.get("logo_proposed") == proposal_id:
            row.content |= {"logo": organisation.logo_id, "logo_proposed": None}
            row.save(update_fields=["content"])


def _forget_unused() -> None:
    """Delete the logos of members that no profile shows any more, and their files."""
    shown = Organisation.objects.exclude(logo=None).values("logo")
    left = get_image_model().objects.filter(collection__name=COLLECTION).exclude(pk__in=shown)
    for image in left:
        elsewhere = ReferenceIndex.get_references_to(image)
        profiles = ContentType.objects.get_for_model(Organisation)
        if not elsewhere.exclude(base_content_type=profiles).exists():
            image.delete()


def forget_file(*, instance: LogoProposal, **kwargs: object) -> None:
    """Delete the file of a logo that is gone, once that is certain."""
    transaction.on_commit(partial(forget, instance.file))
