"""What one request carries along."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Context:
    """The loaders of one request, never shared with another, and the site's address."""

    base_url: str = ""
    loaders: dict[Any, Any] = field(default_factory=dict)
