#!/usr/bin/env python
"""Take the pictures of the documentation from a running demonstration.

make run            # in one terminal
make screenshots    # in another
"""

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "images"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
PICTURES = {
    "accueil": ("/", 1280, 900),
    "profil": ("/organisations/cocomiette/#suggestions", 1280, 1200),
    "annuaire": ("/annuaire/", 1280, 900),
    "reseau": ("/reseau/", 1280, 900),
    "pole-r": ("/pole-r/", 1280, 1200),
    "annonce-telephone": ("/annonces/deposer/", 390, 844),
}


def take(browser: Browser, address: str) -> None:
    """Write one picture a page of :data:`PICTURES`."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (path, width, height) in PICTURES.items():
        page = browser.new_page(viewport={"width": width, "height": height}, locale="fr-FR")
        page.goto(address + path, wait_until="networkidle")
        page.screenshot(path=FOLDER / f"{name}.png")
        print(f"{FOLDER / name}.png")
        page.close()


def main() -> None:
    """Read the address, start the browser, take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://localhost:8000")
    address = parser.parse_args().address.rstrip("/")
    with sync_playwright() as playwright:
        executable = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        take(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
