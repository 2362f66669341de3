"""The staff put suggestions forward or set them aside: every door respects it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cooperation.enums import Mark
from cooperation.models import CuratorMark, Suggestion
from cooperation.selectors import suggestions
from cooperation.selectors.for_you import sort_out
from cooperation.services.decisions import mark, unmark
from tests.cooperation import showcase
from tests.factories.cooperation import LotFactory, PostingFactory
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.graphql import ask, global_id

pytestmark = pytest.mark.django_db
NOW = showcase.NOW


def set_aside(suggestion, user=None):
    user = user or UserFactory(curator=True)
    return mark(suggestion=suggestion, mark=Mark.ASIDE, word="Déjà tenté.", user=user, now=NOW)


def test_the_database_writes_the_key_as_python_does(case):
    PostingFactory(resource="byproduct.food.bread_unsold", need=True)
    OrganisationFactory(summary="Brasserie artisanale de bière", naf="11.05Z")
    showcase.refresh()
    row = Suggestion.objects.first()
    lot = LotFactory()
    for parties in ([], [row.giver_id], [row.giver_id, row.receiver_id, 12345]):
        values = {"kind": "social", "giver": row.giver, "receiver": row.receiver, "score": 1}
        Suggestion.objects.create(
            **values, parties=parties, lot=lot, resource="service.cleaning", computed_at=NOW
        )
    rows = list(Suggestion.objects.with_subject())
    assert len({row.key for row in rows}) == len(rows) > 4
    assert [row.subject for row in rows] == [row.key for row in rows]


def test_set_aside_it_leaves_every_door(client, case, suggestion):
    pages = [
        reverse("pacte:organisation", args=[case.giver.slug]),
        reverse("cooperation:organisation-suggestions", args=[case.receiver.slug]),
        case.offer.get_absolute_url(),
    ]
    sentence = "sait brasser de la bière avec du pain invendu"
    assert all(sentence in client.get(page).text for page in pages)
    row = set_aside(suggestion)
    assert not any(sentence in client.get(page).text for page in pages)
    assert suggestion.pk not in {
        pk for rows in sort_out(case.receiver, today=NOW.date()).tabs.values() for pk in rows
    }
    for rows in (
        suggestions.of_member(case.giver),
        suggestions.of_posting(case.offer),
        suggestions.of_organisation(case.giver),
    ):
        assert suggestion not in rows
    query = "query($i: ID!) { suggestions(organisation: $i) { totalCount } }"
    key = global_id("Organisation", case.giver.pk)
    assert ask(query, i=key)["suggestions"]["totalCount"] == 0
    unmark(mark_id=row.pk, user=row.author, now=NOW)
    assert all(sentence in client.get(page).text for page in pages)


def test_the_staff_see_what_they_set_aside_and_members_do_not(client, case, suggestion):
    row = set_aside(suggestion)
    pages = [
        reverse("cooperation:organisation-suggestions", args=[case.receiver.slug]),
        case.offer.get_absolute_url(),
    ]
    client.force_login(MembershipFactory(organisation=case.receiver).user)
    assert not any("Animation : 1 suggestion écartée" in client.get(page).text for page in pages)
    client.force_login(row.author)
    assert all("Animation : 1 suggestion écartée" in client.get(page).text for page in pages)
    html = client.get(reverse("cooperation:marks")).text
    assert "Déjà tenté." in html
    assert "sait brasser" in html


def test_a_mark_is_given_and_taken_back_on_the_site(client, suggestion):
    client.force_login(UserFactory(curator=True))
    address = reverse("cooperation:mark", args=[suggestion.pk])
    assert client.post(address, {"mark": "aside", "word": " "}).status_code == 422
    assert client.post(address, {"mark": "autre", "word": "Oui"}).status_code == 422
    assert not CuratorMark.objects.exists()
    assert client.post(address, {"mark": "aside", "word": "Non."}).status_code == 302
    assert "Non." in client.get(address).text
    client.post(address, {"mark": "forward", "word": "Finalement oui."})
    (row,) = CuratorMark.objects.all()
    assert (row.mark, row.word) == ("forward", "Finalement oui.")
    gone = reverse("cooperation:unmark", args=[row.pk])
    assert client.get(gone).status_code == 405
    for words in ("Avis retiré", "déjà retiré"):
        assert words in client.post(gone, follow=True).text
    assert "Aucun avis pour le moment" in client.get(reverse("cooperation:marks")).text


def test_a_mark_outlives_its_suggestion_and_finds_it_again(client, case, suggestion):
    set_aside(suggestion)
    Suggestion.objects.all().delete()
    client.force_login(UserFactory(curator=True))
    assert "n’est plus calculée" in client.get(reverse("cooperation:marks")).text
    showcase.refresh()
    assert Suggestion.objects.filter(kind="circular").exists()
    assert not Suggestion.objects.active().filter(kind="circular").exists()


@pytest.mark.parametrize("who", ["member", "stranger", "visitor"])
def test_nobody_else_marks(client, case, suggestion, who):
    row = set_aside(suggestion)
    user = MembershipFactory(organisation=case.receiver).user if who == "member" else UserFactory()
    if who != "visitor":
        client.force_login(user)
        with pytest.raises(PermissionDenied):
            set_aside(suggestion, user)
        with pytest.raises(PermissionDenied):
            unmark(mark_id=row.pk, user=user, now=NOW)
    expected = 302 if who == "visitor" else 403
    for name, args in (("marks", []), ("mark", [suggestion.pk]), ("exposure", [])):
        assert client.get(reverse(f"cooperation:{name}", args=args)).status_code == expected
    assert client.post(reverse("cooperation:unmark", args=[row.pk])).status_code == expected
    assert CuratorMark.objects.exists()


def test_the_list_of_marks_asks_as_many_queries_whatever_their_number(
    client, case, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(20) as found:
            client.get(reverse("cooperation:marks"))
        return len(found)

    curator = UserFactory(curator=True)
    client.force_login(curator)
    set_aside(Suggestion.objects.with_parties().get(kind="circular"), curator)
    few = queries()
    for _ in range(5):
        PostingFactory()
    showcase.refresh()
    for row in Suggestion.objects.filter(kind="circular"):
        set_aside(row, curator)
    assert queries() == few
