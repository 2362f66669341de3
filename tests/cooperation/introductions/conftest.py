"""An introduction just accepted, and what everybody is told, kept as it is sent."""

from types import SimpleNamespace

import pytest

from cooperation.services.introductions import accept, telling
from tests.cooperation.introductions.scene import NOW, scene


@pytest.fixture(autouse=True)
def told(monkeypatch):
    """Give what each person was told, once each: the user, the kind, the subject, the body."""
    kept, notify = [], telling.notify

    def keep(**given):
        for user in given["recipients"]:
            if (user.pk, given["key"]) not in {(row.user.pk, row.key) for row in kept}:
                names = ("kind", "subject", "body", "key", "url")
                kept.append(SimpleNamespace(user=user, **{n: given.get(n, "") for n in names}))
        return notify(**given)

    monkeypatch.setattr(telling, "notify", keep)
    return kept


@pytest.fixture
def here(db):
    """Give an introduction that both sides accepted."""
    here = scene()
    accept(introduction_id=here.introduction.pk, **here.author.who, now=NOW)
    return here
