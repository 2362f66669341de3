"""Words and colours that the templates give to codes."""

import pytest

from pacte.enums import ActionStatus, CommitmentStatus
from pacte.locator import DIRECTIONS
from pacte.templatetags import pacte_tags


def test_every_direction_has_words():
    assert len({str(pacte_tags.compass(code)) for code in DIRECTIONS}) == 8


@pytest.mark.parametrize(
    "status", sorted({*ActionStatus.values, *CommitmentStatus.values, "inconnu"})
)
def test_a_status_has_a_colour_or_none(status):
    assert pacte_tags.status_kind(status) in {"", "info", "success", "warning", "danger"}


def test_an_action_status_has_words():
    assert str(pacte_tags.action_status("ongoing")) == "En cours"


@pytest.mark.parametrize(
    "address", ["/annuaire/", "#bas", "https://a.example", "mailto:a@b.example"]
)
def test_addresses_that_lead_somewhere_are_kept(address):
    assert pacte_tags.safe_address(f" {address} ") == address


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", ""])
def test_addresses_that_run_something_are_dropped(address):
    assert pacte_tags.safe_address(address) == ""


@pytest.mark.parametrize(
    ("value", "text"), [(1250, "1\u202f250"), (2.5, "2,5"), (3.0, "3"), ("0.125", "0,13")]
)
def test_numbers_are_written_in_french(value, text):
    assert pacte_tags.number(value).replace("\u00a0", "\u202f") == text
