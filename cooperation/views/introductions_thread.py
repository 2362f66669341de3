"""The thread of an introduction: writing in it, and the files joined to it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cooperation.forms.introductions import MessageForm
from cooperation.permissions import is_in_touch
from cooperation.selectors.introductions_thread import file_of
from cooperation.services.introductions import IntroductionRefused
from cooperation.services.message_files import served_file
from cooperation.services.messages import post_message
from cooperation.views.introductions import show
from cooperation.views.introductions_doors import (
    place_of,
    private,
    seconds_to_wait,
    wait_message,
)
from pacte.uploads import clean_attachments

MESSAGES = "60/h"
"""How many messages a person may send."""


@private
@require_POST
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a message; what was typed is kept when something is wrong."""
    place = place_of(request, pk)
    form = MessageForm(request.POST, request.FILES)
    if seconds := seconds_to_wait(request, "message", MESSAGES):
        form.is_valid()
        form.add_error(None, wait_message(seconds))
        response = show(request, place, status=429, message_form=form)
        response["Retry-After"] = str(seconds)
        return response
    if not form.is_valid():
        return show(request, place, status=422, message_form=form)
    try:
        sent = post_message(
            **place.hand,
            body=form.cleaned_data["body"],
            key=str(form.cleaned_data["key"]),
            files=clean_attachments(form.cleaned_data["attachments"]),
            now=timezone.now(),
        )
    except IntroductionRefused as refusal:
        form.add_error(None, refusal.message)
        return show(request, place, status=409, message_form=form)
    except ValidationError as error:
        form.add_error("attachments", error)
        return show(request, place, status=422, message_form=form)
    back = redirect("cooperation:introduction", pk=pk)
    return redirect(f"{back.url}#message-{sent.pk}")


@private
@require_safe
def file(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Send a file of the thread to one of the parties, never to be run by a browser."""
    place = place_of(request, pk)
    if not is_in_touch(place.user, place.introduction, place.organisation):
        raise PermissionDenied
    found = file_of(place.introduction, number)
    if found is None:
        raise Http404
    return served_file(found)
