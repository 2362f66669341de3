"""The first pages of a real site."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from pacte.models import HomePage, LoadedRow, StandardPage
from pacte.services.foundation import load_foundation
from pacte.services.loading import PACKAGED, DataFileError, Sources
from pacte.services.pages import load_pages

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
LINKED_EVERYWHERE = ("contact", "accessibilite", "mentions-legales", "donnees-personnelles")


def _site() -> None:
    load_foundation(now=NOW)
    load_pages(now=NOW)


def test_a_real_site_has_a_home_page_and_what_its_footer_leads_to(client):
    _site()
    home = client.get("/")
    assert home.status_code == 200
    assert "Pacte économique local de la région grenobloise" in home.text
    assert "Wagtail" not in home.text
    for slug in (*LINKED_EVERYWHERE, "agenda", "actualites", "pole-r", "le-pacte"):
        assert client.get(f"/{slug}/").status_code == 200, slug


def test_nothing_is_fictitious_there_and_what_is_due_says_so(client):
    _site()
    texts = {
        page.slug: json.dumps(page.body.raw_data[:], default=str, ensure_ascii=False)
        for page in (*HomePage.objects.all(), *StandardPage.objects.all())
    }
    assert not [slug for slug, text in texts.items() if "démonstration" in text.lower()]
    due = {slug for slug, text in texts.items() if "À compléter" in text}
    assert due == {"contact", "mentions-legales", "donnees-personnelles"}


def test_it_is_done_once_and_never_again(client):
    _site()
    StandardPage.objects.get(slug="le-pacte").delete()
    StandardPage.objects.filter(slug="contact").update(title="Nous joindre")
    out = StringIO()
    call_command("load_pages", stdout=out)
    assert out.getvalue() == "Pages créées ou reconnues\u00a0: 0.\n"
    assert not StandardPage.objects.filter(slug="le-pacte").exists()
    assert StandardPage.objects.get(slug="contact").title == "Nous joindre"


def test_what_somebody_made_is_adopted():
    load_foundation(now=NOW)
    home = HomePage(title="Notre accueil", slug="notre-accueil")
    Page.get_first_root_node().add_child(instance=home)
    load_pages(now=NOW)
    assert HomePage.objects.get().title == "Notre accueil"
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    assert StandardPage.objects.child_of(home).count() == 5


def test_a_damaged_file_writes_nothing(tmp_path, monkeypatch):
    rows = json.loads((PACKAGED / "pages.json").read_text())
    (tmp_path / "pages.json").write_text(json.dumps(rows[1:]))
    with pytest.raises(DataFileError, match="la première page est l’accueil"):
        load_pages(now=NOW, sources=Sources().over(tmp_path))
    assert not LoadedRow.objects.exists()
    monkeypatch.setattr("pacte.services.pages.starting.Sources", lambda: Sources((tmp_path,)))
    with pytest.raises(CommandError, match="la première page est l’accueil"):
        call_command("load_pages")
