"""Saved searches: asked for by a form, confirmed and managed by the e-mail, left in one click."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from search import saved
from search.following import Followed, follow
from search.models import SavedSearch
from search.models.saved import Frequency
from search.saved_forms import FORGET, FORGET_ALL, FREQUENCY, ManageForm, SaveForm
from search.saved_mail import send_answer
from search.throttling import minutes, seconds_to_wait

LONGEST = SavedSearch._meta.get_field("address").max_length or 0
MINE = "search/saved/mine.html"
form_methods = require_http_methods(["GET", "HEAD", "POST"])
private = cache_control(private=True, no_store=True)


@form_methods
@private
def save(request: HttpRequest) -> HttpResponse:
    """Show the form that saves the search of the address, or ask for it to be confirmed."""
    followed = follow(request.GET)
    if not followed.text or len(followed.text) > LONGEST:
        status = 400 if request.method == "POST" else 200
        return _form(request, None, followed, status=status)
    if request.method != "POST":
        return _form(request, SaveForm(initial={"name": followed.title}), followed)
    form = SaveForm(request.POST)
    if wait := seconds_to_wait(request):
        response = _form(request, form, followed, wait=minutes(wait), status=429)
        response["Retry-After"] = str(wait)
        return response
    if not form.is_valid():
        return _form(request, form, followed)
    given = {name: form.cleaned_data[name] for name in ("email", "name", "frequency")}
    search, asked = saved.ask(**given, address=followed.text, now=timezone.now())
    if search is not None:
        send_answer(search, asked)
    return redirect("search:saved-sent")


def _form(
    request: HttpRequest,
    form: SaveForm | None,
    followed: Followed,
    *,
    wait: int = 0,
    status: int = 200,
) -> HttpResponse:
    told = ""
    if wait:
        told = ngettext(
            "Trop de demandes de suite : réessayez dans %(n)s minute.",
            "Trop de demandes de suite : réessayez dans %(n)s minutes.",
            wait,
        ) % {"n": wait}
    context = {"form": form, "address": followed.text, "title": followed.title, "throttled": told}
    return render(request, "search/saved/save.html", context, status=status)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say that a message waits, in the same words whoever asked."""
    return render(request, "search/saved/sent.html")


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Say that nothing is followed any more."""
    return render(request, "search/saved/done.html")


@form_methods
@private
def confirm(request: HttpRequest, token: uuid.UUID) -> HttpResponseBase:
    """Show a button, since mail programs open links by themselves; confirm when it is pressed."""
    search = _found(token)
    if search.confirmed_at:
        return redirect("search:saved-manage", token=token)
    if request.method != "POST":
        return render(request, MINE, {"search": search, "step": "confirm"})
    saved.confirm(search, now=timezone.now())
    return redirect("search:saved-manage", token=token)


@form_methods
@private
def manage(request: HttpRequest, token: uuid.UUID) -> HttpResponseBase:
    """Show the searches of an address, and change or delete them."""
    search = _found(token)
    if search.confirmed_at is None:
        return redirect("search:saved-confirm", token=token)
    if request.method != "POST":
        return _mine(request, search)
    form = ManageForm(request.POST)
    if not form.is_valid() or not _managed(search, form.cleaned_data):
        return _mine(request, search, refused=True)
    left = saved.find(token) or saved.of_same_person(search).first()
    return (
        redirect("search:saved-manage", token=left.token) if left else redirect("search:saved-done")
    )


def _managed(search: SavedSearch, asked: dict[str, Any]) -> bool:
    actions = {
        FREQUENCY: lambda: saved.change_frequency(
            search, pk=asked["search"], frequency=asked["frequency"]
        ),
        FORGET: lambda: saved.forget(search, pk=asked["search"]),
        FORGET_ALL: lambda: bool(saved.forget_all(search)),
    }
    return actions[asked["action"]]()


def _mine(request: HttpRequest, search: SavedSearch, *, refused: bool = False) -> HttpResponse:
    context = {
        "step": "manage",
        "search": search,
        "searches": saved.of_same_person(search).defer("told_refs"),
        "frequencies": Frequency.choices,
        "refused": refused,
    }
    return render(request, MINE, context, status=400 if refused else 200)


@csrf_exempt
@form_methods
@private
def unsubscribe(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Show a button; stop when it is pressed, or when a mail program asks (RFC 8058)."""
    if request.method == "POST":
        saved.unsubscribe(token)
    elif search := saved.find(token):
        return render(request, MINE, {"search": search, "step": "unsubscribe"})
    return done_page(request)


def done_page(request: HttpRequest) -> HttpResponse:
    """Answer a request to stop without sending elsewhere: mail programs follow no redirection."""
    return render(request, "search/saved/done.html")


def _found(token: uuid.UUID) -> SavedSearch:
    search = saved.find(token)
    if search is None:
        raise Http404
    return search
