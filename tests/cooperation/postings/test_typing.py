"""While somebody types: words proposed, matches shown, the draft kept and sent once."""

import datetime as dt
import uuid

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from cooperation.models import EngineState, Posting, PostingDraft
from cooperation.services.postings_drafts import (
    deposit_once,
    forget_drafts,
    open_draft,
    save_draft,
)
from cooperation.services.suggestions import asking, live
from pacte.selectors.acting import TYPED_ADDRESS
from pacte.throttling import Limit
from tests.cooperation.test_posting_form import contact_of, data, posting_of
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import CommuneFactory, OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
FORM = "/annonces/deposer/"
PREVIEW = f"{FORM}apercu/"
DRAFT = f"{FORM}brouillon/"
NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _no_memory():
    asking.forget()
    live.forget()
    yield
    asking.forget()
    live.forget()


@pytest.fixture
def grenoble():
    return CommuneFactory(name="Grenoble", insee="38185", postcodes=["38000"])


def typed(**values):
    base = {"direction": "offer", "what": "pain de la veille", "attente": "1"}
    return base | {"token": str(uuid.uuid4())} | values


def preview(client, **values):
    return plain(client.post(PREVIEW, typed(**values)).content.decode())


def test_everyday_words_propose_resources(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        rows = client.get("/annonces/ressources.json?q=pain+de+la+veille").json()["results"]
    assert "Pain invendu" in [row["label"] for row in rows]
    for text in ("", "p", "%00", "zzzqqq", "<script>"):
        assert client.get("/annonces/ressources.json", {"q": text}).status_code == 200


def test_what_is_understood_and_its_conversion_are_said(client):
    html = preview(client, what="Carottes", quantity="30", unit="t")
    assert "Compris : <strong>Carottes</strong>" in html
    assert "30 t ≈ 30 000 kg" in html
    assert "ne reconnaissons pas encore" in preview(client, what="zzzqqq")
    assert "Nous ne" not in preview(client, what="")


def test_packs_are_counted(client):
    for text in ("30 × 12", "30x12", "30 caisses de 12", "30 sacs d’12"):
        assert "360 pièces" in preview(client, what="Pain invendu", quantity=text, unit="piece")


def test_the_matches_are_shown_before_it_is_posted(client):
    need = PostingFactory(need=True, title="Cherche pain sec")
    PostingFactory(need=True, title="Réservé", visibility="members")
    html = preview(client)
    assert "Au moins 1 organisation pourrait répondre" in html
    assert "Cherche pain sec" in html
    assert f"/annonces/{need.pk}/" in html
    assert "Réservé" not in html
    client.force_login(MembershipFactory().user)
    assert "Réservé" in preview(client)
    assert Posting.objects.count() == 2


def test_an_organisation_is_not_matched_with_itself(client):
    member = MembershipFactory()
    PostingFactory(need=True, organisation=member.organisation)
    client.force_login(member.user)
    assert "Personne ne répondrait" in preview(client)


def test_an_organisation_that_could_answer_twice_counts_once(client):
    need = PostingFactory(need=True, title="Cherche pain sec")
    PostingFactory(need=True, title="Cherche pain rassis", organisation=need.organisation)
    assert "Au moins 1 organisation pourrait répondre" in preview(client)


def test_nothing_is_asked_before_it_is_known(client):
    assert "Dites ce que vous proposez" in preview(client, what="", direction="")


def test_a_busy_engine_says_so(client, monkeypatch):
    monkeypatch.setattr(asking, "PATIENCE", 0.01)
    monkeypatch.setattr(asking, "HURRY", 0.01)
    PostingFactory(need=True)
    with live.LOCK:
        assert "dans un instant" in preview(client)
    hurried = preview(client, attente="")
    assert "dans un instant" in hurried
    assert "Compris : <strong>Pain invendu</strong>" in hurried
    assert "Au moins 1" in preview(client)
    assert "Au moins 1" in preview(client, attente="")


def test_a_question_costs_little_once_the_matcher_is_there(client, django_assert_max_num_queries):
    for _ in range(3):
        PostingFactory(need=True)
    preview(client)
    with django_assert_max_num_queries(9):
        preview(client)
    for _ in range(3):
        PostingFactory(need=True)
    EngineState.objects.update(serial=7)
    with django_assert_max_num_queries(9):
        assert "3 organisations" in preview(client)  # a minute old at most


def test_the_page_does_the_same_without_a_script(client, grenoble):
    PostingFactory(need=True, title="Cherche pain sec")
    values = data(what="pain de la veille", apercu="1", title="", contact_name="")
    answer = client.post(FORM, values)
    html = plain(answer.content.decode())
    assert answer.status_code == 200
    assert "Cherche pain sec" in html
    assert 'value="pain de la veille"' in html
    assert "contact@fournil.example" in html
    assert "Rien n’a été enregistré" not in html
    assert Posting.objects.count() == 1


def test_a_draft_is_kept_without_an_account_and_taken_up_again(client, grenoble):
    values = data(what="mots illisibles zzz", months=["6", "7"])
    answer = client.post(DRAFT, values | {"token": str(uuid.uuid4())})
    assert answer.json()["said"] == "Brouillon gardé."
    (draft,) = PostingDraft.objects.all()
    assert "contact" not in str(draft.content)
    assert draft.user is None
    html = plain(client.get(FORM).content.decode())
    assert 'value="mots illisibles zzz"' in html
    assert str(draft.token) in html
    assert "Votre brouillon du" in html
    assert "mots illisibles" not in Client().get(FORM).content.decode()


def test_a_draft_is_kept_without_a_script(client, grenoble):
    assert client.post(FORM, data(brouillon="1")).url == FORM
    assert 'value="Pain du soir"' in client.get(FORM).content.decode()
    assert client.post(FORM, data(brouillon="1", what="", title="")).status_code == 200
    assert PostingDraft.objects.count() == 1


def test_who_wants_an_account_finds_the_form_as_it_was(client, grenoble):
    answer = client.post(FORM, data(compte="1", contact_email="essai@ailleurs.example"))
    assert client.session[TYPED_ADDRESS] == "essai@ailleurs.example"
    assert answer.url == "/connexion/?next=%2Fannonces%2Fdeposer%2F"
    member = MembershipFactory()
    client.force_login(member.user)
    html = client.get(FORM).content.decode()
    assert 'value="Pain du soir"' in html
    assert "se connecter" not in html.lower().partition("<form class")[2]


def test_an_account_opened_on_the_way_leads_back_to_the_form_once(client, grenoble):
    """The address is confirmed by mail: no ``next`` follows the person through it."""
    client.post(FORM, data(compte="1"))
    person = UserFactory()
    person.set_password("une-longue-phrase-de-passe")
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    answers = {"login": person.email, "password": "une-longue-phrase-de-passe"}
    assert client.post("/connexion/", answers).url == FORM
    client.logout()
    assert client.post("/connexion/", answers).url == "/mon-espace/"


def test_a_draft_of_somebody_is_theirs_alone(client):
    author, other = UserFactory(), UserFactory()
    token = uuid.uuid4()
    assert save_draft(token=token, content={"what": "pain"}, user=author, now=NOW)
    assert open_draft(token=token, user=author, now=NOW)
    assert open_draft(token=None, user=author, now=NOW)
    assert open_draft(token=token, user=other, now=NOW) is None
    assert save_draft(token=token, content={"what": "volé"}, user=other, now=NOW) is None
    assert PostingDraft.objects.get().content == {"what": "pain"}


def test_a_draft_is_forgotten_after_a_month_and_when_asked(client):
    token = uuid.uuid4()
    for days, kept in ((29, 1), (31, 0)):
        then = NOW - dt.timedelta(days=days)
        PostingDraft.objects.all().delete()
        save_draft(token=token, content={"what": "pain"}, user=UserFactory(), now=then)
        assert bool(open_draft(token=token, user=UserFactory(), now=NOW)) is False
        assert forget_drafts(now=NOW) == 1 - kept
    client.post(DRAFT, typed(title="Pain"))
    assert client.post(f"{FORM}recommencer/").status_code == 302
    assert not PostingDraft.objects.exists()


def test_a_draft_has_bounds(client):
    user = UserFactory()
    content = {"description": "a" * 30_000}
    assert save_draft(token=uuid.uuid4(), content=content, user=user, now=NOW) is None
    for values in ({"token": "x"}, {"what": "", "title": ""}):
        assert client.post(DRAFT, typed(**values)).status_code == 204
    assert not PostingDraft.objects.exists()


def test_the_same_form_sent_twice_makes_one_posting(client, grenoble):
    values = data(token=str(uuid.uuid4()))
    client.post(DRAFT, values)
    first = client.post(FORM, values, follow=True).content.decode()
    second = client.post(FORM, values, follow=True).content.decode()
    posting = Posting.objects.get()
    assert f"n°\xa0{posting.pk}" in first
    assert f"n°\xa0{posting.pk}" in second
    assert PostingDraft.objects.get().content == {}
    assert client.post(DRAFT, values).status_code == 204
    assert 'value="Pain du soir"' not in client.get(FORM).content.decode()


def test_a_token_serves_once_whoever_sends_it():
    organisation, token = OrganisationFactory(), uuid.uuid4()
    made = [
        deposit_once(
            token=token,
            posting=posting_of(organisation),
            contact=contact_of(),
            new_organisation=None,
            user=UserFactory(),
            now=timezone.now(),
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_what_an_organisation_of_trust_posts_is_published_at_once(client, grenoble):
    member = MembershipFactory(organisation__is_trusted=True)
    client.force_login(member.user)
    client.post(FORM, data(acts_for=member.organisation.pk))
    row = Posting.objects.get()
    assert (row.status, row.published_on) == ("published", timezone.localdate())
    assert row.expires_on == timezone.localdate() + dt.timedelta(183)


@pytest.mark.parametrize(("name", "path"), [("PREVIEWS", PREVIEW), ("SAVES", DRAFT)])
def test_too_much_typing_is_asked_to_wait(client, monkeypatch, name, path):
    limit = Limit(f"test-{name}", "1/m")
    monkeypatch.setattr(f"cooperation.views.postings_typing.{name}", limit)
    assert client.post(path, typed()).status_code == 200
    answer = client.post(path, typed())
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60


def test_hostile_words_are_words(client):
    text = "<script>alert(1)</script>"
    for values in (
        {"what": text},
        {"what": "pain", "quantity": text},
        {"what": "\0", "title": text},
    ):
        client.post(DRAFT, typed(**values))
        assert "<script>alert" not in preview(client, **values)
        assert "<script>alert" not in client.get(FORM).content.decode()


def test_what_comes_next_is_said_with_the_thanks(client, db):
    thanks = f"{FORM}merci/"
    assert 'href="/inscription/"' in client.get(thanks).text
    client.force_login(UserFactory())
    answer = client.get(thanks).text
    assert "une fois votre rattachement" in answer
    assert 'href="/inscription/"' not in answer
