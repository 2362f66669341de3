"""Names of files: nothing hidden, nothing that leads elsewhere, one extension."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacte.uploads.files import HIDDEN, clean_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Devis pain.pdf", "Devis pain.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Windows\\système.pdf", "système.pdf"),
        ("facture.pdf.exe", "facture-pdf.pdf"),
        ("fac\u202eexe.fdp", "facexe.pdf"),
        ("a\u200bb\x00\n.pdf", "ab.pdf"),
        ("CON", "fichier.pdf"),
        ("...", "fichier.pdf"),
        ("", "fichier.pdf"),
        (None, "fichier.pdf"),
        (".htaccess", "htaccess.pdf"),
        ('a"; filename="b.exe', "a ; filename= b.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("%2e%2e%2fpasswd", "2e 2e 2fpasswd.pdf"),
        ("-rf", "rf.pdf"),
    ],
)
def test_a_name_shows_what_it_is(name, expected):
    assert clean_name(name, "pdf") == expected


@given(st.text(st.characters(codec=None), max_size=300))
def test_no_name_hides_or_leads_anywhere(name):
    found = clean_name(name, "pdf")
    assert found.endswith(".pdf")
    assert found.count(".") == 1
    assert 5 <= len(found) <= 120
    assert not set('/\\\x00\r\n"<>|?*:%') & set(found)
    assert not any(unicodedata.category(character) in HIDDEN for character in found)
    assert clean_name(found, "pdf") == found
