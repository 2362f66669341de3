import pytest
from django.test import Client
from django.urls import reverse

from cooperation.forms import resources
from cooperation.models import Posting, PostingContact
from pacte.models import Claim, Organisation
from pacte.selectors.communes import find_communes
from pacte.throttling import Limit
from tests.factories.pacte import CommuneFactory, KindFactory, LabelFactory, OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
FORM = "/annonces/deposer/"
SIRET = "356 000 000 00048"


@pytest.fixture
def grenoble():
    return CommuneFactory(
        name="Grenoble", insee="38185", slug="grenoble", postcodes=["38000", "38100"]
    )


def data(**values):
    base = {
        "direction": "offer",
        "what": "pain de la veille",
        "quantity": "12,5",
        "unit": "kg",
        "period": "week",
        "title": "Pain du soir",
        "place": "38185",
        "max_distance_km": "10",
        "price_mode": "gift",
        "organisation_name": "Fournil fictif",
        "organisation_siret": SIRET,
        "organisation_place": "Grenoble",
        "contact_name": "Contact fictif",
        "contact_email": "contact@fournil.example",
        "contact_phone": "04 00 00 00 00",
        "consent": "on",
        "months": ["6", "7"],
    }
    return base | values


def posting_of(organisation):
    return Posting(
        organisation=organisation,
        direction="offer",
        resource="byproduct.food.bread_unsold",
        title="Pain du soir",
    )


def contact_of():
    return PostingContact(name="Contact fictif", email="contact@fournil.example")


def errors_of(answer):
    return {name: plain(" ".join(texts)) for name, texts in answer.context["form"].errors.items()}


def test_the_form_opens_without_account_and_quickly(client, grenoble, django_assert_num_queries):
    with django_assert_num_queries(3):
        html = client.get(FORM).content.decode()
    assert 'value="Grenoble (38000)"' in html
    assert "/annonces/ressources.json" in html
    assert "Au nom de" not in html
    assert "csrfmiddlewaretoken" in html


def test_what_is_optional_is_folded_until_it_is_told(client, grenoble):
    assert '<details class="disclosure">' in client.get(FORM).content.decode()
    html = client.post(FORM, data(title="", price="beaucoup")).content.decode()
    assert '<details class="disclosure" open>' in html


def test_a_visitor_posts_and_gets_a_reference(client, grenoble):
    kind, label = KindFactory(code="kitchen"), LabelFactory(code="bio")
    answer = client.post(FORM, data(kinds_may_answer=[kind.pk], labels=[label.pk]), follow=True)
    posting = Posting.objects.get()
    assert f"n°\xa0{posting.pk}" in answer.content.decode()
    assert posting.status == "submitted"
    assert posting.resource == "byproduct.food.bread_unsold"
    assert (str(posting.quantity), posting.unit, posting.months) == ("12.500", "kg", 0b1100000)
    assert posting.commune == grenoble
    assert list(posting.kinds_may_answer.all()) == [kind]
    assert list(posting.labels.all()) == [label]
    assert not posting.is_fictitious
    organisation = posting.organisation
    assert (organisation.name, organisation.siret, organisation.live) == (
        "Fournil fictif",
        "35600000000048",
        False,
    )
    contact = PostingContact.objects.get()
    assert contact.email == "contact@fournil.example"
    assert client.get(posting.get_absolute_url()).status_code == 404


def test_a_known_siret_is_linked_and_never_overwritten(client, grenoble):
    known = OrganisationFactory(siret="35600000000048", name="La vraie")
    client.post(FORM, data())
    assert Posting.objects.get().organisation == known
    known.refresh_from_db()
    assert known.name == "La vraie"


def test_who_posts_with_an_account_asks_to_act_for_the_organisation(client, grenoble):
    person = UserFactory()
    client.force_login(person)
    client.post(FORM, data())
    claim = Claim.objects.get()
    assert (claim.user, claim.siret, claim.status) == (person, "35600000000048", "waiting")
    assert claim.organisation == Posting.objects.get().organisation
    client.post(FORM, data(title="Une autre"))
    assert Posting.objects.count() == 2
    assert Claim.objects.count() == 1


def test_a_member_who_types_their_own_siret_asks_nothing(client, grenoble):
    known = OrganisationFactory(siret="35600000000048")
    client.force_login(MembershipFactory(organisation=known).user)
    client.post(FORM, data())
    assert Posting.objects.get().organisation == known
    assert not Claim.objects.exists()


def test_a_visitor_asks_to_act_for_nobody(client, grenoble):
    client.post(FORM, data())
    assert not Claim.objects.exists()


def test_a_known_name_is_linked(client, grenoble):
    known = OrganisationFactory(name="Fournil fictif")
    client.post(FORM, data(organisation_siret="", organisation_place=""))
    assert Posting.objects.get().organisation == known


def test_a_draft_organisation_is_not_found_by_its_name(client, grenoble):
    OrganisationFactory(name="Fournil fictif", live=False)
    answer = client.post(FORM, data(organisation_siret="", organisation_place=""))
    assert errors_of(answer).keys() == {"organisation_place"}


BAD = [
    ({"what": ""}, "what", "requis"),
    ({"what": "zzzqqq"}, "what", "Nous ne reconnaissons pas"),
    ({"direction": ""}, "direction", "requis"),
    ({"direction": "hack"}, "direction", "choix"),
    ({"quantity": "beaucoup"}, "quantity", "nombre"),
    ({"quantity": "0"}, "quantity", "supérieure"),
    ({"quantity": "-3"}, "quantity", "supérieure"),
    ({"quantity": "1" * 30}, "quantity", "chiffres"),
    ({"unit": ""}, "unit", "Donnez l’unité"),
    ({"unit": "hour"}, "unit", "Unités possibles : kg, t, pièce"),
    ({"unit": "bushel"}, "unit", "choix"),
    ({"starts_on": "2027-02-01", "ends_on": "2027-01-01"}, "ends_on", "précéder le début"),
    ({"starts_on": "demain"}, "starts_on", "date"),
    ({"months": ["13"]}, "months", "choix"),
    ({"place": "Atlantide"}, "place", "« Atlantide » inconnue"),
    ({"place": "99999"}, "place", "inconnue"),
    ({"max_distance_km": "loin"}, "max_distance_km", "entier"),
    ({"max_distance_km": "100000"}, "max_distance_km", "1000"),
    ({"title": "a" * 141}, "title", "140"),
    ({"description": "a" * 4001}, "description", "4000"),
    ({"price": "-1"}, "price", "supérieure"),
    ({"labels": ["999"]}, "labels", "choix"),
    ({"organisation_name": "", "organisation_siret": ""}, "organisation_name", "Donnez le nom"),
    ({"organisation_siret": "123"}, "organisation_siret", "SIRET valide"),
    ({"organisation_place": ""}, "organisation_place", "Donnez la commune"),
    ({"organisation_place": "Atlantide"}, "organisation_place", "inconnue"),
    ({"contact_name": ""}, "contact_name", "requis"),
    ({"contact_email": "pas une adresse"}, "contact_email", "valide"),
    ({"consent": ""}, "consent", "requis"),
    ({"acts_for": "1"}, "acts_for", "choix"),
]


@pytest.mark.parametrize(("values", "field", "message"), BAD)
def test_bad_input_is_told_at_its_field_kept_and_nothing_saved(
    client, grenoble, values, field, message
):
    answer = client.post(FORM, data(**values))
    assert answer.status_code == 422
    found = errors_of(answer)
    assert message in found[field]
    html = answer.content.decode()
    assert "Rien n’a été enregistré" in html
    if values.get("title") is None:
        assert 'value="Pain du soir"' in html
    assert "Nom de l’organisation" in html
    assert not Posting.objects.exists()
    assert not Organisation.objects.filter(name="Fournil fictif").exists()
    assert not PostingContact.objects.exists()


def test_an_ambiguous_postcode_lists_its_communes(client, grenoble):
    CommuneFactory(name="Autre", postcodes=["38000"])
    found = errors_of(client.post(FORM, data(place="38000")))["place"]
    assert "Autre (38000)" in found
    assert "Grenoble (38000)" in found


def test_ambiguous_words_are_chosen_never_guessed(client, grenoble):
    answer = client.post(FORM, data(what="bocaux en verre", unit="piece"))
    assert "choisissez" in errors_of(answer)["resource"]
    html = answer.content.decode()
    assert 'value="bocaux en verre"' in html
    assert 'value="material.container.glass_jar_used"' in html
    chosen = data(
        what="bocaux en verre", unit="piece", resource="material.container.glass_jar_used"
    )
    client.post(FORM, chosen)
    assert Posting.objects.get().resource == "material.container.glass_jar_used"


@pytest.mark.parametrize("code", ["food.vegetable.carrot", "not.a.code", "<script>"])
def test_a_forged_resource_is_not_trusted(client, grenoble, code):
    answer = client.post(FORM, data(what="bocaux en verre", unit="piece", resource=code))
    assert "resource" in errors_of(answer)
    client.post(FORM, data(what="pain de la veille", resource=code))
    assert [row.resource for row in Posting.objects.all()] in (
        [],
        ["byproduct.food.bread_unsold"],
    )


def test_a_label_of_the_list_is_taken_as_it_is():
    assert resources.read("Carottes").code == "food.vegetable.carrot"
    assert resources.read("") == resources.Reading()


def test_a_member_posts_for_its_organisation(client, grenoble):
    member = MembershipFactory()
    client.force_login(member.user)
    html = client.get(FORM).content.decode()
    assert f'value="{member.organisation_id}" selected' in html
    values = data(
        acts_for=member.organisation_id,
        organisation_name="",
        organisation_siret="",
        organisation_place="",
    )
    client.post(FORM, values)
    posting = Posting.objects.get()
    assert posting.organisation == member.organisation
    assert {move.actor for move in posting.moves.all()} == {member.user}


def test_a_member_cannot_act_for_another(client, grenoble):
    client.force_login(MembershipFactory().user)
    answer = client.post(FORM, data(acts_for=OrganisationFactory().pk))
    assert "acts_for" in errors_of(answer)


def test_a_robot_is_thanked_and_nothing_is_saved(client, grenoble):
    answer = client.post(FORM, data(website="https://spam.example"))
    assert answer.url == reverse("cooperation:posting-thanks")
    assert not Posting.objects.exists()
    assert "n°" not in client.get(answer.url).content.decode()


def test_too_many_postings_are_asked_to_wait_and_what_was_typed_is_kept(
    client, grenoble, monkeypatch
):
    monkeypatch.setattr("cooperation.views.postings_deposit.DEPOSITS", Limit("deposits", "1/h"))
    assert client.post(FORM, data()).status_code == 302
    answer = client.post(FORM, data(title="La deuxième"))
    assert answer.status_code == 429
    html = answer.content.decode()
    assert "réessayez dans" in plain(html)
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert 'value="La deuxième"' in html
    assert Posting.objects.count() == 1


def test_too_many_tries_too(client, grenoble, monkeypatch):
    monkeypatch.setattr("cooperation.views.postings_deposit.TRIES", Limit("tries", "1/h"))
    client.post(FORM, data(what=""))
    assert client.post(FORM, data()).status_code == 429
    assert not Posting.objects.exists()


def test_a_forged_request_is_refused(grenoble):
    assert Client(enforce_csrf_checks=True).post(FORM, data()).status_code == 403


@pytest.mark.parametrize("text", ['"', "🥖", "\0", "<script>alert(1)</script>", "{{ 1 }}", "%s"])
def test_hostile_texts_are_kept_as_texts(client, grenoble, text):
    answer = client.post(FORM, data(title=f"Pain {text}", description=text, what=text))
    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize(
    "text", ["38185", "38100", "grenoble", "GRENOBLE", "Grenoble (38100)", " Grenoblé "]
)
def test_a_commune_is_found_by_name_or_code(grenoble, text):
    assert find_communes(text) == [grenoble]


def test_saint_is_read_however_it_is_written():
    row = CommuneFactory(name="Saint-Martin-d’Hères", postcodes=["38400"])
    for text in ("St Martin d'Heres", "saint martin d’hères", "SAINT-MARTIN-D'HERES"):
        assert find_communes(text) == [row]
    assert find_communes("") == []
    assert find_communes("Saint-Martin (38000)") == []
