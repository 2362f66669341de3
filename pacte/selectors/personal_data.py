"""What a person decides about their own data."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from pacte.enums import MembershipRole
from pacte.models import Consent, Membership, Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def managed_alone(user: "User") -> list[Organisation]:
    """Return the organisations that nobody would manage without a person."""
    managing = Membership.objects.filter(role=MembershipRole.MANAGER, user__is_active=True)
    others = managing.filter(organisation=OuterRef("pk")).exclude(user=user)
    own = managing.filter(user=user).values("organisation")
    return list(Organisation.objects.filter(~Exists(others), pk__in=own).order_by("name", "pk"))


def consents_of(user: "User") -> QuerySet[Consent]:
    """Return what a person agreed to, the latest first."""
    return Consent.objects.filter(user=user).order_by("-given_at", "-pk")
