"""Browse and amend the knowledge: for the staff."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cooperation.enums import AmendedFile, AmendmentAction
from cooperation.forms.knowledge import AmendForm, as_text, subject_or_first
from cooperation.selectors import knowledge_base as selectors
from cooperation.services import knowledge_base as services
from cooperation.views.doors import curators_only
from cooperation.wording import knowledge as wording

PER_PAGE = 30


@curators_only
@require_safe
def knowledge_list(request: HttpRequest) -> HttpResponse:
    """Show the resources, the know-hows or the trades, searched, by pages."""
    subject = subject_or_first(request.GET.get("sujet", ""))
    search = request.GET.get("q", "")[:100]
    rows = selectors.entries(subject, search)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    tried = selectors.tried(request.GET.get("texte", ""), request.GET.get("naf", ""))
    context = {
        "subject": subject,
        "search": search,
        "page_obj": page,
        "tabs": _tabs(subject, search),
        "query": urlencode({"sujet": subject, "q": search}),
        "tried": wording.tried_lines(tried.text, tried.resources, tried.trades) if tried else None,
        "text": request.GET.get("texte", "")[:400],
        "naf": request.GET.get("naf", "")[:10],
        "history": wording.history_lines(selectors.history_of())[:PER_PAGE],
    }
    return render(request, "cooperation/knowledge/list.html", context)


def _tabs(subject: str, search: str) -> list[dict[str, Any]]:
    path = reverse("cooperation:knowledge")
    names = (
        (AmendedFile.RESOURCE, _("Ressources")),
        (AmendedFile.TRANSFORMATION, _("Savoir-faire")),
        (AmendedFile.TRADE, _("Métiers")),
    )
    return [
        {
            "label": label,
            "url": f"{path}?{urlencode({'sujet': code, 'q': search})}",
            "icon": "",
            "current": code == subject,
        }
        for code, label in names
    ]


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def knowledge_entry(request: HttpRequest, subject: str, code: str) -> HttpResponse:
    """Show a row with what rests on it and its history; change it."""
    if subject not in AmendedFile.values:
        raise Http404
    history = selectors.history_of(subject, code)
    if not selectors.exists(subject, code):
        if not history:
            raise Http404
        return render(request, "cooperation/knowledge/gone.html", _gone(subject, code, history))
    files = services.files_in_force()
    columns = selectors.columns_of(subject, files)
    form = _form(request, subject, code, columns, files)
    if request.method == "POST" and form.is_valid() and _saved(request, form, subject, "change"):
        return redirect("cooperation:knowledge-entry", subject=subject, code=code)
    context = {
        "subject": subject,
        "code": code,
        "form": form,
        "title": selectors.values_of(subject, code, files)["label"],
        "users": selectors.users_of(subject, code),
        "history": wording.history_lines(history),
        "kind": AmendedFile(subject).label,
    }
    return render(request, "cooperation/knowledge/entry.html", context)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def knowledge_add(request: HttpRequest, subject: str) -> HttpResponse:
    """Add a row."""
    if subject not in AmendedFile.values:
        raise Http404
    columns = selectors.columns_of(subject, services.files_in_force())
    form = AmendForm(request.POST or None, subject=subject, columns=columns, is_new=True)
    if request.method == "POST" and form.is_valid() and _saved(request, form, subject, "add"):
        code = form.cleaned_data["code"]
        return redirect("cooperation:knowledge-entry", subject=subject, code=code)
    context = {"subject": subject, "form": form, "kind": AmendedFile(subject).label}
    return render(request, "cooperation/knowledge/add.html", context)


@curators_only
@require_POST
def knowledge_remove(request: HttpRequest, subject: str, code: str) -> HttpResponse:
    """Remove a row that nothing rests on."""
    if subject not in AmendedFile.values or not selectors.exists(subject, code):
        raise Http404
    try:
        services.amend(
            subject=subject,
            code=code,
            action=AmendmentAction.REMOVE,
            values={},
            note=request.POST.get("note", "")[:300],
            user=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )
    except services.AmendmentRefused as refusal:
        messages.error(request, refusal.problem)
        return redirect("cooperation:knowledge-entry", subject=subject, code=code)
    messages.success(request, _("« %(code)s » est retiré.") % {"code": code})
    return redirect(f"{reverse('cooperation:knowledge')}?{urlencode({'sujet': subject})}")


@curators_only
@require_POST
def knowledge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo an amendment."""
    try:
        row = services.undo(amendment_id=pk, user=request.user, now=timezone.now())  # type: ignore[arg-type]
    except services.AmendmentRefused as refusal:
        messages.error(request, refusal.problem)
        return redirect("cooperation:knowledge")
    messages.success(request, _("L’amendement de « %(code)s » est annulé.") % {"code": row.code})
    return redirect("cooperation:knowledge-entry", subject=row.subject, code=row.code)


def _form(
    request: HttpRequest, subject: str, code: str, columns: list[str], files: dict[str, str]
) -> AmendForm:
    values = selectors.values_of(subject, code, files)
    initial = {column: as_text(column, values.get(column) or "") for column in columns}
    data = request.POST if request.method == "POST" else None
    return AmendForm(
        data, subject=subject, columns=columns, is_new=False, initial={**initial, "code": code}
    )


def _saved(request: HttpRequest, form: AmendForm, subject: str, action: str) -> bool:
    """Amend as the form says; show why when it is refused."""
    values = form.values()
    if action == AmendmentAction.CHANGE:
        before = {name: form.initial.get(name, "") for name in values}
        values = {
            name: value for name, value in values.items() if as_text(name, value) != before[name]
        }
        if not values:
            form.refuse("", _("Rien n’a changé."))
            return False
    try:
        services.amend(
            subject=subject,
            code=form.cleaned_data["code"],
            action=action,
            values=values,
            note=form.cleaned_data["note"],
            user=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )
    except services.AmendmentRefused as refusal:
        form.refuse(refusal.field, refusal.problem)
        return False
    messages.success(request, _("C’est enregistré ; les suggestions en tiennent compte."))
    return True


def _gone(subject: str, code: str, history: list[Any]) -> dict[str, Any]:
    return {
        "code": code,
        "kind": AmendedFile(subject).label,
        "history": wording.history_lines(history),
    }
