"""What people read of a suggestion: every sentence rests on the stored evidence."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from cooperation import knowledge
from cooperation.matching import constraints, direct
from cooperation.matching.points import CriterionCode, SuggestionKind
from cooperation.matching.tables import TABLE
from cooperation.models import Suggestion
from cooperation.selectors.suggestions import cards
from cooperation.wording import checks
from cooperation.wording.criteria import DETAILS, how_far, label_of
from cooperation.wording.kinds import TELLINGS
from tests.cooperation import showcase
from tests.cooperation.test_suggestions_tags import render
from tests.factories.cooperation import CapabilityFactory, CooperationFactory, PostingFactory
from tests.factories.pacte import KindFactory, LabelFactory, OrganisationFactory
from tests.french import plain

pytestmark = pytest.mark.django_db

REASONS = {
    "bread": (
        "Brasserie fictive du Marc sait brasser de la bière avec du pain invendu ; "
        "Boulangerie fictive des Ponts en propose 40 kg par semaine, à 5 km."
    ),
    "fruit": (
        "Conserverie fictive solidaire sait cuisiner en bocaux des fruits et légumes invendus ; "
        "Marché de gros fictif en propose 2 t par mois, à 5 km."
    ),
    "jars": (
        "Laverie fictive de bocaux sait laver des bocaux en verre usagés ; "
        "Cantine fictive des Tilleuls en propose 200 pièces par mois, à 5 km."
    ),
}


def only_card():
    showcase.refresh()
    rows = Suggestion.objects.filter(kind__in=["direct", "circular"])
    [card] = cards(rows.with_parties())
    return card


def details(card):
    return {line.label: plain(line.detail) for line in card.criteria}


@pytest.mark.parametrize("name", showcase.CASES)
def test_each_showcase_is_on_the_profile_of_both_sides_with_its_reason(name):
    case = showcase.CASES[name]()
    showcase.refresh()
    for organisation in (case.giver, case.receiver):
        html = plain(render("organisation_suggestions", organisation))
        assert REASONS[name] in html
        assert "Fictif" in html
    assert REASONS[name] in plain(render("posting_suggestions", case.offer))
    assert REASONS[name] in plain(render("my_suggestions", case.giver))


@pytest.mark.parametrize(
    ("metres", "text"),
    [
        (0, ", dans la même commune"),
        (999, ", à moins d’un km"),
        (1499, ", à 1 km"),
        (12_600, ", à 13 km"),
    ],
)
def test_distances_pretend_to_no_more_than_is_known(metres, text):
    assert plain(how_far(metres)) == text


@pytest.mark.parametrize("name", showcase.CASES)
def test_the_displayed_criteria_add_up_to_the_displayed_total(name, client):
    case = showcase.CASES[name]()
    card = only_card()
    assert card.total == sum(line.value for line in card.criteria) == card.suggestion.score
    assert sum(line.max for line in card.criteria) == card.total_max == 1000
    html = plain(render("organisation_suggestions", case.giver))
    assert f"{card.total} points sur 1 000" in html


def test_the_bread_case_word_for_word():
    showcase.bread()
    card = only_card()
    assert details(card) == {
        "Correspondance": "proposé et utilisé : Pain invendu",
        "Quantité": "par mois, proposé : 173 kg ; capacité : 500 kg",
        "Distance": "4,8 km à vol d’oiseau",
        "Utilité sociale": "aucune des deux n’est de l’économie sociale et solidaire",
        "Intérêt pour l’environnement": "note de la ressource « Pain invendu » : 1000 sur 1000",
        "Débouché de ce qui est fabriqué": (
            "Bière, environ 1 040 l par mois ; personne n’a encore dit en chercher"
        ),
        "Réactivité": "publié il y a 20 jours",
        "Thèmes du pacte en commun": "Food",
    }
    assert [plain(text) for text in card.checks] == [
        "La distance : Brasserie fictive du Marc ne précise pas son rayon d’approvisionnement."
    ]
    assert "Sécurité des aliments – Règlement (CE) n° 852/2004" in plain(card.rules[0])
    assert [step.label for step in card.path] == [
        "Boulangerie fictive des Ponts",
        "Pain invendu",
        "Brasser de la bière avec du pain invendu",
        "Brasserie fictive du Marc",
        "Bière",
    ]
    assert [plain(text) for text in card.sources] == [
        "annonce « Pain de la veille » du 2 novembre 2026",
        "savoir-faire enregistré : Brasserie fictive du Marc",
    ]
    assert card.is_fictitious


def test_a_buyer_of_what_is_made_is_counted():
    showcase.bread()
    PostingFactory(need=True, resource="prepared.drink.beer")
    showcase.refresh()
    rows = Suggestion.objects.filter(kind__in=["direct", "circular"])
    [card] = cards(rows.with_parties())
    assert details(card)["Débouché de ce qui est fabriqué"].endswith("1 organisation en cherche")
    assert card.parties[-1].name == "Bière"


def test_another_input_of_the_know_how_is_named():
    PostingFactory(resource="food.cereal.malt")
    CapabilityFactory(transformation="bread_to_beer")
    assert "propose de quoi le faire, « malt" in plain(only_card().reason).lower()


def test_a_direct_suggestion_says_both_values():
    offer = PostingFactory(
        organisation=OrganisationFactory(name="Ferme fictive", kinds=["siae"], siae_type="aci"),
        resource="food.vegetable.carrot",
        quantity=Decimal(50),
        unit="kg",
        period="week",
        months=0b000111111000,
        price_mode="gift",
        max_distance_km=30,
    )
    PostingFactory(
        organisation=OrganisationFactory(
            name="Cantine fictive", commune=offer.organisation.commune, kinds=["ess"]
        ),
        need=True,
        resource="food.vegetable.carrot",
        quantity=Decimal(300),
        unit="kg",
        period="month",
        months=0b000000111111,
        price_mode="sale",
        max_distance_km=30,
    )
    card = only_card()
    assert plain(card.reason) == (
        "Cantine fictive cherche « carottes » (300 kg par mois) ; "
        "Ferme fictive en propose 50 kg par semaine, dans la même commune."
    )
    found = details(card)
    assert found["Quantité"] == "par mois, proposé : 217 kg ; recherché : 300 kg"
    assert found["Mois de l’année"] == (
        "proposé d’avril à septembre, recherché de janvier à juin : 3 mois en commun"
    )
    assert found["Utilité sociale"] == (
        "insertion par l’activité : Ferme fictive ; économie sociale et solidaire : Cantine fictive"
    )
    assert [plain(text) for text in card.checks] == [
        "Les conditions : « don » d’un côté, « prix » de l’autre."
    ]
    assert [step.label for step in card.path] == ["Ferme fictive", "Carottes", "Cantine fictive"]


def test_a_substitute_is_said_to_be_close():
    PostingFactory(resource="byproduct.food.pastry_unsold")
    PostingFactory(need=True, resource="byproduct.food.bread_unsold")
    card = only_card()
    assert "qui s’en approche" in card.reason
    assert details(card)["Correspondance"].endswith("proche")


def test_what_is_missing_is_to_check():
    offer = PostingFactory(organisation=OrganisationFactory(commune=None))
    need = PostingFactory(need=True, organisation=OrganisationFactory(kinds=["ess"]))
    need.labels.add(LabelFactory(code="ab", name="Agriculture biologique"))
    need.kinds_may_answer.add(KindFactory(code="craft", name="Artisanat"))
    need.months = 1
    need.minimum_lot = Decimal(5)
    need.unit = "kg"
    need.max_distance_km = 10
    need.period = "week"
    need.save()
    giver, receiver = offer.organisation.name, need.organisation.name
    card = only_card()
    assert [plain(text) for text in card.checks] == [
        f"Qui peut répondre (Artisanat) : la nature de {giver} n’est pas indiquée.",
        f"Les labels demandés (Agriculture biologique) : {giver} n’a pas dit les tenir.",
        "Les mois : proposé sans mois précisés, recherché en janvier.",
        "Les dates : proposé sans date précisée, recherché sans date précisée.",
        f"La quantité proposée : {giver} ne la précise pas.",
        "La plus petite quantité utile : non précisée pour qui donne, 5 kg pour qui reçoit.",
        f"La distance : {giver} ne précise pas jusqu’où va son offre.",
        f"La distance : une adresse manque pour savoir si {receiver} va jusque-là.",
        "Le rythme : proposé une seule fois, compté par semaine de l’autre côté.",
    ]
    found = details(card)
    assert found["Distance"] == "distance inconnue : une adresse manque"
    assert found["Quantité"] == "quantité proposée : non précisée ; recherchée : non précisée"


@pytest.mark.parametrize(
    "change",
    [
        {"status": "draft"},
        {"status": "withdrawn"},
        {"visibility": "members"},
    ],
)
def test_what_is_not_public_is_in_no_public_suggestion(change, client):
    case = showcase.bread()
    showcase.refresh()
    for name, value in change.items():
        setattr(case.offer, name, value)
    case.offer.save()
    assert REASONS["bread"] not in plain(render("organisation_suggestions", case.receiver))
    address = reverse("cooperation:organisation-suggestions", args=[case.receiver.slug])
    assert "0 suggestion" in client.get(address).content.decode()


def test_members_see_what_is_kept_to_the_network():
    case = showcase.bread()
    case.offer.visibility = "members"
    case.offer.save()
    showcase.refresh()
    assert REASONS["bread"] not in plain(render("organisation_suggestions", case.receiver))
    assert REASONS["bread"] in plain(render("my_suggestions", case.receiver))


def test_a_draft_organisation_is_in_no_suggestion():
    case = showcase.bread()
    showcase.refresh()
    case.giver.live = False
    case.giver.save()
    assert REASONS["bread"] not in plain(render("organisation_suggestions", case.receiver))
    assert REASONS["bread"] not in plain(render("my_suggestions", case.receiver))


@pytest.mark.parametrize(
    ("tag", "queries", "shown"), [("organisation_suggestions", 5, 6), ("my_suggestions", 7, 3)]
)
def test_a_section_takes_as_many_queries_whatever_it_holds(
    tag, queries, shown, django_assert_num_queries
):
    case = showcase.bread()
    for _ in range(8):
        PostingFactory(organisation=case.giver)
    showcase.refresh()
    with django_assert_num_queries(queries):
        html = render(tag, case.receiver)
    assert html.count("<article") == shown


def test_the_page_of_all_suggestions_has_both_sides_and_pages(client, django_assert_num_queries):
    case = showcase.bread()
    for _ in range(11):
        PostingFactory(organisation=case.giver)
    showcase.refresh()
    address = reverse("cooperation:organisation-suggestions", args=[case.receiver.slug])
    client.get(address)
    with django_assert_num_queries(5):
        page = client.get(address, {"sens": "recoit", "page": "2"})
    assert page.content.decode().count("<article") == 2
    assert "0 suggestion" in client.get(address, {"sens": "donne"}).content.decode()
    assert "12 suggestions" in client.get(address, {"sens": "<script>"}).content.decode()


def test_a_draft_organisation_has_no_page_of_suggestions(client):
    row = OrganisationFactory(draft=True)
    address = reverse("cooperation:organisation-suggestions", args=[row.slug])
    assert client.get(address).status_code == 404


def test_the_command_prints_explanations(capsys):
    case = showcase.bread()
    showcase.refresh()
    call_command("suggest", case.receiver.slug)
    text = plain(capsys.readouterr().out)
    assert REASONS["bread"] in text
    assert "Règle : Sécurité des aliments" in text
    call_command("suggest", "--posting", str(case.offer.pk), "--json")
    [row] = json.loads(capsys.readouterr().out)
    assert plain(row["reason"]) == REASONS["bread"]
    assert row["score"] == sum(line["points"] for line in row["criteria"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Donnez l’adresse"),
        (["nulle-part"], "Aucune organisation publiée"),
        (["--posting", "999"], "Aucune annonce publique"),
    ],
)
def test_the_command_says_what_is_wrong(arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("suggest", *arguments)


def test_the_command_says_when_there_is_nothing(capsys):
    call_command("suggest", OrganisationFactory().slug)
    assert "Pas encore de suggestion" in capsys.readouterr().out


def test_the_refresh_command_says_what_changed(capsys):
    showcase.bread()
    call_command("refresh_suggestions")
    assert "1 nouvelles" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (None, "sans date précisée"),
        ("2026-03-03/2026-06-30", "du 3 mars 2026 au 30 juin 2026"),
        ("2026-03-03/..", "à partir du 3 mars 2026"),
        ("../2026-06-30", "jusqu’au 30 juin 2026"),
    ],
)
def test_dates_to_check_are_in_words(window, text):
    suggestion = Suggestion()
    evidence = {"offered": window, "wanted": None}
    sentence = plain(checks.sentence_of("dates", evidence, suggestion, {}))
    assert sentence == f"Les dates : proposé {text}, recherché sans date précisée."


def test_every_check_of_the_core_has_its_sentence():
    source = Path(constraints.__file__).read_text() + Path(direct.__file__).read_text()
    codes = set(re.findall(r'(?:Outcome|Check)\("([a-z_.]+)"', source))
    codes |= set(re.findall(r'_area\("([a-z.]+)"', source))
    never_unknown = {"itself", "resource", "hazardous"}
    assert codes - never_unknown == set(checks.SENTENCES)


@pytest.mark.parametrize("kind", SuggestionKind)
def test_every_criterion_of_every_kind_has_its_words(kind):
    written = set(DETAILS) | set(TELLINGS[kind].details)
    assert set(TABLE.maxima[kind]) <= written
    assert all(label_of(code) != code for code in TABLE.maxima[kind])


def test_every_rule_of_the_knowledge_has_its_field():
    rules = {rule for row in knowledge.load().transformations.values() for rule in row.rules}
    unnamed = {
        rule.code
        for rule in rules
        if plain(checks.rule_of(rule.code, {"rule": ""})).startswith("Règle")
    }
    assert not unnamed


@pytest.fixture
def pair():
    """A suggestion between two parties, not stored."""
    return Suggestion(
        kind="direct",
        resource="food.vegetable.carrot",
        giver=OrganisationFactory.build(name="Donneuse fictive", slug="donneuse"),
        receiver=OrganisationFactory.build(name="Receveuse fictive", slug="receveuse"),
    )


@pytest.mark.parametrize(
    ("code", "offered", "wanted", "sentence"),
    [
        ("units", "kg", "piece", "Les quantités : comptées en « kg » et en « pièce »."),
        ("units", "kg", None, "La quantité recherchée : Receveuse fictive ne la précise pas."),
        (
            "area.offer",
            20,
            None,
            "La distance : une adresse manque pour savoir si Donneuse fictive va jusque-là.",
        ),
        (
            "area.need",
            None,
            None,
            "La distance : Receveuse fictive ne précise pas son rayon d’approvisionnement.",
        ),
        (
            "labels.offer",
            ["ab", "hve"],
            [],
            "Les labels demandés (Bio et hve) : Receveuse fictive n’a pas dit les tenir.",
        ),
        (
            "answer.offer",
            ["siae"],
            [],
            "Qui peut répondre (SIAE) : la nature de Receveuse fictive n’est pas indiquée.",
        ),
    ],
)
def test_each_check_says_what_is_known_on_both_sides(pair, code, offered, wanted, sentence):
    names = {"label:ab": "Bio", "kind:siae": "SIAE"}
    evidence = {"offered": offered, "wanted": wanted}
    assert plain(checks.sentence_of(code, evidence, pair, names)) == sentence


def test_a_flow_that_runs_is_said():
    case = showcase.bread()
    CooperationFactory(giver=case.giver, receiver=case.receiver)
    assert "Ce flux existe déjà" in only_card().checks[-1]


def test_a_check_that_has_no_words_yet_shows_its_code(pair):
    assert checks.sentence_of("new.check", {}, pair, {}) == "new.check"


@pytest.mark.parametrize(
    ("code", "evidence", "detail"),
    [
        ("responsiveness", {"days": None}, "date de publication inconnue"),
        ("responsiveness", {"days": 0}, "publié aujourd’hui"),
        ("responsiveness", {"days": 1}, "publié il y a 1 jour"),
        ("distance", {"metres": 12_400}, "12 km à vol d’oiseau"),
        ("distance", {"metres": 3_000}, "3 km à vol d’oiseau"),
        ("distance", {"metres": 400}, "moins d’un km à vol d’oiseau"),
        ("distance", {"metres": 0}, "même commune, ou même adresse"),
        ("themes", {"shared": ["a", "b", "c"]}, "A, b et c"),
        (
            "outlet",
            {"outputs": [], "made": None, "wanted_by": [1, 2]},
            "2 organisations en cherchent",
        ),
    ],
)
def test_each_criterion_says_its_values(pair, code, evidence, detail):
    found = DETAILS[CriterionCode(code)](evidence, pair, {"theme:a": "A"})
    assert plain(found).removeprefix(" ; ") == detail


def test_one_off_quantities_are_not_brought_to_a_month():
    for fields in ({"quantity": Decimal(30)}, {"quantity": Decimal(60), "need": True}):
        PostingFactory(unit="kg", period="one_off", **fields)
    card = only_card()
    assert details(card)["Quantité"] == "proposé : 30 kg ; recherché : 60 kg"


def test_a_single_gift_is_made_once():
    case = showcase.bread()
    case.offer.period = "one_off"
    case.offer.save()
    card = only_card()
    assert plain(card.parties[1].flow) == "environ 240 l"


def test_what_is_close_is_used_too():
    PostingFactory(resource="byproduct.food.pastry_unsold")
    CapabilityFactory(transformation="bread_to_beer")
    assert details(only_card())["Correspondance"].endswith("proche")
