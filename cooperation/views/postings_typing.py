"""While somebody types a posting: words proposed, matches shown, the draft kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from cooperation.forms import resources
from cooperation.forms.typing import TypedForm, has_words, token_of, typed_content
from cooperation.services.postings_drafts import KEPT_DAYS, save_draft
from cooperation.services.postings_preview import matches_of
from cooperation.wording.conversions import conversion_sentence, units_sentence
from cooperation.wording.postings import resource_label
from pacte.selectors.acting import acting_organisation
from pacte.throttling import Limit, seconds_to_wait

COOKIE = "brouillon"
SALT = "cooperation.posting-draft"
PREVIEWS = Limit("posting-preview", "120/m")
SAVES = Limit("posting-draft", "60/m")


@require_safe
@cache_control(public=True, max_age=300)
def resource_proposals(request: HttpRequest) -> JsonResponse:
    """Propose the resources that everyday words may mean."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:200]
    return JsonResponse({"results": resources.proposals(text)})


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Answer what is understood, the conversion, and who would answer."""
    if seconds := seconds_to_wait(request, PREVIEWS):
        return wait(seconds)
    patient = request.POST.get("attente") == "1"
    context = preview_context(request, TypedForm(request.POST).read(), patient=patient)
    response = render(request, "cooperation/postings/preview.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def preview_context(
    request: HttpRequest, form: TypedForm, *, patient: bool = True
) -> dict[str, Any]:
    """Return what is shown of a posting half written."""
    posting = form.posting
    known = resource_label(posting.resource) if posting.resource else ""
    typed = form.data.get("what", "").strip()
    seen = {
        "understood": known,
        "unread": bool(typed) and not known and not form.reading.choices,
        "units": units_sentence(posting.resource),
        "conversion": conversion_sentence(posting.resource, posting.quantity, posting.unit),
    }
    return {
        "form": form,
        "seen": seen,
        "asked": bool(posting.resource and posting.direction),
        "matches": matches_of(
            posting=posting,
            labels=form.codes("labels"),
            kinds=form.codes("kinds_may_answer"),
            organisation=acting_organisation(request),
            user=request.user,
            now=timezone.now(),
            patient=patient,
        ),
    }


@require_POST
def keep_draft(request: HttpRequest) -> HttpResponse:
    """Keep what is typed; nothing of how to reach anybody."""
    if seconds := seconds_to_wait(request, SAVES):
        return wait(seconds)
    token, content = token_of(request.POST.get("token")), typed_content(request.POST)
    if token is None or not has_words(content):
        return HttpResponse(status=204)
    draft = save_draft(token=token, content=content, user=request.user, now=timezone.now())
    if draft is None:
        return HttpResponse(status=204)
    response = JsonResponse({"said": _("Brouillon gardé.")})
    remember(response, str(token))
    return response


def remember(response: HttpResponse, token: str) -> None:
    """Leave the token of a draft in this browser alone."""
    age = KEPT_DAYS * 24 * 3600
    response.set_signed_cookie(
        COOKIE, token, salt=SALT, max_age=age, httponly=True, samesite="Lax", path="/annonces/"
    )


def wait(seconds: int) -> HttpResponse:
    """Answer that there is no hurry."""
    text = _("Trop de demandes : patientez %(n)s secondes.") % {"n": seconds}
    response = HttpResponse(text, status=429, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = str(seconds)
    return response
