"""Organisations like another, on its profile."""

import pytest

from search import engine
from search.documents import all_entries
from search.entry import EntryKind
from tests.factories.pacte import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def launderer():
    one = OrganisationFactory(name="Blanchisserie fictive", summary="Blanchisserie et repassage.")
    OrganisationFactory(name="Lavomatique inventé", summary="Blanchisserie, repassage, couture.")
    OrganisationFactory(name="Ferme imaginée", summary="Maraîchage de plein champ.")
    OrganisationFactory(name="Linge caché", summary="Blanchisserie, repassage.", draft=True)
    engine.embedded().rebuild(all_entries([EntryKind.ORGANISATION]))
    return one


def test_a_profile_shows_those_that_are_like_it(client, launderer):
    html = client.get(launderer.get_absolute_url()).text
    shown = html[html.index("Organisations semblables") :]
    assert "Lavomatique inventé" in shown
    assert "Linge caché" not in shown


def test_a_profile_like_no_other_shows_none(client):
    alone = OrganisationFactory(name="Unique")
    engine.embedded().rebuild(all_entries([EntryKind.ORGANISATION]))
    assert "Organisations semblables" not in client.get(alone.get_absolute_url()).text
