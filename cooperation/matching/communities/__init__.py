"""Communities of a graph given as columns: who is linked together more than chance would have it.

Louvain, deterministic: run again from what it found until nothing gains, from one order of the nodes
or several drawn with fixed seeds, the best partition kept. Modularity is compared in integers.
"""

from .louvain import Communities, communities

__all__ = ["Communities", "communities"]
