"""Writes on organisations that do not come from the editing screens."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from pacte.models import Commune, Organisation
from pacte.siret import clean_siret

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrganisation:
    """What a visitor tells of an organisation that the network may not know yet."""

    name: str
    siret: str = ""
    commune: Commune | None = None


@transaction.atomic
def find_or_draft(*, new: NewOrganisation, source: str, user: "User | None" = None) -> Organisation:
    """Return the organisation of a SIRET as it is, or a draft for the staff to check.

    A known organisation is never changed: anybody can type a SIRET.
    """
    siret = clean_siret(new.siret) if new.siret else None
    known = _of_siret(siret)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _draft(new, siret, source, user)
    except IntegrityError:
        known = _of_siret(siret)
        if known is None:
            raise
        return known


def _of_siret(siret: str | None) -> Organisation | None:
    return Organisation.objects.filter(siret=siret).first() if siret else None


def _draft(
    new: NewOrganisation, siret: str | None, source: str, user: "User | None"
) -> Organisation:
    organisation = Organisation(
        name=new.name,
        siret=siret,
        commune=new.commune,
        source=source,
        live=False,
        has_unpublished_changes=True,
    )
    organisation.full_clean(exclude=["kinds"])
    organisation.save()
    organisation.save_revision(user=user, clean=False, log_action="wagtail.create")
    return organisation
