"""The third step of an organisation that begins: what it does, hence what it gives and takes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from cooperation.forms.starting import UsualForm
from cooperation.knowledge import Trade
from cooperation.selectors.trades import candidates, trade_of
from cooperation.services.starting import start_postings
from pacte.models import Organisation
from pacte.permissions import is_member
from pacte.selectors.memberships import editable_organisation

LONGEST = 200


@cache_control(private=True, no_store=True)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def welcome_trade(request: HttpRequest, slug: str) -> HttpResponse:
    """Recognise the trade, propose what one usually gives and takes in it, save what is ticked."""
    organisation = editable_organisation(request.user, slug)
    text = request.GET.get("activite", "").strip()[:LONGEST]
    trade = trade_of(request.GET.get("metier", ""))
    if request.method != "POST" or trade is None:
        form = UsualForm(trade=trade) if trade else None
        return _show(request, organisation, text, trade, form)
    form = UsualForm(request.POST, trade=trade)
    if not form.is_valid():
        return _show(request, organisation, text, trade, form, status=422)
    made = start_postings(
        organisation=organisation,
        chosen=form.chosen(),
        user=request.user,  # type: ignore[arg-type]
        now=timezone.now(),
    )
    messages.success(request, _words(made, confirmed=is_member(request.user, organisation)))
    return redirect("pacte:my-space")


def _words(made: int, *, confirmed: bool) -> str:
    if not made:
        return _("C’est prêt. Vous pourrez déposer des annonces quand vous voudrez.")
    words = ngettext(
        "C’est prêt : %(count)s annonce en brouillon vous attend, à compléter quand vous voudrez.",
        "C’est prêt : %(count)s annonces en brouillon vous attendent, à compléter quand vous "
        "voudrez.",
        made,
    )
    said = words % {"count": made}
    if confirmed:
        return said
    where = _("Vous les trouverez dans votre espace quand l’animation aura confirmé votre demande.")
    return f"{said} {where}"


def _show(
    request: HttpRequest,
    organisation: Organisation,
    text: str,
    trade: Trade | None,
    form: UsualForm | None,
    status: int = 200,
) -> HttpResponse:
    said = text or organisation.summary or organisation.name
    context: dict[str, Any] = {
        "organisation": organisation,
        "text": text,
        "trade": trade,
        "form": form,
        "trades": candidates(said, organisation.naf),
    }
    return render(request, "cooperation/starting/trade.html", context, status=status)
