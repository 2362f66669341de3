"""Solidarity calls: written, sent, answered, reminded once, ended; nothing twice."""

from cooperation.services.calls.answering import answer, introduce_after
from cooperation.services.calls.ending import close, end_past_calls, stop
from cooperation.services.calls.refusals import CallRefused
from cooperation.services.calls.sending import remind, send
from cooperation.services.calls.writing import CallText, discard, write

__all__ = [
    "CallRefused",
    "CallText",
    "answer",
    "close",
    "discard",
    "end_past_calls",
    "introduce_after",
    "remind",
    "send",
    "stop",
    "write",
]
