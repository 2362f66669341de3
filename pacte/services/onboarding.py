"""Beginning an organisation that the network does not know yet: its draft, and who asks for it."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pacte.models import Commune, Organisation
from pacte.retention import BEGUN
from pacte.services.memberships import MembershipRefused, claim

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What one tells to begin with."""

    siret: str
    name: str
    commune: Commune
    address: str = ""
    naf: str = ""
    legal_form: str = ""


@transaction.atomic
def begin(
    *, told: Beginning, email: str, message: str, user: "User", now: dt.datetime
) -> Organisation:
    """Write the draft and the claim together, or nothing; beginning twice is beginning once."""
    known = Organisation.objects.filter(siret=told.siret).first()
    if known is None:
        known = _draft(told, user)
    elif not known.claims.filter(user=user).exists():
        raise MembershipRefused(
            _("Une fiche porte ce SIRET depuis peu : demandez à rejoindre l’organisation.")
        )
    claim(siret=told.siret, email=email, message=message, user=user, now=now)
    return known


def _draft(told: Beginning, user: "User") -> Organisation:
    organisation = Organisation(
        name=told.name,
        siret=told.siret,
        commune=told.commune,
        address=told.address,
        naf=told.naf,
        legal_form=told.legal_form,
        source=BEGUN,
        live=False,
        has_unpublished_changes=True,
    )
    organisation.full_clean(exclude=["kinds"], validate_unique=False)
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:
        raise MembershipRefused(
            _("Quelqu’un vient de préparer cette organisation : rechargez la page.")
        ) from error
    organisation.save_revision(user=user, clean=False, log_action="wagtail.create")
    return organisation
