"""Suggestions to show: to any visitor, or to the members of an organisation."""

from cooperation.models import Posting, Suggestion
from cooperation.querysets import SuggestionQuerySet
from pacte.models import Organisation


def of_organisation(organisation: Organisation) -> SuggestionQuerySet:
    """Return the public suggestions in which an organisation gives or receives, best first."""
    return Suggestion.objects.public().concerning(organisation.pk).with_parties()


def of_member(organisation: Organisation) -> SuggestionQuerySet:
    """Return what the members of an organisation may see: postings kept to the network too."""
    return Suggestion.objects.active().concerning(organisation.pk).with_parties()


def of_posting(posting: Posting) -> SuggestionQuerySet:
    """Return the public suggestions that come from a posting, best first."""
    public = Suggestion.objects.public().with_parties()
    return public.filter(offer=posting) | public.filter(need=posting)
