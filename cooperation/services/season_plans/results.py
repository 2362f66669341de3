"""What the core found, as the plain data that a plan keeps."""

from collections.abc import Iterable
from dataclasses import astuple
from typing import Any

from cooperation.matching.allocate.season.gaps import Gap
from cooperation.matching.allocate.season.request import Request
from cooperation.matching.allocate.season.stocks import Stocks
from cooperation.matching.allocate.season.summary import Summary

VERSION = "2026.1"
"""Version of the penalties, quotas and assumptions of the plans."""


def summary_data(summary: Summary) -> dict[str, Any]:
    """Write what a comparison needs."""
    return {
        "total": list(astuple(summary.total)),
        "trips": summary.trips,
        "trip_metres": summary.trip_metres,
        "cells": [[*key, *astuple(cell)] for key, cell in summary.cells.items()],
        "kitchens": [[key, *astuple(row)] for key, row in summary.kitchens.items()],
    }


def result_data(
    stocks: Stocks, request: Request, summary: Summary, missing: Iterable[Gap]
) -> dict[str, Any]:
    """Write a whole result: identifiers, grams and metres."""
    return {
        **summary_data(summary),
        "months": [str(month) for month in request.months],
        "producers": [
            [key, offered, *astuple(row)] for key, (offered, row) in summary.producers.items()
        ],
        "flows": [list(astuple(flow)) for flow in summary.flows],
        "gaps": [gap_data(gap) for gap in missing],
        "unquantified": [row.id for row in stocks.unquantified],
    }


def gap_data(gap: Gap) -> dict[str, Any]:
    """Write what is missing, and the leads."""
    return {
        "product": gap.product,
        "grams": gap.grams,
        "months": [list(row) for row in gap.months],
        "kitchens": [list(row) for row in gap.kitchens],
        "growers": [list(astuple(lead)) for lead in gap.growers],
        "makers": [list(astuple(lead)) for lead in gap.makers],
    }
