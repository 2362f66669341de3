"""The call of the demonstration: written once, and no answer made up for real signatories."""

import pytest

from cooperation.models import Call
from cooperation.services.demonstration.accounts import MANAGED
from cooperation.services.demonstration.calls import write_calls
from pacte.services.loading import Ledger
from tests.cooperation.calls.scene import NOW, signatory
from tests.factories.pacte import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_a_call_is_written_once_and_nobody_answered_it():
    write_calls(Ledger.open(), now=NOW)
    assert not Call.objects.exists()
    OrganisationFactory(slug=MANAGED, kinds=["siae"])
    signatory()
    for _ in range(2):
        write_calls(Ledger.open(), now=NOW)
    call = Call.objects.get()
    assert (call.status, call.is_fictitious) == ("open", True)
    assert "fictif" in call.description
    assert [row.answer for row in call.recipients.all()] == [""]
