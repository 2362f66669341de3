"""Between a plain field and the body of a profile."""

import pytest

from pacte.models import Organisation
from pacte.plain_text import to_body, to_text


def body(*blocks):
    return Organisation(description=list(blocks)).description


@pytest.mark.parametrize(
    "text",
    ["", "Un.", "Un.\n\nDeux,\ntrois.", "<b>a</b> & « b » <script>alert(1)</script>", "1 < 2"],
)
def test_what_is_typed_comes_back(text):
    assert to_text(body(*to_body(text))) == text.replace(",\n", ",\n\n")


def test_html_is_shown_as_typed():
    ((_kind, value),) = to_body("<script>x</script>\r\n\r\n\r\nb")
    assert value.source == "<p>&lt;script&gt;x&lt;/script&gt;</p><p>b</p>"


@pytest.mark.parametrize(
    "block",
    [("heading", "Titre"), ("paragraph", "<p><b>gras</b></p>"), ("figure", {"value": "3"})],
)
def test_a_layout_is_not_flattened(block):
    assert to_text(body(("paragraph", "<p>x</p>"), block)) is None
