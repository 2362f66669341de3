"""Structure of the network: who is near whom through what they share, exact; and leads from it."""

from .bulk import best
from .leads import suggest
from .pagerank import Near, near
from .plain import scores_from
from .ties import Ties, ties
from .weights import adamic_adar, common_neighbours, resource_allocation

__all__ = [
    "Near",
    "Ties",
    "adamic_adar",
    "best",
    "common_neighbours",
    "near",
    "resource_allocation",
    "scores_from",
    "suggest",
    "ties",
]
