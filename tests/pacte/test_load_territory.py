"""The reference, the territory and the real organisations."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from wagtail.models import GroupApprovalTask, Page, WorkflowContentType

from pacte.models import (
    Building,
    Commune,
    Epci,
    Kind,
    Label,
    LoadedRow,
    Organisation,
    Place,
    Role,
    Theme,
    Zone,
)
from pacte.permissions import CURATORS
from pacte.services.foundation import load_foundation
from pacte.services.loading import PACKAGED, DataFileError, Sources
from pacte.services.reference import load_reference
from pacte.services.territory import load_territory
from tests.factories.pacte import CommuneFactory, KindFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)

NAMED = """
Grenoble-Alpes Métropole|Pays Voironnais|Le Grésivaudan|CHU Grenoble-Alpes|Université Grenoble-Alpes
GEG|CEA|Banque Populaire|CCI de Grenoble|EDF|Enedis Alpes|Air Liquide Advanced Technologies|Vencorex
Naver Labs|Radiall|Lynred|Orange|Schneider Electric|STMicroelectronics|bioMérieux|Hewlett Packard
La Poste|Roche Diagnostics France|Stryker|ARaymond|Alpes Consigne|Dabba Consigne|La Bocale
La Conserverie du carreau|Cocomiette|Sysalp|Fabricanova
Marché d’intérêt national (MIN) de Grenoble|SOLEEO|ULISSE|EPISOL|Territoires Insertion 38
Impact le Bon Plan|Maison de l’Emploi et de l’Entreprise – MIFE Isère
Maison métropolitaine de l’emploi de Grenoble|Maison métropolitaine de l’emploi d’Échirolles
Maison métropolitaine de l’emploi de Saint-Martin-d’Hères
Maison métropolitaine de l’emploi de Fontaine|Maison métropolitaine de l’emploi de Pont-de-Claix
France Travail (ex-Pôle emploi)|GRDF|GEIEC|FBTP|Aplomb38|BeFC|Greta|APEC
"""


@pytest.fixture
def foundation(db):
    return load_foundation(now=NOW)


def test_the_territory_has_its_communes_and_zones(foundation):
    assert Commune.objects.count() == 282
    assert Commune.objects.filter(epci__in_pact=True).count() == 123
    assert Commune.objects.filter(epci__in_plie=True).count() == 187
    assert Epci.objects.count() == 9
    assert Zone.objects.get(code="pacte").communes.count() == 123
    assert Zone.objects.get(code="plie").communes.count() == 187
    assert Zone.objects.filter(kind="epci").count() == 9
    assert [c.name for c in Zone.objects.get(code="echirolles-ouest").communes.all()] == [
        "Échirolles"
    ]
    assert Commune.objects.get(insee="38185").postcodes == ["38000", "38100"]


def test_homonymous_communes_have_their_own_address(foundation):
    slugs = Commune.objects.filter(name="Saint-Pierre-d’Entremont").values_list("slug", flat=True)
    assert sorted(slugs) == [
        "saint-pierre-d-entremont-38446",
        "saint-pierre-d-entremont-73274",
    ]


def test_every_named_organisation_is_there_and_nothing_is_invented_about_it(foundation):
    names = {name for line in NAMED.strip().splitlines() for name in line.split("|")}
    assert set(Organisation.objects.values_list("name", flat=True)) == names
    assert len(names) == 52
    real = Organisation.objects.all()
    assert not real.filter(is_fictitious=True).exists()
    assert not real.exclude(siret=None).exists()
    assert not real.exclude(address="").exists()
    assert not real.exclude(website="").exists()
    assert not real.filter(source="").exists()
    assert not real.filter(summary="").exists()
    assert real.signatories().count() == 26


def test_the_organisations_carry_what_is_known_of_them(foundation):
    bocale = Organisation.objects.get(slug="la-bocale")
    assert (bocale.place.slug, bocale.building.number, bocale.commune.name) == (
        "pole-r",
        1,
        "Grenoble",
    )
    assert [(link.kind, link.target.slug) for link in bocale.links.all()] == [
        ("carried_by", "la-conserverie-du-carreau")
    ]
    soleeo = Organisation.objects.get(slug="soleeo")
    assert (soleeo.siae_type, soleeo.headcount) == ("ebe", 37)
    assert Place.objects.get(slug="pole-r").area_m2 == 16_000
    assert Building.objects.get(number=3).opens == 2024


def test_an_organisation_starts_with_a_published_revision(foundation):
    bocale = Organisation.objects.get(slug="la-bocale")
    assert bocale.latest_revision == bocale.live_revision
    draft = bocale.get_latest_revision_as_object()
    assert {kind.code for kind in draft.kinds.all()} == {"circular", "kitchen", "siae", "ess"}
    assert draft.description[0].value.source == bocale.description[0].value.source


def test_the_lists_follow_the_law_and_the_enumerations(foundation):
    assert Kind.objects.count() == 15
    assert Role.objects.count() == 7
    assert Theme.objects.count() == 6
    egalim = set(Label.objects.filter(counts_for_egalim=True).values_list("code", flat=True))
    assert {"ab", "aop", "igp", "stg", "label-rouge", "hve3"} <= egalim
    assert not egalim & {"bleu-blanc-coeur", "rse", "esus"}


def test_the_staff_approve_organisations_actions_and_pages(foundation):
    group = Group.objects.get(name=CURATORS)
    codenames = set(group.permissions.values_list("codename", flat=True))
    assert {"access_admin", "publish_organisation", "change_action", "change_posting"} <= codenames
    assert not codenames & {"delete_organisation", "add_user", "change_user", "change_group"}
    assert {p.permission.codename for p in group.page_permissions.all()} >= {
        "add_page",
        "publish_page",
    }
    assert {p.permission.codename for p in group.collection_permissions.all()} >= {
        "add_image",
        "add_document",
    }
    workflow = Organisation.objects.first().get_workflow()
    assert [task.specific for task in workflow.tasks] == [GroupApprovalTask.objects.last()]
    assert list(GroupApprovalTask.objects.last().groups.all()) == [group]
    assert WorkflowContentType.objects.filter(workflow=workflow).count() == 2
    assert Page.get_first_root_node().get_workflow() == workflow


def test_loading_again_changes_nothing_that_somebody_edited(
    foundation, django_assert_max_num_queries
):
    Organisation.objects.filter(slug="geg").update(summary="Corrigé à la main.")
    Organisation.objects.get(slug="befc").delete()
    group = Group.objects.get(name=CURATORS)
    group.permissions.remove(Permission.objects.get(codename="change_theme"))
    Zone.objects.get(code="voisinage").delete()
    rows = LoadedRow.objects.count()
    with django_assert_max_num_queries(6):
        again = load_foundation(now=NOW)
    assert not again.added
    assert LoadedRow.objects.count() == rows
    assert Organisation.objects.get(slug="geg").summary == "Corrigé à la main."
    assert not Organisation.objects.filter(slug="befc").exists()
    assert not group.permissions.filter(codename="change_theme").exists()
    assert not Zone.objects.filter(code="voisinage").exists()


def test_what_somebody_made_before_is_adopted_untouched(db):
    kind = KindFactory(code="siae", name="Insertion")
    commune = CommuneFactory(insee="38185", name="Grenoble à la main", slug="grenoble")
    mine = OrganisationFactory(slug="geg", name="GEG à moi")
    load_foundation(now=NOW)
    assert Kind.objects.get(code="siae") == kind
    assert Kind.objects.get(code="siae").name == "Insertion"
    assert Commune.objects.get(insee="38185").name == commune.name
    assert Organisation.objects.get(slug="geg").name == mine.name


def test_each_part_loads_alone(db):
    load_reference()
    load_territory()
    assert Theme.objects.count() == 6
    assert Commune.objects.count() == 282
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "field"),
    [
        ("communes.csv", "38185,Grenoble,200040715", "38185,Grenoble,123456789", None, "epci"),
        ("communes.csv", "45.1835,5.7191", "nan,5.7191", None, "latitude"),
        ("communes.csv", "45.1835,5.7191", "45.1835,inf", None, "longitude"),
        ("communes.csv", "38185,Grenoble", "3818,Grenoble", None, "insee"),
        ("communes.csv", "38000|38100", "38", None, "postcodes"),
        ("communes.csv", "156140", "", None, "population"),
        ("epcis.csv", "243800984", "243800985", 9, "siren"),
        ("zones.json", '"38151"', '"99999"', 12, "communes"),
        ("zones.json", '"kind": "plie"', '"kind": "lune"', 2, "kind"),
        ("places.json", '"buildings": [', '"buildings": [3,', 1, "buildings"),
        ("places.json", '"number": 1, ', "", 1, "number"),
        ("labels.csv", "social,non", "sociale,non", 19, "family"),
        ("curators.json", '"pacte.organisation"', '"organisation"', 1, "model"),
        ("organisations.json", '"kinds": [\n   "epci"', '"kinds": [\n   "epcis"', 1, "kinds"),
        ("organisations.json", '"38185"', '"99999"', 26, "commune"),
        ("organisations.json", '"siae_type": "ebe"', '"siae_type": "abe"', 34, "siae_type"),
        ("organisations.json", '"headcount": 37', '"headcount": -1', 34, "headcount"),
        ("organisations.json", '"carried_by"', '"owned_by"', 28, "kind"),
    ],
)
def test_a_broken_file_is_refused_whole(db, tmp_path, file, old, new, row, field):
    text = (PACKAGED / file).read_text("utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DataFileError) as caught:
        load_foundation(now=NOW, sources=Sources().over(tmp_path))
    assert (caught.value.file, caught.value.field) == (file, field)
    assert caught.value.row == row or (row is None and caught.value.row > 1)
    assert not LoadedRow.objects.exists()
    assert not Commune.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("website", "javascript:alert(1)"),
        ("naf", "12"),
        ("latitude", 45.1),
        ("authorisations", [{"low_code": "papier"}]),
        ("links", "SOLEEO"),
        ("is_fictitious", "peut-être"),
    ],
)
def test_a_bad_field_of_an_organisation_is_named(db, tmp_path, field, value):
    rows = json.loads((PACKAGED / "organisations.json").read_text("utf-8"))
    rows[4][field] = value
    (tmp_path / "organisations.json").write_text(json.dumps(rows), "utf-8")
    with pytest.raises(DataFileError) as caught:
        load_foundation(now=NOW, sources=Sources().over(tmp_path))
    expected = "longitude" if field == "latitude" else field
    assert (caught.value.row, caught.value.field) == (5, expected)


def test_authorisations_are_written(db, tmp_path):
    rows = json.loads((PACKAGED / "organisations.json").read_text("utf-8"))
    rows[0]["authorisations"] = [{"low_code": "20 01 08", "valid_until": "2028-01-01"}]
    (tmp_path / "organisations.json").write_text(json.dumps(rows), "utf-8")
    load_foundation(now=NOW, sources=Sources().over(tmp_path))
    found = Organisation.objects.get(slug="grenoble-alpes-metropole").authorisations.get()
    assert (found.low_code, found.valid_until) == ("20 01 08", dt.date(2028, 1, 1))


def test_the_command_says_what_it_did(db, monkeypatch):
    out = StringIO()
    call_command("load_territory", stdout=out)
    call_command("load_territory", stdout=out)
    assert "0 lignes ajoutées" in out.getvalue().splitlines()[1]

    def broken(**kwargs):
        raise DataFileError("communes.csv", 3, "insee", "cassé.")

    monkeypatch.setattr("pacte.management.commands.load_territory.load_foundation", broken)
    with pytest.raises(CommandError, match=r"communes\.csv, ligne 3"):
        call_command("load_territory")
