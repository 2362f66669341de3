"""The tables of cooperation: needs, offers, flows, suggestions, and what the staff try out."""

from cooperation.models.amendments import KnowledgeAmendment
from cooperation.models.learning import Outcome, WeightsTable
from cooperation.models.outbox import EngineEvent, EngineState
from cooperation.models.planning import Scenario, SeasonPlan
from cooperation.models.postings import Cooperation, Posting, PostingContact, PostingMove
from cooperation.models.procurement import Lot, ServiceCapacity
from cooperation.models.suggestions import Capability, Suggestion, SuggestionParty

__all__ = [
    "Capability",
    "Cooperation",
    "EngineEvent",
    "EngineState",
    "KnowledgeAmendment",
    "Lot",
    "Outcome",
    "Posting",
    "PostingContact",
    "PostingMove",
    "Scenario",
    "SeasonPlan",
    "ServiceCapacity",
    "Suggestion",
    "SuggestionParty",
    "WeightsTable",
]
