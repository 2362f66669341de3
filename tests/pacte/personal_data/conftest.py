"""Two people about whom the site holds everything it can."""

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore

from cooperation.models import (
    Introduction,
    IntroductionMove,
    Message,
    PostingContact,
    PostingDraft,
    PostingFavourite,
    PostingMove,
)
from pacte.models import (
    Consent,
    Favourite,
    Notification,
    NotificationPreference,
    OutgoingMail,
    Person,
)
from search.models.saved import SavedSearch
from tests.factories.cooperation import PostingFactory
from tests.factories.joining import ClaimFactory, InvitationFactory, VerifiedUserFactory
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory


@pytest.fixture
def now():
    return dt.datetime(2026, 6, 15, 10, tzinfo=dt.UTC)


@pytest.fixture
def fill(now):
    """Write something of a person in every table; each value bears their mark."""

    def _fill(mark):
        user = VerifiedUserFactory(
            first_name=f"P{mark}", last_name=f"N{mark}", email=f"{mark}@pacte.example"
        )
        organisation = OrganisationFactory(name=f"Organisation {mark}")
        MembershipFactory(user=user, organisation=organisation, role="manager")
        Person.objects.create(user=user, phone=f"tel-{mark}", job=f"job-{mark}")
        ClaimFactory(user=user, organisation=None, siret=f"siret-{mark}", message=f"mot-{mark}")
        InvitationFactory(email=user.email.upper(), organisation__name=f"Invitante {mark}")
        InvitationFactory(invited_by=user, organisation=organisation)
        Consent.objects.create(user=user, purpose="verification", version=mark, given_at=now)
        Favourite.objects.create(
            user=user, organisation=OrganisationFactory(name=f"Aimée {mark}"), created_at=now
        )
        Notification.objects.create(
            recipient=user,
            kind="posting",
            key=mark,
            subject=f"su-{mark}",
            body=f"bo-{mark}",
            rhythm="none",
            created_at=now,
        )
        NotificationPreference.objects.create(user=user, kind="posting", rhythm="none")
        OutgoingMail.objects.create(
            to=user.email, subject=f"mail-{mark}", text=f"text-{mark}", created_at=now
        )
        SavedSearch.objects.create(
            email=user.email, name=f"se-{mark}", address="/?q=1", created_at=now
        )
        _fill_postings(user, organisation, mark)
        return user

    def _fill_postings(user, organisation, mark):
        posting = PostingFactory(organisation=organisation, title=f"Annonce {mark}")
        PostingContact.objects.create(
            posting=posting, name=f"Contact {mark}", email=user.email, phone=f"06-{mark}"
        )
        PostingMove.objects.create(
            posting=posting, target="draft", actor=user, note=f"note-{mark}", made_at=now
        )
        PostingDraft.objects.create(
            user=user, content={"what": f"draft-{mark}"}, created_at=now, updated_at=now
        )
        PostingFavourite.objects.create(user=user, posting=posting, created_at=now)
        introduction = Introduction.objects.create(
            key=mark, posting=posting, proposed_by=user, created_at=now, changed_at=now
        )
        IntroductionMove.objects.create(
            introduction=introduction,
            actor=user,
            target="proposed",
            note=f"pas-{mark}",
            made_at=now,
        )
        Message.objects.create(
            introduction=introduction,
            organisation=organisation,
            author=user,
            body=f"<i>me</i> {mark}",
            key=mark,
            sent_at=now,
        )
        session = SessionStore()
        session.create()
        UserSession.objects.create(
            user=user, ip="192.0.2.7", session_key=session.session_key, user_agent=f"ua-{mark}"
        )

    return _fill
