"""Saved searches: asked for, confirmed, told once, changed, left in one click; and feeds."""

import datetime as dt
import logging
import re
import uuid
from io import StringIO
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.models import Organisation
from search import digests, engine, saved, saved_mail
from search.digests import send_digests
from search.documents import all_entries
from search.entry import EntryKind
from search.following import follow
from search.models import SavedSearch
from tests.factories.pacte import OrganisationFactory
from tests.french import plain
from tests.mail import delivered

pytestmark = pytest.mark.django_db
EMAIL = "canari@personnel.example"
NOW = timezone.make_aware(dt.datetime(2027, 3, 1, 7))  # noqa: DTZ001 - Paris, made so
SAVE = "/recherche/enregistrer/?q=fournil"
HOSTILE = [
    *(
        '"',
        "'",
        "\\",
        "q:*",
        "AND OR NOT",
        "(((",
        "~^*?",
        "\x00pain",
        "\u202epain",
        "%00",
        "a" * 10_000,
    ),
    "<script>alert(1)</script>",
]


def rebuild():
    """Index organisations; the other kinds have tests of their own."""
    engine.embedded().rebuild(all_entries([EntryKind.ORGANISATION]))


def days(number):
    return NOW + dt.timedelta(days=number)


def publish(name, **fields):
    row = OrganisationFactory(name=name, **fields)
    rebuild()
    return row


def form(**fields):
    given = {"name": "Mes fournils", "email": EMAIL, "frequency": "daily", "consent": "on"}
    return {name: value for name, value in {**given, **fields}.items() if value is not None}


@pytest.fixture
def followed():
    publish("Le fournil de toujours (fictif)")
    search, _asked = saved.ask(
        email=EMAIL, name="Fournils", address="q=fournil", frequency="daily", now=days(-1)
    )
    saved.confirm(search, now=days(-1))
    return SavedSearch.objects.get()


def link(mail, part):
    return re.search(rf"https?://[^/\s]+(/recherche/enregistrees/[0-9a-f-]+/{part})\s", mail.body)[
        1
    ]


def test_nothing_is_followed_before_the_e_mail_confirms(client, mailoutbox):
    publish("Le fournil de toujours (fictif)")
    response = client.post(SAVE, form())
    assert response.url == reverse("search:saved-sent")
    (mail,) = delivered()
    assert mail.to == [EMAIL]
    assert [kind for _body, kind in mail.alternatives] == ["text/html"]
    assert send_digests(now=timezone.now() + dt.timedelta(days=3)).sent == 0
    address = link(mail, "confirmer/")
    assert "Confirmer et recevoir" in client.get(address).text
    assert SavedSearch.objects.get().confirmed_at is None
    assert client.post(address).url == reverse(
        "search:saved-manage", args=[SavedSearch.objects.get().token]
    )
    row = SavedSearch.objects.get()
    assert row.confirmed_at
    assert len(row.told_refs) == 1
    assert len(delivered()) == 1


def test_the_answer_is_the_same_for_a_known_address(client, mailoutbox, followed):
    publish("Autre")
    one = client.post(SAVE, form())
    other = client.post(SAVE, form(email="inconnue@personnel.example"))
    assert (one.status_code, one.url) == (other.status_code, other.url)
    assert len(delivered()) == 2
    assert "Vous suivez déjà" in plain(delivered()[0].body)
    assert str(followed.token) in delivered()[0].body
    assert SavedSearch.objects.filter(email=EMAIL).count() == 1


def test_asking_again_before_confirming_keeps_one_request(client, mailoutbox):
    client.post(SAVE, form())
    client.post(SAVE, form(name="Autre nom", email=EMAIL.upper(), frequency="weekly"))
    row = SavedSearch.objects.get()
    assert (row.name, row.frequency) == ("Autre nom", "weekly")
    assert len(delivered()) == 2


@pytest.mark.parametrize(
    "fields",
    [
        *({"consent": None}, {"email": ""}, {"email": "pas une adresse"}, {"name": ""}),
        *({"name": "n" * 121}, {"email": "a@b.example\nBcc: c@d.example"}, {"name": "a\x00"}),
        *({"frequency": "hourly"}, {"email": f"{'a' * 300}@b.example"}),
    ],
)
def test_a_wrong_form_is_told_and_what_was_typed_kept(client, mailoutbox, fields):
    response = client.post(SAVE, form(**fields))
    assert response.status_code == 200
    assert "reste à corriger" in response.text
    assert "personnel.example" in response.text or "email" in fields
    assert not SavedSearch.objects.exists()
    assert not delivered()


@pytest.mark.parametrize(
    "asked", ["", "?page=3&vue=carte", "?q=", "?inconnu=1", "?" + urlencode([("kind", "x")] * 500)]
)
def test_a_search_that_says_nothing_is_not_followed(client, asked):
    address = f"/recherche/enregistrer/{asked}"
    assert "aucune recherche à suivre" in client.get(address).text
    assert client.post(address, form()).status_code == 400
    assert not SavedSearch.objects.exists()


def test_an_address_too_long_is_refused(client):
    codes = [OrganisationFactory(kinds=[f"{'k' * 37}{n}"]) for n in range(25)]
    asked = urlencode([("kind", row.kinds.get().code) for row in codes])
    assert client.post(f"/recherche/enregistrer/?{asked}", form()).status_code == 400


def test_one_search_has_one_address_whatever_its_page():
    OrganisationFactory(kinds=["ess"])
    one = follow("q=pain&kind=ess&page=4&vue=carte&tri=nom")
    assert one.text == follow("kind=ess&q=pain").text == "q=pain&kind=ess"
    assert one.title == "pain, Ess"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "page", ["/recherche/enregistrer/", "/recherche/flux.rss", "/annuaire/flux.rss"]
)
def test_hostile_words_never_break(client, text, page):
    response = client.get(page, {"q": text, "kind": text, "lat": text, "lon": "500", "page": "-3"})
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    if page.endswith("rss"):
        ElementTree.fromstring(response.content)  # noqa: S314
    else:
        answer = client.post(f"{page}?{urlencode({'q': text})}", form())
        assert answer.status_code in {302, 400}


def test_too_many_requests_for_an_address_wait(client, mailoutbox):
    codes = [client.post(SAVE, form(), REMOTE_ADDR=f"10.0.0.{n}").status_code for n in range(6)]
    assert codes == [302] * 5 + [429]
    assert len(delivered()) == 5
    refused = client.post(SAVE, form())
    assert re.search(r"réessayez dans \d+ minutes?", plain(refused.text))
    assert int(refused["Retry-After"]) > 0
    assert EMAIL in refused.text


def test_too_many_requests_from_a_machine_wait(client):
    codes = [
        client.post(SAVE, form(email=f"n{n}@personnel.example")).status_code for n in range(21)
    ]
    assert codes == [302] * 20 + [429]


def test_a_person_follows_a_bounded_number_of_searches(client, mailoutbox, monkeypatch, followed):
    monkeypatch.setattr(saved, "MOST_BY_PERSON", 1)
    assert client.post("/recherche/enregistrer/?q=autre", form()).status_code == 302
    assert SavedSearch.objects.count() == 1
    assert "supprimez-en une" in delivered()[0].body


def test_a_mail_server_that_is_down_changes_nothing_to_the_answer(
    client, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch, caplog.at_level(logging.INFO):
        patch.setattr(EmailBackend, "send_messages", refuse)
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(SAVE, form()).status_code == 302
    assert SavedSearch.objects.get().confirmed_at is None
    assert EMAIL not in caplog.text
    assert "ConnectionRefusedError" in caplog.text
    assert [mail.to for mail in delivered()] == [[EMAIL]]


def test_what_is_new_is_told_once(followed, mailoutbox):
    assert send_digests(now=NOW).quiet == 1
    new = publish("Le fournil neuf & <frais> (fictif)")
    assert send_digests(now=NOW).sent == 1
    (mail,) = delivered()
    assert mail.subject == "1 nouveauté\u00a0: Fournils"
    assert new.get_absolute_url() in mail.body
    assert "toujours" not in mail.body
    assert "neuf & <frais>" in mail.body
    html, _kind = mail.alternatives[0]
    assert "neuf &amp; &lt;frais&gt;" in html
    for number in (0, 1, 2, 9):
        assert send_digests(now=days(number)).sent == 0
    assert len(delivered()) == 1


def test_a_digest_can_be_left_in_one_click(client, followed, mailoutbox):
    publish("Le fournil neuf (fictif)")
    send_digests(now=NOW)
    headers = delivered()[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<https?://[^/]+(/.*)>", headers["List-Unsubscribe"])[1]
    assert "Ne plus rien recevoir" in client.get(address).text
    assert SavedSearch.objects.exists()
    program = Client(enforce_csrf_checks=True)
    for _twice in range(2):
        assert program.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not SavedSearch.objects.exists()
    assert "C’est arrêté" in client.get(address).text


def test_a_weekly_digest_waits_a_week(followed, mailoutbox):
    SavedSearch.objects.update(frequency="weekly")
    publish("Le fournil neuf (fictif)")
    assert send_digests(now=days(5)).sent == 0
    assert send_digests(now=days(6)).sent == 1
    publish("Le fournil suivant (fictif)")
    assert send_digests(now=days(12)).sent == 0
    assert send_digests(now=days(13)).sent == 1


def test_a_daily_digest_goes_once_a_day(followed):
    publish("Le fournil neuf (fictif)")
    assert send_digests(now=NOW).sent == 1
    publish("Le fournil suivant (fictif)")
    assert send_digests(now=NOW + dt.timedelta(hours=16)).sent == 0
    assert send_digests(now=NOW + dt.timedelta(hours=23)).sent == 1


def test_mail_down_loses_nothing(followed, monkeypatch, caplog, django_capture_on_commit_callbacks):
    def refuse(*args, **kwargs):
        raise TimeoutError

    publish("Le fournil neuf (fictif)")
    with monkeypatch.context() as patch, caplog.at_level(logging.INFO):
        patch.setattr(EmailBackend, "send_messages", refuse)
        with django_capture_on_commit_callbacks(execute=True):
            assert send_digests(now=NOW).sent == 1
    assert EMAIL not in caplog.text
    assert "fournil" not in caplog.text.lower()
    assert send_digests(now=NOW).sent == 0
    assert [mail.to for mail in delivered()] == [[EMAIL]]


def test_a_message_that_cannot_be_written_leaves_the_search_as_it_was(followed, monkeypatch):
    def refuse(*args, **kwargs):
        raise DatabaseError

    publish("Le fournil neuf (fictif)")
    with monkeypatch.context() as patch:
        patch.setattr(saved_mail, "post", refuse)
        with pytest.raises(DatabaseError):
            send_digests(now=NOW)
    assert SavedSearch.objects.get().told_at is None
    assert send_digests(now=NOW).sent == 1


def test_two_runs_at_once_tell_once(followed, monkeypatch):
    publish("Le fournil neuf (fictif)")
    genuine, inner = digests.documents, []

    def slow(refs):
        found = genuine(refs)
        if not inner:
            inner.append(None)
            inner[0] = send_digests(now=NOW + dt.timedelta(seconds=1))
        return found

    monkeypatch.setattr(digests, "documents", slow)
    assert send_digests(now=NOW).sent == 0
    assert (inner[0].sent, len(delivered())) == (1, 1)


def test_a_search_that_waits_makes_the_command_fail(monkeypatch):
    monkeypatch.setattr(
        "search.management.commands.send_digests.send_digests",
        lambda now: digests.DigestReport(sent=0, quiet=0, waiting=8, purged=0),
    )
    with pytest.raises(CommandError, match="8"):
        call_command("send_digests", stdout=StringIO())


def test_the_engine_of_the_bad_days_tells_nothing(followed, mailoutbox, monkeypatch):
    publish("Le fournil neuf (fictif)")
    with monkeypatch.context() as patch:
        patch.setattr(engine, "remote", lambda **_: object())
        patch.setattr(engine, "_from_server", lambda ask: None)
        assert send_digests(now=NOW).waiting == 1
    assert send_digests(now=NOW).sent == 1


def test_what_is_withdrawn_is_not_told(followed, mailoutbox):
    row = publish("Le fournil neuf (fictif)")
    Organisation.objects.filter(pk=row.pk).update(live=False)
    rebuild()
    assert send_digests(now=NOW).sent == 0


def test_a_long_digest_shows_a_part_and_counts_the_rest(followed, mailoutbox):
    for number in range(22):
        OrganisationFactory(name=f"Le fournil {number} (fictif)")
    rebuild()
    send_digests(now=NOW)
    assert delivered()[0].subject.startswith("22 nouveautés")
    assert "Et 2 autres nouveautés" in plain(delivered()[0].body)


def test_what_is_remembered_is_bounded(followed, monkeypatch):
    monkeypatch.setattr(digests, "MOST_TOLD", 2)
    SavedSearch.objects.update(told_refs=["organisation:0", *followed.told_refs])
    publish("Le fournil neuf (fictif)")
    send_digests(now=NOW)
    row = SavedSearch.objects.get()
    assert len(row.told_refs) == 2
    assert followed.told_refs[0] in row.told_refs


def test_requests_that_nobody_confirms_are_deleted(followed):
    saved.ask(email="b@personnel.example", name="B", address="q=b", frequency="daily", now=NOW)
    assert send_digests(now=days(6)).purged == 0
    assert send_digests(now=days(8)).purged == 1
    assert SavedSearch.objects.get() == followed


def test_the_command_tells_what_happened(followed):
    SavedSearch.objects.update(confirmed_at=timezone.now() - dt.timedelta(days=2))
    out = StringIO()
    call_command("send_digests", stdout=out)
    assert re.search(r"sans nouveauté : 1", plain(out.getvalue()))
    assert EMAIL not in out.getvalue()


def manage(row, client, **fields):
    return client.post(reverse("search:saved-manage", args=[row.token]), fields)


def test_a_person_manages_all_her_searches_and_no_other(client, followed):
    mine, _asked = saved.ask(
        email=EMAIL.upper(), name="Mon autre", address="q=autre", frequency="daily", now=NOW
    )
    saved.confirm(mine, now=NOW)
    other, _asked = saved.ask(
        email="b@personnel.example", name="Pas la mienne", address="q=b", frequency="daily", now=NOW
    )
    saved.confirm(other, now=NOW)
    response = client.get(reverse("search:saved-manage", args=[followed.token]))
    assert "Mon autre" in response.text
    assert "Pas la mienne" not in response.text
    assert response["Cache-Control"] == "private, no-store"
    assert str(mine.token) not in response.text
    manage(followed, client, action="frequence", search=mine.pk, frequency="weekly")
    assert SavedSearch.objects.get(pk=mine.pk).frequency == "weekly"
    assert manage(followed, client, action="supprimer", search=other.pk).status_code == 400
    response = manage(followed, client, action="supprimer", search=followed.pk)
    assert response.url == reverse("search:saved-manage", args=[mine.token])
    response = manage(mine, client, action="tout-supprimer")
    assert response.url == reverse("search:saved-done")
    assert SavedSearch.objects.get() == other


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"action": "autre"},
        {"action": "supprimer"},
        {"action": "supprimer", "search": "9" * 40},
        {"action": "supprimer", "search": "\x00"},
        {"action": "frequence", "search": "1", "frequency": "hourly"},
        {"action": "frequence", "search": "1"},
    ],
)
def test_a_wrong_demand_changes_nothing(client, followed, fields):
    response = manage(followed, client, **fields)
    assert response.status_code == 400
    assert "rien n’a changé" in response.text
    assert SavedSearch.objects.get().frequency == "daily"


def test_unknown_tokens_lead_nowhere(client):
    token = uuid.uuid4()
    for name in ("manage", "confirm"):
        assert client.get(reverse(f"search:saved-{name}", args=[token])).status_code == 404
    assert client.get("/recherche/enregistrees/pas-un-jeton/").status_code == 404


def test_a_search_that_waits_is_confirmed_before_it_is_managed(client, followed):
    SavedSearch.objects.update(confirmed_at=None)
    manage_url = reverse("search:saved-manage", args=[followed.token])
    confirm_url = reverse("search:saved-confirm", args=[followed.token])
    assert client.get(manage_url).url == confirm_url
    SavedSearch.objects.update(confirmed_at=NOW)
    assert client.get(confirm_url).url == manage_url


def test_buttons_are_protected_from_other_sites(followed):
    program = Client(enforce_csrf_checks=True)
    address = reverse("search:saved-manage", args=[followed.token])
    assert program.post(address, {"action": "tout-supprimer"}).status_code == 403


def test_pages_of_a_person_are_neither_kept_nor_found(client, followed):
    for name in ("manage", "unsubscribe"):
        html = client.get(reverse(f"search:saved-{name}", args=[followed.token])).text
        assert 'content="noindex"' in html
        assert 'rel="canonical"' not in html
        assert EMAIL not in html


def test_the_cost_of_managing_does_not_grow(client, followed, django_assert_num_queries):
    address = reverse("search:saved-manage", args=[followed.token])
    client.get(address)
    with django_assert_num_queries(2):
        client.get(address)
    for number in range(5):
        saved.ask(email=EMAIL, name="n", address=f"q={number}", frequency="daily", now=NOW)
    SavedSearch.objects.update(confirmed_at=NOW)
    with django_assert_num_queries(2):
        client.get(address)


def test_the_feed_of_a_search(client, settings, django_assert_num_queries):
    settings.WAGTAILADMIN_BASE_URL = "https://pacte.example"
    row = publish("Le fournil & <fils> (fictif)")
    publish("La brasserie (fictive)")
    address = "/recherche/flux.rss?q=fournil"
    client.get(address)
    with django_assert_num_queries(FEED_QUERIES):
        response = client.get(address)
    channel = ElementTree.fromstring(response.content).find("channel")  # noqa: S314
    (item,) = channel.iter("item")
    assert item.findtext("title") == "Le fournil & <fils> (fictif)"
    assert item.findtext("link") == f"https://pacte.example{row.get_absolute_url()}"
    assert item.findtext("description") == "organisation, fictif"
    assert channel.findtext("link") == "https://pacte.example/recherche/?q=fournil"
    assert "fournil" in channel.findtext("title")
    OrganisationFactory.create_batch(5, summary="Un fournil.")
    rebuild()
    client.get(address)
    with django_assert_num_queries(FEED_QUERIES):
        client.get(address)


FEED_QUERIES = 10


def test_the_feed_of_the_directory_holds_organisations_only(client):
    publish("Le fournil (fictif)")
    response = client.get("/annuaire/flux.rss", {"type": "event", "q": "fournil"})
    assert "Le fournil (fictif)" in response.text
    assert "type=organisation" in response.text


def test_results_lead_to_the_form_and_the_feed(client):
    publish("Le fournil (fictif)")
    html = client.get("/recherche/", {"q": "fournil"}).text
    assert 'href="/recherche/enregistrer/?q=fournil"' in html
    assert 'href="/recherche/flux.rss?q=fournil"' in html
    html = client.get("/annuaire/", {"q": "fournil"}).text
    assert 'href="/recherche/enregistrer/?q=fournil&amp;type=organisation"' in html
    assert 'href="/annuaire/flux.rss?q=fournil"' in html


def test_administrators_alone_look_at_them(client, admin_user, followed, django_user_model):
    address = reverse("wagtailsnippets_search_savedsearch:list")
    client.force_login(admin_user)
    html = client.get(address).text
    assert EMAIL in html
    assert str(followed.token) not in html
    for name in ("add", "edit", "delete"):
        arguments = [] if name == "add" else [followed.pk]
        found = client.get(reverse(f"wagtailsnippets_search_savedsearch:{name}", args=arguments))
        assert found.status_code in {302, 403}
    assert SavedSearch.objects.exists()


def test_the_cache_counts_alone_limit(client):
    cache.clear()
    assert client.post(SAVE, form()).status_code == 302
