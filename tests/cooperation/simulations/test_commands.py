"""The three commands: what they print, and what they refuse."""

import io
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import CommuneFactory, OrganisationFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
CARROT = "food.vegetable.carrot"


def printed(*arguments):
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return plain(out.getvalue())


@pytest.fixture
def need():
    town = CommuneFactory(latitude=45.0, longitude=5.7)
    kitchen = OrganisationFactory(name="Cantine", slug="cantine", commune=town)
    return PostingFactory(need=True, organisation=kitchen, resource=CARROT, max_distance_km=5)


@pytest.fixture
def offer():
    town = CommuneFactory(latitude=45.09, longitude=5.7)
    farm = OrganisationFactory(name="Ferme", slug="ferme", commune=town, service_radius_km=5)
    return PostingFactory(organisation=farm, resource=CARROT)


@pytest.fixture
def market():
    town = CommuneFactory(name="Voiron")
    kilos = {"unit": "kg", "period": "month", "resource": CARROT, "months": 1}
    kitchen = OrganisationFactory(name="Cantine", slug="cantine", commune=town)
    farm = OrganisationFactory(name="Ferme", slug="ferme", commune=town)
    PostingFactory(need=True, title="Carottes", organisation=kitchen, quantity=Decimal(10), **kilos)
    PostingFactory(organisation=farm, quantity=Decimal(10), **kilos)


def test_why_not_a_posting(need, offer):
    text = printed("why_not", "--posting", str(need.pk))
    assert text.startswith("Ferme → Cantine")
    assert "• 6 km de plus pour Cantine : 11 km au lieu de 5." in text
    data = json.loads(printed("why_not", "--posting", str(need.pk), "--json"))
    assert data["looked_at"] == 1
    assert data["misses"][0]["changes"][0]["code"] == "radius"


def test_why_not_a_pair_or_a_need_that_nobody_posted(need, offer):
    assert "Ferme → Cantine" in printed("why_not", "--pair", "ferme", "cantine")
    text = printed("why_not", "--need", CARROT, "--organisation", "cantine")
    assert "6 km de plus pour Ferme" in text
    assert "Carottes (à publier)" in text
    asked = ("why_not", "--need", CARROT, "--organisation", "cantine", "--json")
    assert json.loads(printed(*asked))["misses"][0]["need"] is None
    assert (
        printed("why_not", "--posting", str(offer.pk), "--limit", "0").strip()
        == "Rien ne manque de peu. Examinés : 1 ; qui conviennent déjà : 0."
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "Donnez --posting"),
        (["--posting", "1", "--need", CARROT], "Donnez --posting"),
        (["--posting", "999999"], "Aucune annonce publique ne porte le numéro 999999."),
        (["--pair", "cantine", "personne"], "à l’adresse « personne »"),
        (["--need", CARROT], "Dites qui cherche, avec --organisation."),
        (["--need", "", "--organisation", "cantine"], "Aucune ressource ne porte le code « »."),
        (["--pair", "cantine", "cantine"], "Donnez deux organisations différentes."),
        (["--pair", "cantine", "cantine", "--limit", "-1"], "--limit : un nombre de 0 à 10000"),
        (["--need", "x", "--organisation", "cantine"], "Aucune ressource ne porte le code « x »."),
    ],
)
def test_why_not_refuses_what_it_does_not_know(need, arguments, expected):
    with pytest.raises(CommandError) as caught:
        printed("why_not", *arguments)
    assert expected in " ".join(plain(str(caught.value)).split())


def test_what_if_from_a_file(market, tmp_path):
    path = tmp_path / "changes.json"
    path.write_text(json.dumps([{"kind": "remove_actor", "organisation": "ferme"}]))
    text = printed("what_if", str(path))
    assert "Besoins qui ont une réponse : 1 → 0 (−1)" in text
    assert "Carottes, en janvier, besoins couverts : 10 kg → 0 kg" in text
    assert "Ferme → Cantine – Carottes" in text
    path.write_text(json.dumps({"changes": [{"kind": "remove_actor", "organisation": "ferme"}]}))
    assert json.loads(printed("what_if", str(path), "--json"))["lost_count"] == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"[", "le fichier JSON est mal formé, colonne 2."),
        (b"[1e99999999999999999999]", "le fichier JSON est mal formé."),
        (b"\xff\xfe", "n’est pas en UTF-8"),
        (b'[{"kind": "x", "kind": "y"}]', "champ « kind » : ce champ est répété"),
        (b"{}", "il manque la liste des changements."),
        (
            b'[{"kind": "remove_actor", "organisation": "x"}]',
            "Changement 1 : « x » est introuvable",
        ),
    ],
)
def test_what_if_says_what_is_wrong_with_a_file(db, tmp_path, content, expected):
    path = tmp_path / "changes.json"
    path.write_bytes(content)
    with pytest.raises(CommandError) as caught:
        printed("what_if", str(path))
    assert expected in plain(str(caught.value))
    with pytest.raises(CommandError, match="illisible ou introuvable"):
        printed("what_if", str(tmp_path / "absent.json"))


def test_resilience(market):
    text = printed("resilience")
    assert text.startswith("1. Ferme – 1,0 produits × mois")
    assert "Carottes (réponse à un besoin) : janv. 100 %" in text
    (row,) = json.loads(printed("resilience", "--json"))
    assert (row["organisation"], row["weight"]) == ("ferme", 1000)
    assert printed("resilience", "--limit", "0").strip() == "Personne n’est irremplaçable."
