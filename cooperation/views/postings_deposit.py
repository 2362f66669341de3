"""Posting an offer or a need: with or without an account, in one page, once."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from cooperation.forms.deposit import DepositForm
from cooperation.forms.posting_content import initial_of
from cooperation.forms.typing import TypedForm, has_words, shown_content, token_of, typed_content
from cooperation.models import PostingDraft
from cooperation.selectors.drafts import draft_photos
from cooperation.selectors.moderation import waiting_before
from cooperation.selectors.own_postings import own_posting
from cooperation.selectors.postings import organisations_of
from cooperation.services.postings import PostingMoveRefused
from cooperation.services.postings_drafts import (
    deposit_once,
    forget_draft,
    open_draft,
    save_draft,
)
from cooperation.views.postings_draft_photos import (
    data_again,
    file_errors,
    has_photos,
    keep_photos,
)
from cooperation.views.postings_typing import COOKIE, SALT, preview_context, remember
from cooperation.wording.pictures import Picture, draft_pictures
from pacte.selectors.acting import RETURN_TO, TYPED_ADDRESS, acting_organisation
from pacte.selectors.communes import all_communes, label_of
from pacte.throttling import Limit, seconds_to_wait

TRIES = Limit("posting-tries", "60/h")
"""How many times an address may send the form, mistakes included."""
DEPOSITS = Limit("posting-deposits", "10/h")
"""How many postings an address may leave."""
REFERENCE = "posting_reference"
FORM = "cooperation/postings/deposit.html"


class DepositView(View):
    """Show the form, say what is wrong keeping what was typed, or save and submit."""

    def get(self, request: HttpRequest) -> HttpResponse:
        draft = self._draft()
        initial = self._me() | self._copied()
        if draft is not None and "copie" not in request.GET:
            initial |= shown_content(draft.content) | {"token": draft.token}
        shown = draft if "copie" not in request.GET else None
        pictures = self._pictures(shown.token if shown else None)
        form = self._form(initial={"token": uuid.uuid4()} | initial, pictures=pictures)
        return self._show(form, {"draft": shown})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request.POST, request.FILES, pictures=self._pictures(self._token()))
        if seconds := seconds_to_wait(request, TRIES):
            return self._too_many(form, seconds)
        if form.is_robot:
            return redirect("cooperation:posting-thanks")
        aside = {"apercu": self._preview, "brouillon": self._keep, "compte": self._to_account}
        for name, answer in aside.items():
            if name in request.POST:
                return answer()
        if not form.is_valid():
            return self._refused(form)
        if seconds := seconds_to_wait(request, DEPOSITS):
            return self._too_many(form, seconds)
        return self._deposit(form)

    def _deposit(self, form: DepositForm) -> HttpResponse:
        try:
            posting = deposit_once(
                token=form.cleaned_data.get("token") or uuid.uuid4(),
                posting=form.filled_posting(),
                contact=form.contact(),
                new_organisation=form.new_organisation(),
                user=self.request.user,
                now=timezone.now(),
                photos=form.photo_plan(),
            )
        except PostingMoveRefused as refusal:
            form.add_error("new_1", refusal.message)
            return self._show(form, status=409)
        self.request.session[REFERENCE] = posting.pk
        response = redirect("cooperation:posting-thanks")
        response.delete_cookie(COOKIE, path="/annonces/")
        return response

    def _refused(self, form: DepositForm) -> HttpResponse:
        """Say what is wrong; the photographs that are right join the draft, nothing is lost."""
        token = self._save(form) if self.request.FILES else None
        if token is None:
            return self._show(form, status=422)
        pictures = self._pictures(token)
        again = self._form(data_again(self.request, form, pictures, token), pictures=pictures)
        again.is_valid()
        for error in file_errors(form):
            again.add_error("new_1", error)
        response = self._show(again, status=422)
        remember(response, str(token))
        return response

    def _preview(self) -> HttpResponse:
        """Show the matches without a script: the same page, nothing called wrong yet."""
        token = self._save() if has_photos(self.request) else None
        typed = preview_context(self.request, TypedForm(self.request.POST).read())
        del typed["form"]
        response = self._show(self._as_typed(token), typed)
        if token is not None:
            remember(response, str(token))
        return response

    def _keep(self) -> HttpResponse:
        """Keep the draft without a script."""
        token = self._save()
        if token is None:
            return self._show(self._as_typed())
        messages.success(self.request, _("Le brouillon est gardé 30 jours sur cet appareil."))
        response = redirect("cooperation:posting-create")
        remember(response, str(token))
        return response

    def _to_account(self) -> HttpResponse:
        """Keep the draft, then let the visitor sign in or up; the form waits as it was left."""
        token = self._save()
        self.request.session[RETURN_TO] = reverse("cooperation:posting-create")
        self.request.session[TYPED_ADDRESS] = self.request.POST.get("contact_email", "")[:254]
        query = urlencode({"next": reverse("cooperation:posting-create")})
        response = redirect(f"{reverse('account_login')}?{query}")
        if token is not None:
            remember(response, str(token))
        return response

    def _save(self, form: DepositForm | None = None) -> uuid.UUID | None:
        content = typed_content(self.request.POST)
        if not has_words(content) and not has_photos(self.request):
            return None
        user, now = self.request.user, timezone.now()
        token = self._token() or uuid.uuid4()
        draft = save_draft(token=token, content=content, user=user, now=now)
        if draft is None:
            return None
        if has_photos(self.request):
            keep_photos(self.request, draft.token, form, self._pictures(draft.token))
        return draft.token

    def _token(self) -> uuid.UUID | None:
        return token_of(self.request.POST.get("token"))

    def _pictures(self, token: uuid.UUID | None) -> list[Picture]:
        """Return the photographs of the draft that is being written."""
        return draft_pictures(draft_photos(token=token, user=self.request.user))

    def _as_typed(self, kept: uuid.UUID | None = None) -> DepositForm:
        data = self.request.POST
        reach = {name: data.get(name, "") for name in REACH}
        token = kept or self._token()
        initial = typed_content(data) | reach | {"token": token or uuid.uuid4()}
        return self._form(initial=initial, pictures=self._pictures(token))

    def _form(self, *args: Any, **kwargs: Any) -> DepositForm:
        return DepositForm(*args, organisations=organisations_of(self.request.user), **kwargs)

    def _draft(self) -> PostingDraft | None:
        kept = self.request.get_signed_cookie(COOKIE, default=None, salt=SALT)
        token, user = token_of(kept), self.request.user
        return open_draft(token=token, user=user, now=timezone.now())

    def _copied(self) -> dict[str, Any]:
        """Return what a posting of one's own says, to write another like it."""
        number = self.request.GET.get("copie", "")
        if not number.isdecimal() or len(number) > 18:
            return {}
        posting = own_posting(user=self.request.user, pk=int(number))
        if posting is None:
            return {}
        return initial_of(posting) | {"starts_on": None, "ends_on": None}

    def _me(self) -> dict[str, Any]:
        user = self.request.user
        if not user.is_authenticated:
            return {}
        return {
            "acts_for": acting_organisation(self.request),
            "contact_name": user.get_full_name(),
            "contact_email": user.email,
        }

    def _too_many(self, form: DepositForm, seconds: int) -> HttpResponse:
        form.is_valid()
        minutes = -(-seconds // 60)
        text = ngettext(
            "Trop d’envois depuis votre connexion. Gardez cette page et réessayez dans %(n)s minute.",
            "Trop d’envois depuis votre connexion. Gardez cette page et réessayez dans %(n)s minutes.",
            minutes,
        )
        form.add_error(None, text % {"n": minutes})
        response = self._show(form, status=429)
        response["Retry-After"] = str(seconds)
        return response

    def _show(
        self, form: DepositForm, more: dict[str, Any] | None = None, status: int = 200
    ) -> HttpResponse:
        context = {
            **EMPTY,
            "form": form,
            "commune_names": [label_of(commune) for commune in all_communes()],
            **(more or {}),
        }
        response = render(self.request, FORM, context, status=status)
        response["Cache-Control"] = "private, no-store"
        return response


REACH = ("contact_name", "contact_email", "contact_phone", "consent")
NOTHING_SEEN = {"understood": "", "unread": False, "units": "", "conversion": ""}
EMPTY: dict[str, Any] = {"draft": None, "seen": NOTHING_SEEN, "asked": False, "matches": None}


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Start again: the draft of this browser is forgotten."""
    kept = token_of(request.get_signed_cookie(COOKIE, default=None, salt=SALT))
    token = token_of(request.POST.get("token")) or kept
    if token is not None:
        forget_draft(token=token, user=request.user)
    response = redirect("cooperation:posting-create")
    response.delete_cookie(COOKIE, path="/annonces/")
    return response


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank, with the reference of what was just posted."""
    reference = request.session.get(REFERENCE)
    before = waiting_before(posting_id=reference) if reference else 0
    context = {"reference": reference, "before": before}
    return render(request, "cooperation/postings/thanks.html", context)
