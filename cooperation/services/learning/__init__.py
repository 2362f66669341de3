"""Learn the points from what became of suggestions; nothing counts before the staff approve it."""

from cooperation.services.learning.deciding import LearningRefused, approve, refuse
from cooperation.services.learning.proposing import propose, write_proposal
from cooperation.services.learning.recording import record_outcome

__all__ = ["LearningRefused", "approve", "propose", "record_outcome", "refuse", "write_proposal"]
