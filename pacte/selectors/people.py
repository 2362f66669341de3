"""The people to tell: those who act for an organisation, and the pact's staff."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from pacte.enums import MembershipRole
from pacte.models import Organisation, Person
from pacte.permissions import CURATORS


def members_of(organisation: Organisation) -> QuerySet[User]:
    """Return the active people who act for an organisation, in a steady order."""
    people = get_user_model().objects.filter(is_active=True)
    return people.filter(memberships__organisation=organisation).order_by("pk")


def managers_of(organisation: Organisation) -> QuerySet[User]:
    """Return those of the members who invite and remove members."""
    return members_of(organisation).filter(
        memberships__organisation=organisation, memberships__role=MembershipRole.MANAGER
    )


def curators() -> QuerySet[User]:
    """Return the active staff, or the administrators when there is none."""
    people = get_user_model().objects.filter(is_active=True)
    staff = people.filter(groups__name=CURATORS)
    chosen = staff if staff.exists() else people.filter(Q(is_superuser=True))
    return chosen.distinct().order_by("pk")


def contact_of(user: User) -> dict[str, str]:
    """Return the telephone and the job of a person, empty when they gave none."""
    row = Person.objects.filter(user=user).first()
    return {"phone": row.phone, "job": row.job} if row else {"phone": "", "job": ""}
