"""Somebody at a screen: what they press, what they type, and how long that takes a person."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from tests.browser.test_pages import WIDTHS, open_page

POINTING, THINKING = 1.1, 1.35
"""Seconds to reach and press a thing, and to make up one's mind about it (keystroke-level model)."""
KEY_SECONDS = {"telephone": 0.4, "desktop": 0.28}
"""Seconds to type a character."""

PATIENCE = 60_000
"""Milliseconds that a page may take on a machine that does much else: publishing rebuilds chains."""


@dataclass(slots=True)
class Tally:
    """What somebody did so far: things pressed, fields typed in, characters typed."""

    clicks: int = 0
    fields: int = 0
    keys: int = 0

    def since(self, before: "Tally") -> "Tally":
        """Return what was done after another count."""
        return Tally(
            self.clicks - before.clicks, self.fields - before.fields, self.keys - before.keys
        )

    def within(self, *, clicks: int, fields: int) -> bool:
        """Say whether neither count is over its bound."""
        return self.clicks <= clicks and self.fields <= fields

    def seconds(self, screen: str) -> float:
        """Return how long this takes a person, by the keystroke-level model; reading is not in."""
        pressed = self.clicks + self.fields
        return pressed * (POINTING + THINKING) + self.keys * KEY_SECONDS[screen]

    def told(self, screen: str) -> str:
        """Return the counts in words."""
        seconds = f"{self.seconds(screen):.0f} s by the model"
        return f"{self.clicks} clicks, {self.fields} fields, {self.keys} keys, {seconds}"


@dataclass
class Actor:
    """One person, in one browser, who never types an address but that of the home page."""

    page: Page
    site: str
    screen: str
    tally: Tally = field(default_factory=Tally)
    problems: list[str] = field(default_factory=list)

    @classmethod
    def enters(cls, browser: Browser, site: str, screen: str = "desktop") -> "Actor":
        """Open the home page in a browser of one's own."""
        made = cls(
            open_page(browser, WIDTHS[screen], has_touch=screen == "telephone"), site, screen
        )
        made.page.set_default_timeout(PATIENCE)
        made.page.on("pageerror", lambda error: made.problems.append(str(error)))
        made.page.on("console", made.hear)
        made.page.goto(f"{site}/")
        return made

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the browser complains of."""
        if message.type == "error":
            self.problems.append(f"{self.page.url}: {message.text}")

    def count(self) -> Tally:
        """Return what was done so far."""
        return Tally(self.tally.clicks, self.tally.fields, self.tally.keys)

    def press(self, target: Locator) -> None:
        """Press something that leads nowhere: a box, a fold."""
        target.click()
        self.tally.clicks += 1

    def follow(self, target: Locator) -> None:
        """Press something that leads to another page."""
        with self.page.expect_navigation():
            target.click()
        self.tally.clicks += 1

    def link(self, name: str | re.Pattern[str]) -> None:
        """Follow the first link of a name."""
        self.follow(self.page.get_by_role("link", name=name).first)

    def button(self, name: str | re.Pattern[str]) -> None:
        """Press the first button of a name, that sends a form."""
        self.follow(self.page.get_by_role("button", name=name).first)

    def write(self, label: str | re.Pattern[str], text: str) -> None:
        """Type in the field of a label."""
        self.write_in(self.page.get_by_label(label).first, text)

    def write_in(self, target: Locator, text: str) -> None:
        """Type in a field."""
        target.fill(text)
        self.tally.fields += 1
        self.tally.keys += len(text)

    def spell(self, target: Locator, text: str) -> None:
        """Type in a field letter after letter, as what proposes words must see it."""
        target.press_sequentially(text, delay=20)
        self.tally.fields += 1
        self.tally.keys += len(text)

    def choose(self, label: str | re.Pattern[str], value: str) -> None:
        """Open a list, and choose from it."""
        self.page.get_by_label(label).first.select_option(value)
        self.tally.clicks += 2

    def tick(self, label: str | re.Pattern[str]) -> None:
        """Tick a box, or one choice among several."""
        self.page.get_by_label(label).first.check()
        self.tally.clicks += 1

    def reads(self, text: str | re.Pattern[str]) -> None:
        """Wait until the page says something."""
        expect(self.page.locator("main")).to_contain_text(text)

    def sees_nowhere(self, text: str) -> None:
        """Check that what came from the server says nothing of it, hidden or not."""
        assert text not in self.page.content()
