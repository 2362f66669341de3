"""The sections that the pages of the pact load from ``cooperation_tags``."""

import pytest
from django.template import Context, Template

from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import ActionFactory, OrganisationFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def render(tag, subject):
    template = Template(f"{{% load cooperation_tags %}}{{% {tag} subject %}}")
    return template.render(Context({"subject": subject}))


@pytest.mark.parametrize(
    ("tag", "factory", "heading"),
    [
        ("organisation_suggestions", OrganisationFactory, "Avec qui coopérer ?"),
        ("organisation_cooperations", OrganisationFactory, "Ses coopérations"),
        ("my_suggestions", OrganisationFactory, "Suggestions pour"),
        ("posting_suggestions", PostingFactory, "Qui pourrait y répondre ?"),
        ("action_cooperations", ActionFactory, "Les coopérations qui servent cette action"),
        ("place_flows", PlaceFactory, "Ce qui circule ici"),
    ],
)
def test_every_tag_renders_its_own_section_when_there_is_nothing(tag, factory, heading):
    html = render(tag, factory())
    assert html.lstrip().startswith("<section")
    assert heading in html
