"""The lines of a notification: those that end with an address of the site lead there."""

import pytest
from django.test import override_settings

from pacte.templatetags.notice_tags import notice_lines

SITE = "http://localhost:8000"


@pytest.mark.parametrize(("where", "start"), [("page", ""), ("mail", SITE)])
def test_a_line_that_ends_with_an_address_of_the_site_is_a_link(where, start):
    body = f"– Une brasserie & du pain. {SITE}/mon-espace/pour-vous/3/\nEt 2 autres."
    link = f'– <a href="{start}/mon-espace/pour-vous/3/">Une brasserie &amp; du pain.</a>'
    assert notice_lines(body, where) == f"{link}<br>Et 2 autres."


@pytest.mark.parametrize(
    "line",
    [
        "Voyez https://ailleurs.example/",
        f"Voyez {SITE}.ailleurs.example/",
        f"Voyez {SITE}@ailleurs.example/",
        "javascript:alert(1)",
        f"{SITE}/seule/",
        f"Voyez {SITE}/page/ ce soir",
        "",
    ],
)
def test_everything_else_stays_text(line):
    assert notice_lines(line, "page") == line


def test_what_people_wrote_is_escaped():
    assert notice_lines("<b>gras</b>\n\"'", "mail") == "&lt;b&gt;gras&lt;/b&gt;<br>&quot;&#x27;"
    shown = notice_lines(f'<i>Ici</i> {SITE}/"onclick="x', "page")
    assert shown == '<a href="/&quot;onclick=&quot;x">&lt;i&gt;Ici&lt;/i&gt;</a>'


@override_settings(WAGTAILADMIN_BASE_URL="https://pacte.example/")
def test_the_site_is_the_one_of_the_settings():
    assert notice_lines("Là https://pacte.example/a/", "page") == '<a href="/a/">Là</a>'
    assert "<a" not in notice_lines(f"Là {SITE}/a/", "page")
