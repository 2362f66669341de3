"""Contracts with integration hours on the site: the list, the page of one, a structure's section."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cooperation.models import Suggestion
from cooperation.selectors import lots
from cooperation.services.suggestions import refresh_all
from pacte.services.reference import load_reference
from tests.factories.cooperation import LotFactory, ServiceCapacityFactory
from tests.factories.pacte import CommuneFactory, EpciFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
LIST = "/achats-responsables/"
YEAR = {"starts_on": dt.date(2027, 1, 1), "ends_on": dt.date(2027, 12, 31)}


def structure(hours, siae_type="aci", **fields):
    row = OrganisationFactory(siae_type=siae_type, **fields)
    ServiceCapacityFactory(organisation=row, monthly_hours=hours, people=4)
    return row


def page(client, address=LIST, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_what_is_asked_and_how_many_answers(client):
    lot = LotFactory(title="Nettoyage des écoles", hours=1200, reserved="siae", **YEAR)
    structure(120)
    refresh_all(now=NOW)
    html = page(client)
    assert f'href="{lot.get_absolute_url()}"' in html
    for words in ("1\xa0200\xa0heures", "Nettoyage de locaux", "L2113-13", "1 réponse possible"):
        assert words in html, words
    assert "1er\xa0janvier 2027" in html or "1er janvier 2027" in html


def test_the_lots_of_an_unpublished_buyer_are_not_shown(client):
    lot = LotFactory(buyer__live=False, title="Marché caché")
    assert "Marché caché" not in page(client)
    assert client.get(lot.get_absolute_url()).status_code == 404
    assert client.get(f"{LIST}999999/").status_code == 404


def test_the_list_says_what_to_do_when_it_is_empty(client):
    assert "Écrire à l’animation" in page(client)
    LotFactory()
    html = page(client, etat="done")
    assert "Aucun marché ne correspond" in html
    assert "Voir tous les marchés" in html


@pytest.fixture
def four(db):
    epci = EpciFactory(slug="le-gresivaudan", in_pact=True)
    crolles = CommuneFactory(epci=epci)
    return {
        "awarded": LotFactory(title="Lot attribué", status="awarded"),
        "laundry": LotFactory(title="Lot de linge", service="service.laundry.workwear"),
        "reserved": LotFactory(title="Lot réservé", reserved="disability"),
        "there": LotFactory(title="Lot d’à côté", commune=crolles),
        "theirs": LotFactory(title="Lot d’un voisin", buyer__commune=crolles),
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"etat": "awarded"}, {"awarded"}),
        ({"service": "service.laundry"}, {"laundry"}),
        ({"reservation": "disability"}, {"reserved"}),
        ({"reservation": ["disability", "none"]}, {"*"}),
        ({"epci": "le-gresivaudan"}, {"there", "theirs"}),
        ({"etat": "nothing", "service": "xx", "epci": '"', "reservation": "🥖"}, {"*"}),
    ],
)
def test_the_filters(client, four, query, expected):
    html = page(client, **query)
    shown = {name for name, lot in four.items() if f'href="{lot.get_absolute_url()}"' in html}
    assert shown == (set(four) if expected == {"*"} else expected)


def test_the_open_lots_come_first_and_the_filters_stay_in_the_pages(client):
    LotFactory(status="done", starts_on=dt.date(2020, 1, 1), title="Lot terminé")
    LotFactory.create_batch(14, status="open")
    html = page(client, etat="open")
    assert "etat=open&amp;page=2" in html
    assert "Lot terminé" not in page(client)
    assert "Lot terminé" in page(client, page="2")
    assert "Lot terminé" in page(client, page="999")


def test_the_page_tells_what_is_estimated_apart_from_what_was_done(client):
    lot = LotFactory(hours=1607, status="done", achieved_hours=1700, achieved_people=3, **YEAR)
    html = page(client, lot.get_absolute_url())
    estimated, done = html.split("Réellement fait")
    for words in ("Estimé", "<dd>134 <span", "1,0 à 1,8", "1 607 heures", "L3121-41"):
        assert words in estimated, words
    for words in ("1\xa0700 <span", "105 % des heures demandées", "Déclaré par l’acheteur"):
        assert words in done, words
    assert "il ne cherche plus personne" in done
    assert "suggestions-title" not in html


def test_a_lot_without_hours_estimates_nothing(client):
    html = page(client, LotFactory(hours=None).get_absolute_url())
    assert "rien ne peut être estimé" in html
    assert "Rien n’est encore déclaré" in html


def test_the_page_shows_who_could_do_it_alone_or_together(client):
    lot = LotFactory(title="Lot à deux", hours=1200, **YEAR)
    structure(60, name="Atelier Un")
    structure(50, name="Atelier Deux")
    refresh_all(now=NOW)
    html = page(client, lot.get_absolute_url())
    assert "Ensemble, Atelier Un et Atelier Deux" in html
    assert "Atelier Un peut faire le lot" in html
    assert "Trop peu d’heures pour le faire seules" in html


def test_the_page_tells_why_nobody_can_do_it(client):
    lot = LotFactory(hours=1200, reserved="disability", **YEAR)
    structure(200)
    refresh_all(now=NOW)
    html = page(client, lot.get_absolute_url())
    assert "Personne ne peut le faire, pour l’instant" in html
    assert (
        "1 organisation du réseau fait ou pourrait faire ce service ; aucune ne peut répondre"
        in (html.replace("\xa0", " "))
    )
    assert "Ne peuvent pas répondre à ce marché" in html


def test_the_page_tells_how_many_hours_are_missing(client):
    lot = LotFactory(hours=1200, **YEAR)
    structure(30)
    html = page(client, lot.get_absolute_url()).replace("\xa0", " ")
    assert "À 3 au plus, elles font 30 heures par mois sur 100 heures : il en manque 70" in html


def test_what_is_to_check_names_each_structure_and_the_best_come_before_the_others(client):
    lot = LotFactory(hours=1200, **YEAR)
    for number in range(7):
        structure(None, name=f"Atelier {number}")
    refresh_all(now=NOW)
    html = page(client, lot.get_absolute_url())
    assert "Les heures\xa0: Atelier 3 n’a pas déclaré combien elle peut en faire." in html
    assert "2 autres réponses possibles" in html
    assert "rayon d’approvisionnement" not in html


def test_a_structure_that_its_trade_makes_probable_is_told_so(client):
    lot = LotFactory(service="service.laundry", hours=1200, **YEAR)
    OrganisationFactory(siae_type="esat", name="Blanchisserie Une", summary="Une blanchisserie.")
    refresh_all(now=NOW)
    html = page(client, lot.get_absolute_url())
    assert "probable d’après le métier de Blanchisserie Une" in html
    assert "Blanchisserie Une pourrait sans doute faire le lot" in html


def test_a_service_that_nobody_does_is_told(client):
    html = page(client, LotFactory(service="service.green.snow").get_absolute_url())
    assert "Personne dans le réseau n’a déclaré ce service" in html


def test_a_structure_shows_its_capacities_and_the_lots_it_could_do(client):
    load_reference()
    one, other = structure(60, name="Atelier Un"), structure(50, name="Atelier Deux")
    lot = LotFactory(title="Lot à deux", hours=1200, **YEAR)
    refresh_all(now=NOW)
    for row, partner in ((one, other), (other, one)):
        html = page(client, row.get_absolute_url())
        section = html.split('id="marches"')[1].split("</section>")[0]
        assert f'href="{lot.get_absolute_url()}#suggestions"' in section
        assert f"avec {partner.name}" in section
        assert "Nettoyage de locaux" in section
        assert "par mois, 4 personnes" in section
    html = page(client, lot.buyer.get_absolute_url())
    assert 'id="marches"' not in html


def test_a_structure_without_lots_is_told_what_helps(client):
    load_reference()
    html = page(client, OrganisationFactory(siae_type="ei").get_absolute_url())
    assert "déclarer des heures disponibles par service" in html


def queries(client, address):
    with CaptureQueriesContext(connection) as found:
        page(client, address)
    return len(found)


def test_the_number_of_queries_does_not_grow(client):
    LotFactory(hours=1200, **YEAR)
    structure(60)
    structure(50)
    refresh_all(now=NOW)
    lot = lots.public_lots().first()
    before = [queries(client, address) for address in (LIST, lot.get_absolute_url())]
    assert before[0] <= 5
    for hours in (60, 70, 80, 130):
        structure(hours)
        LotFactory(hours=600, **YEAR)
    refresh_all(now=NOW)
    assert Suggestion.objects.filter(kind="social").count() > 10
    assert [queries(client, address) for address in (LIST, lot.get_absolute_url())] == before


def test_the_section_of_a_profile_takes_a_fixed_number_of_queries(django_assert_num_queries):
    row = structure(120)
    for count in (1, 5):
        for _number in range(count):
            LotFactory(hours=600, **YEAR)
            structure(20)
        refresh_all(now=NOW)
        with django_assert_num_queries(2):
            found = list(lots.lots_within_reach(row))
        assert len({one.lot_id for one in found}) >= count


def test_only_open_lots_are_counted_by_the_core():
    assert lots.exclusions_of(LotFactory(status="done"), today=timezone.localdate()) is None
