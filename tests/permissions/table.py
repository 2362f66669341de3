"""The table that says what each gets: ``table.txt``, one line an address, a case and a method."""

from pathlib import Path

from tests.permissions.roles import ROLES

FILE = Path(__file__).with_name("table.txt")
Line = tuple[str, str, str]
"""An address, a case, a method."""


def read() -> dict[Line, str]:
    """Read the table: a string of one letter a role, in the order of the roles, a line."""
    rows: dict[Line, str] = {}
    for text in FILE.read_text("utf-8").splitlines():
        if not text or text.startswith("#"):
            continue
        address, case, method, letters = (part.strip() for part in text.split("|"))
        assert len(letters) == len(ROLES), text
        assert (address, case, method) not in rows, text
        rows[address, case, method] = letters
    return rows
