import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from cooperation.enums import PostingStatus
from cooperation.events import posting_changed
from cooperation.lifecycle import MOVES, PUBLIC_STATES, Mover, find_move, moves_from
from cooperation.models import PostingMove
from cooperation.services.postings import PostingMoveRefused, move_posting
from cooperation.services.postings_expiry import expire_postings
from tests.factories.cooperation import PostingFactory
from tests.factories.people import MembershipFactory, UserFactory

NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
STATES = [str(state) for state in PostingStatus]
ROLES = ("author", "trusted", "curator", "administrator", "stranger", "system")
RIGHTS = {
    "author": {Mover.AUTHOR},
    "trusted": {Mover.AUTHOR, Mover.TRUSTED},
    "curator": {Mover.CURATOR},
    "administrator": {Mover.CURATOR},
    "stranger": set(),
    "system": {Mover.SYSTEM},
}


def person(role, posting):
    if role == "trusted":
        posting.organisation.is_trusted = True
        posting.organisation.save()
    if role in {"author", "trusted"}:
        return MembershipFactory(organisation=posting.organisation).user
    if role == "system":
        return None
    return UserFactory(curator=role == "curator", administrator=role == "administrator")


def move(posting, target, user, note="Un mot."):
    return move_posting(posting_id=posting.pk, target=target, user=user, note=note, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("source", STATES)
def test_every_move_of_the_table_and_no_other(source, role):
    for target in STATES:
        posting = PostingFactory(status=source)
        wanted = find_move(source, target)
        allowed = wanted is not None and bool(wanted.movers & RIGHTS[role])
        user = person(role, posting)
        if allowed:
            assert move(posting, target, user).status == target
        else:
            with pytest.raises(PostingMoveRefused):
                move(posting, target, user)
        posting.refresh_from_db()
        assert posting.status == (target if allowed else source)
        assert posting.moves.count() == int(allowed)


def test_the_table_is_sound():
    assert len({(m.source, m.target) for m in MOVES}) == len(MOVES)
    assert all(m.movers for m in MOVES)
    reached = {"draft"} | {str(m.target) for m in MOVES}
    assert reached == set(STATES)
    assert moves_from("refused") == ()
    assert {str(m.target) for m in moves_from("submitted")} == {
        "published",
        "changes_asked",
        "refused",
        "withdrawn",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", [m for m in MOVES if m.note_required])
def test_some_moves_need_a_word(wanted):
    posting = PostingFactory(status=wanted.source)
    curator = UserFactory(curator=True)
    with pytest.raises(PostingMoveRefused, match="Dites pourquoi"):
        move(posting, wanted.target, curator, note="  \n ")
    assert move(posting, wanted.target, curator, note=" La quantité manque. ")
    assert posting.moves.get().note == "La quantité manque."


@pytest.mark.django_db
def test_a_word_has_a_limit():
    posting = PostingFactory(status="submitted")
    with pytest.raises(PostingMoveRefused, match="trop long"):
        move(posting, "refused", UserFactory(curator=True), note="a" * 2001)


@pytest.mark.django_db
def test_the_history_says_who_when_and_why():
    posting, curator = PostingFactory(status="submitted"), UserFactory(curator=True)
    move(posting, "published", curator, note="")
    row = PostingMove.objects.get()
    assert (row.source, row.target, row.actor, row.made_at) == (
        "submitted",
        "published",
        curator,
        NOW,
    )


@pytest.mark.django_db
def test_publishing_dates_the_posting_in_local_time_and_once():
    posting, curator = PostingFactory(draft=True, status="submitted"), UserFactory(curator=True)
    late = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)
    move_posting(posting_id=posting.pk, target="published", user=curator, now=late)
    posting.refresh_from_db()
    assert posting.published_on == dt.date(2026, 11, 23)
    move(posting, "in_discussion", curator)
    move(posting, "published", curator)
    posting.refresh_from_db()
    assert posting.published_on == dt.date(2026, 11, 23)


@pytest.mark.django_db
def test_a_draft_organisation_is_published_first():
    posting = PostingFactory(status="submitted", organisation__live=False)
    with pytest.raises(PostingMoveRefused, match="fiche de l’organisation"):
        move(posting, "published", UserFactory(curator=True))


@pytest.mark.django_db
def test_two_moves_at_once_let_one_through(monkeypatch):
    posting, curator = PostingFactory(status="submitted"), UserFactory(curator=True)

    def overtake(user, row, wanted):
        type(row).objects.filter(pk=row.pk).update(status="withdrawn")
        return True

    monkeypatch.setattr("cooperation.services.postings.may_move", overtake)
    with pytest.raises(PostingMoveRefused, match="entre-temps"):
        move(posting, "published", curator)
    assert not posting.moves.exists()


@pytest.mark.django_db
def test_a_posting_that_is_gone_is_refused_in_words():
    with pytest.raises(PostingMoveRefused, match="n’existe plus") as refusal:
        move_posting(posting_id=0, target="published", user=None, now=NOW)
    assert refusal.value.message == "Cette annonce n’existe plus."


@pytest.mark.django_db
def test_inactive_and_anonymous_users_move_nothing():
    posting = PostingFactory(status="draft")
    member = MembershipFactory(organisation=posting.organisation, user__is_active=False).user
    for user in (AnonymousUser(), member):
        with pytest.raises(PostingMoveRefused, match="pas le droit"):
            move(posting, "submitted", user)


@pytest.mark.django_db
@pytest.mark.parametrize(("source", "target"), [(m.source, m.target) for m in MOVES])
def test_who_listens_hears_of_public_states_only(
    source, target, django_capture_on_commit_callbacks
):
    heard = []

    def listen(sender, **event):
        heard.append(event["posting_id"])

    posting = PostingFactory(status=source)
    posting_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            user = (
                None
                if Mover.SYSTEM in find_move(source, target).movers
                else UserFactory(curator=True)
            )
            move(posting, target, user)
    finally:
        posting_changed.disconnect(listen)
    expected = [posting.pk] if {source, target} & PUBLIC_STATES else []
    assert heard == expected


@pytest.mark.django_db
def test_past_postings_expire_and_nothing_else():
    yesterday, today = dt.date(2026, 11, 21), dt.date(2026, 11, 22)
    past = PostingFactory(ends_on=yesterday)
    kept = [
        PostingFactory(ends_on=today),
        PostingFactory(ends_on=None),
        PostingFactory(ends_on=yesterday, status="in_discussion"),
        PostingFactory(ends_on=yesterday, status="draft"),
    ]
    before = [row.status for row in kept]
    assert expire_postings(now=NOW) == 1
    past.refresh_from_db()
    assert past.status == "expired"
    assert past.moves.get().actor is None
    for row in kept:
        row.refresh_from_db()
    assert [row.status for row in kept] == before
    assert expire_postings(now=NOW) == 0
