"""What tests of the administration import: Wagtail's own templates are not held strictly."""

import pytest


@pytest.fixture(autouse=True)
def strict_templates():
    """Leave Wagtail's templates to Django's own rule: they rely on ``|default``."""
