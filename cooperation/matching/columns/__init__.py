"""Columns: a network laid out for the kernels, in whole numbers."""

from .building import assemble, build, laid_out
from .encoding import Encoder, TooManyError
from .layout import Columns, Side, Tables, Weights

__all__ = [
    "Columns",
    "Encoder",
    "Side",
    "Tables",
    "TooManyError",
    "Weights",
    "assemble",
    "build",
    "laid_out",
]
