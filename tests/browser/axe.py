"""What axe finds on a page: everything, or only what the colours decide."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script
RUN = "rules => axe.run(rules).then(results => results.violations)"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice")
FOUND = {"resultTypes": ["violations"]}
"""Describing what passes costs more than looking."""
EVERYTHING: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}, **FOUND}
COLOURS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ("color-contrast", "link-in-text-block")},
    **FOUND,
}
"""All that changes from the light scheme to the dark one."""
SETTLED = "Promise.allSettled(document.getAnimations().map(animation => animation.finished))"
"""Waits until no colour is on its way to another."""


def violations(page: Page, rules: dict[str, Any] = EVERYTHING) -> list[str]:
    """Run axe on the page as it stands; say what it finds, and where."""
    page.evaluate(SETTLED)
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    found = page.evaluate(RUN, rules)
    return [f"{v['id']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found]
