"""The table of points in force: how much each criterion weighs in each kind of suggestion."""

from __future__ import annotations

from types import MappingProxyType

from .points import TABLE_VERSION, CriterionCode, PointsTable, SuggestionKind

TABLE = PointsTable(
    version=TABLE_VERSION,
    maxima=MappingProxyType(
        {
            SuggestionKind.DIRECT: MappingProxyType(
                {
                    CriterionCode.CLOSENESS: 260,
                    CriterionCode.QUANTITY: 180,
                    CriterionCode.DISTANCE: 180,
                    CriterionCode.MONTHS: 120,
                    CriterionCode.SOCIAL: 90,
                    CriterionCode.ENVIRONMENT: 90,
                    CriterionCode.RESPONSIVENESS: 40,
                    CriterionCode.THEMES: 40,
                }
            ),
            SuggestionKind.CIRCULAR: MappingProxyType(
                {
                    CriterionCode.CLOSENESS: 220,
                    CriterionCode.QUANTITY: 160,
                    CriterionCode.DISTANCE: 190,
                    CriterionCode.SOCIAL: 100,
                    CriterionCode.ENVIRONMENT: 170,
                    CriterionCode.OUTLET: 100,
                    CriterionCode.RESPONSIVENESS: 30,
                    CriterionCode.THEMES: 30,
                }
            ),
            SuggestionKind.DEDUCED: MappingProxyType(
                {
                    CriterionCode.LIKELIHOOD: 300,
                    CriterionCode.CLOSENESS: 240,
                    CriterionCode.DISTANCE: 200,
                    CriterionCode.MONTHS: 60,
                    CriterionCode.SOCIAL: 80,
                    CriterionCode.ENVIRONMENT: 80,
                    CriterionCode.THEMES: 40,
                }
            ),
            SuggestionKind.CHAIN: MappingProxyType(
                {
                    CriterionCode.CLOSENESS: 150,
                    CriterionCode.QUANTITY: 200,
                    CriterionCode.DISTANCE: 200,
                    CriterionCode.SOCIAL: 100,
                    CriterionCode.ENVIRONMENT: 150,
                    CriterionCode.OUTLET: 100,
                    CriterionCode.LENGTH: 100,
                }
            ),
            SuggestionKind.LOOP: MappingProxyType(
                {
                    CriterionCode.CLOSENESS: 150,
                    CriterionCode.QUANTITY: 200,
                    CriterionCode.DISTANCE: 200,
                    CriterionCode.SOCIAL: 100,
                    CriterionCode.ENVIRONMENT: 200,
                    CriterionCode.LENGTH: 150,
                }
            ),
            SuggestionKind.STRUCTURAL: MappingProxyType(
                {
                    CriterionCode.PARTNERS: 350,
                    CriterionCode.COMMITMENTS: 200,
                    CriterionCode.SITE: 150,
                    CriterionCode.DISTANCE: 150,
                    CriterionCode.THEMES: 100,
                    CriterionCode.SOCIAL: 50,
                }
            ),
            SuggestionKind.SOCIAL: MappingProxyType(
                {
                    CriterionCode.CLOSENESS: 250,
                    CriterionCode.CAPACITY: 300,
                    CriterionCode.DISTANCE: 200,
                    CriterionCode.ELIGIBILITY: 100,
                    CriterionCode.TEAM: 100,
                    CriterionCode.RESPONSIVENESS: 50,
                }
            ),
        }
    ),
    unknown=MappingProxyType(
        {
            CriterionCode.QUANTITY: 400,
            CriterionCode.CAPACITY: 400,
            CriterionCode.DISTANCE: 300,
            CriterionCode.MONTHS: 500,
            CriterionCode.RESPONSIVENESS: 500,
        }
    ),
)
"""The table in force. Why these points: ``docs/matching.md``."""
