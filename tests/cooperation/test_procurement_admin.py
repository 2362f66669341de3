"""The administration of the contracts with integration hours, and of the capacities."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cooperation.models import Lot, ServiceCapacity, Suggestion
from tests.factories.cooperation import LotFactory, ServiceCapacityFactory
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory
from tests.wagtail import strict_templates  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
HOSTILE = ['"', "🥖", "a" * 10_000, "%s", "';--"]


def url(model, name, *args):
    return reverse(f"wagtailsnippets_cooperation_{model}:{name}", args=args)


def lot_data(**values):
    data = {
        "buyer": "",
        "title": "Nettoyage des écoles",
        "service": "service.cleaning.premises",
        "description": "",
        "hours": "1200",
        "starts_on": "2027-01-04",
        "ends_on": "2027-12-22",
        "commune": "",
        "reserved": "siae",
        "status": "open",
        "source": "",
        "is_fictitious": "on",
    }
    return data | values


def fictitious(**fields):
    return OrganisationFactory(is_fictitious=True, **fields)


@pytest.mark.parametrize("model", ["lot", "servicecapacity"])
def test_the_lists_open_read_in_words_and_bear_any_search(
    curator, model, django_assert_max_num_queries
):
    for _number in range(3):
        LotFactory()
        ServiceCapacityFactory()
    with django_assert_max_num_queries(25):
        html = curator.get(url(model, "list")).content.decode()
    assert "Nettoyage de locaux" in html
    for text in HOSTILE:
        assert curator.get(url(model, "list"), {"q": text}).status_code == 200


def test_the_export_holds_no_formula(curator):
    LotFactory(title="=1+1")
    body = curator.get(url("lot", "list"), {"export": "csv"}).getvalue().decode()
    assert "'=1+1" in body
    assert "Ouvert" in body


def test_a_lot_is_published_edited_and_keeps_its_history(
    curator, django_capture_on_commit_callbacks
):
    structure = fictitious(siae_type="aci")
    ServiceCapacityFactory(organisation=structure, monthly_hours=200)
    data = lot_data(buyer=fictitious().pk)
    with django_capture_on_commit_callbacks(execute=True):
        curator.post(url("lot", "add"), data)
    lot = Lot.objects.get()
    assert Suggestion.objects.get(lot=lot).giver == structure
    with django_capture_on_commit_callbacks(execute=True):
        done = data | {"status": "awarded", "achieved_hours": "400", "achieved_people": "3"}
        curator.post(url("lot", "edit", lot.pk), done)
    lot.refresh_from_db()
    assert (lot.status, lot.achieved_hours, lot.achieved_people) == ("awarded", 400, 3)
    assert not Suggestion.objects.filter(lot=lot).exists()
    assert curator.get(url("lot", "history", lot.pk)).status_code == 200
    actions = ModelLogEntry.objects.filter(object_id=str(lot.pk)).values_list("action", flat=True)
    assert set(actions) == {"wagtail.create", "wagtail.edit"}


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"service": "byproduct.food.bread_unsold"}, "service", "choix"),
        ({"service": "nothing"}, "service", "choix"),
        ({"ends_on": "2026-01-01"}, "ends_on", "ne peut pas précéder"),
        ({"starts_on": "hier"}, "starts_on", "date valide"),
        ({"hours": "0"}, "hours", "supérieure ou égale"),
        ({"hours": "-3"}, "hours", "supérieur"),
        ({"achieved_hours": "3"}, "achieved_hours", "encore ouvert"),
        ({"achieved_people": "3"}, "achieved_people", "encore ouvert"),
        ({"is_fictitious": ""}, "is_fictitious", "cochez la case"),
        ({"buyer": "999999"}, "buyer", "choix"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_is_saved(curator, values, field, message):
    data = lot_data(buyer=fictitious().pk) | values
    answer = curator.post(url("lot", "add"), data)
    assert message in str(answer.context["form"].errors[field])
    assert 'value="Nettoyage des écoles"' in answer.content.decode()
    assert not Lot.objects.exists()


def test_nothing_is_invented_about_a_real_organisation(curator):
    real = OrganisationFactory(is_fictitious=False)
    answer = curator.post(url("lot", "add"), lot_data(buyer=real.pk))
    assert "réelle" in str(answer.context["form"].errors["is_fictitious"])
    curator.post(url("lot", "add"), lot_data(buyer=real.pk, is_fictitious=""))
    assert Lot.objects.get().buyer == real


def test_a_capacity_is_what_its_people_can_work(curator):
    data = {
        "organisation": fictitious(siae_type="ei").pk,
        "service": "service.laundry",
        "monthly_hours": "153",
        "people": "1",
        "source": "",
        "is_fictitious": "on",
    }
    answer = curator.post(url("servicecapacity", "add"), data)
    assert "152 heures" in str(answer.context["form"].errors["monthly_hours"])
    curator.post(url("servicecapacity", "add"), data | {"people": "2"})
    assert ServiceCapacity.objects.get().monthly_hours == 153
    answer = curator.post(url("servicecapacity", "add"), data | {"people": "2"})
    assert answer.status_code == 200
    assert ServiceCapacity.objects.count() == 1
    missing = curator.post(url("servicecapacity", "add"), data | {"organisation": ""})
    assert "organisation" in missing.context["form"].errors


def test_members_do_not_enter(client):
    client.force_login(MembershipFactory().user)
    for model in ("lot", "servicecapacity"):
        assert client.get(url(model, "list")).status_code == 302
    client.post(url("lot", "add"), lot_data(buyer=fictitious().pk))
    assert not Lot.objects.exists()
