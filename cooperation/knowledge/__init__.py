"""What flows between organisations, what transforms it, and how people name it.

Pure: the standard library and the French stemmer; reads only its own data files.

Examples
--------
>>> knowledge = load()
>>> knowledge.resolve("pain invendu")[0].code
'byproduct.food.bread_unsold'
"""

from .current import install, load, resolve
from .facade import Knowledge
from .french import fold, tokens
from .types import (
    KnowledgeError,
    Resolution,
    Resource,
    ResourceKind,
    Rule,
    Trade,
    TradeResolution,
    Transformation,
    Unit,
    UnitError,
    WasteCode,
)

__all__ = [
    "Knowledge",
    "KnowledgeError",
    "Resolution",
    "Resource",
    "ResourceKind",
    "Rule",
    "Trade",
    "TradeResolution",
    "Transformation",
    "Unit",
    "UnitError",
    "WasteCode",
    "fold",
    "install",
    "load",
    "resolve",
    "tokens",
]
