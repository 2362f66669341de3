"""Editing the profile of an organisation one acts for."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pacte.forms.profiles import ProfileForm, initial_of
from pacte.models import Organisation
from pacte.selectors.communes import all_communes, label_of
from pacte.selectors.completeness import completeness_of
from pacte.selectors.memberships import editable_organisation
from pacte.selectors.profiles import changed_labels, logo_in_waiting, working_copy
from pacte.services.profiles import ProfileConflict, save_profile
from pacte.uploads import IMAGE_TYPES, serve_private
from pacte.views.doors import members_only, person


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the latest text of a profile, and save another."""
    organisation = editable_organisation(request.user, slug)
    copy = working_copy(organisation)
    if request.method != "POST":
        return _show(request, organisation, ProfileForm(organisation=copy))
    form = ProfileForm(request.POST, request.FILES, organisation=copy)
    if not form.is_valid():
        form.ask_for_the_file_again(request.FILES)
        return _show(request, organisation, form, status=422)
    try:
        public = save_profile(
            organisation=organisation,
            base=form.cleaned_data["base"] or 0,
            content=form.content(),
            logo=form.logo_change(),
            user=person(request),
            now=timezone.now(),
        )
    except ProfileConflict as conflict:
        return _show(request, organisation, _again(request, form, conflict.theirs), status=409)
    except ValidationError as problems:
        _tell(form, problems)
        form.ask_for_the_file_again(request.FILES)
        return _show(request, organisation, form, status=422)
    messages.success(request, _words(organisation, public=public))
    return redirect("pacte:edit-profile", slug)


@members_only
@require_safe
def proposed_logo(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Show a logo that waits to be read, to its members and to the staff."""
    organisation = editable_organisation(request.user, slug)
    found = logo_in_waiting(organisation=organisation, pk=pk)
    if found is None:
        raise Http404
    extension = found.file.rpartition(".")[2]
    return serve_private(
        path=found.file,
        name=found.name,
        content_type=IMAGE_TYPES.get(extension, "application/octet-stream"),
        in_the_page=True,
    )


def _words(organisation: Organisation, *, public: bool) -> str:
    if public:
        return _("C’est enregistré, et public dès maintenant.")
    if organisation.live:
        return _("C’est enregistré. L’animation relit ; la fiche publique ne change qu’après.")
    return _("C’est enregistré. La fiche paraîtra quand l’animation l’aura relue.")


def _tell(form: ProfileForm, problems: ValidationError) -> None:
    for name, errors in problems.message_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def _again(request: HttpRequest, form: ProfileForm, theirs: Organisation) -> ProfileForm:
    """Return what was typed, ready to be sent over what somebody else wrote meanwhile."""
    data = request.POST.copy()
    data["base"] = str(theirs.latest_revision_id or 0)
    again = ProfileForm(data, organisation=theirs)
    again.is_valid()
    again.ask_for_the_file_again(request.FILES)
    names = changed_labels(initial_of(theirs), form)
    again.add_error(
        None,
        _(
            "Quelqu’un a modifié la fiche pendant que vous écriviez (%(fields)s). Ce que vous avez "
            "tapé est gardé ci-dessous : comparez, puis enregistrez pour le garder."
        )
        % {"fields": names or _("rien de différent")},
    )
    return again


def _show(
    request: HttpRequest, organisation: Organisation, form: ProfileForm, status: int = 200
) -> HttpResponse:
    copy = working_copy(organisation)
    context: dict[str, Any] = {
        "organisation": organisation,
        "form": form,
        "completeness": completeness_of(copy),
        "commune_names": [label_of(commune) for commune in all_communes()],
        "copy": copy,
        "waits": organisation.live and organisation.has_unpublished_changes,
    }
    return render(request, "pacte/profiles/edit.html", context, status=status)
