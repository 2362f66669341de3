"""The pages of the season's plans: who sees what, what they show, what they refuse."""

import datetime as dt
import re
import uuid
from dataclasses import replace

import pytest
from django.urls import reverse

from cooperation.enums import WorkState
from cooperation.models import SeasonPlan
from cooperation.sitemaps import SITEMAPS
from tests.cooperation.season_plans.scene import (
    CARROT,
    PARAMETERS,
    Scene,
    computed,
    posting,
    public,
    scene,
)
from tests.factories.pacte import CommuneFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
DETAIL_QUERIES, LIST_QUERIES, PARTY_QUERIES, PROGRESS_QUERIES = 2, 1, 2, 1


@pytest.fixture
def territory() -> Scene:
    return scene()


@pytest.fixture
def member(territory, client):
    user = MembershipFactory(organisation=territory.school).user
    client.force_login(user)
    return user


def address(name: str, plan: SeasonPlan, *args) -> str:
    return reverse(f"cooperation:{name}", args=[plan.token, *args])


def text_of(response) -> str:
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", words.replace("&nbsp;", " "))


def plan_under_way(**values) -> SeasonPlan:
    found = {"title": "Long", "parameters": PARAMETERS.as_data(), "state": WorkState.RUNNING}
    return SeasonPlan.objects.create(**(found | values))


def test_a_visitor_sees_public_plans_only(territory, client):
    shown, hidden = public(title="Montré"), computed(title="Gardé")
    text = text_of(client.get(reverse("cooperation:season-plans")))
    assert "Montré" in text
    assert "Gardé" not in text
    assert "Faire un plan" not in text
    assert client.get(shown.get_absolute_url()).status_code == 200
    names = ("season-plan", "season-plan-progress", "season-plan-export")
    addresses = [address(name, hidden) for name in names]
    addresses += [address("season-plan-party", hidden, territory.farm.pk)]
    assert [client.get(path).status_code for path in addresses] == [404] * 4


def test_a_member_sees_every_plan_but_trials_on_their_own(territory, client, member):
    base = computed(title="Gardé")
    trial = computed(replace(PARAMETERS, base=str(base.token)), title="Essai fictif")
    text = text_of(client.get(reverse("cooperation:season-plans")))
    assert "Gardé" in text
    assert "Essai fictif" not in text
    assert "Faire un plan" in text
    assert "Essai fictif" in text_of(client.get(base.get_absolute_url()))
    assert client.get(trial.get_absolute_url()).status_code == 200


def test_no_plan_says_what_to_do(client):
    text = text_of(client.get(reverse("cooperation:season-plans")))
    assert "Aucun plan à montrer" in text
    assert "Déposer une annonce" in text


def test_no_plan_yet_invites_a_member_to_make_one(client, member):
    text = text_of(client.get(reverse("cooperation:season-plans")))
    assert "Un plan part des annonces publiées" in text


def test_shows_coverage_shares_gaps_and_parties(territory, client):
    plan = public()
    text = text_of(client.get(plan.get_absolute_url()))
    assert "75 % des besoins servis" in text
    assert "71 % 100 kg sur 140 kg" in text
    assert "Visé : 50 % de ce qui est demandé. Atteint." in text
    assert "Carottes : il manque 80 kg" in text
    assert "de décembre 2026 à janvier 2027 (40 kg par mois)" in text
    assert "Qui pourrait produire, d’après son métier Maraîchage fictif" in text
    assert "Ferme fictive" in text
    assert "1 annonce ne dit pas combien" in text
    assert "utilitaire de 500 kg" in text


def test_a_plan_without_need_says_so(territory, client):
    plan = computed(replace(PARAMETERS, is_public=True, products=("food.egg",)))
    text = text_of(client.get(plan.get_absolute_url()))
    assert "Aucun besoin à servir" in text
    assert client.get(address("season-plan-export", plan)).status_code == 200


def test_a_plan_where_all_is_served_says_so(territory, client):
    plan = computed(replace(PARAMETERS, is_public=True, products=("food.fruit.apple",)))
    assert "tous les besoins sont servis" in text_of(client.get(plan.get_absolute_url()))


def test_the_queries_of_a_plan_do_not_grow(territory, client, django_assert_num_queries):
    small = public()
    for number in range(4):
        posting(territory.clinic, CARROT, 20 + number, need=True)
        posting(territory.orchard, CARROT, 20 + number)
    large = public()
    client.get(small.get_absolute_url())
    for plan in (small, large):
        with django_assert_num_queries(DETAIL_QUERIES):
            assert client.get(plan.get_absolute_url()).status_code == 200
        with django_assert_num_queries(PARTY_QUERIES):
            client.get(address("season-plan-party", plan, territory.clinic.pk))
        with django_assert_num_queries(PROGRESS_QUERIES):
            client.get(address("season-plan-progress", plan))
        with django_assert_num_queries(LIST_QUERIES):
            client.get(reverse("cooperation:season-plans"))


def test_a_party_sees_its_part(territory, client):
    plan = public()
    kitchen = text_of(client.get(address("season-plan-party", plan, territory.clinic.pk)))
    assert "Ce que la cuisine reçoit" in kitchen
    assert "Verger fictif" in kitchen
    farm = text_of(client.get(address("season-plan-party", plan, territory.farm.pk)))
    assert "Ce que le producteur donne" in farm
    assert "Cantine fictive" in farm
    assert client.get(address("season-plan-party", plan, 987654)).status_code == 404


def test_an_organisation_that_left_keeps_no_name(territory, client):
    plan = public()
    territory.farm.live = False
    territory.farm.save()
    text = text_of(client.get(plan.get_absolute_url()))
    assert "Ferme fictive" not in text
    assert "Organisation qui n’est plus publiée" in text


def test_a_workbook_comes_with_its_name(territory, client):
    plan = public(title="Hiver & printemps")
    response = client.get(address("season-plan-export", plan))
    assert response["Content-Disposition"] == 'attachment; filename="hiver-printemps.xlsx"'
    assert response.content.startswith(b"PK")


def test_progress_is_told_and_the_page_works_without_script(client, member):
    plan = plan_under_way(progress=40, step="2027-01", author=member)
    text = text_of(client.get(plan.get_absolute_url()))
    assert "En cours : janvier 2027" in text
    assert "40 %" in text
    assert "Actualiser" in text
    assert "Arrêter le calcul" in text
    assert client.get(address("season-plan-progress", plan)).json() == {
        "state": "running",
        "label": "En cours",
        "progress": 40,
        "step": "janvier 2027",
        "stopping": False,
        "under_way": True,
    }
    assert client.get(address("season-plan-export", plan)).status_code == 404


def test_the_author_stops_a_plan(client, member):
    plan = plan_under_way(author=member)
    response = client.post(address("season-plan-cancel", plan), follow=True)
    assert "Arrêt demandé" in text_of(response)
    plan.refresh_from_db()
    assert plan.cancel_asked


def test_another_member_does_not(client, member):
    plan = plan_under_way(author=UserFactory())
    assert "Arrêter le calcul" not in text_of(client.get(plan.get_absolute_url()))
    assert client.post(address("season-plan-cancel", plan)).status_code == 403
    assert client.get(address("season-plan-cancel", plan)).status_code == 405


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"state": WorkState.CANCELLED}, "Calcul arrêté"),
        ({"state": WorkState.FAILED, "error": "failed"}, "Le calcul a échoué"),
    ],
)
def test_a_plan_that_ended_badly_says_why(client, member, values, said):
    text = text_of(client.get(plan_under_way(**values).get_absolute_url()))
    assert said in text
    assert "Faire un nouveau plan" in text


def test_an_unknown_plan_is_not_found(client, member):
    for name in ("season-plan", "season-plan-trial"):
        path = reverse(f"cooperation:{name}", args=[uuid.uuid4()])
        assert client.get(path).status_code == 404


def form_data(**values) -> dict[str, object]:
    found = {
        "title": "Hiver",
        "start": "2026-12",
        "count": "2",
        "local_km": "30",
        "quality_share": "50",
        "organic_share": "20",
    }
    return found | values


@pytest.fixture
def december(monkeypatch):
    monkeypatch.setattr(
        "cooperation.views.season_work.timezone.localdate", lambda: dt.date(2026, 12, 3)
    )


def test_strangers_sign_in_and_people_without_organisation_are_refused(client):
    path = reverse("cooperation:season-plan-create")
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
    client.force_login(UserFactory())
    assert client.get(path).status_code == 403
    assert client.post(path, form_data()).status_code == 403


def test_a_member_makes_a_plan(
    territory, client, member, december, django_capture_on_commit_callbacks
):
    path = reverse("cooperation:season-plan-create")
    assert "Faire un plan de saison" in text_of(client.get(path))
    siren = territory.school.commune.epci.siren
    sent = form_data(products=["food.vegetable"], epcis=[siren], radius_km="40")
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(path, sent)
    plan = SeasonPlan.objects.get()
    assert response["Location"] == plan.get_absolute_url()
    text = text_of(client.get(plan.get_absolute_url()))
    assert "de décembre 2026 à janvier 2027" in text
    assert territory.school.commune.epci.name in text
    assert "40 km" in text
    assert "Pommes" not in text


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": ""}, "Titre : "),
        ({"start": "1999-01"}, "Premier mois"),
        ({"count": "13"}, "Nombre de mois"),
        ({"products": ["gone"]}, "Produits"),
        ({"organic_share": "60"}, "La part biologique (60 %) dépasse"),
        ({"radius_km": "0"}, "Distance maximale"),
        ({"local_km": "NaN"}, "Compte comme local"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, member, december, values, said):
    response = client.post(
        reverse("cooperation:season-plan-create"), form_data(**({"title": "Gardé"} | values))
    )
    assert response.status_code == 422
    assert said in text_of(response)
    assert 'value="2"' in response.content.decode() or "count" in values
    assert not SeasonPlan.objects.exists()


def trial_data(**values) -> dict[str, object]:
    return {"quality_share": "50", "organic_share": "20"} | values


def test_a_member_tries_a_change_out(territory, client, member, django_capture_on_commit_callbacks):
    plan = public()
    path = address("season-plan-trial", plan)
    assert "Et si… ?" in text_of(client.get(path))
    sent = trial_data(
        removed=[str(territory.orchard.pk)],
        scaled=str(territory.farm.pk),
        capacity="150",
        resource="food.fruit.apple",
        kilos="12,5",
        commune="Grenoble",
        organic="on",
        radius_km="20",
    )
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(path, sent)
    text = text_of(client.get(response["Location"]))
    assert "Ce que l’essai change" in text
    assert "Sans Verger fictif" in text
    assert "Ferme fictive donne 150 % de ce qu’il donne" in text
    assert "Producteur à l’essai : Pommes, Grenoble" in text
    assert "Distance maximale : 20 km" in text
    assert "Quantité servie 240 kg 305 kg +65 kg" in text
    assert not SeasonPlan.objects.latest("pk").parameters["public"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Rien ne change"),
        ({"scaled": "FARM"}, "Dites aussi combien il donnerait."),
        ({"capacity": "50"}, "Dites aussi quel producteur."),
        ({"resource": CARROT, "kilos": "3"}, "Dites aussi dans quelle commune."),
        ({"resource": CARROT, "commune": "Grenoble"}, "Dites aussi combien chaque mois."),
        ({"kilos": "4"}, "Dites aussi quel produit."),
        ({"resource": CARROT, "kilos": "3", "commune": "Atlantide"}, "Commune inconnue"),
        ({"resource": CARROT, "kilos": "-3", "commune": "Grenoble"}, "Combien chaque mois"),
        ({"resource": CARROT, "kilos": "NaN", "commune": "Grenoble"}, "Combien chaque mois"),
        ({"removed": ["987654"]}, "Sans ces organisations"),
        ({"organic_share": "60"}, "La part biologique (60 %) dépasse"),
    ],
)
def test_half_a_change_is_refused(territory, client, member, values, said):
    plan = public()
    sent = {
        key: str(territory.farm.pk) if value == "FARM" else value for key, value in values.items()
    }
    response = client.post(address("season-plan-trial", plan), trial_data(**sent))
    assert response.status_code == 422
    assert said in text_of(response)
    assert SeasonPlan.objects.count() == 1


def test_an_ambiguous_commune_is_asked_again(territory, client, member):
    CommuneFactory(name="Grenoble", slug="grenoble-2", postcodes=["38999"])
    sent = trial_data(resource=CARROT, kilos="3", commune="Grenoble")
    response = client.post(address("season-plan-trial", public()), sent)
    assert "Plusieurs communes répondent" in text_of(response)


def test_public_plans_are_told_to_search_engines(territory, client):
    shown = public()
    waiting = SeasonPlan.objects.create(title="B", parameters=shown.parameters)
    computed()
    sitemap = SITEMAPS["plans"]()
    assert list(sitemap.items()) == [shown, waiting]
    assert sitemap.lastmod(shown) == shown.finished_at
    assert sitemap.lastmod(waiting) == waiting.created_at
    assert sitemap.location(shown) == f"/restauration/{shown.token}/"
