"""What stands behind the doors: one object of each sort, of the organisation at stake."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from wagtail.models import Page

from cooperation.models import (
    Agreement,
    Call,
    CuratorMark,
    FollowUp,
    Introduction,
    Message,
    MessageFile,
    Posting,
    PostingAmendment,
    PostingDraft,
    PostingPhoto,
    Scenario,
    SeasonPlan,
    Suggestion,
)
from cooperation.services.scenarios import create_scenario
from pacte.models import Claim, Invitation, LogoProposal, Membership, Notification, Organisation
from pacte.services.reference import load_reference
from pacte.uploads import CleanFile, keep
from tests.cooperation.season_plans.scene import computed
from tests.factories.cooperation import (
    CapabilityFactory,
    CooperationFactory,
    LotFactory,
    PostingFactory,
    ServiceCapacityFactory,
)
from tests.factories.pacte import (
    ActionFactory,
    CommitmentFactory,
    IndicatorFactory,
    OrganisationFactory,
    ZoneFactory,
)
from tests.permissions.roles import Cast, cast

NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Scene:
    """The people, and the objects made when a case asks for them."""

    cast: Cast

    @cached_property
    def posting(self) -> Posting:
        return PostingFactory.create(organisation=self.cast.own)

    @cached_property
    def draft(self) -> Posting:
        return PostingFactory.create(organisation=self.cast.own, draft=True)

    @cached_property
    def kept_to_members(self) -> Posting:
        return PostingFactory.create(organisation=self.cast.own, visibility="members")

    @cached_property
    def scenario(self) -> Scenario:
        author = self.cast.people["curator"]
        return create_scenario(title="Essai", user=author, now=NOW)

    @cached_property
    def plan(self) -> SeasonPlan:
        return computed(author=self.cast.people["member"])

    @cached_property
    def introduction(self) -> Introduction:
        """Put the organisation at stake in touch with a third one: both accepted."""
        made = Introduction.objects.create(
            key="essai",
            posting=self.posting,
            resource=self.posting.resource,
            status="accepted",
            created_at=NOW,
            changed_at=NOW,
            accepted_at=NOW,
        )
        for organisation, role, side in (
            (self.cast.own, "answerer", "offer"),
            (self.third, "asker", "need"),
        ):
            made.parties.create(organisation=organisation, role=role, side=side, accepted_at=NOW)
        return made

    @cached_property
    def third(self) -> Organisation:
        return OrganisationFactory.create()

    @cached_property
    def agreement(self) -> Agreement:
        """Return what the third organisation declares: the one at stake may confirm it."""
        return Agreement.objects.create(
            introduction=self.introduction,
            giver=self.cast.own,
            receiver=self.third,
            resource=self.posting.resource,
            since=NOW.date(),
            declared_for=self.third,
            declared_at=NOW,
        )

    @cached_property
    def file(self) -> MessageFile:
        message = Message.objects.create(
            introduction=self.introduction, organisation=self.third, key="essai", sent_at=NOW
        )
        kept = keep(CleanFile("essai.txt", "text/plain", b"essai"), folder="essais")
        return MessageFile.objects.create(
            message=message, file=kept, name="essai.txt", content_type="text/plain", size=5
        )

    @cached_property
    def photo(self) -> PostingPhoto:
        kept = keep(CleanFile("essai.png", "image/png", b"essai"), folder="essais")
        return PostingPhoto.objects.create(
            posting=self.draft, file=kept, alt="Essai", width=4, height=3, created_at=NOW
        )

    def _photo_of(self, owner: Any) -> PostingPhoto:
        kept = keep(CleanFile("essai.png", "image/png", b"essai"), folder="essais")
        made: PostingPhoto = owner.photos.create(file=kept, width=4, height=3, created_at=NOW)
        return made

    @cached_property
    def waiting_photo(self) -> PostingPhoto:
        """Return a photograph of a change that waits."""
        amendment = PostingAmendment.objects.create(
            posting=self.posting, content={}, submitted_at=NOW
        )
        return self._photo_of(amendment)

    @cached_property
    def drafted_photo(self) -> PostingPhoto:
        """Return a photograph of what a member is writing."""
        person = self.cast.people["member"]
        draft = PostingDraft.objects.create(user=person, created_at=NOW, updated_at=NOW)
        return self._photo_of(draft)

    @cached_property
    def logo(self) -> LogoProposal:
        kept = keep(CleanFile("essai.png", "image/png", b"essai"), folder="essais")
        return LogoProposal.objects.create(
            organisation=self.cast.own,
            file=kept,
            name="essai.png",
            width=4,
            height=3,
            created_at=NOW,
        )

    @cached_property
    def mark(self) -> CuratorMark:
        key = self.suggestion.key
        return CuratorMark.objects.create(key=key, mark="forward", word="Essai", made_at=NOW)

    def _call(self, sender: Organisation, receiver: Organisation, **values: Any) -> Call:
        made = Call.objects.create(
            organisation=sender,
            kind="visit",
            title="Essai",
            description="Essai",
            answer_by=NOW.date() + dt.timedelta(days=900),
            created_at=NOW,
            **values,
        )
        made.recipients.create(organisation=receiver, told_at=NOW)
        return made

    @cached_property
    def call_sent(self) -> Call:
        return self._call(self.cast.own, self.third, status="open", sent_at=NOW)

    @cached_property
    def call_received(self) -> Call:
        return self._call(self.third, self.cast.own, status="open", sent_at=NOW)

    @cached_property
    def call_draft(self) -> Call:
        return self._call(self.cast.own, self.third)

    @cached_property
    def follow_up(self) -> FollowUp:
        return FollowUp.objects.create(
            introduction=self.introduction, organisation=self.cast.own, week=2, asked_at=NOW
        )

    @cached_property
    def notification(self) -> Notification:
        person = self.cast.people["member"]
        return Notification.objects.create(
            recipient=person, kind="posting", key="essai", subject="Essai", created_at=NOW
        )

    @cached_property
    def invitation(self) -> Invitation:
        return Invitation.objects.create(
            organisation=self.cast.own,
            email="invitee@pacte.example",
            created_at=NOW,
            expires_at=NOW + dt.timedelta(days=14),
        )

    @cached_property
    def claim(self) -> Claim:
        return Claim.objects.create(
            user=self.cast.people["member"],
            siret="",
            organisation=self.cast.own,
            email="membre@pacte.example",
            created_at=NOW,
        )

    @cached_property
    def membership(self) -> Membership:
        return Membership.objects.get(user=self.cast.people["member"])

    @cached_property
    def suggestion(self) -> Suggestion:
        return Suggestion.objects.create(
            kind="direct",
            giver=self.cast.own,
            receiver=self.third,
            resource=self.posting.resource,
            offer=self.posting,
            score=600,
            version="essai",
            computed_at=NOW,
        )

    def instance(self, app: str, model: str) -> Any:
        """Return a row of a model, made if there is none."""
        kind = apps.get_model(app, model)
        made = MAKERS.get(f"{app}.{model}")
        return kind._default_manager.order_by("pk").first() or (made and made(self))


MAKERS = {
    "cooperation.capability": lambda scene: CapabilityFactory.create(
        organisation=scene.cast.own, transformation="bread_to_beer"
    ),
    "cooperation.cooperation": lambda scene: CooperationFactory.create(giver=scene.cast.own),
    "cooperation.lot": lambda scene: LotFactory.create(buyer=scene.cast.own),
    "cooperation.posting": lambda scene: scene.posting,
    "cooperation.servicecapacity": lambda scene: ServiceCapacityFactory.create(),
    "cooperation.suggestion": lambda scene: scene.suggestion,
    "pacte.action": lambda scene: ActionFactory.create(),
    "pacte.commitment": lambda scene: CommitmentFactory.create(),
    "pacte.indicator": lambda scene: IndicatorFactory.create(),
    "pacte.membership": lambda scene: Membership.objects.first(),
    "pacte.zone": lambda scene: ZoneFactory.create(),
}
"""How a row is made for the screens of the administration."""


def scene() -> Scene:
    """Set up the rights of the staff, the reference tables, the pages and the people."""
    load_reference()
    made = Scene(cast())
    assert Page.objects.exists()
    return made
