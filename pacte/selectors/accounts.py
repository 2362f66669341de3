"""What a person finds in their own space."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

from pacte.enums import ClaimStatus
from pacte.models import Claim, Membership, Organisation
from pacte.permissions import is_curator, may_prepare
from pacte.selectors.acting import acting_membership, own_memberships
from pacte.selectors.completeness import Completeness, completeness_of
from pacte.selectors.profiles import working_copy

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class MySpace:
    """What a person acts for, what waits for an answer, and whether they belong to the staff."""

    acting: Membership | None
    others: tuple[Membership, ...]
    completeness: Completeness | None
    claims: tuple[Claim, ...]
    preparing: Organisation | None
    is_staff: bool


def my_space(request: HttpRequest) -> MySpace:
    """Return the space of the person who asks."""
    user: User = request.user  # type: ignore[assignment]
    acting, rows = acting_membership(request), own_memberships(request)
    claims = waiting_claims_of(user)
    return MySpace(
        acting=acting,
        others=tuple(row for row in rows if row != acting),
        completeness=completeness_of(working_copy(acting.organisation)) if acting else None,
        claims=claims,
        preparing=preparing_of(user, claims),
        is_staff=is_curator(user),
    )


def waiting_claims_of(user: "User") -> tuple[Claim, ...]:
    """Return the claims of a person that wait for the staff, the oldest first."""
    rows = Claim.objects.filter(user=user, status=ClaimStatus.WAITING)
    return tuple(rows.select_related("organisation__commune"))


def preparing_of(user: "User", claims: tuple[Claim, ...]) -> Organisation | None:
    """Return the organisation that a person prepares until their claim is decided."""
    drafts = [claim.organisation for claim in claims if claim.organisation]
    return next((row for row in drafts if may_prepare(user, row)), None)
