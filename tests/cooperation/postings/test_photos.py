"""Photographs: cleaned, four at most, seen by who sees the posting, gone with it."""

import datetime as dt
import io

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cooperation.models import Posting, PostingPhoto
from cooperation.services import postings_photos as services
from cooperation.services.postings_photos import NewPhoto, add_photos
from pacte.throttling import Limit
from pacte.uploads import clean_image
from tests.cooperation.test_posting_form import data
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import CommuneFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path


def image(size=(60, 40), name="Pain du soir.jpg"):
    out = io.BytesIO()
    Image.new("RGB", size, "orange").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


@pytest.fixture
def row():
    return PostingFactory(status="draft", published_on=None)


@pytest.fixture
def author(client, row):
    user = MembershipFactory(organisation=row.organisation).user
    client.force_login(user)
    return user


def chosen(*files, alt="Un sac de pain"):
    """send photographs, each with its words."""
    sent = {f"new_{n}": file for n, file in enumerate(files, start=1)}
    return sent | {f"{name}_alt": alt for name in sent}


def add(client, row, *files, alt="Un sac de pain"):
    return client.post(f"/mon-espace/annonces/{row.pk}/photos/", chosen(*files, alt=alt))


def read(client, url):
    """ask for a photograph, to its end."""
    answer = client.get(url)
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    return answer


def files():
    return [path for path in settings.PRIVATE_MEDIA_ROOT.rglob("*") if path.is_file()]


def stored():
    """list what belongs to postings, without what a form set aside."""
    return [path for path in files() if "annonces" in path.parts]


def test_a_photo_is_shown_with_its_words_and_its_size(client, row, author):
    assert add(client, row, image()).status_code == 302
    photo = PostingPhoto.objects.get()
    assert (photo.width, photo.height, photo.alt) == (60, 40, "Un sac de pain")
    Posting.objects.update(status="published")
    html = client.get(f"/annonces/{row.pk}/").content.decode()
    url = f"/annonces/{row.pk}/photos/{photo.pk}/"
    assert f'<img src="{url}" alt="Un sac de pain" width="60" height="40" loading="lazy"' in html
    client.logout()
    answer = read(client, url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_it_is_seen_by_who_sees_the_posting_alone(client, row, author):
    add(client, row, image())
    photo = PostingPhoto.objects.get()
    url = f"/annonces/{row.pk}/photos/{photo.pk}/"
    assert read(client, url).status_code == 200
    other = PostingFactory()
    assert client.get(f"/annonces/{other.pk}/photos/{photo.pk}/").status_code == 404
    client.force_login(UserFactory())
    assert client.get(url).status_code == 404
    client.logout()
    assert client.get(url).status_code == 404


def test_four_at_most_and_words_asked(client, row, author):
    answer = add(client, row, image(), alt=" ")
    assert answer.status_code == 422
    assert "ce que montre « Pain du soir.jpg »" in plain(answer.content.decode())
    answer = add(client, row)
    assert answer.status_code == 422
    assert "Choisissez une photo" in answer.content.decode()
    answer = client.post(f"/mon-espace/annonces/{row.pk}/photos/", {"new_1_alt": "Oubliée"})
    assert "Choisissez la photo de nouveau" in answer.content.decode()
    assert 'value="Oubliée"' in answer.content.decode()
    assert add(client, row, *(image() for _ in range(3))).status_code == 302
    assert client.get(f"/mon-espace/annonces/{row.pk}/").content.decode().count('"file"') == 1
    answer = add(client, row, image(), image())
    assert answer.status_code == 422
    assert "quatre photos au plus" in plain(answer.content.decode()).lower()
    assert PostingPhoto.objects.count() == len(stored()) == 3


@pytest.mark.parametrize("content", [b"<svg/>", b"GIF89a", b"\xff\xd8\xff", b"<html>", b""])
def test_what_is_no_photo_is_refused_in_words(client, row, author, content):
    bad = SimpleUploadedFile("photo.jpg", content, "image/jpeg")
    answer = add(client, row, bad)
    assert answer.status_code == 422
    assert "« photo.jpg » :" in plain(answer.content.decode())
    assert files() == []


def test_a_write_that_fails_leaves_no_file(row, author, monkeypatch):
    sent = clean_image(image())
    photos = [NewPhoto(sent, "Un"), NewPhoto(sent, "x" * 201)]
    monkeypatch.setattr(services, "check_count", lambda count: None)
    monkeypatch.setattr(services, "store_photo", failing_second(services.store_photo))
    with pytest.raises(RuntimeError):
        add_photos(posting_id=row.pk, photos=photos, user=author, now=NOW)
    assert files() == []
    assert not PostingPhoto.objects.exists()


def failing_second(store):
    """keep the second photograph, then fail."""

    def wrapped(**options):
        made = store(**options)
        if options["position"] == 2:
            raise RuntimeError
        return made

    return wrapped


def test_nothing_unseen_by_the_staff_reaches_a_published_posting(client, row, author):
    Posting.objects.update(status="published")
    assert add(client, row, image()).status_code == 403
    row.organisation.is_trusted = True
    row.organisation.save()
    assert add(client, row, image()).status_code == 302


def test_a_photo_goes_and_its_file_with_it(client, row, author, django_capture_on_commit_callbacks):
    add(client, row, image(), image())
    first, second = PostingPhoto.objects.all()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            path = f"/mon-espace/annonces/{row.pk}/photos/{first.pk}/enlever/"
            assert client.post(path).status_code == 302
    assert len(files()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        row.delete()
    assert files() == []
    assert second.file


def test_a_deposit_carries_photos(client):
    CommuneFactory(name="Grenoble", insee="38185", postcodes=["38000"])
    sent = {"new_1": image(), "new_1_alt": "Du pain", "new_2": image(), "new_2_alt": "Du riz"}
    answer = client.post("/annonces/deposer/", data(**sent))
    assert answer.status_code == 302
    photos = Posting.objects.get().photos.all()
    assert [(row.position, row.alt) for row in photos] == [(1, "Du pain"), (2, "Du riz")]


def test_too_many_are_asked_to_wait(client, row, author, monkeypatch):
    monkeypatch.setattr("cooperation.views.postings_photos.UPLOADS", Limit("photos-test", "1/h"))
    add(client, row, image())
    answer = add(client, row, image())
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
