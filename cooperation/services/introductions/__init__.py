"""Put organisations in touch: every step follows :mod:`cooperation.introduction_moves`."""

from cooperation.services.introductions.answering import (
    accept,
    close,
    refuse,
    reopen,
    see,
    withdraw,
)
from cooperation.services.introductions.asking import why_not_answer
from cooperation.services.introductions.expiring import expire_introductions, remind_introductions
from cooperation.services.introductions.follow_ups import answer_follow_up, ask_follow_ups
from cooperation.services.introductions.groups import invite
from cooperation.services.introductions.proposing import (
    introduce,
    propose_introduction,
    propose_meeting,
)
from cooperation.services.introductions.refusals import IntroductionRefused

__all__ = [
    "IntroductionRefused",
    "accept",
    "answer_follow_up",
    "ask_follow_ups",
    "close",
    "expire_introductions",
    "introduce",
    "invite",
    "propose_introduction",
    "propose_meeting",
    "refuse",
    "remind_introductions",
    "reopen",
    "see",
    "why_not_answer",
    "withdraw",
]
