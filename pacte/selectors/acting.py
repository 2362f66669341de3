"""For which of their organisations a person acts at the moment."""

from django.http import HttpRequest

from pacte.models import Membership, Organisation

SESSION_KEY = "acting_organisation"
RETURN_TO = "return_to"
"""Session key of the page left to open an account: one comes back to it once logged in."""
TYPED_ADDRESS = "typed_address"
"""Session key of the address typed in the page left to open an account: it is not typed again."""
_CACHE = "_acting_memberships"


def own_memberships(request: HttpRequest) -> tuple[Membership, ...]:
    """Return the memberships of whoever asks, by name; one query a request at most."""
    found: tuple[Membership, ...] | None = getattr(request, _CACHE, None)
    if found is None:
        found = _memberships(request)
        setattr(request, _CACHE, found)
    return found


def _memberships(request: HttpRequest) -> tuple[Membership, ...]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.is_active:
        return ()
    rows = Membership.objects.filter(user=user).select_related("organisation__commune")
    return tuple(rows.order_by("organisation__name", "pk"))


def acting_membership(request: HttpRequest) -> Membership | None:
    """Return the membership chosen in the header if it still holds, else the first."""
    rows = own_memberships(request)
    chosen = request.session.get(SESSION_KEY) if rows else None
    return next((row for row in rows if row.organisation_id == chosen), rows[0] if rows else None)


def acting_organisation(request: HttpRequest) -> Organisation | None:
    """Return the organisation for which a person acts at the moment."""
    membership = acting_membership(request)
    return membership.organisation if membership else None
