"""A member's logo: cleaned, out of reach until it is accepted, gone when nothing shows it."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import WorkflowState

from pacte import retention
from pacte.models import LogoProposal, Organisation
from pacte.services import profiles as services
from pacte.services.logos import COLLECTION
from pacte.services.personal_data import erase, export
from pacte.services.profiles import LogoChange, save_profile
from pacte.services.reference import load_reference
from pacte.uploads import clean_image
from tests.factories.joining import manager_of, member_of
from tests.factories.pacte import KindFactory, OrganisationFactory
from tests.factories.people import UserFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
PAGE = "/mon-espace/organisations/fictive/fiche/"
PUBLIC = "/organisations/fictive/"


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path, monkeypatch):
    # Wagtail leaves the closing of the temporary file of a smaller image to chance
    monkeypatch.setattr("wagtail.images.models.SpooledTemporaryFile", lambda max_size: io.BytesIO())
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def organisation():
    load_reference()
    return OrganisationFactory(slug="fictive", name="Fictive", summary="Avant.", kinds=["ess"])


@pytest.fixture
def member(client, organisation):
    user = member_of(organisation)
    client.force_login(user)
    return user


def picture(name="logo.png", colour="orange"):
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def send(client, organisation, logo=None, **given):
    organisation.refresh_from_db()
    base = {
        "base": organisation.latest_revision_id or 0,
        "summary": "Avant.",
        "kinds": [KindFactory(code="ess").pk],
    }
    return client.post(PAGE, base | ({"logo": logo} if logo else {}) | given)


def accept():
    state = WorkflowState.objects.get(status="in_progress")
    state.current_task_state.specific.approve(user=UserFactory(administrator=True))
    return Organisation.objects.get()


def kept(settings):
    return [path for path in Path(settings.PRIVATE_MEDIA_ROOT).rglob("*") if path.is_file()]


def address(organisation):
    return f"{PAGE}logo/{LogoProposal.objects.get().pk}/"


def test_it_waits_out_of_reach_then_shows(client, member, organisation, settings):
    assert send(client, organisation, picture(), logo_alt="Une gentiane").status_code == 302
    assert not get_image_model().objects.exists()
    assert "profile-header__logo" not in client.get(PUBLIC).text
    html = client.get(PAGE).text
    assert f'src="{address(organisation)}"' in html
    assert "attend la relecture" in html
    shown = client.get(address(organisation))
    assert b"".join(shown.streaming_content).startswith(b"\x89PNG")
    assert shown["Cache-Control"] == "private, no-store"
    assert shown["X-Content-Type-Options"] == "nosniff"
    stored = accept()
    assert stored.logo.collection.name == COLLECTION
    assert stored.logo_proposed is None
    assert not LogoProposal.objects.exists()
    assert 'alt="Une gentiane"' in client.get(PUBLIC).text
    assert not stored.has_unpublished_changes
    assert stored.latest_revision.as_object().logo == stored.logo


def test_only_members_and_the_staff_see_it_before(client, member, organisation):
    send(client, organisation, picture())
    url = address(organisation)
    assert Client().get(url).status_code == 302
    for user, status in ((UserFactory(), 404), (manager_of(OrganisationFactory()), 404)):
        stranger = Client()
        stranger.force_login(user)
        assert stranger.get(url).status_code == status
    staff = Client()
    staff.force_login(UserFactory(administrator=True))
    answer = staff.get(url)
    assert answer.status_code == 200
    answer.getvalue()
    assert client.get(f"{PAGE}logo/987654321/").status_code == 404
    html = plain(staff.get("/admin/moderation/").text)
    assert f'<img src="{url}" alt="Logo de Fictive"' in html
    assert "(nouveau)" in html


def test_another_takes_its_place_and_it_goes(
    client, member, organisation, settings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send(client, organisation, picture())
        send(client, organisation, picture(colour="blue"))
    assert LogoProposal.objects.count() == len(kept(settings)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        first = accept().logo
    assert kept(settings) == []
    with django_capture_on_commit_callbacks(execute=True):
        send(client, organisation, picture(colour="green"))
        assert Organisation.objects.get().logo == first
        second = accept().logo
    assert list(get_image_model().objects.all()) == [second]
    assert not Path(first.file.path).exists()
    assert Path(second.file.path).exists()


def test_it_is_taken_away(client, member, organisation, django_capture_on_commit_callbacks):
    send(client, organisation, picture())
    accept()
    assert "logo_gone" in client.get(PAGE).text
    with django_capture_on_commit_callbacks(execute=True):
        send(client, organisation, logo_gone="on")
        assert "profile-header__logo" in client.get(PUBLIC).text
        accept()
    assert "profile-header__logo" not in client.get(PUBLIC).text
    assert not get_image_model().objects.exists()
    assert "logo_gone" not in client.get(PAGE).text


def test_one_that_waits_is_taken_back(client, member, organisation):
    send(client, organisation, picture())
    send(client, organisation, logo_gone="on")
    assert not LogoProposal.objects.exists()
    assert accept().logo is None


def test_words_alone_keep_it(client, member, organisation):
    send(client, organisation, picture())
    send(client, organisation, summary="Après.", logo_alt="Un logo")
    stored = accept()
    assert (stored.summary, stored.logo_alt) == ("Après.", "Un logo")
    assert stored.logo is not None
    send(client, organisation, summary="Encore.", logo_alt="Un logo")
    assert accept().logo == stored.logo


def test_the_trusted_show_it_at_once(client, member, organisation, settings):
    Organisation.objects.update(is_trusted=True)
    send(client, organisation, picture())
    assert Organisation.objects.get().logo is not None
    assert not LogoProposal.objects.exists()
    assert 'alt="Logo de Fictive"' in client.get(PUBLIC).text


def test_an_image_of_the_library_is_never_deleted(client, member, organisation):
    library = get_image_model().objects.create(title="Photothèque", file=picture())
    Organisation.objects.update(logo=library)
    send(client, organisation, picture(colour="blue"))
    assert accept().logo != library
    assert get_image_model().objects.filter(pk=library.pk).exists()


def test_the_staff_who_chose_another_have_the_last_word(client, member, organisation):
    send(client, organisation, picture())
    library = get_image_model().objects.create(title="Photothèque", file=picture())
    copy = Organisation.objects.get().get_latest_revision_as_object()
    copy.logo = library
    copy.save_revision().publish()
    stored = Organisation.objects.get()
    assert (stored.logo, stored.logo_proposed) == (library, None)


def test_a_version_written_meanwhile_does_not_bring_the_former_back(client, member, organisation):
    send(client, organisation, picture())
    first = Organisation.objects.get().latest_revision
    send(client, organisation, summary="Après.")
    first.publish()
    logo = Organisation.objects.get().logo
    assert logo is not None
    Organisation.objects.get().latest_revision.publish()
    stored = Organisation.objects.get()
    assert (stored.summary, stored.logo) == ("Après.", logo)


@pytest.mark.parametrize("content", [b"<svg/>", b"GIF89a", b"\x89PNG", b""])
def test_what_is_no_image_is_refused_in_words(client, member, organisation, content, settings):
    bad = SimpleUploadedFile("mon logo.svg", content, "image/png")
    answer = send(client, organisation, bad)
    assert answer.status_code == 422
    assert "« mon logo.svg » :" in plain(answer.text)
    assert not LogoProposal.objects.exists()
    assert kept(settings) == []


def test_a_browser_forgets_the_file_and_the_page_says_so(client, member, organisation):
    answer = send(client, organisation, picture(), naf="pain")
    assert answer.status_code == 422
    assert "Choisissez le logo de nouveau" in answer.text
    stale = send(client, organisation, picture(), base="987654321")
    assert stale.status_code == 409
    assert "Choisissez le logo de nouveau" in stale.text
    assert not LogoProposal.objects.exists()


def test_a_write_that_fails_leaves_no_file(member, organisation, settings, monkeypatch):
    monkeypatch.setattr(services, "_submit", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        save_profile(
            organisation=organisation,
            base=0,
            content={"summary": "Après."},
            logo=LogoChange(clean_image(picture())),
            user=member,
            now=timezone.now(),
        )
    assert kept(settings) == []
    assert Organisation.objects.get().latest_revision is None


def test_one_never_accepted_is_forgotten(
    client, member, organisation, settings, django_capture_on_commit_callbacks
):
    send(client, organisation, picture())
    with django_capture_on_commit_callbacks(execute=True):
        retention.apply(now=timezone.now() + dt.timedelta(days=181))
    assert (LogoProposal.objects.count(), kept(settings)) == (0, [])
    assert client.get(PAGE).status_code == 200
    assert accept().logo is None


def test_its_author_takes_it_away_and_leaves(client, member, organisation):
    send(client, organisation, picture("le-mien.png"))
    packed = zipfile.ZipFile(io.BytesIO(export(user=member, now=timezone.now())))
    assert "le-mien.png" in packed.read("donnees.json").decode()
    erase(user=member, knows_alone=True, now=timezone.now())
    assert LogoProposal.objects.get().author is None


def test_the_meter_counts_it(client, member, organisation):
    send(client, organisation)
    before = client.get(PAGE).context["completeness"].percent
    send(client, organisation, picture())
    assert client.get(PAGE).context["completeness"].percent == before + 10
