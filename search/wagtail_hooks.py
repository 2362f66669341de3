"""What the search adds to the administration."""

from wagtail.snippets.models import register_snippet

from search.admin import SearchGroup

register_snippet(SearchGroup)
