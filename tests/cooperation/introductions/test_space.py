"""What « Mon espace » says of introductions."""

import pytest

from cooperation.selectors.introductions import to_answer_count
from tests.cooperation.introductions.scene import ask, scene, side
from tests.french import plain

pytestmark = pytest.mark.django_db


def test_the_space_says_how_many_introductions_await(client):
    here = scene()
    for who, said in ((here.author, True), (here.baker, False)):
        client.force_login(who.user)
        html = plain(client.get("/mon-espace/").text)
        assert ("À vous de répondre : 1" in html) is said
        assert 'href="/mon-espace/mises-en-relation/"' in html


def test_counting_costs_one_query_however_many(django_assert_num_queries):
    here = scene()
    ask(here.posting, side("Autre boulangerie fictive", 3))
    with django_assert_num_queries(1):
        assert to_answer_count(here.author.organisation) == 2
