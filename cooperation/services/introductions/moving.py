"""One step in the life of an introduction: checked by the table, written once, told."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cooperation.enums import IntroductionStatus, RefusalReason
from cooperation.introduction_moves import Act, Move, Obstacle, find_move, obstacle
from cooperation.models import Introduction, IntroductionMove
from cooperation.services.introductions.hands import Hand, checked_word
from cooperation.services.introductions.postings import follow_postings
from cooperation.services.introductions.refusals import IntroductionRefused
from cooperation.services.introductions.telling import tell_move


def step(introduction: Introduction, act: Act, target: str, hand: Hand, *, more: str = "") -> Move:
    """Take an introduction to a state, write the step and tell who listens, and more; or refuse."""
    move = _allowed(introduction, act, target, hand)
    _change(introduction, move, hand)
    row = write_step(introduction, move.source, move.target, hand)
    tell_move(introduction=introduction, move=move, row=row, more=more)
    if move.source != move.target:
        follow_postings(introduction=introduction, source=move.source, now=hand.now)
    return move


def write_step(
    introduction: Introduction, source: str, target: str, hand: Hand
) -> IntroductionMove:
    """Write a line of the history."""
    return IntroductionMove.objects.create(
        introduction=introduction,
        organisation=hand.organisation,
        actor=hand.user,
        source=source,
        target=target,
        reason=hand.reason,
        note=checked_word(hand.word),
        made_at=hand.now,
    )


def _allowed(introduction: Introduction, act: Act, target: str, hand: Hand) -> Move:
    actors = hand.actors_in(introduction)
    check_possible(introduction, act, hand)
    move = find_move(introduction.status, act, target)
    if move is None:  # the act exists from there, towards another state
        raise IntroductionRefused(_refusal(Obstacle.NO_SUCH_MOVE, introduction))
    able = move.actors & actors
    if able <= move.reason_from and hand.reason not in RefusalReason.values:
        raise IntroductionRefused(_("Dites pourquoi : choisissez une raison."))
    if able <= move.word_from and not checked_word(hand.word):
        raise IntroductionRefused(_("Dites pourquoi : un mot est nécessaire."))
    return move


def check_possible(introduction: Introduction, act: Act, hand: Hand) -> None:
    """Refuse, with the reason, what the table does not give to whoever acts."""
    found = obstacle(introduction.status, act, hand.actors_in(introduction))
    if found is not None:
        raise IntroductionRefused(_refusal(found, introduction))


def _refusal(found: Obstacle, introduction: Introduction) -> str:
    if found == Obstacle.NOT_YOURS:
        return _("Ce n’est pas à vous de faire ce geste dans cette mise en relation.")
    return _("Une mise en relation à l’état « %(state)s » ne permet pas ce geste.") % {
        "state": IntroductionStatus(introduction.status).label
    }


def _change(introduction: Introduction, move: Move, hand: Hand) -> None:
    """Change the state if nobody has meanwhile."""
    changes: dict[str, object] = {"status": move.target}
    if move.act != Act.SEE:  # seeing is no answer: what waits goes on waiting
        changes["changed_at"] = hand.now
    if move.target == IntroductionStatus.ACCEPTED and introduction.accepted_at is None:
        changes["accepted_at"] = hand.now
    unchanged = Introduction.objects.filter(pk=introduction.pk, status=move.source)
    try:
        with transaction.atomic():
            changed = unchanged.update(**changes)
    except IntegrityError as error:
        raise IntroductionRefused(
            _("Une autre mise en relation est déjà ouverte sur le même sujet.")
        ) from error
    if not changed:
        raise IntroductionRefused(
            _("La mise en relation a changé d’état entre-temps : rechargez la page.")
        )
    for name, value in changes.items():
        setattr(introduction, name, value)
