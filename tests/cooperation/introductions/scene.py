"""People and organisations to put in touch, all fictitious."""

import datetime as dt
from dataclasses import dataclass

from cooperation.models import Introduction
from cooperation.services.introductions import propose_introduction
from pacte.models import Person
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory

NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
CANARY_EMAIL = "canari-{}@secret.example"
CANARY_PHONE = "06 00 00 41 {:02d}"
HOSTILE = "<script>alert('x')</script> & « fin »"


@dataclass
class Side:
    """An organisation and somebody who acts for it, whose address and telephone are canaries."""

    organisation: object
    user: object

    @property
    def who(self) -> dict:
        return {"organisation": self.organisation, "user": self.user}


def side(name: str, number: int = 0, **given) -> Side:
    organisation = OrganisationFactory(name=name, is_fictitious=True, **given)
    user = UserFactory(
        email=CANARY_EMAIL.format(number), first_name="Camille", last_name=f"Fictive-{number}"
    )
    MembershipFactory(organisation=organisation, user=user)
    Person.objects.create(user=user, phone=CANARY_PHONE.format(number))
    return Side(organisation, user)


@dataclass
class Scene:
    """A need of bread, its author, and a baker who answers it."""

    author: Side
    baker: Side
    posting: object
    introduction: Introduction


def scene(*, now=NOW, word="Bonjour, nous avons du pain.", **more) -> Scene:
    author, baker = side("Cantine fictive", 1), side("Boulangerie fictive", 2)
    posting = PostingFactory(
        need=True, organisation=author.organisation, quantity=100, unit="kg", period="week"
    )
    introduction = ask(posting, baker, word=word, now=now, **more)
    return Scene(author, baker, posting, introduction)


def ask(posting, asker: Side, *, word="", now=NOW, **more) -> Introduction:
    return propose_introduction(
        suggestion=None,
        posting=posting,
        asker=asker.organisation,
        user=asker.user,
        word=word,
        now=now,
        **more,
    )
