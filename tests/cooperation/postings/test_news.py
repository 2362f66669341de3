"""What the members of an organisation read of a posting that has just moved."""

import pytest

from cooperation.enums import PostingStatus
from cooperation.lifecycle import MOVES
from cooperation.wording.own_postings import NOW, news_of
from tests.factories.cooperation import PostingFactory

pytestmark = pytest.mark.django_db


def test_every_state_that_may_be_told_has_its_sentence():
    assert {move.target for move in MOVES} - {PostingStatus.DRAFT} <= set(NOW)


@pytest.mark.parametrize("state", PostingStatus.values)
def test_the_sentence_never_shows_a_code(state):
    told = news_of(PostingFactory.build(status=state))
    assert told
    assert "_" not in told
    assert state not in told
