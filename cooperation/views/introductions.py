"""The introductions of an organisation: their list, and the page of each."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperation.forms.introductions import (
    AcceptForm,
    InviteForm,
    MessageForm,
    RefuseForm,
    WordForm,
)
from cooperation.selectors import introductions as selector
from cooperation.selectors.introductions_page import page_of
from cooperation.selectors.introductions_thread import thread_of
from cooperation.services.introductions import see
from cooperation.services.introductions.reading import mark_read
from cooperation.views.introductions_doors import Place, place_of, private, signed_in
from pacte.selectors.acting import acting_organisation

PER_PAGE = 20


def _tabs(state: str) -> list[dict[str, Any]]:
    labels = (
        ("", _("Toutes")),
        (selector.TO_ANSWER, _("À répondre")),
        (selector.GOING_ON, _("En cours")),
        (selector.AGREED, _("Conclues")),
        (selector.CLOSED, _("Closes")),
    )
    return [
        {
            "label": label,
            "url": f"?etat={code}" if code else "?",
            "icon": "",
            "current": code == state,
        }
        for code, label in labels
    ]


@private
@require_safe
def introduction_list(request: HttpRequest) -> HttpResponse:
    """List the introductions of the organisation that the person acts for."""
    organisation = acting_organisation(request)
    state = request.GET.get("etat", "")
    context: dict[str, Any] = {"organisation": organisation, "tabs": _tabs(state), "state": state}
    if organisation is None:
        return render(request, "cooperation/introductions/list.html", context | {"rows": []})
    pages = Paginator(selector.of_organisation(organisation, state), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context |= {
        "rows": selector.rows_of(page, organisation, signed_in(request)),
        "page_obj": page,
        "query": f"etat={state}" if state else "",
    }
    return render(request, "cooperation/introductions/list.html", context)


@private
@require_safe
def introduction_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an introduction to one of its parties, who has then seen it."""
    place = place_of(request, pk)
    now = timezone.now()
    party = place.introduction.parties.get(organisation=place.organisation)
    if party.seen_at is None and party.refused_at is None:
        see(**place.hand, now=now)
        place.introduction.refresh_from_db(fields=["status", "changed_at"])
    mark_read(introduction_id=pk, user=place.user, now=now)
    return show(request, place)


def show(request: HttpRequest, place: Place, *, status: int = 200, **forms: Any) -> HttpResponse:
    """Show the page of an introduction; ``forms`` are those that were sent and are not right."""
    page = page_of(place.introduction, place.organisation)
    wanted = place.introduction.evidence.get("wanted") or {}
    unit = wanted.get("unit", "") if page.is_group and page.party.side == "offer" else ""
    context: dict[str, Any] = {
        "page": page,
        "thread": None,
        "accept_form": AcceptForm(unit=unit),
        "refuse_form": RefuseForm(),
        "withdraw_form": WordForm(),
        "invite_form": InviteForm() if "invite" in page.acts else None,
        "message_form": MessageForm(),
    }
    if page.in_touch:
        context["thread"] = thread_of(place.introduction, request.GET.get("page"))
    return render(request, "cooperation/introductions/detail.html", context | forms, status=status)
