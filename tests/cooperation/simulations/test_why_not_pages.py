"""« Pourquoi pas ? » on the site: what is said, to whom, in how many queries."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cooperation.matching.constraints import Outcome, Verdict
from cooperation.matching.counterfactual.changes import Change, ChangeCode
from cooperation.matching.counterfactual.misses import Miss
from cooperation.matching.types import Direction
from cooperation.wording import why_not as wording
from tests.factories.cooperation import CapabilityFactory, PostingFactory
from tests.factories.pacte import CommuneFactory, OrganisationFactory
from tests.factories.people import MembershipFactory
from tests.french import plain

CARROT = "food.vegetable.carrot"
BREAD = "byproduct.food.bread_unsold"


def text_of(answer):
    return plain(answer.content.decode())


@pytest.fixture
def towns(db):
    here = CommuneFactory(name="Ici", latitude=45.0, longitude=5.7)
    return here, CommuneFactory(name="Là-bas", latitude=45.09, longitude=5.7)


@pytest.fixture
def need(towns):
    kitchen = OrganisationFactory(name="La Cantine (fictive)", commune=towns[0])
    return PostingFactory(
        need=True, title="Carottes", organisation=kitchen, resource=CARROT, max_distance_km=5
    )


def far_offer(towns, **values):
    farm = OrganisationFactory(name="La Ferme (fictive)", commune=towns[1])
    found = {"title": "Botte", "organisation": farm, "resource": CARROT} | values
    return PostingFactory(**found)


def address(posting):
    return f"/annonces/{posting.pk}/pourquoi-pas/"


def test_it_says_how_many_kilometres_more(client, towns, need):
    far_offer(towns)
    html = text_of(client.get(address(need)))
    assert "6 km de plus pour La Cantine (fictive) : 11 km au lieu de 5." in html
    assert "Botte" in html
    assert "1 possibilité examinée" in html
    assert "à 10 km" in html


def test_the_page_of_a_posting_leads_to_it(client, need):
    assert f'href="{address(need)}"' in client.get(need.get_absolute_url()).content.decode()


def test_nothing_close_says_what_to_do(client, need):
    assert "Rien d’assez proche" in text_of(client.get(address(need)))


def test_what_already_matches_is_not_a_miss(client, towns, need):
    PostingFactory(organisation__commune=towns[0], resource=CARROT)
    assert "Rien ne manque" in text_of(client.get(address(need)))


def test_a_posting_kept_to_the_network_is_never_told_to_a_visitor(client, towns, need):
    far_offer(towns, visibility="members")
    assert "Botte" not in text_of(client.get(address(need)))
    client.force_login(MembershipFactory().user)
    answer = client.get(address(need))
    assert "Botte" in text_of(answer)
    assert answer["Cache-Control"] == "private, no-store"


def test_a_posting_that_is_hidden_has_no_page(client, db):
    for values in ({"draft": True}, {"visibility": "members"}, {"organisation__live": False}):
        assert client.get(address(PostingFactory(**values))).status_code == 404
    assert client.get("/annonces/999999/pourquoi-pas/").status_code == 404


def test_its_author_is_told_that_a_draft_is_not_compared(client, need):
    draft = PostingFactory(draft=True)
    client.force_login(MembershipFactory(organisation=draft.organisation).user)
    answer = client.get(address(draft))
    assert "Cette annonce n’est pas en cours" in text_of(answer)
    assert answer["Cache-Control"] == "private, no-store"


def test_the_number_of_queries_does_not_grow(client, towns, need):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(address(need))
        return len(found)

    far_offer(towns)
    queries()
    before = queries()
    for number in range(5):
        far_offer(towns, months=1 << number)
    CapabilityFactory(transformation="bread_to_beer")
    assert queries() == before
    assert before <= 40


def test_a_pair_is_chosen_then_compared(client, towns, need):
    offer = far_offer(towns)
    empty = text_of(client.get("/pourquoi-pas/"))
    assert "Choisissez deux organisations" in empty
    assert "La Ferme (fictive)" in empty
    slugs = {"a": need.organisation.slug, "b": offer.organisation.slug}
    html = text_of(client.get("/pourquoi-pas/", slugs))
    assert "Entre La Cantine (fictive) et La Ferme (fictive)" in html
    assert "6 km de plus" in html
    client.force_login(MembershipFactory().user)
    assert client.get("/pourquoi-pas/", slugs)["Cache-Control"] == "private, no-store"


def test_a_wrong_pair_is_told(client, towns, need):
    slug = need.organisation.slug
    html = text_of(client.get("/pourquoi-pas/", {"a": slug, "b": "nulle-part"}))
    assert "Aucune organisation active à l’adresse « nulle-part »." in html
    html = text_of(client.get("/pourquoi-pas/", {"a": slug, "b": slug}))
    assert "Choisissez deux organisations différentes." in html


def test_the_queries_of_a_pair_do_not_grow(client, towns, need, django_assert_max_num_queries):
    slugs = {"a": need.organisation.slug, "b": far_offer(towns).organisation.slug}
    with django_assert_max_num_queries(32):
        client.get("/pourquoi-pas/", slugs)


def sentence(change, **values):
    giver, receiver = (
        OrganisationFactory.build(pk=1, name="D"),
        OrganisationFactory.build(pk=2, name="R"),
    )
    names = {
        "kind:siae": "SIAE",
        "label:organic": "Agriculture biologique",
        "commune:38185": "Grenoble",
    }
    known = wording.Known({1: giver, 2: receiver}, {}, names)
    found = {
        "giver_id": 1,
        "receiver_id": 2,
        "offer_id": 10,
        "need_id": 20,
        "offered": "food.vegetable.onion",
        "wanted": "food.vegetable.leek",
        "transformation": "",
        "outcomes": (Outcome("months", Verdict.FAILS),),
        "changes": (change,),
        "score": 500,
        "metres": None,
    } | values
    return plain(wording.sentence_of(change, Miss(**found), known))


def change(code, side=Direction.NEED, **values):
    return Change(code=ChangeCode(code), side=side, effort=1, **values)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (change("commune", after="38185"), "Une commune de plus pour R : Grenoble."),
        (change("commune", after="99999"), "Une commune de plus pour R : 99999."),
        (change("month", before=6, after=7), "Juillet plutôt que juin pour R, ou les deux."),
        (
            change("starts", after="2026-09-10", amount=4),
            "4 jours plus tôt pour R : commencer le 10 septembre 2026.",
        ),
        (
            change("ends", Direction.OFFER, after="2026-09-10", amount=1),
            "1 jour de plus pour D : continuer jusqu’au 10 septembre 2026.",
        ),
        (
            change("quantity", amount="40", after="100", unit="kg"),
            "40 kg de plus pour R : 100 kg.",
        ),
        (
            change("minimum", amount="40", after="60", unit="kg"),
            "40 kg de moins pour R : accepter à partir de 60 kg.",
        ),
        (
            change("minimum", amount="40", after=None, unit="kg"),
            "Aucune quantité minimale pour R (40 kg aujourd’hui).",
        ),
        (
            change("unit", before="hour", after="kg"),
            "R compte en « heure » : dire combien en « kg ».",
        ),
        (change("kind", after="siae"), "R ouvre son annonce à : SIAE."),
        (
            change("label", Direction.OFFER, after="organic"),
            "Un label à obtenir par D : Agriculture biologique.",
        ),
        (
            change("resource"),
            "L’offre est : oignons et échalotes ; R cherche : poireaux.",
        ),
        (
            change("resource", Direction.OFFER),
            "Offrir : poireaux, au lieu de : oignons et échalotes, pour D.",
        ),
        (
            change("authorisation", after="140603"),
            "Une autorisation à obtenir par R : recevoir le déchet dangereux 14 06 03*.",
        ),
    ],
)
def test_each_change_in_a_sentence(found, expected):
    assert sentence(found) == expected


def test_a_know_how_to_publish_in_a_sentence():
    found = sentence(change("publish", Direction.OFFER), transformation="bread_to_beer")
    assert found.startswith("D sait faire cela (brasser de la bière")


def test_the_sides_say_what_they_rest_on(client, towns):
    kitchen = OrganisationFactory(commune=towns[0], service_radius_km=5)
    bread = PostingFactory(organisation=kitchen, resource=BREAD)
    CapabilityFactory(organisation__commune=towns[1], transformation="bread_to_beer")
    html = text_of(client.get(address(bread)))
    assert "savoir-faire : brasser de la bière" in html
    assert "offre publiée" in html
    assert wording.label_of("nouveau") == "nouveau"


def test_a_quantity_is_told_with_its_unit(client, towns, need):
    need.minimum_lot, need.quantity, need.unit = Decimal(100), Decimal(100), "kg"
    need.max_distance_km = None
    need.save()
    far_offer(towns, quantity=Decimal(60), unit="kg")
    assert "40 kg de moins pour La Cantine (fictive)" in text_of(client.get(address(need)))


def test_a_probable_side_is_told_so():
    assert wording._basis(None, -3, Direction.NEED, None) == "probable, d’après son métier"
