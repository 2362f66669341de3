"""One's own data: to take away, or to have erased. Upper packages say what they hold."""

from pacte.services.personal_data.erasing import ErasureRefused, erase
from pacte.services.personal_data.exporting import export
from pacte.services.personal_data.registry import Held, Who, hold, who_is

__all__ = ["ErasureRefused", "Held", "Who", "erase", "export", "hold", "who_is"]
