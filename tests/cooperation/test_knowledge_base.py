"""The staff browse and amend the knowledge; every amendment is checked, kept and can be undone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cooperation import knowledge
from cooperation.models import EngineEvent, KnowledgeAmendment, Suggestion
from cooperation.services import knowledge_base
from cooperation.services.knowledge_base import state
from cooperation.wording.knowledge import problem_of
from tests.cooperation import showcase
from tests.factories.people import UserFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
NOW = showcase.NOW
WORD = "chutes de mousse fictive"


@pytest.fixture(autouse=True)
def packaged():
    """Leave the process on the packaged knowledge."""
    yield
    knowledge.install(None)
    state._Seen.marker, state._Seen.version, state._Seen.looked_at = (0, 0), "", float("-inf")


@pytest.fixture
def staff():
    return UserFactory(curator=True)


def amend(user, **changes):
    given = {
        "subject": "resource",
        "code": "byproduct.food.bread_unsold",
        "action": "change",
        "values": {"label": "Pain invendu, amendé"},
        "note": "Essai",
        "user": user,
        "now": NOW,
    }
    return knowledge_base.amend(**{**given, **changes})


def test_an_amendment_counts_at_once_and_is_undone(staff, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = amend(staff)
    assert knowledge.load().resources[row.code].label == "Pain invendu, amendé"
    assert EngineEvent.objects.count() == 0  # followed at once
    with django_capture_on_commit_callbacks(execute=True):
        knowledge_base.undo(amendment_id=row.pk, user=staff, now=NOW)
    assert knowledge.load().resources[row.code].label == "Pain invendu"
    row.refresh_from_db()
    assert (row.undone_by, row.undone_at) == (staff, NOW)


def test_a_new_resource_is_recognised_and_suggestions_name_the_version(
    staff, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        amend(
            staff,
            action="add",
            code="byproduct.food.bread_unsold_demo",
            values={"label": "Pain de démonstration", "synonyms": WORD, "low": "020601"},
        )
    assert knowledge.load().resolve(WORD)[0].code == "byproduct.food.bread_unsold_demo"
    showcase.bread()
    showcase.refresh()
    assert Suggestion.objects.first().version.endswith("+k1.0")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"note": " "}, "note", "Dites pourquoi"),
        ({"values": {"unit": "chandelle"}}, "unit", "« chandelle » est inconnu."),
        ({"values": {"low": "999999"}}, "low", "liste européenne des déchets"),
        ({"values": {"low": "020601*"}}, "low", "sans étoile"),
        ({"code": "byproduct.nothing"}, "code", "est inconnu"),
        ({"action": "add"}, "code", "existe déjà"),
        ({"action": "remove", "code": "byproduct.food", "values": {}}, "code", "sert encore à"),
        ({"values": {"label": ""}}, "label", "nécessaire"),
        ({"values": {"label": "Carottes"}}, "label", "Ce nom est déjà pris."),
        ({"values": {"environment": "2000"}}, "environment", "entier de 0 à 1000"),
        (
            {
                "subject": "transformation",
                "code": "bread_to_breadcrumbs",
                "values": {"yield": "50"},
            },
            "yield",
            "tout ce que la matière permet",
        ),
        (
            {"subject": "trade", "code": "brewery", "values": {"takes": "nothing=900"}},
            "takes",
            "« nothing » est inconnu",
        ),
    ],
)
def test_what_would_not_hold_is_refused_naming_the_field(staff, changes, field, words):
    with pytest.raises(knowledge_base.AmendmentRefused) as refusal:
        amend(staff, **changes)
    assert refusal.value.field == field
    assert words in plain(refusal.value.problem)
    assert not KnowledgeAmendment.objects.exists()
    assert not EngineEvent.objects.exists()


def test_an_amendment_on_which_another_rests_is_not_undone(staff):
    code = "byproduct.food.crumbs_demo"
    first = amend(
        staff,
        action="add",
        code=code,
        values={"label": "Miettes", "low": "020601", "synonyms": "miettes de démonstration"},
    )
    amend(
        staff, subject="trade", code="brewery", values={"takes": f"{code}=500"}, note="Test",
    )  # fmt: skip
    with pytest.raises(knowledge_base.AmendmentRefused) as refusal:
        knowledge_base.undo(amendment_id=first.pk, user=staff, now=NOW)
    assert "brewery" in refusal.value.problem
    with pytest.raises(knowledge_base.AmendmentRefused):
        knowledge_base.undo(amendment_id=first.pk + 50, user=staff, now=NOW)


def test_only_the_staff_amend():
    someone = UserFactory()
    with pytest.raises(PermissionDenied):
        amend(someone)
    with pytest.raises(PermissionDenied):
        knowledge_base.undo(amendment_id=1, user=someone, now=NOW)


def test_another_process_follows_and_looks_only_now_and_then(staff, django_assert_num_queries):
    amend(staff)
    with django_assert_num_queries(2):
        assert knowledge_base.bring_up_to_date()
    with django_assert_num_queries(1):
        assert not knowledge_base.bring_up_to_date()
    with django_assert_num_queries(0):
        assert not knowledge_base.bring_up_to_date(every=60)
    assert knowledge_base.knowledge_version() == f"+k{KnowledgeAmendment.objects.get().pk}.0"


def test_amendments_that_a_release_contradicts_do_not_stop_the_site(staff, caplog):
    amend(staff)
    KnowledgeAmendment.objects.update(code="byproduct.that.was.renamed")
    assert knowledge_base.bring_up_to_date()
    assert "no longer hold" in caplog.text
    assert knowledge.load().resources["byproduct.food.bread_unsold"].label == "Pain invendu"
    assert knowledge_base.knowledge_version() == ""


def test_requests_follow_the_amendments(client, staff, settings):
    amend(staff)
    settings.KNOWLEDGE_CHECK_SECONDS = 0
    client.get("/")
    assert knowledge.load().resources["byproduct.food.bread_unsold"].label.endswith("amendé")


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        ("'x' weighs nothing", "« x » a un poids nul."),
        ("something new", "Valeur refusée : something new."),
        ("the same key twice", "Le même code est donné deux fois."),
        (
            "500 is above 17/2, all that matter allows",
            "Le rendement 500 dépasse 8,5, tout ce que la matière permet.",
        ),
        (f"'{'9' * 200}' is not a number", f"« {'9' * 80}… » n’est pas un nombre."),
    ],
)
def test_problems_are_told_in_french(problem, text):
    assert plain(problem_of(problem)) == text


class TestPages:
    LIST = "/pilotage/connaissances/"
    BREAD = "/pilotage/connaissances/resource/byproduct.food.bread_unsold/"

    @pytest.mark.parametrize("address", [LIST, BREAD, f"{LIST}trade/ajouter/"])
    def test_they_are_for_the_staff(self, client, staff, address):
        assert client.get(address).status_code == 302
        client.force_login(UserFactory())
        assert client.get(address).status_code == 403
        client.force_login(staff)
        assert client.get(address).status_code == 200

    @pytest.mark.parametrize("subject", ["resource", "transformation", "trade", "<script>"])
    def test_lists_are_searched_by_pages_in_few_queries(
        self, client, staff, subject, django_assert_max_num_queries
    ):
        client.force_login(staff)
        client.get(self.LIST)
        with django_assert_max_num_queries(8):  # for whom one acts and the bell included
            page = client.get(self.LIST, {"sujet": subject, "q": "pain", "page": "-3"})
        assert "Pain invendu" in page.content.decode() or subject != "resource"
        empty = client.get(self.LIST, {"sujet": subject, "q": "zzzz"}).content.decode()
        assert "Rien ne correspond" in empty

    def test_a_text_is_tried(self, client, staff):
        client.force_login(staff)
        found = client.get(self.LIST, {"texte": "brasserie artisanale de bière", "naf": "11.05Z"})
        html = found.content.decode()
        assert "Métiers reconnus" in html
        assert "Brasserie" in html
        nothing = client.get(self.LIST, {"texte": "zzzz qqqq"}).content.decode()
        assert "ajoutez ce mot à une ressource" in nothing
        assert "ajoutez ce mot à un métier" in nothing

    def test_a_row_is_amended_and_its_history_shown(self, client, staff):
        client.force_login(staff)
        form = client.get(self.BREAD).context["form"]
        data = {name: form.initial.get(name, "") for name in form.fields} | {"note": "Plus clair"}
        same = client.post(self.BREAD, data).content.decode()
        assert "Rien n’a changé." in same
        wrong = client.post(self.BREAD, data | {"unit": "chandelle"}).content.decode()
        assert "est inconnu" in wrong
        assert 'value="chandelle"' in wrong
        done = client.post(self.BREAD, data | {"label": "Pain d’hier"}, follow=True)
        assert "C’est enregistré" in done.content.decode()
        row = KnowledgeAmendment.objects.get()
        assert row.values == {"label": "Pain d’hier"}
        assert "Plus clair" in done.content.decode()
        client.post(reverse("cooperation:knowledge-undo", args=[row.pk]))
        again = client.post(reverse("cooperation:knowledge-undo", args=[row.pk]), follow=True)
        assert "déjà annulé" in again.content.decode()

    def test_a_waste_code_is_typed_as_it_is_written_elsewhere(self, client, staff):
        client.force_login(staff)
        form = client.get(self.BREAD).context["form"]
        data = {name: form.initial.get(name, "") for name in form.fields} | {"note": "Pour voir"}
        wrong = client.post(self.BREAD, data | {"low": "02 06 01*"}).content.decode()
        assert "sans étoile" in wrong
        client.post(self.BREAD, data | {"low": "20 01 08"})
        assert KnowledgeAmendment.objects.get().values == {"low": "200108"}

    def test_a_row_is_added_then_removed(self, client, staff, django_capture_on_commit_callbacks):
        client.force_login(staff)
        code = "service.cleaning.demo_chimney"
        data = {"code": code, "label": "Ramonage d’essai", "note": "Manquait", "synonyms": "a\nb"}
        with django_capture_on_commit_callbacks(execute=True):
            page = client.post("/pilotage/connaissances/resource/ajouter/", data)
        assert page["Location"] == f"/pilotage/connaissances/resource/{code}/"
        assert KnowledgeAmendment.objects.get().values["synonyms"] == "a|b"
        wrong = client.post("/pilotage/connaissances/resource/ajouter/", data).content.decode()
        assert "existe déjà" in wrong
        remove = reverse("cooperation:knowledge-remove", args=["resource", code])
        assert "Dites pourquoi" in client.post(remove, follow=True).content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            client.post(remove, {"note": "Erreur"})
        gone = client.get(f"/pilotage/connaissances/resource/{code}/").content.decode()
        assert "n’est plus dans les connaissances" in gone

    @pytest.mark.parametrize(
        "address",
        [f"{LIST}nothing/byproduct/", f"{LIST}resource/nothing/", f"{LIST}nothing/ajouter/"],
    )
    def test_what_does_not_exist_is_not_found(self, client, staff, address):
        client.force_login(staff)
        assert client.get(address).status_code == 404
        remove = f"{self.LIST}resource/nothing/retirer/"
        assert client.post(remove).status_code == 404
