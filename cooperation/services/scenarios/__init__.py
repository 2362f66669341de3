"""What if: scenarios that the pact staff try on the network, which they never change."""

from cooperation.services.scenarios.running import run
from cooperation.services.scenarios.writing import (
    add_change,
    create_scenario,
    delete_scenario,
    duplicate_scenario,
    recompute_scenario,
    remove_change,
    write_scenario,
)

__all__ = [
    "add_change",
    "create_scenario",
    "delete_scenario",
    "duplicate_scenario",
    "recompute_scenario",
    "remove_change",
    "run",
    "write_scenario",
]
