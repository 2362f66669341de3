"""A structure that calls, signatories that answer."""

import datetime as dt
from dataclasses import dataclass

from cooperation.enums import CallKind
from cooperation.models import Call
from cooperation.services.calls import CallText, send, write
from pacte.models import Organisation
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Scene:
    caller: Organisation
    author: object
    signatories: list
    people: list


def signatory(**fields):
    return OrganisationFactory(roles=["signatory"], **fields)


def scene(count=3):
    caller = OrganisationFactory(kinds=["siae"], name="Atelier fictif d’insertion")
    author = MembershipFactory(organisation=caller).user
    signatories = [signatory() for _ in range(count)]
    people = [MembershipFactory(organisation=row).user for row in signatories]
    return Scene(caller, author, signatories, people)


def text(*recipients, title="Visiter un atelier", answer_by=dt.date(2026, 12, 20)):
    return CallText(
        kind=CallKind.VISIT,
        title=title,
        description="Huit personnes, une matinée.",
        answer_by=answer_by,
        recipients=recipients,
    )


def draft(case, *recipients, now=NOW, **fields):
    given = text(*recipients, **fields)
    return write(organisation=case.caller, text=given, user=case.author, now=now)


def sent(case, *recipients, now=NOW, **fields):
    call = draft(case, *recipients, now=now, **fields)
    assert send(call=call, user=case.author, now=now)
    return Call.objects.select_related("organisation").get(pk=call.pk)
