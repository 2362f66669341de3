"""The French company register, through its public search (API Recherche d’entreprises)."""

from pacte.registry.client import RegistryUnavailable, look_up
from pacte.registry.reading import Establishment

__all__ = ["Establishment", "RegistryUnavailable", "look_up"]
