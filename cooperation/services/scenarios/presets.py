"""Organisations that a territory often misses, ready to be tried: what they would master.

The capacities are orders of magnitude of a small local unit, to be replaced by those of a real
project: nothing is promised by them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Preset:
    """An organisation to try: its know-hows with a yearly capacity, and its authorisations."""

    label: Any
    know_hows: tuple[tuple[str, str, str], ...]
    authorisations: tuple[str, ...] = ()
    radius_km: int = 40
    is_social: bool = True

    def row(self) -> dict[str, Any]:
        """Write the preset as the beginning of a change."""
        return {
            "know_hows": [
                {"transformation": code, "capacity": capacity, "unit": unit}
                for code, capacity, unit in self.know_hows
            ],
            "authorisations": list(self.authorisations),
            "radius_km": self.radius_km,
            "is_social": self.is_social,
        }


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "vegetable_kitchen": Preset(_("Une légumerie"), (("vegetable_to_cut", "120", "t"),)),
        "cannery": Preset(
            _("Une conserverie"),
            (("fruit_veg_to_preserves", "40", "t"), ("fruit_veg_to_soup", "20", "t")),
        ),
        "jar_washing": Preset(
            _("Une laverie de bocaux et de bouteilles"),
            (("glass_jar_washing", "200000", "piece"), ("glass_bottle_washing", "200000", "piece")),
        ),
        "composting": Preset(
            _("Une plateforme de compostage"), (("organic_to_compost", "1500", "t"),), ("20",), 30
        ),
        "solidarity_kitchen": Preset(
            _("Une cuisine solidaire"), (("fruit_veg_to_meals", "30", "t"),)
        ),
        "brewery": Preset(
            _("Une brasserie qui reprend le pain"), (("bread_to_beer", "10", "t"),), is_social=False
        ),
        "wood_workshop": Preset(
            _("Un atelier de réemploi du bois"),
            (("pallet_repair", "20000", "piece"), ("furniture_refurbish", "3000", "piece")),
        ),
        "textile_sorting": Preset(
            _("Un centre de tri textile"),
            (("textile_sorting", "300", "t"), ("textile_to_wiping", "60", "t")),
        ),
    }
)
"""Code → preset. Every transformation is in the knowledge; a test says so."""
