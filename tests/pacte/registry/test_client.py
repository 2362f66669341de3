"""The company register: read when it answers well, left alone when it does not."""

import time

import pytest

from pacte.registry import RegistryUnavailable, client, look_up
from pacte.registry.breaker import Breaker
from pacte.registry.reading import read_establishment
from tests.factories.joining import SIRETS

SIRET = SIRETS[0]


def test_an_establishment_is_read(register):
    register.recorded("found")
    found = look_up(SIRET)
    assert found.name == "Au Pain Fictif"
    assert found.insee == "38185"
    assert found.naf == "10.71C"
    assert found.legal_form == "sas"
    assert found.address == "12 Rue Fictive 38000 Grenoble"
    assert found.is_open
    assert register.asked == [f"/search?q={SIRET}&page=1&per_page=1"]


def test_a_closed_one_is_said_so(register):
    register.recorded("closed")
    found = look_up(SIRET)
    assert not found.is_open
    assert found.legal_form == "association"
    assert found.name == "Fournil D'Essai (Fictif)"


def test_what_its_owner_hides_stays_hidden(register):
    register.recorded("hidden")
    found = look_up(SIRET)
    assert (found.name, found.address, found.naf) == ("", "", "")
    assert found.legal_form == "sole_trader"


def test_an_unknown_number_is_no_fault(register):
    register.recorded("unknown")
    assert look_up(SIRET) is None
    register.recorded("found")
    assert look_up(SIRETS[1]) is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"null",
        b'{"results": 3}',
        b'{"results": [3]}',
        b'{"results": [{"matching_etablissements": {}}]}',
        b"\xff\xfe",
        b"[" * 100_000,
        b"<html>",
    ],
)
def test_an_answer_out_of_shape_is_no_answer(register, body):
    register.body = body
    with pytest.raises(RegistryUnavailable):
        look_up(SIRET)


def test_odd_values_are_left_out():
    row = {"siret": SIRET, "activite_principale": ["x"], "adresse": 4, "commune": None}
    company = {"matching_etablissements": [7, row], "siege": None, "nom_complet": "A\x00  b" * 90}
    found = read_establishment({"results": [company]}, SIRET)
    assert (found.naf, found.address, found.insee, found.legal_form) == ("", "", "", "")
    assert len(found.name) <= 160
    assert "\x00" not in found.name
    assert not found.is_open


@pytest.mark.parametrize("status", [302, 400, 404, 429, 500, 503])
def test_faults_of_the_register(register, status):
    register.status = status
    with pytest.raises(RegistryUnavailable):
        look_up(SIRET)
    assert len(register.asked) == 1


def test_a_slow_or_endless_answer_is_cut(register, monkeypatch):
    monkeypatch.setattr(client, "SECONDS", 0.4)
    register.pause, register.pieces, register.body = 0.15, 40, b" "
    start = time.monotonic()
    with pytest.raises(RegistryUnavailable):
        look_up(SIRET)
    assert time.monotonic() - start < 1.5


def test_a_huge_answer_is_cut(register, monkeypatch):
    monkeypatch.setattr(client, "MOST_BYTES", 1000)
    register.body = b" " * 200_000
    with pytest.raises(RegistryUnavailable):
        look_up(SIRET)


def test_after_failures_it_is_left_alone_for_a_while(register, monkeypatch):
    breaker = Breaker(failures=2, rest=0.2)
    monkeypatch.setattr(client, "breaker", breaker)
    for _time in range(4):
        with pytest.raises(RegistryUnavailable):
            look_up(SIRET)
    assert len(register.asked) == 2
    time.sleep(0.25)
    register.recorded("found")
    assert look_up(SIRET)
    assert len(register.asked) == 3


def test_without_an_address_nothing_is_asked(settings):
    settings.COMPANY_REGISTRY_URL = ""
    with pytest.raises(RegistryUnavailable):
        look_up(SIRET)
    settings.COMPANY_REGISTRY_URL = "file:///etc/passwd#"
    with pytest.raises(RegistryUnavailable):
        look_up(SIRET)


@pytest.fixture(autouse=True)
def _fresh_breaker(monkeypatch):
    monkeypatch.setattr(client, "breaker", Breaker())
