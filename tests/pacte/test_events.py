"""The agenda: its pages, its calendars, its feed, and the form of the editors."""

import datetime as dt
import json
import re
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from pacte import event_words
from pacte.models import EventPage
from pacte.selectors import events
from tests.factories import pacte as make
from tests.factories import pages
from tests.french import plain

pytestmark = pytest.mark.django_db
LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def paris(*parts):
    return dt.datetime(*parts, tzinfo=ZoneInfo("Europe/Paris"))


def made(**fields):
    start = fields.pop("starts_at", paris(2026, 12, 1, 9, 30))
    end = fields.pop("ends_at", paris(2026, 12, 1, 12))
    return EventPage(title="Essai", starts_at=start, ends_at=end, **fields)


def test_dates_are_told_as_the_french_do():
    assert event_words.when(made()) == ("mardi 1er décembre 2026, de 9\u00a0h\u00a030 à 12\u00a0h")
    long = made(ends_at=paris(2026, 12, 3, 17, 5))
    assert plain(event_words.when(long)) == (
        "du mardi 1er décembre 2026, 9 h 30, au jeudi 3 décembre 2026, 17 h 05"
    )


def test_the_hour_of_summer_is_told_too():
    july = made(
        starts_at=dt.datetime(2027, 7, 1, 12, tzinfo=dt.UTC),
        ends_at=dt.datetime(2027, 7, 1, 13, tzinfo=dt.UTC),
    )
    assert "de 14\u00a0h à 15\u00a0h" in event_words.when(july)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"venue": "Halle"}, "Halle, Commune d’essai"),
        ({}, "Commune d’essai"),
        ({"online_url": "https://a.example"}, "Commune d’essai, et à distance"),
    ],
)
def test_places_are_told(fields, told):
    commune = make.CommuneFactory(name="Commune d’essai")
    assert event_words.where(made(commune=commune, **fields)) == told


def test_what_is_only_online_is_told():
    assert event_words.where(made(online_url="https://a.example")) == "À distance"


def test_the_agenda_lists_what_is_to_come_soonest_first(client):
    pages.event("Plus tard", days=20)
    pages.event("Bientôt", days=2)
    pages.event("En cours", days=-1, hours=48)
    pages.event("Passé", days=-9)
    pages.event("Brouillon", live=False)
    html = client.get(pages.agenda().url).text
    assert html.index("En cours") < html.index("Bientôt") < html.index("Plus tard")
    assert "Brouillon" not in html
    assert ">Passé<" not in html
    past = client.get(pages.agenda().url, {"quand": "passes"}).text
    assert ">Passé<" in past
    assert "Bientôt" not in past


def test_what_is_past_begins_with_the_latest(client):
    for days in (-30, -10, -20):
        pages.event(f"Le {-days}", days=days)
    html = client.get(pages.agenda().url, {"quand": "passes"}).text
    assert html.index("Le 10") < html.index("Le 20") < html.index("Le 30")


def test_a_month_is_chosen_among_those_that_have_events(client):
    now = timezone.now()
    year = now.year + 1
    pages.event("En mars", starts_at=paris(year, 3, 31, 23), hours=1)
    pages.event("En avril", starts_at=paris(year, 4, 1, 0, 30), hours=1)
    found = events.event_list(now=now)
    assert [(month.code, month.events) for month in found.months] == [
        (f"{year}-03", 1),
        (f"{year}-04", 1),
    ]
    html = client.get(pages.agenda().url, {"mois": f"{year}-03"}).text
    assert "En mars" in html
    assert "En avril" not in html
    assert f"Rendez-vous de mars {year}" in html


BAD_PARAMETERS = [
    *("2026-13", "2026-1", "20-01", "9999-12", "0000-00", "mars", "2026-01-01", "' OR 1=1 --"),
    *("\x00", "\u202e2026-03", "-2026-03", "٢٠٢٦-٠٣", "a" * 10_000),
]


@pytest.mark.parametrize("value", BAD_PARAMETERS)
@pytest.mark.parametrize("name", ["mois", "quand", "page"])
def test_a_parameter_that_means_nothing_is_left_aside(client, name, value):
    pages.event("Le voilà")
    response = client.get(pages.agenda().url, {name: value})
    assert response.status_code == 200
    assert "Le voilà" in response.text


def test_pages_go_on_with_the_choice(client):
    for number in range(events.PAGE_SIZE + 1):
        pages.event(f"Passé {number}", days=-number - 1)
    html = client.get(pages.agenda().url, {"quand": "passes"}).text
    assert 'href="?quand=passes&amp;page=2"' in html


def test_an_empty_agenda_says_what_to_do(client):
    html = client.get(pages.agenda().url).text
    assert "Aucun rendez-vous" in html
    assert reverse("pacte:agenda-calendar") in html


def test_an_event_tells_everything(client):
    host = make.OrganisationFactory(name="Hôte d’essai")
    commune = make.CommuneFactory(name="Ville d’essai")
    event = pages.event(
        starts_at=paris(2027, 3, 2, 14),
        commune=commune,
        organiser=host,
        audience="Pour les cantines.",
        online_url="https://salle.example/a",
    )
    html = client.get(event.url).text
    for text in ("mardi 2 mars 2027", "Pour les cantines.", host.name, "https://salle.example/a"):
        assert text in html.replace("Mardi", "mardi")
    assert commune.get_absolute_url() in html
    assert reverse("pacte:event-calendar", args=[event.slug]) in html
    data = json.loads(LD.findall(html)[0])
    assert data["@type"] == "Event"
    assert data["startDate"].startswith("2027-03-02T")
    assert data["eventAttendanceMode"].endswith("/MixedEventAttendanceMode")
    assert {place["@type"] for place in data["location"]} == {"Place", "VirtualLocation"}
    assert data["organizer"]["name"] == host.name


def test_an_event_over_says_so(client):
    assert "Rendez-vous passé" in client.get(pages.event(days=-5).url).text


def test_an_unpublished_organiser_is_not_named(client):
    host = make.OrganisationFactory(name="Pas encore publique", draft=True)
    event = pages.event(organiser=host)
    calendar = client.get(reverse("pacte:event-calendar", args=[event.slug]))
    for response in (client.get(event.url), calendar):
        assert "Pas encore publique" not in response.text


def test_an_event_goes_to_a_calendar(client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://pacte.example"
    event = pages.event("Pain, miel ; et noix\nBEGIN:VALARM", starts_at=paris(2027, 3, 2, 14))
    response = client.get(reverse("pacte:event-calendar", args=[event.slug]))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    (found,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert str(found["summary"]).startswith("Pain, miel ; et noix")
    assert found["dtstart"].dt == event.starts_at
    assert found["dtend"].dt == event.ends_at
    assert found["uid"] == f"evenement-{event.pk}@pacte.example"
    assert found["url"] == f"https://pacte.example{event.url}"
    assert not found.walk("VALARM")


def test_all_the_events_go_to_one_calendar(client):
    for days in (-9, 2, 5):
        pages.event(f"À {days}", days=days)
    pages.event("Brouillon", live=False)
    response = client.get(reverse("pacte:agenda-calendar"))
    calendar = Calendar.from_ical(response.content)
    assert len(calendar.walk("VEVENT")) == 3
    assert "Brouillon" not in response.text
    assert str(calendar["x-wr-calname"]).startswith("Agenda – ")


def test_what_is_not_public_goes_to_no_calendar(client):
    draft = pages.event("Brouillon", live=False)
    private = pages.event("Privé")
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.LOGIN, password=""
    )
    for event in (draft, private):
        address = reverse("pacte:event-calendar", args=[event.slug])
        assert client.get(address).status_code == 404
    assert "Privé" not in client.get(reverse("pacte:agenda-calendar")).text
    assert client.get("/agenda/nulle-part/evenement.ics").status_code == 404


def test_the_feed_holds_what_is_to_come(client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://pacte.example"
    soon = pages.event("<Bientôt>", days=2, introduction="<script>")
    pages.event("Passé", days=-5)
    response = client.get(reverse("pacte:agenda-feed"))
    channel = ElementTree.fromstring(response.content).find("channel")  # noqa: S314
    (item,) = channel.iter("item")
    assert item.findtext("title") == "<Bientôt>"
    assert item.findtext("link") == f"https://pacte.example{soon.url}"
    assert "&lt;script&gt;" in item.findtext("description")
    assert channel.findtext("link") == "https://pacte.example/agenda/"


def test_home_and_maps_of_the_site_lead_to_the_agenda(client):
    home = pages.home_page()
    assert "Prochains rendez-vous" not in client.get(home.url).text
    event = pages.event("À ne pas manquer")
    assert "À ne pas manquer" in client.get(home.url).text
    assert f'href="{pages.agenda().url}"' in client.get("/plan-du-site/").text
    assert "À ne pas manquer" not in client.get("/plan-du-site/").text
    assert f"{event.url}</loc>" in client.get("/sitemap.xml").text


def test_an_event_ends_after_it_starts():
    with pytest.raises(ValidationError) as caught:
        made(slug="essai", path="00019999", depth=2, ends_at=paris(2026, 12, 1, 9)).full_clean()
    assert set(caught.value.message_dict) >= {"ends_at", "venue"}
    event = pages.event()
    with pytest.raises(IntegrityError), transaction.atomic():
        EventPage.objects.filter(pk=event.pk).update(ends_at=event.starts_at)


def test_an_editor_is_told_what_is_wrong(client, admin_user):
    client.force_login(admin_user)
    address = reverse("wagtailadmin_pages:add", args=["pacte", "eventpage", pages.agenda().pk])
    form = {
        "title": "À l’envers",
        "slug": "a-l-envers",
        "starts_at": "2027-01-02 10:00",
        "ends_at": "2027-01-02 09:00",
        "online_url": "ftp://salle.example",
        "body-count": "0",
    }
    response = client.post(address, form)
    assert response.status_code == 200
    assert "La fin vient après le début." in response.text
    assert "À l’envers" in response.text
    assert not EventPage.objects.exists()


def test_an_editor_writes_an_event(client, admin_user):
    client.force_login(admin_user)
    address = reverse("wagtailadmin_pages:add", args=["pacte", "eventpage", pages.agenda().pk])
    form = {
        "title": "À l’endroit",
        "slug": "a-l-endroit",
        "starts_at": "2027-01-02 09:00",
        "ends_at": "2027-01-02 10:00",
        "venue": "Halle",
        "body-count": "0",
        "action-publish": "1",
    }
    assert client.post(address, form).status_code == 302
    assert EventPage.objects.live().get().venue == "Halle"


def test_the_cost_does_not_grow_with_rows(client, django_assert_num_queries):
    commune, host = make.CommuneFactory(), make.OrganisationFactory()
    event = pages.event(commune=commune, organiser=host)
    pages.event(days=-3)
    addresses = {
        pages.agenda().url: 12,
        f"{pages.agenda().url}?quand=passes": 12,
        event.url: 12,
        reverse("pacte:agenda-calendar"): 2,
        reverse("pacte:agenda-feed"): 2,
        reverse("pacte:event-calendar", args=[event.slug]): 2,
    }

    def costs():
        for address in addresses:
            client.get(address)
        for address, cost in addresses.items():
            with django_assert_num_queries(cost):
                client.get(address)

    costs()
    for number in range(5):
        pages.event(f"Autre {number}", days=number, commune=commune, organiser=host)
        pages.event(f"Ancien {number}", days=-9 - number)
    costs()
