"""The packaged data files, read once, checked, and joined."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from . import lexicon, tradebook
from .activities import parse_activities
from .facade import Knowledge
from .know_hows import parse_transformations
from .parsing import (
    parse_low,
    parse_resources,
    parse_rules,
    parse_trades,
    parse_units,
)
from .types import KnowledgeError, Resolution

UNITS = "units.csv"
RULES = "rules.csv"
LOW = "low.csv"
ACTIVITIES = "naf.csv"
TRANSFORMATIONS = "transformations.csv"
TRADES = "trades/"
RESOURCES = "resources/"
NO_ACTIVITY = "code,label,trades\n"


def data_files() -> dict[str, str]:
    """Read the packaged data files: name, with its folder → content."""
    folder = files(__package__) / "data"
    found = {path.name: path for path in folder.iterdir() if path.is_file()}
    for part in (RESOURCES, TRADES):
        found |= {f"{part}{path.name}": path for path in (folder / part.rstrip("/")).iterdir()}
    return {name: found[name].read_text("utf-8") for name in sorted(found)}


def parse(contents: Mapping[str, str]) -> Knowledge:
    """Check and join data files.

    Parameters
    ----------
    contents : mapping
        Name → content, as :func:`data_files` gives them. Without the European list of waste,
        waste codes are not checked; without the nomenclature of activities, a code is read by the
        codes of the trades alone.

    Returns
    -------
    Knowledge
        Rows sorted by code, whatever the order of the files.

    Raises
    ------
    KnowledgeError
        At the first fault; names the file, the row and the field.
    """
    for name in (UNITS, RULES, TRANSFORMATIONS):
        if name not in contents:
            raise KnowledgeError(name, 0, "", "the file is missing")
    units = parse_units(UNITS, contents[UNITS])
    low = parse_low(LOW, contents[LOW]) if LOW in contents else None
    resources = parse_resources(_under(RESOURCES, contents), units, low)
    rules = parse_rules(RULES, contents[RULES])
    known = parse_transformations(
        TRANSFORMATIONS, contents[TRANSFORMATIONS], resources, rules, units
    )
    trades = parse_trades(_under(TRADES, contents), resources)
    activities = parse_activities(ACTIVITIES, contents.get(ACTIVITIES, NO_ACTIVITY), trades)
    return Knowledge(
        units=MappingProxyType(units),
        resources=MappingProxyType(resources),
        transformations=MappingProxyType(known),
        trades=MappingProxyType(trades),
        lexicon=lexicon.build(resources.values()),
        tradebook=tradebook.build(trades.values(), activities),
        low=MappingProxyType(low or {}),
    )


def _under(folder: str, contents: Mapping[str, str]) -> dict[str, str]:
    """Give the files of a folder; there is one at least."""
    found = {name: text for name, text in contents.items() if name.startswith(folder)}
    if not found:
        raise KnowledgeError(folder, 0, "", "the file is missing")
    return found


@lru_cache(maxsize=1)
def load() -> Knowledge:
    """Give the packaged knowledge, read and checked once.

    Examples
    --------
    >>> load().resources["food.bakery.bread"].unit
    'kg'
    """
    return parse(data_files())


def resolve(text: str) -> tuple[Resolution, ...]:
    """Give the resources of the packaged knowledge that a French text may mean.

    Examples
    --------
    >>> resolve("bocaux en verre")[0].code.startswith("material.container.glass_jar")
    True
    """
    return load().resolve(text)
