"""How each kind of suggestion is told: its reason, its parties, the details that are its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cooperation.enums import SuggestionKind
from cooperation.wording.criteria import Writer
from cooperation.wording.kinds import chains, circular, deduced, direct, social, structural
from cooperation.wording.parts import Party

if TYPE_CHECKING:
    from cooperation.models import Suggestion


@dataclass(frozen=True, slots=True)
class Telling:
    """How a kind is told."""

    reason: Callable[["Suggestion"], str]
    parties: Callable[["Suggestion"], list[Party]]
    details: Mapping[str, Writer]


TELLINGS: dict[str, Telling] = {
    SuggestionKind.DIRECT: Telling(direct.reason, direct.parties, {}),
    SuggestionKind.DEDUCED: Telling(deduced.reason, deduced.parties, deduced.DETAILS),
    SuggestionKind.CIRCULAR: Telling(circular.reason, circular.parties, {}),
    SuggestionKind.CHAIN: Telling(chains.reason, chains.parties, chains.DETAILS),
    SuggestionKind.LOOP: Telling(chains.reason, chains.parties, chains.DETAILS),
    SuggestionKind.STRUCTURAL: Telling(structural.reason, structural.parties, structural.DETAILS),
    SuggestionKind.SOCIAL: Telling(social.reason, social.parties, social.DETAILS),
}
