"""Put organisations in touch: every step follows :mod:`cooperation.introduction_moves`."""

from cooperation.services.introductions.proposing import introduce, propose_introduction
from cooperation.services.introductions.refusals import IntroductionRefused

__all__ = ["IntroductionRefused", "introduce", "propose_introduction"]
