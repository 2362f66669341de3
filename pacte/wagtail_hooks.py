"""What the pact adds to the administration."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from pacte.admin.base import ReadMostlyPolicy
from pacte.admin.groups import NetworkGroup, RoadmapGroup, TerritoryGroup
from pacte.models import Commune, Epci

register_permission_policy(Commune, ReadMostlyPolicy(Commune))
register_permission_policy(Epci, ReadMostlyPolicy(Epci))
register_snippet(NetworkGroup)
register_snippet(RoadmapGroup)
register_snippet(TerritoryGroup)
