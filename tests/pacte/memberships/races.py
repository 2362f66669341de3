"""People who join or decide at the same moment, on a real server, each in their own thread.

Run by a program of its own, on a database of its own: what came of each try is printed, for
:mod:`tests.pacte.memberships.test_races` to judge.
"""

import datetime as dt

from pacte.models import Claim, Invitation, Membership, Notification
from pacte.services import memberships
from pacte.services.memberships import MembershipRefused
from pacte.services.personal_data import erase
from pacte.services.profiles import ProfileConflict, save_profile
from tests.factories.joining import (
    ClaimFactory,
    InvitationFactory,
    VerifiedUserFactory,
    manager_of,
)
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import UserFactory
from tests.races import tell, together

NOW = dt.datetime(2026, 6, 15, 10, tzinfo=dt.UTC)


def accept_twice():
    """Click twice on the same link."""
    organisation = OrganisationFactory()
    manager_of(organisation)
    user = VerifiedUserFactory()
    invitation = InvitationFactory(organisation=organisation, email=user.email, created_at=NOW)

    def accept():
        return memberships.accept(
            invitation=Invitation.objects.get(pk=invitation.pk), user=user, now=NOW
        )

    given = together(accept, accept)
    told = Notification.objects.filter(key__startswith="joined-", organisation=organisation)
    return given, {
        "members": Membership.objects.filter(organisation=organisation, user=user).count(),
        "told": told.count(),
    }


def accept_withdraw():
    """Accept while the manager withdraws."""
    organisation = OrganisationFactory()
    manager, user = manager_of(organisation), VerifiedUserFactory()
    invitation = InvitationFactory(organisation=organisation, email=user.email, created_at=NOW)

    def withdraw():
        memberships.withdraw(
            invitation_id=invitation.pk, organisation=organisation, user=manager, now=NOW
        )
        return invitation

    given = together(
        lambda: memberships.accept(
            invitation=Invitation.objects.get(pk=invitation.pk), user=user, now=NOW
        ),
        withdraw,
    )
    invitation.refresh_from_db()
    return given, {
        "members": Membership.objects.filter(organisation=organisation, user=user).count(),
        "accepted": bool(invitation.accepted_at),
        "withdrawn": bool(invitation.withdrawn_at),
    }


def decide_twice():
    """Confirm while a colleague refuses."""
    row = ClaimFactory(organisation=OrganisationFactory(siret=None), siret="1")
    first, second = UserFactory(curator=True), UserFactory(curator=True)
    given = together(
        lambda: memberships.decide(claim_id=row.pk, confirm=True, user=first, now=NOW),
        lambda: memberships.decide(
            claim_id=row.pk, confirm=False, note="Non.", user=second, now=NOW
        ),
    )
    row.refresh_from_db()
    told = Notification.objects.filter(key=f"claim-decided-{row.pk}")
    return given, {
        "status": row.status,
        "members": Membership.objects.filter(organisation=row.organisation).count(),
        "told": told.count(),
    }


def claim_twice():
    """Send the same claim twice."""
    user, organisation = UserFactory(), OrganisationFactory(siret="55208131766522")
    given = together(*[lambda: claim(user, organisation)] * 2)
    count = Claim.objects.filter(user=user).count()
    organisation.delete()
    return given, {"claims": count}


def claim(user, organisation):
    return memberships.claim(
        siret=organisation.siret, email="x@atelier.example", user=user, now=NOW
    )


def invite_twice():
    """Two managers invite the same address."""
    organisation = OrganisationFactory()
    managers = [manager_of(organisation), manager_of(organisation)]

    def invite(user):
        return memberships.invite(
            organisation=organisation, email="x@pacte.example", role="member", user=user, now=NOW
        )

    given = together(*[lambda user=user: invite(user) for user in managers])
    return given, {"invitations": organisation.invitations.count()}


def both_managers_leave():
    """The last two managers leave."""
    organisation = OrganisationFactory()
    managers = [manager_of(organisation), manager_of(organisation)]

    def leave(user):
        memberships.leave(organisation=organisation, user=user)
        return user

    given = together(*[lambda user=user: leave(user) for user in managers])
    return given, {"managers": organisation.memberships.filter(role="manager").count()}


def erase_twice():
    """Close the same account twice."""
    user = VerifiedUserFactory()

    def close():
        erase(user=user, now=NOW)
        return UserFactory()

    together(close, close)
    return ["ok", "ok"], {"left": type(user).objects.filter(pk=user.pk).count()}


def edit_twice():
    """Two members save the same profile, both having read the same version."""
    organisation = OrganisationFactory()
    people = [manager_of(organisation), manager_of(organisation)]

    def save(user):
        try:
            save_profile(
                organisation=organisation,
                base=0,
                content={"summary": f"De {user.pk}"},
                user=user,
                now=NOW,
            )
        except ProfileConflict as conflict:
            raise MembershipRefused(f"conflict {conflict.theirs.summary}") from conflict
        return user

    given = together(*[lambda user=user: save(user) for user in people])
    organisation.refresh_from_db()
    latest = organisation.get_latest_revision_as_object().summary
    return given, {"revisions": organisation.revisions.count(), "latest": latest}


RACES = (
    accept_twice,
    accept_withdraw,
    decide_twice,
    claim_twice,
    invite_twice,
    both_managers_leave,
    edit_twice,
    erase_twice,
)


def main():
    tell({race.__name__: race for race in RACES})
