"""« Pour vous »: what is suggested to the organisation that a person acts for."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperation.forms.decisions import AskForm, LaterForm, RefuseForm
from cooperation.models import Suggestion
from cooperation.selectors import for_you, suggestions
from cooperation.services.decisions import record_exposure
from cooperation.views.doors import acting_members
from cooperation.wording import for_you as wording
from pacte.models import Organisation
from pacte.selectors.acting import own_memberships

PAGE_SIZE = 8


@acting_members
@require_safe
def for_you_page(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Show what is suggested, by tab and nature; count whom it shows."""
    tab, family = _chosen(request)
    today = timezone.localdate()
    found = for_you.sort_out(organisation, today=today, family=family)
    rows = for_you.rows_of(found, tab, organisation, today=today)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    if request.method == "GET" and tab == for_you.TO_SEE:
        partners = for_you.partners_of(shown, organisation)
        record_exposure(viewer=organisation, shown=partners, now=timezone.now())
    query = {key: value for key, value in (("vue", tab), ("nature", family)) if value}
    counts = {name: found.count(name) for name in for_you.TABS}
    title, text = wording.empty_words(tab)
    context = {
        "organisation": organisation,
        "page_obj": page,
        "leads": leads_of(shown, found, tab),
        "tab": tab,
        "tabs": wording.tabs(request.path, tab, family, counts),
        "families": wording.families(request.path, tab, family),
        "query": urlencode(query),
        "back": f"{request.path}?{urlencode(query | {'page': page.number})}",
        "empty_title": title,
        "empty_text": text,
    }
    return render(request, "cooperation/for_you/page.html", context)


@acting_members
@require_safe
def for_you_one(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Show one suggestion of the organisation, or say for which other of theirs it is."""
    suggestion = suggestions.of_member(organisation).filter(pk=pk).first()
    if suggestion is None:
        return _for_another(request, pk)
    return show_one(request, organisation, suggestion)


def _for_another(request: HttpRequest, pk: int) -> HttpResponse:
    """Say for which of a person's organisations a suggestion is; to others there is none."""
    row = get_object_or_404(Suggestion.objects.active(), pk=pk)
    parties = {row.giver_id, row.receiver_id, *row.parties}
    own = [mine.organisation for mine in own_memberships(request)]
    other = next((mine for mine in own if mine.pk in parties), None)
    if other is None:
        raise Http404
    text = _("Cette suggestion est pour %(name)s : choisissez-la en haut de la page.")
    messages.info(request, text % {"name": other.name})
    return redirect("cooperation:for-you")


def _chosen(request: HttpRequest) -> tuple[str, str]:
    tab, family = request.GET.get("vue", ""), request.GET.get("nature", "")
    return (
        tab if tab in for_you.TABS else for_you.TO_SEE,
        family if family in suggestions.FAMILIES else "",
    )


def own_suggestion(organisation: Organisation, pk: int) -> Suggestion:
    """Return a suggestion in which an organisation takes part, or nothing that one may know of."""
    found: Suggestion = get_object_or_404(suggestions.of_member(organisation), pk=pk)
    return found


def show_one(
    request: HttpRequest,
    organisation: Organisation,
    suggestion: Suggestion,
    bound: Mapping[str, Form] | None = None,
) -> HttpResponse:
    """Show one suggestion; with what was typed, where something is wrong with it."""
    found = for_you.sort_out(organisation, today=timezone.localdate())
    tab = next((tab for tab in for_you.TABS if suggestion.pk in found.tabs[tab]), None)
    if tab is None:
        raise Http404
    (lead,) = leads_of([suggestion], found, tab, bound)
    context: dict[str, Any] = {
        "organisation": organisation,
        "lead": lead,
        "tab": tab,
        "form": next(iter(bound.values())) if bound else None,
        "back": reverse("cooperation:for-you"),
    }
    status = 422 if bound else 200
    return render(request, "cooperation/for_you/one.html", context, status=status)


def leads_of(
    rows: list[Suggestion],
    found: for_you.Sorted,
    tab: str,
    bound: Mapping[str, Form] | None = None,
) -> list[wording.Lead]:
    """Put suggestions in sentences, with what was decided and what the staff say."""
    cards = suggestions.cards(rows, suggestions.words_of(rows))
    return [
        wording.Lead(
            card=card,
            decided=wording.decided_of(found.decisions.get(row.pk), tab=tab),
            introduction=found.introductions.get(row.pk),
            forms=_blank(row.pk) | dict(bound or {}),
        )
        for row, card in zip(rows, cards, strict=True)
    ]


def _blank(pk: int) -> dict[str, Form]:
    kinds = {"ask": AskForm, "refuse": RefuseForm, "later": LaterForm}
    return {name: form(auto_id=f"{name}-{pk}-%s") for name, form in kinds.items()}
