"""The administration of the pact, as the staff and as an administrator."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from pacte.admin.base import neutral
from pacte.admin.text_search import harmless
from pacte.models import Commune, Organisation
from pacte.services.reference import load_reference
from tests.factories.pacte import (
    ActionFactory,
    CommitmentFactory,
    CommuneFactory,
    IndicatorFactory,
    KindFactory,
    ObjectiveFactory,
    OrganisationFactory,
    PlaceFactory,
    ZoneFactory,
)
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

LISTS = [
    f"wagtailsnippets_pacte_{model}:list"
    for model in [
        "organisation",
        "membership",
        "kind",
        "role",
        "label",
        "articlecategory",
        "theme",
        "objective",
        "action",
        "indicator",
        "commitment",
        "place",
        "zone",
        "commune",
        "epci",
    ]
]
HOSTILE = ['"', '""" \'\\', "🥖", "a" * 10_000, "%s %d {0}", "'; DROP TABLE x; --", "<script>"]


@pytest.fixture(autouse=True)
def strict_templates():
    """Leave Wagtail's templates to Django's own rule: they rely on ``|default``."""


@pytest.fixture(params=["curator", "administrator"])
def staff(request, client):
    load_reference()
    client.force_login(
        UserFactory(curator=request.param == "curator", administrator=request.param != "curator")
    )
    return client


@pytest.fixture
def curator(client):
    load_reference()
    client.force_login(UserFactory(curator=True))
    return client


def organisation_url(name, *args):
    return reverse(f"wagtailsnippets_pacte_organisation:{name}", args=args)


def _fill():
    action = ActionFactory()
    CommitmentFactory(action=action)
    IndicatorFactory(action=action)
    PlaceFactory()
    ZoneFactory()
    MembershipFactory()


@pytest.mark.parametrize("name", LISTS)
def test_every_list_opens_and_bears_any_search(staff, name):
    _fill()
    assert staff.get(reverse(name)).status_code == 200
    for text in HOSTILE:
        assert staff.get(reverse(name), {"q": text}).status_code == 200


def test_a_list_asks_the_same_number_of_queries_whatever_its_length(
    curator, django_assert_num_queries
):
    OrganisationFactory.create_batch(2, kinds=["siae"])
    with CaptureQueriesContext(connection) as few:
        curator.get(organisation_url("list"))
    OrganisationFactory.create_batch(10, kinds=["siae"])
    with django_assert_num_queries(len(few)):
        curator.get(organisation_url("list"))


def test_filters_narrow_the_list(curator):
    OrganisationFactory(name="Maraîcher fictif", kinds=["producer"], is_fictitious=True)
    OrganisationFactory(name="Atelier fictif", kinds=["siae"], siae_type="aci", live=False)
    kind = KindFactory(code="producer").pk
    html = curator.get(organisation_url("list"), {"kinds": kind}).content.decode()
    assert "Maraîcher fictif" in html
    assert "Atelier fictif" not in html
    html = curator.get(organisation_url("list"), {"siae_type": "aci", "live": "false"})
    assert "Atelier fictif" in html.content.decode()
    assert "Maraîcher fictif" not in html.content.decode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_cells_that_look_like_formulas_are_neutralised(start):
    assert neutral(f"{start}1+1") == f"'{start}1+1"
    assert neutral("Épicerie") == "Épicerie"
    assert neutral(-3) == -3


def test_exports_hold_readable_and_harmless_cells(curator):
    OrganisationFactory(name="=HYPERLINK(1)", kinds=["siae", "ess"], legal_form="scop")
    body = curator.get(organisation_url("list"), {"export": "csv"}).getvalue().decode()
    assert "'=HYPERLINK(1)" in body
    assert "SCOP" in body
    assert "Structure de l’ESS" in body
    answer = curator.get(organisation_url("list"), {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    assert sheet["A2"].value == "'=HYPERLINK(1)"
    assert sheet["A2"].data_type == "s"


@pytest.mark.parametrize("text", HOSTILE)
def test_wagtails_own_searches_bear_any_text(staff, text):
    addresses = [
        reverse("wagtailadmin_pages:search"),
        reverse("wagtailimages:index"),
        reverse("wagtaildocs:index"),
        reverse("wagtailsnippetchoosers_pacte_organisation:choose"),
    ]
    for address in addresses:
        assert staff.get(address, {"q": text}).status_code == 200
    assert list(Page.objects.all().search(text)) is not None
    assert list(Image.objects.all().autocomplete(text)) is not None


def test_search_still_finds(curator):
    OrganisationFactory(name="Le Fournil fictif")
    backend = get_search_backend()
    assert [row.name for row in backend.autocomplete('"four', Organisation)]
    assert list(backend.search('"', Organisation)) == []
    assert harmless('le "pain"\0') == "le  pain"
    assert harmless(None) is None


def form_data(**values):
    data = {
        "name": "Fournil fictif",
        "siret": "",
        "legal_form": "",
        "naf": "",
        "siae_type": "",
        "summary": "",
        "slug": "",
        "website": "",
        "logo": "",
        "kinds": [],
        "description-count": "0",
    }
    for formset in ("links", "authorisations"):
        data |= {
            f"{formset}-TOTAL_FORMS": "0",
            f"{formset}-INITIAL_FORMS": "0",
            f"{formset}-MIN_NUM_FORMS": "0",
            f"{formset}-MAX_NUM_FORMS": "1000",
        }
    return data | values


def test_a_draft_goes_through_moderation_to_publication(curator):
    kind = KindFactory(code="craft").pk
    curator.post(organisation_url("add"), form_data(kinds=[kind]))
    row = Organisation.objects.get()
    assert (row.live, row.slug) == (False, "fournil-fictif")
    edit = organisation_url("edit", row.pk)
    curator.post(edit, form_data(kinds=[kind], summary="Du pain.", **{"action-submit": "1"}))
    row.refresh_from_db()
    assert row.workflow_in_progress
    home = curator.get(reverse("wagtailadmin_home")).content.decode()
    assert "Fournil fictif" in home
    task_state = row.current_workflow_task_state
    approve = organisation_url("workflow_action", row.pk, "approve", task_state.pk)
    curator.post(approve)
    row.refresh_from_db()
    assert row.live
    assert row.summary == "Du pain."
    for page in ("history", "workflow_history", "edit", "usage"):
        assert curator.get(organisation_url(page, row.pk)).status_code == 200
    revision = row.revisions.first()
    view = organisation_url("revisions_view", row.pk, revision.pk)
    assert "Fournil fictif" in curator.get(view).content.decode()


def test_preview_shows_what_is_typed(curator):
    row = OrganisationFactory(name="Avant", kinds=["craft"])
    preview = organisation_url("preview_on_edit", row.pk)
    kind = KindFactory(code="craft").pk
    answer = curator.post(preview, form_data(name="Après", slug=row.slug, kinds=[kind]))
    assert answer.json()["is_valid"]
    assert "Après" in curator.get(preview).content.decode()
    row.refresh_from_db()
    assert row.name == "Avant"


@pytest.mark.parametrize("siret", ["123", "35600000000049", "abcdefghijklmn"])
def test_a_bad_siret_is_refused_at_its_field_and_kept(curator, siret):
    kind = KindFactory(code="craft").pk
    data = form_data(kinds=[kind], siret=siret, **{"action-publish": "1"})
    html = curator.post(organisation_url("add"), data).content.decode()
    assert "n’est pas un numéro SIRET valide" in html
    assert f'value="{siret}"' in html
    assert not Organisation.objects.exists()


def test_a_siret_with_spaces_is_accepted_and_unique(curator):
    kind = KindFactory(code="craft").pk
    data = form_data(kinds=[kind], siret="356 000 000 00048")
    curator.post(organisation_url("add"), data)
    assert Organisation.objects.get().siret == "35600000000048"
    html = curator.post(organisation_url("add"), data | {"name": "Double"}).content.decode()
    assert "existe déjà" in html
    assert Organisation.objects.count() == 1


def test_an_unknown_commune_is_refused_at_its_field(curator):
    kind = KindFactory(code="craft").pk
    data = form_data(kinds=[kind], commune="999999")
    answer = curator.post(organisation_url("add"), data)
    assert answer.context["form"].errors.keys() == {"commune"}
    assert not Organisation.objects.exists()


def test_an_action_that_ends_before_it_starts_is_refused(curator):
    objective = ObjectiveFactory()
    data = {
        "objective": objective.pk,
        "title": "Action fictive",
        "slug": "action-fictive",
        "summary": "Essai.",
        "status": "planned",
        "starts_on": "2027-02-01",
        "ends_on": "2027-01-01",
        "body-count": "0",
    }
    answer = curator.post(reverse("wagtailsnippets_pacte_action:add"), data)
    assert answer.context["form"].errors["ends_on"] == ["La fin doit suivre le début."]
    assert 'value="2027-01-01"' in answer.content.decode()


def test_communes_are_looked_at_and_neither_added_nor_deleted(staff):
    commune = CommuneFactory()
    base = "wagtailsnippets_pacte_commune"
    assert staff.get(reverse(f"{base}:add")).status_code == 302
    assert staff.post(reverse(f"{base}:delete", args=[commune.pk])).status_code == 302
    assert Commune.objects.filter(pk=commune.pk).exists()
    assert staff.get(reverse(f"{base}:inspect", args=[commune.pk])).status_code == 200


def test_an_administrator_corrects_a_commune(client):
    commune = CommuneFactory()
    client.force_login(UserFactory(administrator=True))
    edit = reverse("wagtailsnippets_pacte_commune:edit", args=[commune.pk])
    data = {"name": "Commune juste", "population": 10, "latitude": 45, "longitude": 5}
    assert client.post(edit, data).status_code == 302
    commune.refresh_from_db()
    assert commune.name == "Commune juste"


def test_members_and_visitors_stay_outside(client):
    assert client.get(organisation_url("list")).status_code == 302
    client.force_login(UserFactory())
    for name in LISTS:
        assert client.get(reverse(name)).status_code == 302
