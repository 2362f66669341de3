import pytest
from django.template import Context, Template

from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import CommuneFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def draw(tag, **context):
    return Template("{% load posting_tags %}" + tag).render(Context(context))


def test_an_organisation_shows_what_it_offers_and_needs(django_assert_num_queries):
    organisation = OrganisationFactory()
    PostingFactory.create_batch(3, organisation=organisation)
    PostingFactory(organisation=organisation, need=True, title="Bocaux recherchés")
    PostingFactory(organisation=organisation, draft=True, title="Brouillon caché")
    with django_assert_num_queries(2):
        html = draw("{% organisation_postings organisation %}", organisation=organisation)
    assert "Ce qu’elle offre" in html
    assert "Ce qu’elle cherche" in html
    assert "Bocaux recherchés" in html
    assert "Pain invendu" in html
    assert "Brouillon caché" not in html


def test_an_organisation_without_posting_says_so():
    html = draw("{% organisation_postings organisation %}", organisation=OrganisationFactory())
    assert "Aucune annonce en cours." in html


def test_the_latest_postings_are_public_ones(django_assert_num_queries):
    PostingFactory(title="Visible")
    PostingFactory(title="Entre membres", visibility="members")
    PostingFactory(title="D’une fiche en brouillon", organisation__live=False)
    with django_assert_num_queries(2):
        html = draw("{% latest_postings 6 %}")
    assert "Visible" in html
    assert "Entre membres" not in html
    assert "fiche en brouillon" not in html
    assert "Aucune annonce" in draw("{% latest_postings 0 %}")


def test_a_territory_shows_its_postings_wherever_the_place_is_told():
    here, elsewhere = CommuneFactory(), CommuneFactory()
    PostingFactory(title="De l’organisation", organisation__commune=here)
    PostingFactory(title="De l’annonce", organisation__commune=elsewhere, commune=here)
    PostingFactory(title="Ailleurs", organisation__commune=here, commune=elsewhere)
    html = draw("{% territory_postings ids %}", ids=[here.pk])
    assert "De l’organisation" in html
    assert "De l’annonce" in html
    assert "Ailleurs" not in html
    assert "Aucune annonce en cours sur ce territoire" in draw(
        "{% territory_postings ids %}", ids=[]
    )


def test_a_territory_full_of_postings_leads_to_the_list():
    here = CommuneFactory()
    PostingFactory.create_batch(13, organisation__commune=here)
    html = draw("{% territory_postings ids %}", ids=[here.pk])
    assert html.count("<article") == 12
    assert "Chercher parmi toutes les annonces" in html


def test_members_see_all_their_postings_with_their_state():
    organisation = OrganisationFactory()
    PostingFactory(organisation=organisation, draft=True, title="Mon brouillon")
    html = draw("{% my_postings organisation %}", organisation=organisation)
    assert "Mon brouillon" in html
    assert "Brouillon</td>" in html
    other = draw("{% my_postings organisation %}", organisation=OrganisationFactory())
    assert "Aucune annonce pour le moment" in other
