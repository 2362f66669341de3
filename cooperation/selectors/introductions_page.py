"""One introduction as a party sees it: steps, why it was proposed, parts, contacts."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cooperation.enums import AgreementStatus, PartyRole
from cooperation.introduction_moves import GROUPS, IN_TOUCH, Act, Actor, obstacle
from cooperation.models import Agreement, Cooperation, Introduction, IntroductionParty
from cooperation.selectors.uncounted import missing_of
from cooperation.wording.effects import told_of_effects, told_of_uncounted
from cooperation.wording.introductions import (
    about,
    flow_of,
    reason_label,
    staff_name,
    step_title,
    system_name,
)
from cooperation.wording.postings import amount
from pacte.models import Membership, Organisation, Person

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the history; staff are not shown what was said."""

    title: str
    who: str
    day: Any
    reason: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach who accepted for a party: shown to the parties alone."""

    organisation: Organisation
    name: str = ""
    job: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the parts of a group add up to, against what is wanted."""

    given: str
    wanted: str
    percent: int


@dataclass(frozen=True, slots=True)
class Flow:
    """A declared cooperation, and what whoever looks may do with it."""

    agreement: Agreement
    sentence: str
    counted: list[str]
    uncounted: list[str]
    may_decide: bool
    may_take_back: bool
    may_undo: bool
    undo_asked_by_me: bool


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page shows, the thread apart."""

    introduction: Introduction
    organisation: Organisation
    party: IntroductionParty
    parties: list[IntroductionParty]
    about: str
    steps: list[Step]
    said: dict[str, Any] | None
    acts: frozenset[str]
    contacts: list[Contact]
    parts: Parts | None
    flows: list[Flow]

    @property
    def in_touch(self) -> bool:
        """Whether whoever looks sees the contacts and the thread."""
        return self.introduction.status in IN_TOUCH and self.party.refused_at is None

    @property
    def is_group(self) -> bool:
        return len(self.parties) > 2

    @property
    def others(self) -> list[IntroductionParty]:
        return [row for row in self.parties if row.pk != self.party.pk]


def find_introduction(pk: int) -> Introduction | None:
    """Return an introduction with its posting."""
    rows = Introduction.objects.select_related("posting__organisation")
    found: Introduction | None = rows.filter(pk=pk).first()
    return found


def page_of(introduction: Introduction, organisation: Organisation) -> Page:
    """Return the page of an introduction for one of its parties."""
    rows = introduction.parties.select_related("organisation__commune", "accepted_by")
    parties = list(rows.order_by("pk"))
    party = next(row for row in parties if row.organisation_id == organisation.pk)
    page = Page(
        introduction=introduction,
        organisation=organisation,
        party=party,
        parties=parties,
        about=about(introduction),
        steps=steps_of(introduction),
        said=introduction.evidence.get("said"),
        acts=_acts(introduction, party, parties),
        contacts=[],
        parts=_parts(introduction, parties),
        flows=_flows(introduction, organisation),
    )
    if page.in_touch:
        page.contacts.extend(_contacts(page.others))
    return page


def steps_of(introduction: Introduction, *, with_words: bool = True) -> list[Step]:
    """Return the history, oldest first."""
    rows = introduction.moves.select_related("organisation")
    return [
        Step(
            title=step_title(row.source, row.target),
            who=_who(row),
            day=row.made_at,
            reason=reason_label(row.reason),
            word=row.note if with_words else "",
        )
        for row in rows
    ]


def _who(row: Any) -> str:
    if row.organisation is not None:
        return str(row.organisation.name)
    return staff_name() if row.actor_id else system_name()


def _acts(
    introduction: Introduction, party: IntroductionParty, parties: list[IntroductionParty]
) -> frozenset[str]:
    """Return what the table, and their own answer, let a party do now."""
    if party.refused_at is not None:
        return frozenset()
    actor = frozenset({Actor(party.role)})
    found = {str(act) for act in Act if obstacle(introduction.status, act, actor) is None}
    if party.accepted_at is not None:
        found -= {Act.ACCEPT}
    standing = [row for row in parties if row.refused_at is None]
    alone = sum(row.side != party.side for row in standing) == 1
    if not alone or introduction.kind not in GROUPS:
        found -= {Act.INVITE}
    return frozenset(found)


def _contacts(others: list[IntroductionParty]) -> list[Contact]:
    """Return who accepted for each other party, if they still act for it."""
    standing = [row for row in others if row.refused_at is None]
    people = [row.accepted_by_id for row in standing if row.accepted_by_id]
    pairs = set(
        Membership.objects.filter(user__in=people, user__is_active=True).values_list(
            "user_id", "organisation_id"
        )
    )
    known = {row.user_id: row for row in Person.objects.filter(user__in=people)}
    return [_contact(row, pairs, known) for row in standing]


def _contact(
    party: IntroductionParty, pairs: set[tuple[int, int]], known: dict[int, Person]
) -> Contact:
    user = party.accepted_by
    if user is None or (user.pk, party.organisation_id) not in pairs:
        return Contact(party.organisation)
    person = known.get(user.pk)
    return Contact(
        organisation=party.organisation,
        name=user.get_full_name(),
        job=person.job if person else "",
        email=user.email,
        phone=person.phone if person else "",
    )


def _parts(introduction: Introduction, parties: list[IntroductionParty]) -> Parts | None:
    """Add up the parts of those who answer together, against what is wanted."""
    wanted = introduction.evidence.get("wanted")
    if not wanted:
        return None
    unit, quantity = wanted["unit"], Decimal(wanted["quantity"])
    given = sum(
        (row.quantity for row in parties if row.refused_at is None and row.unit == unit
         and row.quantity is not None),
        Decimal(0),
    )  # fmt: skip
    if not given:
        return None
    return Parts(amount(given, unit), amount(quantity, unit), int(100 * given / quantity))


def _flows(introduction: Introduction, organisation: Organisation) -> list[Flow]:
    rows = introduction.agreements.select_related("giver", "receiver", "action", "declared_for")
    rows = rows.select_related("cooperation__action").prefetch_related(
        "effects__indicator__action", "cooperation__action__indicators"
    )
    return [_flow(row, introduction, organisation) for row in rows]


def _flow(row: Agreement, introduction: Introduction, organisation: Organisation) -> Flow:
    mine = organisation.pk in {row.giver_id, row.receiver_id}
    open_ = mine and introduction.status in IN_TOUCH
    waiting = open_ and row.status == AgreementStatus.WAITING
    declared = row.declared_for_id == organisation.pk
    return Flow(
        agreement=row,
        sentence=flow_of(row),
        counted=told_of_effects(row.effects.all()),
        uncounted=_uncounted(row),
        may_decide=waiting and not declared,
        may_take_back=waiting and declared,
        may_undo=open_ and row.status == AgreementStatus.CONFIRMED,
        undo_asked_by_me=row.undo_asked_for_id == organisation.pk,
    )


def _uncounted(row: Agreement) -> list[str]:
    """Say which indicators of its action a confirmed cooperation does not move."""
    cooperation: Cooperation | None = getattr(row, "cooperation", None)
    return told_of_uncounted(missing_of(cooperation)) if cooperation else []


def role_label(party: IntroductionParty) -> str:
    """Return where a party is: what it answered, or that it is awaited."""
    if party.refused_at is not None:
        return _("a décliné")
    if party.role == PartyRole.ASKER:
        return _("a demandé la mise en relation")
    return _("a accepté") if party.accepted_at else _("n’a pas encore répondu")
