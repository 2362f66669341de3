"""The flow graph: what each organisation gives or makes, and who could take it.

Its nodes are *stages*: an organisation's own postings (it takes what it needs, it gives what it
offers), or one of its know-hows (it takes the inputs, it gives the outputs). Its edges are *hops*:
something given in front of something wanted, allowed by every hard constraint. A chain follows hops
from know-how to know-how; a loop comes back to where it started.
"""

from .build import FANOUT, build
from .passage import Passage, Step, following, start
from .types import Flows, Hop, Stage

__all__ = ["FANOUT", "Flows", "Hop", "Passage", "Stage", "Step", "build", "following", "start"]
