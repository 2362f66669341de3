"""The tables of cooperation: needs, offers, flows, suggestions, and what the staff try out."""

from cooperation.models.amendments import KnowledgeAmendment
from cooperation.models.calls import Call, CallRecipient
from cooperation.models.decisions import (
    CuratorMark,
    CuratorMarkMove,
    Exposure,
    SuggestionDecision,
    SuggestionNews,
)
from cooperation.models.effects import CooperationEffect
from cooperation.models.introductions import (
    Introduction,
    IntroductionMove,
    IntroductionParty,
    Message,
    MessageFile,
    RelayAddress,
)
from cooperation.models.learning import Outcome, WeightsTable
from cooperation.models.outbox import EngineEvent, EngineState
from cooperation.models.outcomes import Agreement, FollowUp
from cooperation.models.planning import Scenario, SeasonPlan
from cooperation.models.posting_parts import (
    PostingAmendment,
    PostingDraft,
    PostingFavourite,
    PostingPhoto,
)
from cooperation.models.postings import Cooperation, Posting, PostingContact, PostingMove
from cooperation.models.procurement import Lot, ServiceCapacity
from cooperation.models.suggestions import Capability, Suggestion, SuggestionParty

__all__ = [
    "Agreement",
    "Call",
    "CallRecipient",
    "Capability",
    "Cooperation",
    "CooperationEffect",
    "CuratorMark",
    "CuratorMarkMove",
    "EngineEvent",
    "EngineState",
    "Exposure",
    "FollowUp",
    "Introduction",
    "IntroductionMove",
    "IntroductionParty",
    "KnowledgeAmendment",
    "Lot",
    "Message",
    "MessageFile",
    "Outcome",
    "Posting",
    "PostingAmendment",
    "PostingContact",
    "PostingDraft",
    "PostingFavourite",
    "PostingMove",
    "PostingPhoto",
    "RelayAddress",
    "Scenario",
    "SeasonPlan",
    "ServiceCapacity",
    "Suggestion",
    "SuggestionDecision",
    "SuggestionNews",
    "SuggestionParty",
    "WeightsTable",
]
