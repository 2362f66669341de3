"""What the search adds to the administration."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from search.admin import SearchGroup
from search.models import SavedSearch
from search.saved_admin import AdministratorsPolicy

register_permission_policy(SavedSearch, AdministratorsPolicy(SavedSearch))
register_snippet(SearchGroup)
