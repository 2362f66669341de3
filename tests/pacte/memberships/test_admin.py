"""The claims in the administration: the oldest first, decided once."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from pacte.models import Claim, Membership
from pacte.services.reference import load_reference
from tests.factories.joining import SIRETS, ClaimFactory, manager_of, member_of
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/rattachements/"


@pytest.fixture(autouse=True)
def strict_templates():
    """Leave Wagtail's templates to Django's own rule."""


@pytest.fixture
def staff(client):
    load_reference()
    client.force_login(UserFactory(curator=True))
    return client


def claim(number, days=0, **options):
    organisation = OrganisationFactory(name=f"Fictive {number}", siret=SIRETS[number])
    created_at = timezone.now() - dt.timedelta(days=days)
    return ClaimFactory(organisation=organisation, created_at=created_at, **options)


def test_the_list_starts_with_the_oldest_and_reddens_the_late(staff):
    claim(0, days=1)
    claim(1, days=14, email="x@gmail.com")
    claim(2, status="refused")
    html = staff.get(LIST).text
    assert html.index("Fictive 1") < html.index("Fictive 0")
    assert html.count("w-text-critical-200") == 1
    assert "adresse personnelle" in html
    assert "non vérifiée" in html
    assert "Fictive 2" not in html
    home = staff.get("/admin/").text
    assert "2 demandes de rattachement à confirmer" in home
    assert "Rattachements (2)" in home


def test_an_empty_list_says_so(staff):
    assert "Aucune demande n’attend" in staff.get(LIST).text
    assert "Rattachements (" not in staff.get("/admin/").text


def test_only_the_staff_decide(client):
    row = claim(0)
    for user in (UserFactory(), manager_of(row.organisation)):
        client.force_login(user)
        for address in (LIST, f"{LIST}{row.pk}/"):
            assert client.get(address).status_code in (302, 403)
            assert client.post(address, {"decision": "confirm"}).status_code in (302, 403)
    assert Claim.objects.get().status == "waiting"


def test_confirming_gives_the_role_that_fits(staff):
    row = claim(0, message="<script>1</script>")
    page = staff.get(f"{LIST}{row.pk}/").text
    assert "&lt;script&gt;1" in page
    assert '<option value="manager" selected>' in page
    member_of(row.organisation)
    manager_of(row.organisation)
    assert '<option value="member" selected>' in staff.get(f"{LIST}{row.pk}/").text
    assert staff.post(f"{LIST}{row.pk}/", {"decision": "confirm"})["Location"] == LIST
    assert Membership.objects.get(user=row.user).role == "member"
    again = staff.post(f"{LIST}{row.pk}/", {"decision": "refuse", "note": "Non"})
    assert again.status_code == 409
    assert "entre-temps" in again.text


def test_refusing_without_a_word_is_not_done(staff):
    row = claim(0)
    assert staff.post(f"{LIST}{row.pk}/", {"decision": "refuse"}).status_code == 400
    assert staff.post(f"{LIST}{row.pk}/", {}).status_code == 400
    staff.post(f"{LIST}{row.pk}/", {"decision": "refuse", "note": "Écrivez-nous."})
    assert Claim.objects.get().status == "refused"
    assert staff.get(f"{LIST}0/").status_code == 404


def test_the_list_costs_the_same_queries_however_long(staff, django_assert_max_num_queries):
    for number in range(4):
        claim(number)
    staff.get(LIST)
    with django_assert_max_num_queries(17):
        staff.get(LIST)


def test_the_history_of_an_organisation_words_it(staff):
    row = claim(0)
    staff.post(f"{LIST}{row.pk}/", {"decision": "confirm", "role": "manager"})
    history = f"/admin/snippets/pacte/organisation/history/{row.organisation_id}/"
    assert "Demande de rattachement décidée (Confirmée)" in staff.get(history).text


def test_who_enters_the_administration_without_being_of_the_staff_is_refused(client):
    editor = UserFactory()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    assert client.get(LIST).status_code in (302, 403)
    assert "Rattachements" not in client.get("/admin/").text
