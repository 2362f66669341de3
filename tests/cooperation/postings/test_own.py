"""A member's own postings: what is listed, what may be done, one effect a click."""

import datetime as dt

import pytest
from django.utils import timezone

from cooperation.models import (
    Introduction,
    IntroductionParty,
    Posting,
    PostingAmendment,
    PostingMove,
)
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
LIST = "/mon-espace/annonces/"


@pytest.fixture
def member(client):
    found = MembershipFactory()
    client.force_login(found.user)
    return found


def own(member, **values):
    return PostingFactory(organisation=member.organisation, **values)


def page(posting, rest=""):
    return f"{LIST}{posting.pk}/{rest}"


def act(client, posting, name, seen=None):
    data = {"act": name, "seen": seen or posting.status}
    answer = client.post(page(posting, "geste/"), data)
    posting.refresh_from_db()
    return answer


def introduce(posting, status, seen=True):
    row = Introduction.objects.create(
        key=f"{posting.pk}-{status}-{Introduction.objects.count()}",
        posting=posting,
        status=status,
        created_at=timezone.now(),
        changed_at=timezone.now(),
    )
    moment = timezone.now() if seen else None
    for organisation, role in (
        (posting.organisation, "asker"),
        (OrganisationFactory(), "answerer"),
    ):
        IntroductionParty.objects.create(
            introduction=row, organisation=organisation, role=role, side="offer", seen_at=moment
        )
    return row


def test_a_visitor_signs_in_first(client):
    for path in (LIST, page(PostingFactory())):
        answer = client.get(path)
        assert answer.status_code == 302
        assert "/connexion/" in answer.url


def test_the_list_says_what_each_awaits_and_what_came_of_it(client, member):
    running = own(member, expires_on=dt.date(2027, 3, 1), title="Pain du soir")
    own(member, status="changes_asked", title="À reprendre")
    introduce(running, "accepted_one")
    introduce(running, "agreed", seen=False)
    answer = client.get(LIST)
    html = plain(answer.content.decode())
    assert answer["Cache-Control"] == "private, no-store"
    assert "Pain du soir" in html
    assert "Des réponses, jusqu’au 1 mars 2027." in html
    assert "1 vue, 1 intéressée, 1 accord" in html
    assert "À reprendre" not in html
    assert "À suivre (1)" in html
    assert "une précision est demandée" in plain(
        client.get(f"{LIST}?etat=a-suivre").content.decode()
    )


def test_nothing_to_list_says_what_to_do(client, member):
    assert "Déposer une annonce" in client.get(f"{LIST}?etat=finies").content.decode()
    client.force_login(UserFactory())
    assert "aucune organisation" in client.get(LIST).content.decode()


def test_the_list_asks_as_much_whatever_its_length(client, member, django_assert_max_num_queries):
    def queries(count):
        for _ in range(count):
            introduce(own(member), "accepted")
        with django_assert_max_num_queries(40) as asked:
            client.get(LIST)
        return len(asked)

    queries(1)
    assert queries(1) == queries(8) <= 14


def test_a_long_list_is_in_pages(client, member):
    for number in range(21):
        own(member, title=f"Numéro {number:02}")
    assert "page=2" in client.get(LIST).content.decode()
    assert "Numéro 00" in client.get(f"{LIST}?page=2").content.decode()


def test_the_posting_of_another_does_not_exist(client, member):
    other = PostingFactory()
    for rest in ("", "geste/", "fermer/", "modifier/", "modifier/retirer/", "prolonger/"):
        post = rest in {"geste/", "modifier/retirer/"}
        answer = client.post(page(other, rest)) if post else client.get(page(other, rest))
        assert answer.status_code == 404
    client.force_login(UserFactory(curator=True))
    assert client.get(page(other)).status_code == 404


def test_one_pauses_resumes_and_withdraws(client, member):
    row = own(member)
    assert act(client, row, "pause").status_code == 302
    assert row.status == "paused"
    assert client.get(f"/annonces/{row.pk}/").status_code == 200
    client.logout()
    assert client.get(f"/annonces/{row.pk}/").status_code == 404
    client.force_login(member.user)
    act(client, row, "resume")
    assert row.status == "published"
    act(client, row, "withdraw")
    assert row.status == "withdrawn"
    act(client, row, "reopen")
    assert row.status == "draft"
    act(client, row, "submit")
    assert row.status == "submitted"
    assert [m.target for m in row.moves.all()] == [
        "paused", "published", "withdrawn", "draft", "submitted"
    ]  # fmt: skip


def test_a_double_click_does_it_once(client, member):
    row = own(member)
    for _ in range(2):
        assert act(client, row, "pause", seen="published").status_code == 302
    assert PostingMove.objects.count() == 1


def test_what_happened_meanwhile_is_said_and_nothing_changes(client, member):
    row = own(member, status="withdrawn")
    answer = act(client, row, "pause", seen="published")
    assert answer.status_code == 409
    assert "a changé d’état entre-temps" in plain(answer.content.decode())
    assert row.status == "withdrawn"
    answer = act(client, own(member, status="submitted"), "pause")
    assert answer.status_code == 409
    assert client.post(page(row, "geste/"), {"act": "fly", "seen": "withdrawn"}).status_code == 409
    assert client.post(page(row, "geste/"), {}).status_code == 409


def test_a_running_posting_is_prolonged_once(client, member):
    row = own(member, expires_on=timezone.localdate() + dt.timedelta(3), reminded_on="2026-11-01")
    assert "Prolonger l’annonce" in client.get(page(row, "prolonger/")).content.decode()
    for _ in range(2):
        act(client, row, "renew")
    assert row.expires_on == timezone.localdate() + dt.timedelta(183)
    assert row.reminded_on is None
    assert row.moves.count() == 1
    act(client, row, "pause")
    assert "rien à prolonger" in plain(client.get(page(row, "prolonger/")).content.decode())


def test_an_expired_posting_comes_back_unread_within_a_year(client, member):
    today = timezone.localdate()
    row = own(member, status="expired", published_on=today - dt.timedelta(300))
    act(client, row, "renew")
    assert (row.status, row.published_on) == ("published", today - dt.timedelta(300))
    old = own(member, status="expired", published_on=today - dt.timedelta(366))
    answer = act(client, old, "renew")
    assert "plus d’un an" in plain(answer.content.decode())
    past = own(member, status="expired", ends_on=today - dt.timedelta(1))
    assert "date de fin" in plain(act(client, past, "renew").content.decode())
    assert (old.status, past.status) == ("expired", "expired")


def test_one_closes_with_what_came_of_it(client, member):
    row = own(member)
    found = introduce(row, "accepted")
    html = client.get(page(row, "fermer/")).content.decode()
    assert f"n° {found.pk}, avec" in plain(html)
    data = {"outcome": "found_here", "introduction": found.pk, "seen": "published"}
    for _ in range(2):
        assert client.post(page(row, "fermer/"), data).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.closing) == ("fulfilled", "found_here")
    assert [m.note for m in row.moves.all()] == [
        f"Trouvé grâce à la plateforme : mise en relation n° {found.pk}"
    ]


def test_closing_is_refused_in_words(client, member):
    row = own(member)
    assert client.post(page(row, "fermer/"), {"seen": "published"}).status_code == 422
    stranger = introduce(PostingFactory(), "accepted")
    introduce(row, "accepted")
    data = {"outcome": "found_here", "introduction": stranger.pk, "seen": "published"}
    assert client.post(page(row, "fermer/"), data).status_code == 422
    data = {"outcome": "not_needed", "introduction": "", "seen": "paused"}
    assert client.post(page(row, "fermer/"), data).status_code == 409
    row.refresh_from_db()
    assert (row.status, row.closing) == ("published", "")


def test_one_writes_another_like_it(client, member):
    row = own(member, title="Pain du soir", quantity=3, unit="kg")
    html = client.get(f"/annonces/deposer/?copie={row.pk}").content.decode()
    assert 'value="Pain du soir"' in html
    other = PostingFactory(title="D’une autre")
    assert "D’une autre" not in client.get(f"/annonces/deposer/?copie={other.pk}").content.decode()
    for bad in ("", "x", "9" * 30):
        assert client.get(f"/annonces/deposer/?copie={bad}").status_code == 200
    assert Posting.objects.count() == 2


def test_hostile_text_is_text(client, member):
    row = own(member, title="<script>alert(1)</script>", description="<img src=x onerror=a>")
    PostingAmendment.objects.create(
        posting=row,
        status="changes_asked",
        note="<b>gras</b>",
        submitted_at=timezone.now(),
        content=content(row, title="<i>autre</i>"),
    )
    for path in (LIST, page(row), page(row, "modifier/"), page(row, "fermer/")):
        html = client.get(path).content.decode()
        for text in ("<script>alert", "<img src=x", "<b>gras", "<i>autre"):
            assert text not in html


def content(row, **values):
    from cooperation.services.postings_content import content_of  # noqa: PLC0415 - used once

    return content_of(row) | values
