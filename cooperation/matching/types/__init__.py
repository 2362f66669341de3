"""Frozen types that the core reads: the network as it stands at one moment.

A missing datum is ``None``, ``0`` or empty. It never excludes a match: it becomes
something *to check*.
"""

from .actors import Actor, Capability, ServiceCapacity
from .base import Direction, Period, Place
from .network import Commitment, Cooperation, Network
from .postings import Lot, Posting

__all__ = [
    "Actor",
    "Capability",
    "Commitment",
    "Cooperation",
    "Direction",
    "Lot",
    "Network",
    "Period",
    "Place",
    "Posting",
    "ServiceCapacity",
]
