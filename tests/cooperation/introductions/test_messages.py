"""The thread: who writes in it, one message a key, files that are what they say."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cooperation.models import Message, MessageFile
from cooperation.services.introductions import IntroductionRefused, accept, close, invite, refuse
from cooperation.services.messages import post_message
from pacte.uploads import clean_attachments
from tests.cooperation.introductions.scene import NOW, ask, scene, side

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(here, settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = str(tmp_path)
    return here


def post(here, who, body="Bonjour", key="une", **more):
    return post_message(
        introduction_id=here.introduction.pk, **who.who, body=body, key=key, now=NOW, **more
    )


def test_one_message_a_key_and_a_person(here, told):
    first = post(here, here.baker)
    assert post(here, here.baker, body="Autre") == first
    assert post(here, here.author) != first
    assert Message.objects.count() == 2
    assert [row.user for row in told if row.kind == "message"] == [
        here.author.user,
        here.baker.user,
    ]


def test_strangers_and_those_who_left_write_nothing(here):
    stranger = side("Étrangère fictive", 9)
    with pytest.raises(PermissionDenied):
        post(here, stranger)
    with pytest.raises(PermissionDenied):
        post_message(introduction_id=here.introduction.pk, user=stranger.user,
                     organisation=here.author.organisation, body="x", key="y", now=NOW)  # fmt: skip
    close(introduction_id=here.introduction.pk, **here.baker.who, reason="price", now=NOW)
    with pytest.raises(IntroductionRefused, match="se ferme"):
        post(here, here.baker)


def test_who_left_a_group_reads_and_writes_no_more(client):
    here, other = scene(), side("Paysanne fictive", 3)
    who = {"introduction_id": here.introduction.pk, "now": NOW}
    invite(**who, **here.baker.who, invited=other.organisation)
    accept(**who, **here.author.who)
    refuse(**who, **other.who, reason="quantity")
    post(here, here.baker, body="Entre nous")
    with pytest.raises(IntroductionRefused, match="quitté"):
        post(here, other)
    client.force_login(other.user)
    shown = client.get(reverse("cooperation:introduction", args=[here.introduction.pk]))
    assert "Entre nous" not in shown.content.decode()
    assert here.baker.user.email not in shown.content.decode()


def image(name="photo.png"):
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


def send(client, here, files, key="00000000-0000-4000-8000-000000000001"):
    address = reverse("cooperation:introduction-message", args=[here.introduction.pk])
    return client.post(
        address, {"message-body": "Voici", "message-key": key, "message-attachments": files}
    )


def test_a_file_is_kept_privately_and_handed_out_to_the_parties(client, here, tmp_path):
    client.force_login(here.baker.user)
    assert send(client, here, [image(), image("autre.png")]).status_code == 302
    row = MessageFile.objects.first()
    assert len(list(tmp_path.rglob("*.*"))) == 2
    address = reverse("cooperation:introduction-file", args=[here.introduction.pk, row.pk])
    for who in (here.baker, here.author):
        client.force_login(who.user)
        found = client.get(address)
        assert found.status_code == 200
        assert b"".join(found.streaming_content)
        found.close()
        assert found["X-Content-Type-Options"] == "nosniff"
        assert "attachment" in found["Content-Disposition"]
        assert found["Cache-Control"] == "private, no-store"
    client.force_login(side("Étrangère fictive", 9).user)
    assert client.get(address).status_code == 404
    other = scene_of_others(here)
    client.force_login(other.user)
    assert client.get(address).status_code == 404


def scene_of_others(here):
    """Return somebody of another introduction of the same author."""
    other = side("Autre boulangerie fictive", 8)
    ask(here.posting, other)
    return other


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("photo.png", b"<svg onload=alert(1)>", content_type="image/png"),
        SimpleUploadedFile("plan.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        SimpleUploadedFile("programme.exe", b"MZ\x90\x00" * 30),
        SimpleUploadedFile("vide.pdf", b""),
    ],
    ids=lambda file: file.name,
)
def test_a_file_that_is_not_what_it_says_is_refused_and_the_text_kept(client, here, file, tmp_path):
    client.force_login(here.baker.user)
    answer = send(client, here, [image(), file])
    assert answer.status_code == 422
    assert "Voici" in answer.content.decode()
    assert not Message.objects.exists()
    assert not list(tmp_path.rglob("*.*"))


def test_five_files_at_most(client, here):
    client.force_login(here.baker.user)
    answer = send(client, here, [image(f"{number}.png") for number in range(6)])
    assert answer.status_code == 422
    assert not Message.objects.exists()


def test_nothing_is_left_of_the_files_of_a_message_that_failed(here, tmp_path, monkeypatch):
    monkeypatch.setattr("cooperation.services.messages._tell", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        post(here, here.baker, files=clean_attachments([image()]))
    assert not Message.objects.exists()
    assert not list(tmp_path.rglob("*.*"))


def test_a_long_thread_is_paged(client, here):
    for number in range(45):
        post(here, here.baker, body=f"Message numéro {number} !", key=str(number))
    client.force_login(here.author.user)
    address = reverse("cooperation:introduction", args=[here.introduction.pk])
    client.get(address)
    last = client.get(address).content.decode()
    assert "numéro 44 !" in last
    assert "numéro 0 !" not in last
    assert "numéro 0 !" in client.get(f"{address}?page=1").content.decode()
    assert client.get(f"{address}?page=x").status_code == 200
