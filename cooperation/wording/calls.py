"""Solidarity calls in words: the follow-up, row by row."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.enums import CallAnswer

if TYPE_CHECKING:
    import datetime as dt

    from cooperation.models import CallRecipient


@dataclass(frozen=True, slots=True)
class Row:
    """A signatory in the follow-up of a call."""

    pk: int
    name: str
    url: str
    told: str
    reminded: str
    answer: str
    tone: str
    word: str
    by: str
    may_meet: bool


TONES = {CallAnswer.YES: "success", CallAnswer.MAYBE: "info", CallAnswer.NO: "neutral"}


def follow_up(rows: "Iterable[CallRecipient]") -> list[Row]:
    """Tell who was told, reminded, and answered what."""
    return [
        Row(
            pk=row.pk,
            name=row.organisation.name,
            url=row.organisation.get_absolute_url(),
            told=_day(row.told_at)
            or ("–" if row.answer else _("personne n’agit encore ici pour elle")),
            reminded=_day(row.reminded_at) or "–",
            answer=row.get_answer_display() if row.answer else _("pas encore"),
            tone=TONES[CallAnswer(row.answer)] if row.answer else "",
            word=row.word,
            by=row.answered_by.get_full_name() if row.answered_by else "",
            may_meet=row.answer in {CallAnswer.YES, CallAnswer.MAYBE},
        )
        for row in rows
    ]


def _day(moment: "dt.datetime | None") -> str:
    return date_format(moment, "SHORT_DATE_FORMAT") if moment else ""


def counts(rows: "Iterable[CallRecipient]") -> str:
    """Sum the answers up in one line."""
    answers = [row.answer for row in rows]
    values = {
        "total": len(answers),
        "yes": answers.count(CallAnswer.YES),
        "maybe": answers.count(CallAnswer.MAYBE),
        "no": answers.count(CallAnswer.NO),
        "none": answers.count(""),
    }
    return (
        _(
            "Signataires : %(total)s. Oui : %(yes)s ; peut-être : %(maybe)s ; pas cette fois : "
            "%(no)s ; sans réponse : %(none)s."
        )
        % values
    )
