"""The demonstration's members find something in « Notifications » at their first visit."""

import datetime as dt

import pytest

from cooperation.models import Introduction
from cooperation.services.demonstration import load_demo
from cooperation.services.demonstration.accounts import MANAGED
from cooperation.services.demonstration.notices import write_notices
from pacte.models import Notification, Organisation, OutgoingMail
from pacte.selectors.people import members_of

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path / "var"
    monkeypatch.setenv("DEMO_PASSWORD", "mot-de-passe-des-essais")


def told():
    rows = Notification.objects.order_by("pk")
    return list(rows.values_list("recipient__username", "kind", "subject", "url", "created_at"))


def test_each_member_was_told_of_their_introductions_and_suggestions_once(client):
    load_demo(now=NOW)
    mine = Organisation.objects.get(slug=MANAGED)
    for user in members_of(mine):
        rows = Notification.objects.filter(recipient=user)
        kinds = [row.kind for row in rows.order_by("created_at", "pk")]
        assert kinds == ["introduction", "introduction", "message", "suggestion"]
        assert rows.filter(read_at=None).count() == 3
        client.force_login(user)
        html = client.get("/mon-espace/notifications/").text
        assert "4 suggestions nouvelles pour La Légumerie Pilote (fictive)" in html
        assert "L’animation du pacte vous propose une mise en relation" in html
        for row in rows:
            assert client.get(row.url).status_code == 200
    assert not OutgoingMail.objects.exists(), "nobody reads these addresses"
    before = told()
    load_demo(now=NOW + dt.timedelta(days=1))
    write_notices(now=NOW + dt.timedelta(days=1))
    assert told() == before


def test_without_the_organisation_nothing_is_written():
    write_notices(now=NOW)
    assert not Notification.objects.exists()
    assert not Introduction.objects.exists()
