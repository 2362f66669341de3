"""A row of everything that is private in the exchange: nothing of it may be found."""

from cooperation.models import (
    CuratorMarkMove,
    Exposure,
    IntroductionMove,
    PostingAmendment,
    PostingDraft,
    PostingFavourite,
    RelayAddress,
    SuggestionDecision,
    SuggestionNews,
)
from pacte.models import (
    Consent,
    Favourite,
    LogoProposal,
    NotificationPreference,
    OutgoingMail,
    Person,
)
from tests.permissions.roles import cast
from tests.permissions.scene import NOW, Scene


def exchange_world() -> None:
    """Make what people say to each other and of themselves, around public organisations."""
    scene = Scene(cast())
    person = scene.cast.people["member"]
    for name in (
        "agreement", "file", "follow_up", "notification", "invitation", "claim", "photo", "mark",
        "call_sent",
    ):  # fmt: skip
        getattr(scene, name)
    organisation = scene.cast.own
    Person.objects.create(user=person, phone="essai", job="essai")
    Consent.objects.create(user=person, purpose="essai", version="1", given_at=NOW)
    Favourite.objects.create(user=person, organisation=organisation, created_at=NOW)
    PostingFavourite.objects.create(user=person, posting=scene.posting, created_at=NOW)
    NotificationPreference.objects.create(user=person, kind="posting", rhythm="daily")
    OutgoingMail.objects.create(to="essai@pacte.example", subject="essai", created_at=NOW)
    Exposure.objects.create(organisation=organisation, day=NOW.date(), count=1)
    amendment = PostingAmendment.objects.create(posting=scene.posting, content={}, submitted_at=NOW)
    draft = PostingDraft.objects.create(user=person, created_at=NOW, updated_at=NOW)
    for owner in (scene.posting, amendment, draft):
        owner.photos.create(file="essai", name="essai", width=4, height=3, created_at=NOW)
    LogoProposal.objects.create(
        organisation=organisation, file="essai", name="essai", width=4, height=3, created_at=NOW
    )
    SuggestionDecision.objects.create(
        organisation=organisation, key="essai", decision="later", made_at=NOW
    )
    CuratorMarkMove.objects.create(key="essai", mark="aside", word="essai", made_at=NOW)
    SuggestionNews.objects.create(organisation=organisation, known={}, looked_at=NOW)
    RelayAddress.objects.create(
        token="essai", introduction=scene.introduction, user=person, created_at=NOW
    )
    IntroductionMove.objects.create(
        introduction=scene.introduction, target="accepted", note="essai", made_at=NOW
    )
