"""Addresses and telephones planted in an introduction: nowhere before all have accepted."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from cooperation.models import FollowUp
from cooperation.services.introductions import accept, ask_follow_ups
from cooperation.services.messages import post_message
from pacte.models import Notification, OutgoingMail
from tests.cooperation.introductions.scene import NOW, scene
from tests.factories.people import UserFactory
from tests.site.test_graphql_privacy import SCHEMA, answer, question

pytestmark = pytest.mark.django_db
CANARIES = ("canari", "06 00 00 41", "0600000041", "Fictive-1", "Fictive-2")
OPEN_TO_ALL = ("/", "/annonces/", "/reseau/", "/annuaire/", "/sitemap.xml", "/annonces/flux.rss")


def canaries_in(text: str, but: str = "") -> list[str]:
    return [word for word in CANARIES if word in text and word not in but]


def pages_of(here) -> list[str]:
    detail = reverse("cooperation:introduction", args=[here.introduction.pk])
    people = [row.organisation.get_absolute_url() for row in (here.author, here.baker)]
    found = [detail, reverse("cooperation:introductions"), here.posting.get_absolute_url()]
    return [*found, *people, *OPEN_TO_ALL]


def visited(user, addresses):
    client = Client()
    if user is not None:
        client.force_login(user)
    for address in addresses:
        response = client.get(address)
        if response.status_code == 200:
            body = b"".join(response) if response.streaming else response.content
            yield address, body.decode()


def own(user) -> str:
    """Return what a person may read of themselves, in the header of every page."""
    return f"{user.email} {user.last_name} {user.person.phone}" if hasattr(user, "person") else ""


def leaks(here, *, staff) -> list[tuple[str, str]]:
    found = []
    for user in (None, here.author.user, here.baker.user, staff):
        mine = own(user) if user is not None else ""
        addresses = pages_of(here)
        if user is staff:
            name = "cooperation:introduction-staff"
            addresses += [reverse("cooperation:introductions-staff"),
                          reverse(name, args=[here.introduction.pk])]  # fmt: skip
        for address, text in visited(user, addresses):
            others = text.replace(user.email, "") if user is not None else text
            found += [(address, word) for word in canaries_in(others, but=mine)]
    return found


def said_to_people() -> str:
    mails = OutgoingMail.objects.values_list("subject", "text", "html", "headers")
    told = Notification.objects.values_list("subject", "body", "url", "key")
    return json.dumps([*map(list, mails), *map(list, told)], default=str, ensure_ascii=False)


def indexed() -> str:
    """Return all that the search keeps."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("search_"):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
                texts.append(repr(cursor.fetchall()))
    return " ".join(texts)


def asked_of_the_api() -> str:
    """Ask for all that needs no identifier, with what each leads to."""
    questions = (question(name, {}) for name in SCHEMA.query_type.fields)
    return " ".join(answer(row) for row in questions if row and ":" not in row.split("{")[1])


def test_nothing_shows_the_contacts_before_all_have_accepted():
    here, staff = scene(), UserFactory(curator=True)
    call_command("index_search")
    assert leaks(here, staff=staff) == []
    assert canaries_in(said_to_people()) == []
    assert canaries_in(indexed()) == []
    assert canaries_in(asked_of_the_api()) == []


def test_once_accepted_the_parties_alone_see_them_and_no_message_holds_them():
    here, staff = scene(), UserFactory(curator=True)
    accept(introduction_id=here.introduction.pk, **here.author.who, now=NOW)
    post_message(introduction_id=here.introduction.pk, **here.author.who, body="Bonjour", key="1",
                 now=NOW)  # fmt: skip
    ask_follow_ups(now=NOW.replace(month=12, day=20))
    detail = reverse("cooperation:introduction", args=[here.introduction.pk])
    assert {address for address, _word in leaks(here, staff=staff)} == {detail}
    ((_address, shown),) = visited(here.author.user, [detail])
    assert here.baker.user.email in shown
    assert here.baker.user.person.phone in shown
    assert canaries_in(said_to_people()) == []
    assert canaries_in(asked_of_the_api()) == []
    follow_up = reverse("cooperation:follow-up", args=[FollowUp.objects.first().token])
    assert [canaries_in(text) for _a, text in visited(None, [follow_up])] == [[]]


def test_who_left_the_organisation_sees_and_shows_nothing_more():
    here = scene()
    accept(introduction_id=here.introduction.pk, **here.author.who, now=NOW)
    here.author.user.memberships.all().delete()
    detail = reverse("cooperation:introduction", args=[here.introduction.pk])
    assert list(visited(here.author.user, [detail])) == []
    ((_address, shown),) = visited(here.baker.user, [detail])
    assert here.author.user.email not in shown
    assert "n’agit plus" in shown
