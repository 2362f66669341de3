"""What each kind of entry says, and how many questions it takes to know it."""

import datetime as dt

import pytest
from django.utils import timezone

from cooperation.knowledge import load
from search.documents import BATCH, SOURCES, all_entries, entries_of, groups, public_refs
from search.documents.base import batches, numbers, plain
from search.documents.postings import months_of
from search.entry import EntryKind, Ref
from tests.factories.cooperation import CapabilityFactory, PostingFactory
from tests.factories.pacte import (
    ActionFactory,
    BuildingFactory,
    CommitmentFactory,
    CommuneFactory,
    EpciFactory,
    IndicatorFactory,
    LabelFactory,
    OrganisationFactory,
)
from tests.factories.pages import article, event, home_page

BREAD = "byproduct.food.bread_unsold"


def only(kind):
    """Give the one entry of a kind."""
    (entry,) = all_entries([EntryKind(kind)])
    return entry


@pytest.mark.django_db
def test_an_organisation_says_its_profile_postings_and_know_how():
    epci = EpciFactory(siren="200040715", name="Grenoble-Alpes-Métropole")
    commune = CommuneFactory(insee="38151", name="Échirolles", epci=epci)
    row = OrganisationFactory(
        name="Ressourcerie fictive", kinds=["ess"], themes=["food"], roles=["signatory"],
        siae_type="aci", commune=commune, building=BuildingFactory(place__name="Halle fictive"),
        description=[("paragraph", "<p>Un</p><p>deux</p>"), ("quote", {"text": "Trois"})],
    )  # fmt: skip
    PostingFactory(organisation=row, resource=BREAD, title="Pain d’hier")
    CapabilityFactory(organisation=row, transformation="bread_to_beer")
    entry = only("organisation")
    assert (entry.ref.key, entry.url) == (str(row.pk), row.get_absolute_url())
    assert entry.texts["body"] == "Un deux Trois"
    assert entry.texts["place"] == "Échirolles ; Grenoble-Alpes-Métropole ; Halle fictive"
    assert "Pain d’hier" in entry.texts["postings"]
    known = load()
    said = entry.texts["resources"].split(" ; ")
    assert known.resources[BREAD].label in said
    assert known.resources["byproduct"].label in said
    assert known.transformations["bread_to_beer"].label in said
    assert entry.values == {
        "kind": ("ess",), "theme": ("food",), "role": ("signatory",), "label": (),
        "siae": ("aci",), "commune": ("38151",), "epci": ("200040715",),
        "family": ("byproduct",), "posting": ("offre",),
    }  # fmt: skip


@pytest.mark.django_db
def test_a_posting_says_what_how_much_when_and_where():
    posting = PostingFactory(
        need=True, resource=BREAD, title="Pain d’hier", description="Livré le soir.", quantity=120,
        unit="kg", period="week", months=0b1000_0000_0001,
        commune=CommuneFactory(insee="38185", name="Grenoble", latitude=45.1, longitude=5.7),
        organisation=OrganisationFactory(name="Fournil fictif", kinds=["craft"], siae_type="esat"),
    )  # fmt: skip
    posting.labels.set([LabelFactory(code="ab", name="Agriculture biologique")])
    posting.save()
    entry = only("posting")
    assert entry.title == "Pain d’hier"
    assert entry.url == f"/annonces/{posting.pk}/"
    assert entry.texts["keywords"] == "Besoin ; Fournil fictif ; Agriculture biologique ; Craft"
    assert entry.texts["summary"] == "120\u00a0kg par semaine ; de décembre à janvier"
    assert entry.texts["body"] == "Livré le soir."
    assert entry.texts["place"].startswith("Grenoble ; ")
    assert load().resources["byproduct.food"].label in entry.texts["resources"]
    assert entry.day == dt.date(2026, 11, 2)
    assert entry.coordinates == (45.1, 5.7)
    assert {name: entry.values[name] for name in ("posting", "kind", "label", "siae")} == {
        "posting": ("cherche",), "kind": ("craft",), "label": ("ab",), "siae": ("esat",)
    }  # fmt: skip
    assert entry.values["month"] == ("1", "12")
    assert entry.values["commune"] == ("38185",)
    assert entry.values["family"] == ("byproduct",)


@pytest.mark.django_db
def test_a_posting_with_no_commune_is_where_its_organisation_is():
    PostingFactory(organisation=OrganisationFactory(latitude=45.5, longitude=5.5))
    assert only("posting").coordinates == (45.5, 5.5)
    assert only("posting").values["commune"]


@pytest.mark.django_db
def test_an_action_says_its_theme_its_pilot_and_who_committed():
    action = ActionFactory(
        title="Moins de pain jeté", pilot=OrganisationFactory(name="Pilote fictif"),
        objective__title="Gaspiller moins", objective__theme__code="food",
        body=[("heading", "Comment")], starts_on=dt.date(2026, 9, 1),
    )  # fmt: skip
    CommitmentFactory(
        action=action, description="Peser", organisation=OrganisationFactory(name="Engagé fictif")
    )
    CommitmentFactory(
        action=action, organisation=OrganisationFactory(name="Retiré fictif", draft=True)
    )
    IndicatorFactory(action=action, name="Pain donné")
    entry = only("action")
    assert (entry.url, entry.day) == (action.get_absolute_url(), dt.date(2026, 9, 1))
    for word in ("Food", "Gaspiller moins", "Pilote fictif", "Engagé fictif"):
        assert word in entry.texts["keywords"]
    assert entry.texts["body"] == "Comment ; Pain donné ; Peser"
    assert "Retiré fictif" not in str(entry)
    assert entry.values == {"theme": ("food",)}


@pytest.mark.django_db
def test_an_article_says_its_category_and_its_body():
    page = article(
        "Le grand jour",
        category="vie",
        introduction="En bref.",
        body=[("paragraph", "<p>Long</p>")],
    )
    entry = only("article")
    assert (entry.title, entry.url, entry.day) == (
        "Le grand jour",
        "/actualites/le-grand-jour/",
        page.date,
    )
    assert entry.texts == {"keywords": "Vie", "summary": "En bref.", "body": "Long"}
    assert entry.values == {"category": ("vie",)}


@pytest.mark.django_db
def test_an_event_says_when_where_and_by_whom():
    page = event(
        "Rencontre fictive", venue="Salle fictive", audience="Acheteurs publics",
        commune=CommuneFactory(insee="38185", name="Grenoble", latitude=45.1, longitude=5.7),
        organiser=OrganisationFactory(name="Hôte fictif"),
    )  # fmt: skip
    entry = only("event")
    assert entry.title == "Rencontre fictive"
    assert entry.url.endswith(f"/{page.slug}/")
    assert entry.texts["keywords"] == "Hôte fictif ; Acheteurs publics"
    assert entry.texts["place"].startswith("Salle fictive ; Grenoble ; ")
    assert entry.day == timezone.localdate(page.starts_at)
    assert entry.values["month"] == (str(entry.day.month),)
    assert entry.values["commune"] == ("38185",)
    assert entry.coordinates == (45.1, 5.7)


@pytest.mark.django_db
def test_an_event_hides_a_host_that_is_not_published():
    event("Rencontre fictive", organiser=OrganisationFactory(name="Hôte fictif", draft=True))
    assert "Hôte fictif" not in str(only("event"))


@pytest.mark.django_db
def test_a_page_outside_the_site_has_no_entry():
    article()
    home = home_page()
    type(home).objects.filter(pk=home.pk).update(url_path="/ailleurs/")
    assert list(all_entries([EntryKind.ARTICLE])) == []


def test_a_resource_says_all_its_names():
    (entry,) = entries_of([Ref(EntryKind.RESOURCE, BREAD)])
    known = load().resources
    assert entry.title == known[BREAD].label
    assert entry.url.startswith("/annonces/?q=")
    for word in (*known[BREAD].synonyms, known["byproduct"].label):
        assert word in entry.texts["resources"]
    assert entry.values == {"family": ("byproduct",)}
    assert len(list(public_refs([EntryKind.RESOURCE]))) == len(known)


@pytest.mark.django_db
def test_the_list_a_resource_leads_to_shows_its_postings(client):
    PostingFactory(resource=BREAD, title="Rien qui en parle")
    (entry,) = entries_of([Ref(EntryKind.RESOURCE, BREAD)])
    assert "Rien qui en parle" in client.get(entry.url).content.decode()


@pytest.mark.django_db
def test_a_resource_no_longer_known_is_no_fault():
    PostingFactory(resource="gone.for.good")
    assert only("organisation").texts["resources"] == ""
    assert only("posting").values["family"] == ()


def make(kind, number):
    """Make so many public rows of a kind, with all that they show."""
    for _ in range(number):
        if kind == "organisation":
            row = OrganisationFactory(kinds=["ess"], building=BuildingFactory())
            PostingFactory(organisation=row)
            CapabilityFactory(organisation=row, transformation="bread_to_beer")
        elif kind == "posting":
            PostingFactory(
                commune=CommuneFactory(), organisation=OrganisationFactory(kinds=["ess"])
            )
        elif kind == "action":
            action = ActionFactory(pilot=OrganisationFactory())
            CommitmentFactory(action=action)
            IndicatorFactory(action=action)
        elif kind == "article":
            article(body=[("image", {"image": None, "caption": "Une image"})])
        else:
            event(organiser=OrganisationFactory(), commune=CommuneFactory())


QUERIES = {"organisation": 7, "posting": 3, "action": 3, "article": 3, "event": 3}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", QUERIES)
@pytest.mark.parametrize("number", [1, 9])
def test_entries_take_a_fixed_number_of_queries(django_assert_num_queries, kind, number):
    make(kind, number)
    keys = list(SOURCES[EntryKind(kind)].keys())
    with django_assert_num_queries(QUERIES[kind]):
        assert len(SOURCES[EntryKind(kind)].entries(keys)) >= number


def test_resources_take_no_query():
    assert entries_of(public_refs([EntryKind.RESOURCE]))


def test_reading_is_cut_into_batches():
    refs = [Ref(EntryKind.RESOURCE, f"r{n}") for n in range(BATCH + 1)]
    refs.append(Ref(EntryKind.ORGANISATION, "1"))
    assert [len(some) for some in groups(refs)] == [1, BATCH, 1]
    assert [list(some) for some in batches("abc", 2)] == [["a", "b"], ["c"]]


def test_what_is_no_number_is_left_out():
    assert numbers(["3", "x", "", "²", "1" * 30, "1"]) == [1, 3]


def test_words_of_two_paragraphs_stay_apart():
    assert plain("<p>pain</p><p>l&#x27;été <b>bio</b></p>") == "pain l'été bio"


@pytest.mark.parametrize(
    ("mask", "start", "end", "expected"),
    [
        (0, None, None, ()),
        (0b101, None, None, ("1", "3")),
        (0, dt.date(2026, 11, 3), dt.date(2027, 1, 2), ("1", "11", "12")),
        (
            0,
            dt.date(2026, 1, 1),
            dt.date(2029, 1, 1),
            tuple(sorted(map(str, range(1, 13)), key=int)),
        ),
        (0, dt.date(2026, 1, 1), None, ()),
    ],
)
def test_months_come_from_the_mask_or_the_dates(mask, start, end, expected):
    assert set(months_of(mask, start, end)) == set(expected)
