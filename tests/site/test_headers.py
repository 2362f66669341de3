"""What every answer says besides its page: headers, icons, maintenance, unreadable requests."""

import json
from contextlib import closing

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def served(client, path):
    """Get a file of the site: its type and what it holds."""
    with closing(client.get(path)) as answer:
        assert answer.status_code == 200
        return answer["Content-Type"], answer.getvalue()


@pytest.mark.parametrize("path", ["/plan-du-site/", "/nulle-part/", "/admin/", "/robots.txt"])
def test_no_page_may_use_the_sensors_of_a_device(client, path):
    policy = client.get(path)["Permissions-Policy"]
    assert "geolocation=(self)" in policy
    assert "camera=()" in policy
    assert "microphone=()" in policy


def test_browsers_find_their_icons_at_the_root(client):
    kind, manifest = served(client, "/manifest.webmanifest")
    assert kind == "application/manifest+json"
    icons = [icon["src"] for icon in json.loads(manifest)["icons"]]
    for path in ("/favicon.ico", "/apple-touch-icon.png", *icons):
        assert served(client, path)[0].startswith("image/")
    page = client.get(reverse("pacte:site-map")).text
    for path in ("/favicon.ico", "/apple-touch-icon.png", "/manifest.webmanifest"):
        assert f'href="{path}"' in page


def test_maintenance_is_told_without_the_database(
    client, settings, tmp_path, django_assert_num_queries
):
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    assert client.get("/plan-du-site/").status_code == 200
    settings.MAINTENANCE_FILE.touch()
    with django_assert_num_queries(0):
        page = client.get("/plan-du-site/")
    assert page.status_code == 503
    assert page["Retry-After"] == "600"
    assert page["Cache-Control"] == "no-store"
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert "Le site est en maintenance" in page.text
    assert client.post("/annonces/deposer/").status_code == 503
    assert served(client, "/favicon.ico")
    settings.MAINTENANCE_FILE.unlink()
    assert client.get("/plan-du-site/").status_code == 200


def test_a_request_that_cannot_be_read_is_answered_in_french():
    page = Client(headers={"host": "ailleurs.example"}).get("/plan-du-site/")
    assert page.status_code == 400
    assert '<html lang="fr">' in page.text
    assert "Demande illisible" in page.text
