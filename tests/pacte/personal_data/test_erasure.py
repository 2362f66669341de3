"""Closing an account: nothing personal stays, what others need does."""

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from wagtail.models import ModelLogEntry, Revision
from wagtail.users.models import UserProfile

from cooperation.models import Introduction, Message, Posting
from pacte.models import Membership, Organisation
from pacte.services.personal_data import ErasureRefused, erase
from tests.factories.joining import manager_of, member_of
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def everywhere(mark):
    """Return every column of the database where a mark stands."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        for row in model._default_manager.all():
            found += [
                f"{model._meta.label}.{field.attname}"
                for field in model._meta.concrete_fields
                if mark in str(getattr(row, field.attname)).lower()
            ]
    return sorted(set(found))


def test_nothing_of_the_person_stays_and_what_others_need_does(fill, now):
    user, other = fill("canari"), fill("moineau")
    organisation = Membership.objects.get(user=user).organisation
    organisation.save_revision(user=user)
    erase(user=user, knows_alone=True, now=now)
    assert not get_user_model().objects.filter(pk=user.pk).exists()
    assert Session.objects.count() == 1
    kept = {"cooperation.Introduction.key", "cooperation.IntroductionMove.note"}
    kept |= {"cooperation.Message.body", "cooperation.Message.key", "cooperation.Posting.title"}
    kept |= {"cooperation.PostingMove.note", "pacte.Organisation.name"}
    shown = {name for name in everywhere("canari") if not name.startswith(("wagtail", "search."))}
    assert shown == kept
    message = Message.objects.get(key="canari")
    assert message.author is None
    assert message.organisation == organisation
    assert Introduction.objects.get(key="canari").proposed_by is None
    assert Posting.objects.get(title="Annonce canari").moves.get().actor is None
    assert Revision.objects.get(object_id=str(organisation.pk)).user is None
    assert get_user_model().objects.filter(pk=other.pk).exists()
    assert "pacte.OutgoingMail.subject" in everywhere("moineau")


def test_the_name_and_the_address_are_nowhere(fill, now):
    user = fill("canari")
    erase(user=user, knows_alone=True, now=now)
    for mark in ("canari@pacte.example", "pcanari", "ncanari", "tel-canari", "06-canari"):
        assert everywhere(mark) == []
    assert not ModelLogEntry.objects.filter(data__icontains="canari@").exists()


def test_whoever_manages_alone_is_warned_first(now):
    organisation = Organisation.objects.create(name="Fictive", slug="fictive")
    user = manager_of(organisation)
    with pytest.raises(ErasureRefused, match="gérez seul"):
        erase(user=user, now=now)
    second = manager_of(organisation)
    erase(user=user, now=now)
    erase(user=second, knows_alone=True, now=now)
    assert Organisation.objects.filter(slug="fictive").exists()


def test_the_last_administrator_stays(now):
    user = UserFactory(administrator=True)
    with pytest.raises(ErasureRefused, match="dernière personne qui administre"):
        erase(user=user, now=now)
    UserFactory(administrator=True)
    erase(user=user, now=now)


def test_the_address_of_somebody_else_is_not_erased(fill, now):
    fill("canari")
    thief = UserFactory(email="canari@pacte.example")
    EmailAddress.objects.create(user=thief, email="CANARI@pacte.example", verified=False)
    erase(user=thief, now=now)
    assert "pacte.OutgoingMail.to" in everywhere("canari@pacte.example")
    assert "search.SavedSearch.email" in everywhere("canari@pacte.example")


def test_erasure_from_the_page(client, now):
    organisation = Organisation.objects.create(name="Fictive", slug="fictive", live=True)
    user = manager_of(organisation, email="moi@pacte.example")
    client.force_login(user)
    page = "/mon-espace/mes-donnees/effacer/"
    html = client.get(page).text
    assert "Vous êtes seul à gérer" in html
    assert client.post(page, {"email": "toi@pacte.example"}).status_code == 422
    refused = client.post(page, {"email": "moi@pacte.example"})
    assert refused.status_code == 409
    assert "gérez seul" in refused.text
    done = client.post(page, {"email": " Moi@pacte.example", "knows_alone": "on"})
    assert done["Location"] == "/"
    assert client.get("/mon-espace/").status_code == 302
    assert not get_user_model().objects.filter(pk=user.pk).exists()


def test_the_page_takes_and_withdraws(client, now):
    user = member_of(Organisation.objects.create(name="Fictive", slug="fictive"))
    assert client.get("/mon-espace/mes-donnees/").status_code == 302
    assert client.post("/mon-espace/mes-donnees/archive/").status_code == 302
    client.force_login(user)
    consent = user.consents.create(purpose="verification", version="1", given_at=now)
    other = UserFactory().consents.create(purpose="verification", version="1", given_at=now)
    html = client.get("/mon-espace/mes-donnees/").text
    assert "vérifier que vous agissez" in html
    assert "Messages envoyés" in html
    taken = client.post("/mon-espace/mes-donnees/archive/")
    assert taken["Content-Type"] == "application/zip"
    assert "no-store" in taken["Cache-Control"]
    assert client.get("/mon-espace/mes-donnees/archive/").status_code == 405
    for row in (consent, other):
        client.post(f"/mon-espace/mes-donnees/accords/{row.pk}/retirer/")
        row.refresh_from_db()
    assert consent.withdrawn_at
    assert other.withdrawn_at is None
    assert "retiré le" in client.get("/mon-espace/mes-donnees/").text


def test_the_picture_of_the_person_goes_too(now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    user = UserFactory()
    profile = UserProfile.objects.create(user=user)
    profile.avatar.save("moi.png", ContentFile(b"x"))
    path = tmp_path / profile.avatar.name
    assert path.exists()
    erase(user=user, now=now)
    assert not path.exists()


def test_the_page_of_the_last_administrator_says_why(client):
    user = UserFactory(administrator=True, email="moi@pacte.example")
    client.force_login(user)
    page = "/mon-espace/mes-donnees/effacer/"
    refused = client.post(page, {"email": "moi@pacte.example"})
    assert refused.status_code == 409
    assert "dernière personne qui administre" in refused.text
