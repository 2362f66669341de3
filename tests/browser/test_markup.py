"""The markup as it is served: parsed by the letter of the HTML standard."""

import itertools
import urllib.error
import urllib.request
from collections import Counter

import html5lib
import pytest

from tests.browser.pages import PAGES

HTML = "{http://www.w3.org/1999/xhtml}"


def _source(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        return bytes(error.read())


@pytest.mark.parametrize("template", PAGES)
def test_the_markup_has_no_parse_error(site: str, template: str):
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(_source(site + PAGES[template]), transport_encoding="utf-8")
    assert [(position, code) for position, code, _ in parser.errors] == []


@pytest.mark.parametrize("template", PAGES)
def test_identifiers_are_unique_and_headings_in_order(site: str, template: str):
    tree = html5lib.parse(_source(site + PAGES[template]), transport_encoding="utf-8")
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    levels = [
        int(element.tag[-1])
        for element in tree.iter()
        if str(element.tag) in {f"{HTML}h{level}" for level in range(1, 7)}
    ]
    assert levels.count(1) == 1
    jumps = [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1]
    assert jumps == []
