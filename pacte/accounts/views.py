"""The login link, and the page of what protects an account."""

from typing import TYPE_CHECKING, Any, cast

from allauth.account.utils import get_next_redirect_url
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pacte.accounts import links
from pacte.accounts.forms import LinkForm, PersonNameForm
from pacte.selectors.account_security import account_security, open_sessions

if TYPE_CHECKING:
    from django.contrib.auth.models import User

private = cache_control(private=True, no_store=True)


def _user(request: HttpRequest) -> "User":
    return cast("User", request.user)


def _next(request: HttpRequest) -> str:
    return get_next_redirect_url(request) or ""


@never_cache
@require_http_methods(["GET", "POST"])
def ask_link(request: HttpRequest) -> HttpResponse:
    """Ask for an address, and send it a link; the answer is the same for every address."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = LinkForm(request.POST or None)
    if form.is_valid():
        links.send_link(request, form.cleaned_data["email"].lower(), _next(request))
        return redirect("login-link-sent")
    context = {"form": form, "next": _next(request)}
    status = 422 if form.is_bound else 200
    return render(request, "account/login_link.html", context, status=status)


@never_cache
@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    """Say what to look for in one's mail."""
    return render(
        request, "account/login_link_sent.html", {"minutes": settings.SESAME_MAX_AGE // 60}
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button, which alone logs in: programs that open links consume none."""
    if request.method == "POST":
        response = links.log_in(request, token, _next(request))
        if response is not None:
            return response
    person = links.person_of(token)
    context = {"person": person, "next": _next(request)}
    status = 200 if person else 410
    page = render(request, "account/login_link_open.html", context, status=status)
    page["Referrer-Policy"] = "same-origin"  # the address holds the key
    return page


@private
@login_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Show what protects the account."""
    context = {"account": account_security(_user(request))}
    return render(request, "pacte/accounts/security.html", context)


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_name(request: HttpRequest) -> HttpResponse:
    """Change how the person is called."""
    form = PersonNameForm(request.POST or None, instance=_user(request))
    if form.is_valid():
        form.save()
        messages.success(request, _("Votre nom est enregistré."))
        return redirect("account-security")
    status = 422 if form.is_bound else 200
    return render(request, "pacte/accounts/name.html", {"form": form}, status=status)


class SessionsView(ListUserSessionsView):
    """The sessions of a person; posting closes all but this one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the sessions that still open something, in two queries however many."""
        found = open_sessions(_user(self.request))
        context: dict[str, Any] = super(ListUserSessionsView, self).get_context_data(**kwargs)
        return {**context, "sessions": found, "session_count": len(found)}


sessions = private(SessionsView.as_view())


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Close one of the person's own sessions."""
    session = get_object_or_404(UserSession, pk=pk, user=_user(request))
    end_sessions(request, [session])
    messages.success(request, _("La session est fermée."))
    return redirect("usersessions_list")
