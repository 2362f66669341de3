"""How to reach oneself."""

import pytest

from pacte.models import Person
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/mon-espace/coordonnees/"


def test_one_gives_a_telephone_and_a_job(client):
    assert client.get(PAGE).status_code == 302
    user = UserFactory()
    client.force_login(user)
    response = client.get(PAGE)
    assert "no-store" in response["Cache-Control"]
    given = {"phone": "+33 4 76 00 00 00", "job": "Gestion <b>"}
    assert client.post(PAGE, given)["Location"] == "/mon-espace/"
    assert Person.objects.get(user=user).phone == "+33 4 76 00 00 00"
    assert "Gestion &lt;b&gt;" in client.get(PAGE).text
    client.post(PAGE, {"phone": "", "job": ""})
    assert Person.objects.get(user=user).phone == ""


@pytest.mark.parametrize("phone", ["appelez-moi", "12", "+" + "1" * 40, "<script>"])
def test_a_number_that_is_none_is_told(client, phone):
    client.force_login(UserFactory())
    response = client.post(PAGE, {"phone": phone, "job": "x"})
    assert response.status_code == 422
    assert not Person.objects.exists()
