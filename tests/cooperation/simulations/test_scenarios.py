"""« Et si ? »: what the staff try, what is told, who may, and that real data never move."""

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cooperation import knowledge
from cooperation.matching.counterfactual.validity import ChangeError, FieldError
from cooperation.models import Capability, Posting, Scenario
from cooperation.services import scenarios as services
from cooperation.services.demonstration.scenarios import write_scenarios
from cooperation.services.scenarios.presets import PRESETS
from cooperation.services.scenarios.reading import MOST, read
from cooperation.wording import coverage
from cooperation.wording import scenarios as wording
from pacte.models import Organisation
from pacte.services.loading import Ledger
from tests.factories.cooperation import CapabilityFactory, PostingFactory
from tests.factories.pacte import CommuneFactory, KindFactory, LabelFactory, OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
LIST = "/pilotage/et-si/"
BREAD = "byproduct.food.bread_unsold"
BEER = "prepared.drink.beer"
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def text_of(answer):
    return plain(answer.content.decode())


@pytest.fixture
def staff(client):
    user = UserFactory(curator=True)
    client.force_login(user)
    return user


@pytest.fixture
def town():
    return CommuneFactory(name="Voiron", insee="38563", postcodes=["38500"])


@pytest.fixture
def bakery(town):
    row = OrganisationFactory(name="Au Four (fictif)", slug="au-four", commune=town)
    PostingFactory(
        organisation=row, resource=BREAD, quantity=Decimal(30), unit="kg", period="month"
    )
    return row


@pytest.fixture
def bar(town):
    row = OrganisationFactory(name="Le Bar (fictif)", slug="le-bar", commune=town)
    PostingFactory(
        need=True,
        title="De la bière",
        organisation=row,
        resource=BEER,
        quantity=100,
        unit="l",
        period="month",
    )
    return row


@pytest.fixture
def scenario(staff, bakery, bar):
    return services.create_scenario(title="Et si ?", user=staff, now=NOW)


BREWERY = {
    "preset": "brewery",
    "name": "Brasserie (fictive)",
    "commune": "Voiron",
}


def data(kind, **fields):
    return {"kind": kind, **{f"{kind}-{name}": value for name, value in fields.items()}}


def change(client, scenario, kind, **fields):
    url = f"{scenario.get_absolute_url()}changer/"
    return client.post(url, data(kind, **fields), follow=True)


@pytest.mark.parametrize(
    "path",
    [
        LIST,
        f"{LIST}11111111-1111-4111-8111-111111111111/",
        "/pilotage/resilience/",
        "/pilotage/resilience.csv",
    ],
)
def test_only_the_staff_get_in(client, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert "/connexion/" in answer["Location"]
    client.force_login(MembershipFactory().user)
    assert client.get(path).status_code == 403


def test_a_service_checks_who_asks(scenario):
    someone = MembershipFactory().user
    with pytest.raises(PermissionDenied):
        services.create_scenario(title="X", user=someone, now=NOW)
    for service in (services.recompute_scenario, services.duplicate_scenario):
        with pytest.raises(PermissionDenied):
            service(scenario=scenario, user=someone, now=NOW)
    with pytest.raises(PermissionDenied):
        services.delete_scenario(scenario=scenario, user=someone)
    with pytest.raises(PermissionDenied):
        services.remove_change(scenario=scenario, number=1, user=someone, now=NOW)
    with pytest.raises(PermissionDenied):
        services.add_change(scenario=scenario, change={}, user=someone, now=NOW)


def test_a_scenario_is_made_from_its_title(client, staff):
    assert "Aucun scénario" in text_of(client.get(LIST))
    answer = client.post(LIST, {"title": "Et si une légumerie ouvrait ?"}, follow=True)
    html = text_of(answer)
    assert "Et si une légumerie ouvrait ?" in html
    assert "Aucun changement encore" in html
    assert Scenario.objects.get().author == staff
    assert "Et si une légumerie ouvrait ?" in text_of(client.get(LIST))


def test_a_scenario_without_a_title_is_refused(client, staff):
    answer = client.post(LIST, {"title": " "})
    assert answer.status_code == 422
    assert not Scenario.objects.exists()


def test_an_added_brewery_is_told_side_by_side(client, scenario):
    before = (Posting.objects.count(), Organisation.objects.count(), Capability.objects.count())
    html = text_of(change(client, scenario, "add_actor", **BREWERY))
    assert "Changement ajouté" in html
    assert "Ajouter « Brasserie (fictive) » à Voiron (38500)." in html
    assert "Au Four (fictif) → Brasserie (fictive)" in html
    assert "De la bière" in html
    assert "Matière évitée aux déchets, par an" in html
    assert "360 kg" in html
    assert before == (
        Posting.objects.count(),
        Organisation.objects.count(),
        Capability.objects.count(),
    )
    scenario.refresh_from_db()
    assert scenario.changes == [{"kind": "add_actor", **BREWERY, "commune": "Voiron (38500)"}]
    assert scenario.version
    assert scenario.computed_at is not None


def test_a_capacity_of_ones_own_replaces_the_preset(client, scenario):
    change(client, scenario, "add_actor", **BREWERY, capacity="1,2", radius_km="15")
    scenario.refresh_from_db()
    (row,) = scenario.changes
    assert row["know_hows"] == [{"transformation": "bread_to_beer", "capacity": "1.2", "unit": "t"}]
    assert row["radius_km"] == 15


def test_every_kind_of_change_may_be_tried(client, scenario, bakery):
    LabelFactory(code="ab", name="Agriculture biologique")
    CapabilityFactory(
        organisation__name="La Brasserie (fictive)",
        organisation__slug="la-brasserie",
        transformation="bread_to_beer",
    )
    told = {
        "remove_actor": ({"organisation": "Au Four (fictif)"}, "Retirer Au Four (fictif)."),
        "set_capacity": (
            {
                "organisation": "la-brasserie",
                "transformation": "bread_to_beer",
                "capacity": "2,5",
                "unit": "t",
            },
            "La Brasserie (fictive) : brasser de la bière avec du pain invendu, 2,5 t par an.",
        ),
        "add_label": (
            {"organisation": "le-bar", "label": "ab"},
            "Le Bar (fictif) obtient le label Agriculture biologique.",
        ),
        "set_radius": (
            {"organisation": "le-bar", "kilometres": "12"},
            "Le Bar (fictif) va jusqu’à 12 km.",
        ),
        "add_authorisation": (
            {"organisation": "le-bar", "low_code": "14 06 03*"},
            "Le Bar (fictif) est autorisée à recevoir les déchets 14 06 03*.",
        ),
    }
    for kind, (fields, expected) in told.items():
        assert expected in text_of(change(client, scenario, kind, **fields)), kind
    html = text_of(
        change(client, scenario, "add_label", organisation="le-bar", label="ab", lost="on")
    )
    assert "Le Bar (fictif) perd le label Agriculture biologique." in html


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (
            "remove_actor",
            {"organisation": "Personne"},
            "Aucune organisation publiée ne s’appelle « Personne ».",
        ),
        ("set_capacity", {"organisation": "au-four", "capacity": "beaucoup"}, "beaucoup"),
        (
            "set_capacity",
            {
                "organisation": "au-four",
                "transformation": "bread_to_beer",
                "capacity": "2",
                "unit": "hour",
            },
            "ne se compte pas en heure",
        ),
        ("add_actor", {**BREWERY, "commune": "Nulle-Part"}, "Commune « Nulle-Part » inconnue"),
        (
            "add_authorisation",
            {"organisation": "au-four", "low_code": "abc"},
            "Donnez 2, 4 ou 6 chiffres.",
        ),
        ("set_radius", {"organisation": "au-four", "kilometres": "-3"}, "supérieure ou égale à 0"),
    ],
)
def test_a_wrong_change_is_told_and_what_was_typed_kept(client, scenario, kind, fields, expected):
    answer = change(client, scenario, kind, **fields)
    assert answer.status_code == 422
    html = text_of(answer)
    assert expected in html
    assert "Rien n’a été enregistré" in html
    scenario.refresh_from_db()
    assert scenario.changes == []


def test_a_name_that_two_bear_is_to_be_chosen(client, scenario):
    for slug in ("jumelle-1", "jumelle-2"):
        OrganisationFactory(name="Jumelle (fictive)", slug=slug)
    html = text_of(change(client, scenario, "remove_actor", organisation="jumelle (fictive)"))
    assert "Donnez l’adresse : jumelle-1, jumelle-2." in html


def test_an_unknown_kind_or_scenario_is_not_found(client, scenario):
    assert change(client, scenario, "destroy").status_code == 404
    assert client.get(f"{LIST}{uuid4()}/").status_code == 404


def test_a_change_is_taken_away(client, scenario):
    change(client, scenario, "add_actor", **BREWERY)
    change(client, scenario, "remove_actor", organisation="au-four")
    client.post(f"{scenario.get_absolute_url()}changements/1/retirer/")
    scenario.refresh_from_db()
    assert [row["kind"] for row in scenario.changes] == ["remove_actor"]
    client.post(f"{scenario.get_absolute_url()}changements/9/retirer/")
    scenario.refresh_from_db()
    assert len(scenario.changes) == 1


def test_it_is_computed_again_copied_and_deleted(client, scenario, bakery):
    change(client, scenario, "remove_actor", organisation="au-four")
    scenario.refresh_from_db()
    Posting.objects.all().delete()
    client.post(f"{scenario.get_absolute_url()}recalculer/")
    scenario.refresh_from_db()
    assert scenario.result["indicators"][1]["before"] == 0
    answer = client.post(f"{scenario.get_absolute_url()}dupliquer/", follow=True)
    assert "Et si ? (copie)" in text_of(answer)
    assert Scenario.objects.count() == 2
    answer = client.post(f"{scenario.get_absolute_url()}supprimer/", follow=True)
    assert "Scénario supprimé." in text_of(answer)
    assert Scenario.objects.count() == 1


def test_a_change_that_no_longer_stands_is_told(client, scenario, bakery):
    change(client, scenario, "remove_actor", organisation="au-four")
    bakery.live = False
    bakery.save()
    answer = client.post(f"{scenario.get_absolute_url()}recalculer/", follow=True)
    assert "Changement 1 : « au-four » est introuvable (l’organisation)." in text_of(answer)


def test_the_number_of_queries_does_not_grow(client, scenario):
    def queries(path):
        with CaptureQueriesContext(connection) as found:
            client.get(path)
        return len(found)

    page = scenario.get_absolute_url()
    change(client, scenario, "add_actor", **BREWERY)
    queries(page)
    first, listed = queries(page), queries(LIST)
    change(client, scenario, "remove_actor", organisation="le-bar")
    for number in range(4):
        OrganisationFactory(slug=f"autre-{number}")
        services.write_scenario(title="X", changes=[], now=NOW)
    assert queries(page) == first <= 14
    assert queries(LIST) == listed <= 12


def test_every_preset_stands_on_the_knowledge(town):
    known = knowledge.load().transformations
    for code, preset in PRESETS.items():
        assert {row[0] for row in preset.know_hows} <= set(known), code
        row = {"kind": "add_actor", "preset": code, "name": "X", "commune": "Voiron"}
        assert services.run([row], today=NOW.date())["added"] == [{"id": 1, "name": "X"}]


def problem(rows):
    with pytest.raises(ChangeError) as caught:
        services.run(rows, today=NOW.date())
    return plain(wording.problem_of(caught.value))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("texte", "il manque la liste des changements."),
        ([{}] * (MOST + 1), "Changement 21 : 20 changements au plus dans un scénario."),
        ([3], "Changement 1 : il manque la nature du changement."),
        ([{}], "Changement 1 : il manque la nature du changement."),
        (
            [{"kind": "explode"}],
            "Changement 1 : « explode » est introuvable (la nature du changement).",
        ),
        ([{"kind": "remove_actor"}], "Changement 1 : il manque l’organisation."),
        (
            [{"kind": "add_actor", "name": "X"}, {"kind": "remove_actor", "organisation": "y"}],
            "Changement 2 : « y » est introuvable (l’organisation).",
        ),
        ([{"kind": "add_actor"}], "Changement 1 : il manque le nom."),
        (
            [{"kind": "add_actor", "preset": "x"}],
            "Changement 1 : « x » est introuvable (le modèle).",
        ),
        (
            [{"kind": "add_actor", "name": "X", "commune": "Saint-Rien"}],
            "Changement 1 : « Saint-Rien » est introuvable (la commune).",
        ),
        (
            [{"kind": "add_actor", "name": "X", "commune": "Double"}],
            "Changement 1 : « Double » a plusieurs réponses (la commune) : donnez le code postal.",
        ),
        (
            [{"kind": "add_actor", "name": "X", "latitude": "NaN"}],
            "Changement 1 : « NaN » ne convient pas (le lieu).",
        ),
        (
            [{"kind": "add_actor", "name": "X", "latitude": 45}],
            "Changement 1 : il manque le lieu.",
        ),
        (
            [{"kind": "add_actor", "name": "X", "radius_km": "1.5"}],
            "Changement 1 : « 1.5 » ne convient pas (la distance).",
        ),
        (
            [{"kind": "add_actor", "name": "X", "know_hows": "bière"}],
            "Changement 1 : « bière » ne convient pas (les savoir-faire).",
        ),
        (
            [{"kind": "add_actor", "name": "X", "know_hows": {}}],
            "Changement 1 : « {} » ne convient pas (les savoir-faire).",
        ),
        (
            [{"kind": "add_actor", "name": ["X"]}],
            "Changement 1 : « ['X'] » ne convient pas (le nom).",
        ),
        (
            [{"kind": "add_actor", "name": "\ud800"}],
            "Changement 1 : « \\ud800 » ne convient pas (le nom).",
        ),
        (
            [{"kind": "add_actor", "name": "X", "latitude": 10**400, "longitude": 5}],
            f"Changement 1 : « 1{'0' * 79} » ne convient pas (le lieu).",
        ),
        (
            [{"kind": "add_actor", "name": "X", "is_social": "oui"}],
            "Changement 1 : « oui » ne convient pas (is_social, vrai ou faux).",
        ),
        (
            [{"kind": "add_actor", "name": "X", "labels": ["zz"]}],
            "Changement 1 : « zz » est introuvable (le label).",
        ),
        (
            [{"kind": "add_actor", "name": "X", "kinds": ["zz"]}],
            "Changement 1 : « zz » est introuvable (les natures de l’organisation).",
        ),
        (
            [{"kind": "add_actor", "name": "X", "authorisations": ["99 99 99"]}],
            "Changement 1 : « 999999 » est introuvable (le code déchet (2, 4 ou 6 chiffres)).",
        ),
        (
            [{"kind": "add_actor", "name": "X", "know_hows": [1]}],
            "Changement 1 : il manque le savoir-faire.",
        ),
        (
            [{"kind": "add_actor", "name": "X", "offers": [1]}],
            "Changement 1 : il manque la ressource.",
        ),
        (
            [{"kind": "add_actor", "name": "X", "needs": [{"resource": "x"}]}],
            "Changement 1 : « x » est introuvable (la ressource).",
        ),
        (
            [{"kind": "add_actor", "name": "X", "needs": [{"resource": BEER, "months": [13]}]}],
            "Changement 1 : « 13 » ne convient pas (les mois (de 1 à 12)).",
        ),
        (
            [{"kind": "add_actor", "name": "X", "needs": [{"resource": BEER, "period": "day"}]}],
            "Changement 1 : « day » est introuvable (la périodicité).",
        ),
        (
            [
                {
                    "kind": "add_actor",
                    "name": "X",
                    "know_hows": [{"transformation": "bread_to_beer", "capacity": "abc"}],
                }
            ],
            "Changement 1 : « abc » ne convient pas (la quantité).",
        ),
        (
            [
                {
                    "kind": "add_actor",
                    "name": "X",
                    "know_hows": [
                        {"transformation": "bread_to_beer", "capacity": 3, "unit": "hour"}
                    ],
                }
            ],
            "Changement 1 : « Pain invendu » ne se compte pas en heure.",
        ),
    ],
)
def test_what_a_file_gets_wrong_is_named(rows, expected):
    for number in (1, 2):
        CommuneFactory(name="Double", insee=f"3800{number}")
    assert problem(rows) == expected


def test_an_organisation_leaves_once(bakery):
    found = problem([{"kind": "remove_actor", "organisation": "au-four"}] * 2)
    assert found == "Changement 2 : « au-four » est introuvable (l’organisation)."


def test_a_label_that_nobody_knows_is_refused(bakery):
    found = problem([{"kind": "add_label", "organisation": "au-four", "label": "zz"}])
    assert found == "Changement 1 : « zz » est introuvable (le label)."


def test_a_radius_that_is_not_told_is_missing(bakery):
    found = problem([{"kind": "set_radius", "organisation": "au-four"}])
    assert found == "Changement 1 : il manque la distance."


def test_an_organisation_may_be_told_whole(bakery):
    KindFactory(code="siae")
    row = {
        "kind": "add_actor",
        "name": "X",
        "latitude": 45.1,
        "longitude": 5.7,
        "kinds": ["siae"],
        "authorisations": ["20 01"],
        "offers": [{"resource": BEER, "quantity": "1 000,5", "unit": "l", "months": [1, 2]}],
        "needs": [{"resource": BREAD}],
    }
    (found,) = read([row])
    assert found.place.latitude == 45.1
    assert found.authorisations == {"2001"}
    assert found.wishes[0].quantity == Decimal("1000.5")
    assert found.wishes[0].months == 0b11


def test_a_change_that_words_do_not_know_is_shown_as_it_is():
    assert wording.change_of({"kind": "nouveau"}, {}) == "nouveau"
    assert plain(wording.change_of({"kind": "add_actor", "name": "X"}, {})) == "Ajouter « X »."
    row = {"kind": "set_capacity", "organisation": "x", "transformation": "perdu"}
    assert plain(wording.change_of(row, {})) == "x : perdu, ? par an."
    error = ChangeError(0, FieldError("inconnu", "invalid", 3))
    assert plain(wording.problem_of(error)) == "« 3 » ne convient pas (inconnu)."


def test_gaps_say_whether_they_are_good_news():
    assert coverage.trend_of(None) == ""
    assert coverage.trend_of(-3) == "loss"
    assert coverage.trend_of(-3, fewer_is_better=True) == "gain"
    assert [coverage.signed("2", gap) for gap in (0, 2, -2)] == ["=", "+2", "−2"]
    assert coverage.unit_of("rien") == ""
    assert coverage.month_of(0) == "une seule fois"


def test_the_demonstration_has_one_scenario(town, bakery):
    write_scenarios(Ledger.open(), now=timezone.now())
    write_scenarios(Ledger.open(), now=timezone.now())
    assert plain(Scenario.objects.get().title) == "Et si une légumerie ouvrait ?"


def test_data_that_cannot_hold_the_scenario_of_the_demonstration_go_without(bakery):
    bakery.commune.insee, bakery.commune.postcodes = "38999", []
    bakery.commune.save()
    write_scenarios(Ledger.open(), now=timezone.now())
    assert not Scenario.objects.exists()
