"""The parameters of a plan as plain data, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .changes import Newcomer, Trial
from .request import ORGANIC_SHARE, QUALITY_SHARE, Month, Request, months_from


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanParameters:
    """What is planned.

    Attributes
    ----------
    start : Month
        First month.
    count : int
        How many months in a row.
    products, epcis : tuple of str
        As in ``Request``; empty for all.
    radius_km : int or None
        No delivery goes further.
    local_km : int
        Up to how far a delivery counts as local.
    quality_share, organic_share : int
        Shares sought, in thousandths.
    trial : Trial
        What is tried out.
    base : str
        Token of the plan that a trial is compared with, or empty.
    is_public : bool
        Whether any visitor may see it.
    """

    start: Month
    count: int = 12
    products: tuple[str, ...] = ()
    epcis: tuple[str, ...] = ()
    radius_km: int | None = None
    local_km: int = 50
    quality_share: int = QUALITY_SHARE
    organic_share: int = ORGANIC_SHARE
    trial: Trial = field(default_factory=Trial)
    base: str = ""
    is_public: bool = False

    @property
    def months(self) -> tuple[Month, ...]:
        """The months, in order."""
        return months_from(self.start, self.count)

    def as_data(self) -> dict[str, Any]:
        """Write as plain data, ready for JSON."""
        return {
            "start": str(self.start),
            "count": self.count,
            "products": list(self.products),
            "epcis": list(self.epcis),
            "radius_km": self.radius_km,
            "local_km": self.local_km,
            "quality_share": self.quality_share,
            "organic_share": self.organic_share,
            "trial": trial_data(self.trial),
            "base": self.base,
            "public": self.is_public,
        }

    def request(
        self,
        positions: Mapping[str, tuple[float, float]],
        quality_labels: frozenset[str],
        organic_labels: frozenset[str],
    ) -> Request:
        """Give the request that they make, with the communes and labels as they stand."""
        return Request(
            months=self.months,
            positions=positions,
            products=frozenset(self.products),
            epcis=frozenset(self.epcis),
            radius_m=None if self.radius_km is None else self.radius_km * 1000,
            local_m=self.local_km * 1000,
            quality_labels=quality_labels,
            organic_labels=organic_labels,
            quality_share=self.quality_share,
            organic_share=self.organic_share,
        )


def trial_data(trial: Trial) -> dict[str, Any]:
    """Write a trial as plain data."""
    return {
        "removed": sorted(trial.removed),
        "capacities": [[key, trial.capacities[key]] for key in sorted(trial.capacities)],
        "newcomers": [
            {
                "resource": row.resource,
                "insee": row.insee,
                "kilos": str(row.kilos),
                "months": row.months,
                "labels": sorted(row.labels),
            }
            for row in trial.newcomers
        ],
    }


def read_trial(data: Mapping[str, Any]) -> Trial:
    """Read a trial from plain data."""
    return Trial(
        removed=frozenset(data["removed"]),
        capacities=dict(data["capacities"]),
        newcomers=tuple(
            Newcomer(
                resource=row["resource"],
                insee=row["insee"],
                kilos=Decimal(row["kilos"]),
                months=row["months"],
                labels=frozenset(row["labels"]),
            )
            for row in data["newcomers"]
        ),
    )


def read_parameters(data: Mapping[str, Any]) -> PlanParameters:
    """Read the parameters of a plan from plain data."""
    year, month = map(int, data["start"].split("-"))
    return PlanParameters(
        start=Month(year, month),
        count=data["count"],
        products=tuple(data["products"]),
        epcis=tuple(data["epcis"]),
        radius_km=data["radius_km"],
        local_km=data["local_km"],
        quality_share=data["quality_share"],
        organic_share=data["organic_share"],
        trial=read_trial(data["trial"]),
        base=data["base"],
        is_public=data["public"],
    )
