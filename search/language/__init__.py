"""What a query means: its words and what stands for them, its filters, its slips. Pure.

The standard library, the French tokens and the knowledge of :mod:`cooperation.knowledge`, and
data files of its own: no framework, no clock.
"""

from .chips import Chip
from .gazetteer import Gazetteer, Named, Place
from .lexicon import Lexicon, build, extended
from .spelling import did_you_mean
from .understanding import Understanding, understand
from .vocabulary import Vocabulary, triples

__all__ = [
    "Chip",
    "Gazetteer",
    "Lexicon",
    "Named",
    "Place",
    "Understanding",
    "Vocabulary",
    "build",
    "did_you_mean",
    "extended",
    "triples",
    "understand",
]
