"""From the database to the core's frozen types.

The one adapter: services load a snapshot, call the core, write the outcome.
"""

from cooperation.snapshot.network import load, lot_of
from cooperation.snapshot.single import guest, posting, unsaved

__all__ = ["guest", "load", "lot_of", "posting", "unsaved"]
