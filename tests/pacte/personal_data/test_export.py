"""One's own data: all of it, and nobody else's."""

import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from pacte.services.personal_data import export, who_is
from pacte.services.personal_data.registry import everything
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
MARKED = (
    "P{0} N{0} {0}@pacte.example tel-{0} job-{0} siret-{0} mot-{0} su-{0} bo-{0} mail-{0} text-{0} "
    "se-{0} 06-{0} note-{0} draft-{0} pas-{0} ua-{0}"
)
NOT_OF_ONE_PERSON = {
    "account.EmailConfirmation": "keys of an address, gone with it",
    "admin.LogEntry": "not installed",
}


def read(user, now):
    packed = zipfile.ZipFile(io.BytesIO(export(user=user, now=now)))
    return packed.read("donnees.json").decode(), packed.read("donnees.html").decode()


def test_the_archive_holds_all_of_ones_own_and_nothing_of_others(fill, now):
    one, other = fill("canari"), fill("moineau")
    for text in read(one, now):
        assert [mark for mark in MARKED.format("canari").split() if mark not in text] == []
        for name in ("Invitante canari", "Aimée canari", "Organisation canari", "Annonce canari"):
            assert name in text
        assert "moineau" not in text
    assert all("canari" not in text for text in read(other, now))


def test_the_page_shows_html_as_text_and_words(fill, now):
    told, page = read(fill("canari"), now)
    assert "&lt;i&gt;me&lt;/i&gt; canari" in page
    assert "Gestionnaire de l’organisation" in page
    assert "15 juin 2026" in page
    tables = json.loads(told)["tables"]
    assert tables["messages"][0]["body"] == "<i>me</i> canari"
    assert set(tables) == {held.code for held in everything()}


def test_an_address_that_is_not_proven_opens_nothing(fill, now):
    fill("canari")
    thief = UserFactory(email="canari@pacte.example")
    EmailAddress.objects.create(user=thief, email="Canari@pacte.example", verified=False)
    told, page = read(thief, now)
    assert "mail-canari" not in told + page
    assert "se-canari" not in told + page


def test_every_table_that_names_a_person_is_held():
    """A new column that names a person is held, or goes with the row that is."""
    user = UserFactory()
    held = {table.rows(who_is(user)).model for table in everything()}
    aside = {"wagtailcore", "wagtailadmin", "wagtailusers", "wagtailimages", "wagtaildocs", "auth"}
    missing = []
    for model in apps.get_models():
        label = model._meta.app_label
        named = [
            field.name
            for field in model._meta.get_fields()
            if field.name not in {"locked_by", "owner"}  # who edits a row at the moment
            and (
                (getattr(field, "related_model", None) is get_user_model() and field.concrete)
                or isinstance(field, models.EmailField)
            )
        ]
        known = model in held or label in aside or model._meta.label in NOT_OF_ONE_PERSON
        if named and not known:
            missing.append(model._meta.label)
    assert missing == STAFF_WORK


STAFF_WORK = [
    "cooperation.KnowledgeAmendment",
    "cooperation.CuratorMark",
    "cooperation.CuratorMarkMove",
    "cooperation.WeightsTable",
]
"""What the staff write of the site itself, not of themselves: it stays, without its author."""


def test_no_row_keeps_a_person_from_leaving():
    held_back = [
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for relation in get_user_model()._meta.related_objects
        if relation.on_delete in (models.PROTECT, models.RESTRICT)
    ]
    assert held_back == []
