"""The administration of cooperation, as the staff and as an administrator."""

import pytest
from django.urls import reverse

from cooperation.models import Capability, Cooperation, Posting, Suggestion
from pacte.services.reference import load_reference
from tests.factories.cooperation import CooperationFactory, PostingFactory
from tests.factories.pacte import CommuneFactory, OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
BASE = "wagtailsnippets_cooperation"
LISTS = [f"{BASE}_{name}:list" for name in ("posting", "cooperation", "capability", "suggestion")]
HOSTILE = ['"', "🥖", "a" * 10_000, "%s", "';--"]


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


def url(name, *args):
    return reverse(f"{BASE}_posting:{name}", args=args)


def form_data(**values):
    data = {
        "direction": "offer",
        "resource": "byproduct.food.bread_unsold",
        "title": "Pain du soir",
        "description": "",
        "quantity": "20",
        "unit": "kg",
        "period": "week",
        "months": ["6", "7"],
        "price_mode": "gift",
        "visibility": "public",
    }
    return data | values


@pytest.mark.parametrize("name", LISTS)
def test_every_list_opens_and_bears_any_search(staff, name):
    PostingFactory()
    CooperationFactory()
    assert staff.get(reverse(name)).status_code == 200
    for text in HOSTILE:
        assert staff.get(reverse(name), {"q": text}).status_code == 200


def test_the_list_reads_in_french_and_filters(curator):
    PostingFactory(title="Pain publié", quantity=3, unit="kg", period="week")
    PostingFactory(title="Soumise", status="submitted")
    html = curator.get(url("list")).content.decode()
    assert "Pain invendu" in html
    assert "3\xa0kg par semaine" in html
    html = curator.get(url("list"), {"status": "submitted"}).content.decode()
    assert "Soumise" in html
    assert "Pain publié" not in html


def test_the_export_holds_no_formula_and_no_contact(curator):
    PostingFactory(title="=1+1")
    body = curator.get(url("list"), {"export": "csv"}).getvalue().decode()
    assert "'=1+1" in body
    assert "Publiée" in body


def test_a_posting_is_created_as_a_draft(staff):
    organisation = OrganisationFactory()
    staff.post(url("add"), form_data(organisation=organisation.pk))
    row = Posting.objects.get()
    assert (row.status, row.months, row.unit) == ("draft", 0b1100000, "kg")
    assert row.moves.get().target == "draft"
    assert staff.get(url("edit", row.pk)).status_code == 200
    assert staff.get(url("history", row.pk)).status_code == 200
    staff.post(url("edit", row.pk), form_data(organisation=organisation.pk, title="Pain du matin"))
    row.refresh_from_db()
    assert row.title == "Pain du matin"
    assert row.revisions.count() == 2


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"unit": ""}, "unit", "Donnez l’unité"),
        ({"unit": "hour"}, "unit", "Unités possibles"),
        ({"starts_on": "2027-02-01", "ends_on": "2027-01-01"}, "ends_on", "ne peut pas précéder"),
        ({"commune": "999999"}, "commune", "choix"),
        ({"resource": "not.a.resource"}, "resource", "choix"),
        ({"quantity": "-1"}, "quantity", "supérieure ou égale"),
        ({"minimum_lot": "50"}, "minimum_lot", "dépasse la quantité"),
        ({"months": ["13"]}, "months", "choix"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_is_saved(curator, values, field, message):
    data = form_data(organisation=OrganisationFactory().pk, **values)
    answer = curator.post(url("add"), data)
    assert message in str(answer.context["form"].errors[field])
    assert 'value="Pain du soir"' in answer.content.decode()
    assert not Posting.objects.exists()


def test_the_staff_move_a_posting_with_a_word(staff):
    row = PostingFactory(status="submitted", draft=True)
    Posting.objects.filter(pk=row.pk).update(status="submitted")
    page = staff.get(url("move", row.pk), {"target": "published"}).content.decode()
    assert "Soumise à l’animation" in page
    refused = staff.post(url("move", row.pk), {"target": "refused", "note": ""})
    assert refused.status_code == 400
    assert "Dites pourquoi" in refused.content.decode()
    assert staff.post(url("move", row.pk), {"target": "fulfilled"}).status_code == 400
    staff.post(url("move", row.pk), {"target": "published", "note": "Bienvenue"})
    row.refresh_from_db()
    assert row.status == "published"
    assert "Bienvenue" in staff.get(url("move", row.pk)).content.decode()
    history = staff.get(url("history", row.pk)).content.decode()
    assert "Passée de" in history


def test_a_status_cannot_be_posted_with_the_form(curator):
    row = PostingFactory(draft=True)
    data = form_data(organisation=row.organisation_id, status="published")
    curator.post(url("edit", row.pk), data)
    row.refresh_from_db()
    assert row.status == "draft"


def test_going_back_to_a_former_version_never_moves(staff):
    organisation = OrganisationFactory()
    staff.post(url("add"), form_data(organisation=organisation.pk))
    row = Posting.objects.get()
    first = row.latest_revision
    staff.post(url("edit", row.pk), form_data(organisation=organisation.pk, title="Autre titre"))
    Posting.objects.filter(pk=row.pk).update(status="published")
    compare = url("revisions_compare", row.pk, "earliest", "latest")
    assert "Autre titre" in staff.get(compare).content.decode()
    back = url("revisions_revert", row.pk, first.pk)
    assert 'value="Pain du soir"' in staff.get(back).content.decode()
    staff.post(back, form_data(organisation=organisation.pk))
    row.refresh_from_db()
    assert (row.title, row.status) == ("Pain du soir", "published")


def test_members_move_nothing_from_the_administration(client):
    row = PostingFactory(draft=True)
    client.force_login(MembershipFactory(organisation=row.organisation).user)
    assert client.get(url("move", row.pk)).status_code == 302
    client.post(url("move", row.pk), {"target": "submitted"})
    row.refresh_from_db()
    assert row.status == "draft"


def test_an_unknown_posting_is_a_404(curator):
    assert curator.get(url("move", 999999)).status_code == 404


def test_the_home_page_shows_what_waits(staff):
    PostingFactory(status="submitted", title="Annonce qui attend")
    PostingFactory(
        status="submitted", organisation__name="Fiche qui attend", organisation__live=False
    )
    OrganisationFactory(name="Brouillon tranquille", live=False)
    html = staff.get(reverse("wagtailadmin_home")).content.decode()
    assert "2 annonces à relire" in html
    assert "1 fiche en attente" in html
    assert "Annonce qui attend" in html
    assert "Fiche qui attend" in html
    assert "Brouillon tranquille" not in html


def test_a_cooperation_needs_two_and_a_unit(curator):
    organisation, commune = OrganisationFactory(), CommuneFactory()
    data = {
        "giver": organisation.pk,
        "receiver": organisation.pk,
        "resource": "byproduct.food.bread_unsold",
        "quantity": "3",
        "unit": "",
        "period": "year",
    }
    answer = curator.post(reverse(f"{BASE}_cooperation:add"), data)
    assert answer.context["form"].errors.keys() >= {"receiver", "unit"}
    assert not Cooperation.objects.exists()
    other = OrganisationFactory(commune=commune)
    curator.post(reverse(f"{BASE}_cooperation:add"), data | {"receiver": other.pk, "unit": "t"})
    assert Cooperation.objects.get().unit == "t"


def test_suggestions_are_only_looked_at(staff):
    assert staff.get(reverse(f"{BASE}_suggestion:add")).status_code == 302


def test_a_know_how_recorded_or_deleted_changes_the_suggestions(
    curator, django_capture_on_commit_callbacks
):
    brewer = OrganisationFactory()
    PostingFactory(resource="byproduct.food.bread_unsold")
    data = {"organisation": brewer.pk, "transformation": "bread_to_beer"}
    with django_capture_on_commit_callbacks(execute=True):
        curator.post(reverse(f"{BASE}_capability:add"), data)
    row = Capability.objects.get()
    assert Suggestion.objects.get().receiver == brewer
    with django_capture_on_commit_callbacks(execute=True):
        curator.post(reverse(f"{BASE}_capability:delete", args=[row.pk]))
    assert not Suggestion.objects.exists()
