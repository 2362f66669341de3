"""Only what is public is indexed: a canary in every other field of every model says so.

Every text of every row is replaced by a canary of its own, but for the fields that are listed here
as public. A field that somebody adds is private until it is listed, and a model that somebody adds
has to be given a row, or a reason.
"""

import json
from dataclasses import asdict

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cooperation.models import (
    Outcome,
    Posting,
    PostingContact,
    PostingMove,
    Scenario,
    SeasonPlan,
    WeightsTable,
)
from pacte.models import ArticlePage, Authorisation, Organisation, OrganisationLink
from search.backends.embedded import EmbeddedBackend
from search.documents import all_entries
from search.entry import EntryKind
from search.models import Document, SavedSearch
from tests.factories.cooperation import (
    CapabilityFactory,
    CooperationFactory,
    LotFactory,
    PostingFactory,
    ServiceCapacityFactory,
)
from tests.factories.pacte import (
    ActionFactory,
    BuildingFactory,
    CommitmentFactory,
    IndicatorFactory,
    OrganisationFactory,
    ZoneFactory,
)
from tests.factories.pages import article, article_index, event, standard_page
from tests.factories.people import MembershipFactory
from tests.search.documents.exchange import exchange_world

pytestmark = pytest.mark.django_db

PAGE = {"title", "slug", "url_path", "path", "introduction", "body", "search_description"}
PUBLIC = {
    "Organisation": {"name", "slug", "siret", "siae_type", "summary", "description"},
    "Posting": {
        "direction", "resource", "title", "description", "unit", "period", "status", "visibility"
    },
    "Action": {"title", "slug", "summary", "body", "status"},
    "Objective": {"title"},
    "Commitment": {"description"},
    "Indicator": {"name"},
    "Capability": {"transformation"},
    "Place": {"name"},
    "Commune": {"insee", "name"},
    "Epci": {"siren", "name"},
    **{name: {"code", "name"} for name in ("Kind", "Label", "Role", "Theme", "ArticleCategory")},
    "ArticlePage": PAGE,
    "EventPage": PAGE | {"venue", "audience"},
    **dict.fromkeys(("HomePage", "ArticleIndexPage", "EventIndexPage"), PAGE),
}  # fmt: skip
"""The texts that visitors read on the page of what is indexed, and what decides that they do."""

WITHOUT_ROWS = {
    "LoadedRow", "EngineEvent", "EngineState", "Suggestion", "SuggestionParty", "IndicatorValue",
    "KnowledgeAmendment", "PlacePage", "Contour", "CooperationEffect",
}  # fmt: skip
"""Working tables of the engine and of the loading; figures; the rest is what the taxonomy says."""
STAFF = ("auth", "pacte", "cooperation")


class Canaries:
    """Plants texts found nowhere else, each once."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}

    def plant(self, row, public=()):
        """Put a canary in every free text of a row that is not public."""
        model = type(row)
        texts = (models.CharField, models.TextField, models.JSONField)
        names = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, texts) and not field.choices and field.name not in public
        ]
        for name in names:
            canary = f"z{len(self.planted)}q"
            self.planted[canary] = f"{model.__name__}.{name}"
            model._base_manager.filter(pk=row.pk).update(**{name: canary})

    def sing(self, said):
        """Name the fields whose canary is in a text."""
        return sorted(field for canary, field in self.planted.items() if canary in said)


def public_world():
    """Make a public row of everything, with all that is private around it."""
    organisation = OrganisationFactory(
        kinds=["ess"], themes=["food"], roles=["pilot"], labels=["ab"], building=BuildingFactory()
    )
    posting = PostingFactory(organisation=organisation)
    PostingContact.objects.create(posting=posting, name="x", email="x@pacte.example")
    PostingMove.objects.create(posting=posting, target="published", made_at=timezone.now())
    MembershipFactory(organisation=organisation)
    other = OrganisationFactory()
    OrganisationLink.objects.create(organisation=organisation, kind="partner_of", target=other)
    Authorisation.objects.create(organisation=organisation, low_code="20 01 08")
    CapabilityFactory(organisation=organisation, transformation="bread_to_beer")
    CooperationFactory(giver=organisation, receiver=other)
    LotFactory(buyer=organisation)
    ServiceCapacityFactory(organisation=organisation)
    ZoneFactory()
    action = ActionFactory(pilot=organisation)
    CommitmentFactory(action=action, organisation=organisation)
    IndicatorFactory(action=action)
    article()
    event(organiser=organisation, commune=organisation.commune)
    standard_page()
    working_rows(organisation, other)


def working_rows(organisation, other):
    """Make what only the staff and the engine see."""
    now, who = timezone.now(), get_user_model().objects.first()
    flow = {"giver": organisation, "receiver": other, "kind": "direct", "resource": "x"}
    Outcome.objects.create(**flow, outcome="concluded", score=1, version="v", recorded_at=now)
    WeightsTable.objects.create(version="v", proposed_at=now, decided_by=who)
    Scenario.objects.create(title="x", author=who)
    SeasonPlan.objects.create(title="x", author=who)
    SavedSearch.objects.create(email="x@pacte.example", name="x", address="/", created_at=now)


def project_models():
    """Give the models of people and of the project, the index apart."""
    found = [model for label in STAFF for model in apps.get_app_config(label).get_models()]
    return [*(model for model in found if model.__name__ != "Permission"), SavedSearch]


def hidden_world(canaries):
    """Make one of everything that visitors do not see, canaries in every field but its state."""
    state = {
        "live",
        "status",
        "visibility",
        "direction",
        "resource",
        "slug",
        "siret",
        "path",
        "url_path",
    }
    lists = {"description", "body"}
    host = OrganisationFactory()
    for row in (
        OrganisationFactory(draft=True),
        ActionFactory(live=False),
        PostingFactory(organisation=host, draft=True),
        PostingFactory(organisation=host, status="withdrawn"),
        PostingFactory(organisation=host, visibility="members"),
        PostingFactory(organisation=OrganisationFactory(draft=True)),
        article("Brouillon", live=False),
        event("Brouillon", live=False),
    ):
        canaries.plant(row, public=state | lists)


def drafts_of_public_rows():
    """Write drafts over what is published, that nobody has published yet."""
    for row in (Organisation.objects.first(), ArticlePage.objects.live().first()):
        title = "name" if isinstance(row, Organisation) else "title"
        setattr(row, title, "zdraftq")
        row.save_revision(clean=False)


def everything_said(entries):
    return json.dumps([asdict(entry) for entry in entries], default=str)


@pytest.fixture
def canaries():
    """Fill the tables, plant the canaries."""
    found = Canaries()
    public_world()
    exchange_world()
    rows = [row for model in project_models() for row in model._base_manager.all()]
    for row in rows:
        found.plant(row, PUBLIC.get(type(row).__name__, ()))
    hidden_world(found)
    drafts_of_public_rows()
    found.planted["zdraftq"] = "a draft of something published"
    return found


def test_every_model_has_a_row_or_a_reason(canaries):
    empty = {m.__name__ for m in project_models() if not m._base_manager.exists()}
    assert empty <= WITHOUT_ROWS | {"Group"}
    assert len(canaries.planted) > 100


def test_no_canary_is_in_any_entry(canaries):
    entries = list(all_entries())
    assert {entry.ref.kind for entry in entries} == set(EntryKind)
    assert canaries.sing(everything_said(entries)) == []


def test_a_canary_in_a_public_field_is_seen(canaries):
    posting = Posting.objects.public().first()
    canaries.plant(posting, {f.name for f in Posting._meta.concrete_fields} - {"description"})
    assert canaries.sing(everything_said(all_entries())) == ["Posting.description"]


def test_no_canary_is_in_the_tables_of_the_index(canaries):
    EmbeddedBackend().rebuild(all_entries())
    rows = list(Document.objects.values())
    assert len(rows) == len(list(all_entries()))
    assert canaries.sing(json.dumps(rows, default=str)) == []


@pytest.mark.elasticsearch
def test_no_canary_is_in_what_the_server_keeps(canaries, elastic_backend):
    elastic_backend.rebuild(all_entries())
    answer = elastic_backend.client.search(index=elastic_backend.alias, size=10_000)
    hits = answer["hits"]["hits"]
    assert len(hits) == len(list(all_entries()))
    assert canaries.sing(json.dumps([hit["_source"] for hit in hits])) == []


def test_a_private_article_is_not_indexed():
    article("Réservé")
    assert list(all_entries([EntryKind.ARTICLE]))
    PageViewRestriction.objects.create(page=article_index(), restriction_type="password")
    assert list(all_entries([EntryKind.ARTICLE])) == []
