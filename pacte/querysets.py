"""Questions asked of the tables more than once."""

from typing import Any

from django.db import models


class OrganisationQuerySet(models.QuerySet[Any]):
    """Organisations, by what visitors may see and what lists need."""

    def public(self) -> "OrganisationQuerySet":
        """Keep the published profiles."""
        return self.filter(live=True)

    def signatories(self) -> "OrganisationQuerySet":
        """Keep the signatories of the pact."""
        return self.filter(roles__code="signatory")

    def with_card(self) -> "OrganisationQuerySet":
        """Fetch what a card shows: place, kinds, roles and labels."""
        return self.select_related("commune__epci", "building__place", "logo").prefetch_related(
            "kinds", "roles", "labels", "themes"
        )


class ActionQuerySet(models.QuerySet[Any]):
    """Actions of the roadmap."""

    def public(self) -> "ActionQuerySet":
        """Keep the published actions."""
        return self.filter(live=True)
