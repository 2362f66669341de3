"""The table of moves, walked whole: every state, every act, everybody who may try."""

import datetime as dt
from pathlib import Path

import pytest

from cooperation.enums import IntroductionStatus, PartyRole
from cooperation.introduction_moves import (
    ENDED,
    IN_TOUCH,
    MOVES,
    OPEN,
    WAITING,
    Act,
    Actor,
    Obstacle,
    find_move,
    find_moves,
    obstacle,
)
from cooperation.models import introductions as models
from cooperation.services.introductions.hands import Hand
from cooperation.services.introductions.moving import step
from cooperation.services.introductions.refusals import IntroductionRefused
from tests.cooperation.introductions.scene import NOW, scene
from tests.factories.people import UserFactory

STATES = [str(state) for state in IntroductionStatus]
DOCS = Path(__file__).resolve().parents[3] / "docs" / "mises-en-relation.md"


def test_the_table_is_sound():
    assert len({(m.source, m.act, m.target) for m in MOVES}) == len(MOVES)
    assert all(m.actors and m.reason_from <= m.actors and m.word_from <= m.actors for m in MOVES)
    assert {m.target for m in MOVES} | {"proposed"} == set(STATES)
    assert {m.act for m in MOVES} == set(Act)
    assert tuple(map(str, models.OPEN)) == tuple(map(str, OPEN))
    assert set(WAITING) | IN_TOUCH | ENDED == set(STATES)
    assert not any(find_moves(state, act) for state in ENDED - {"no_follow_up"} for act in Act)


def test_nobody_reaches_the_contacts_without_an_answerer_who_accepts_or_a_group_that_all_did():
    into = [m for m in MOVES if m.target == "accepted" and m.source in WAITING]
    assert {m.act for m in into} == {Act.ACCEPT, Act.LEAVE}
    assert all(m.source == "accepted_one" for m in into if m.act == Act.LEAVE)
    assert not any(m.actors & {Actor.CURATOR, Actor.SYSTEM} for m in into)


def test_why_an_act_is_refused():
    answerer = frozenset({Actor.ANSWERER})
    assert obstacle("refused", Act.ACCEPT, answerer) == Obstacle.NO_SUCH_MOVE
    assert obstacle("proposed", Act.WITHDRAW, answerer) == Obstacle.NOT_YOURS
    assert obstacle("proposed", Act.ACCEPT, answerer) is None
    assert find_move("proposed", Act.ACCEPT, "agreed") is None


def hand_of(actor, here):
    if actor == Actor.SYSTEM:
        return Hand(None, None, NOW, "Un mot.", "other")
    if actor == Actor.CURATOR:
        return Hand(UserFactory(curator=True), None, NOW, "Un mot.", "other")
    side = here.baker if actor == Actor.ASKER else here.author
    return Hand(side.user, side.organisation, NOW, "Un mot.", "other")


@pytest.mark.django_db
@pytest.mark.parametrize("actor", list(Actor))
def test_every_state_act_and_actor(actor):
    """What the table gives is done and written; anything else is refused and changes nothing."""
    here = scene()
    hand = hand_of(actor, here)
    introduction = here.introduction
    done = 0
    for state in STATES:
        for act in Act:
            for target in STATES:
                introduction.moves.all().delete()
                type(introduction).objects.filter(pk=introduction.pk).update(status=state)
                introduction.refresh_from_db()
                wanted = find_move(state, act, target)
                if wanted is not None and actor in wanted.actors:
                    step(introduction, act, target, hand)
                    done += 1
                else:
                    with pytest.raises(IntroductionRefused) as refusal:
                        step(introduction, act, target, hand)
                    assert refusal.value.message
                introduction.refresh_from_db()
                allowed = wanted is not None and actor in wanted.actors
                assert introduction.status == (target if allowed else state)
                assert introduction.moves.count() == int(allowed)
    assert done == sum(actor in move.actors for move in MOVES)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "move",
    [m for m in MOVES if m.reason_from or m.word_from],
    ids=lambda move: f"{move.act.value}-{move.source}-{move.target}",
)
def test_who_must_say_why_and_does_not_is_refused(move):
    here = scene()
    type(here.introduction).objects.update(status=move.source)
    here.introduction.refresh_from_db()
    for actor in move.reason_from | move.word_from:
        full = hand_of(actor, here)
        mute = Hand(full.user, full.organisation, NOW + dt.timedelta(hours=1), " ", "")
        with pytest.raises(IntroductionRefused, match="Dites pourquoi"):
            step(here.introduction, move.act, move.target, mute)
        assert here.introduction.moves.filter(made_at__gt=NOW).count() == 0


def rows_of_the_docs():
    lines = [line for line in DOCS.read_text().splitlines() if line.startswith("| `")]
    return {tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines}


def row(move):
    def cell(actors):
        return ", ".join(f"`{a}`" for a in sorted(actors)) or "–"

    return (f"`{move.source}`", f"`{move.act}`", f"`{move.target}`", cell(move.actors),
            cell(move.reason_from), cell(move.word_from), f"`{move.told}`")  # fmt: skip


def test_the_documentation_holds_the_table():
    assert rows_of_the_docs() == {row(move) for move in MOVES}
    assert set(PartyRole.values) < {str(actor) for actor in Actor}
