"""How much a query may ask. Documented for readers in ``docs/api.md``."""

MAX_BODY = 64 * 1024
"""Bytes of a request."""

MAX_QUERY = 16 * 1024
"""Characters of a document."""

MAX_TOKENS = 2_000
MAX_COMMENTS = 200
MAX_OPERATIONS = 5
MAX_FIELDS = 300
MAX_ALIASES = 30
MAX_ROOT_FIELDS = 20
MAX_DIRECTIVES = 20
MAX_FRAGMENTS = 30
MAX_INLINE_FRAGMENTS = 50

MAX_DEPTH = 10
"""Nested fields of a query on data."""

MAX_INTROSPECTION_DEPTH = 20
"""Nested fields of a query on the schema itself; the usual one takes 14."""

MAX_COST = 5_000
"""Objects that a query may bring back."""

SHORT_LIST = 5
"""Objects counted for a list that takes no size (kinds, labels, criteria …)."""

MAX_ERRORS = 5
"""Errors told about one document."""
