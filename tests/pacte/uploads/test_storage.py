"""Where files are kept, and how they are handed out."""

import stat
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.test import Client

from pacte.uploads import clean_document, clean_image, forget, keep, serve_private
from tests.pacte.uploads.samples import PDF, image, upload

pytestmark = pytest.mark.django_db  # an answer that ends looks at its connection


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"
    return settings.PRIVATE_MEDIA_ROOT


def test_a_file_is_kept_under_a_random_name_for_the_site_alone(folder):
    clean = clean_document(upload("Devis secret.pdf", PDF))
    names = {keep(clean, folder="messages") for _twice in range(2)}
    assert len(names) == 2
    for name in names:
        path = Path(folder) / name
        assert "secret" not in name
        assert path.read_bytes() == PDF
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    forget(names.pop())
    forget("messages/0/absent.pdf")


def test_no_address_leads_to_the_private_files():
    assert not Path(site_settings.PRIVATE_MEDIA_ROOT).is_relative_to(site_settings.MEDIA_ROOT)
    assert not Path(site_settings.PRIVATE_MEDIA_ROOT).is_relative_to(site_settings.STATIC_ROOT)


def served(**fields):
    path = keep(clean_document(upload("a.pdf", PDF)), folder="messages")
    given = {"path": path, "name": "Devis été.pdf", "content_type": "application/pdf"}
    return serve_private(**(given | fields))


def test_a_file_is_downloaded_and_neither_guessed_nor_kept():
    response = served(in_the_page=True)
    assert (
        response["Content-Disposition"] == "attachment; filename*=utf-8''Devis%20%C3%A9t%C3%A9.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"".join(response.streaming_content) == PDF
    response.close()


def test_only_images_show_in_a_page():
    clean = clean_image(upload("a.png", image("PNG")))
    path = keep(clean, folder="photos")
    for in_the_page, start in ((True, "inline"), (False, "attachment")):
        response = serve_private(
            path=path, name=clean.name, content_type=clean.content_type, in_the_page=in_the_page
        )
        assert response["Content-Disposition"].startswith(start)
        response.close()


def test_a_file_that_is_gone_is_not_found():
    with pytest.raises(Http404):
        served(path="messages/0/absent.pdf")


@pytest.mark.parametrize("path", ["../settings.py", "/etc/passwd"])
def test_no_name_leads_out_of_the_folder(path):
    with pytest.raises(SuspiciousOperation):
        served(path=path)


@pytest.mark.parametrize("address", ["/private/", "/media/private/a.pdf", "/media/../private/a"])
def test_the_site_serves_no_private_folder(address):
    assert Client().get(address).status_code == 404
