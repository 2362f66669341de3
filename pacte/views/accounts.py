"""Logging in and out, and a person's own space."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pacte.selectors.accounts import my_space as select_my_space
from pacte.throttling import login_is_throttled

WAIT_SECONDS = 300


class LoginForm(AuthenticationForm):
    """Django's form, in the words of the site; what was typed is kept, the password is not."""

    error_messages = {
        "invalid_login": _(
            "L’identifiant et le mot de passe ne vont pas ensemble. Vérifiez les majuscules, "
            "puis réessayez."
        ),
        "inactive": _("Ce compte est fermé."),
        "throttled": _("Trop d’essais de suite. Attendez cinq minutes, puis réessayez."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Identifiant")
        self.fields["password"].label = _("Mot de passe")


class Login(LoginView):
    """The door of the site: throttled by address and by account."""

    template_name = "pacte/accounts/login.html"
    extra_context = {"throttled": ""}
    form_class = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for name in ("site", "site_name"):  # Django's would hide those of the site
            context.pop(name, None)
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if login_is_throttled(request):
            return self._refuse()
        return super().post(request, *args, **kwargs)

    def _refuse(self) -> HttpResponse:
        typed = {"username": self.request.POST.get("username", "")[:150]}
        form = self.form_class(self.request, initial=typed)
        context = self.get_context_data(form=form)
        context["throttled"] = LoginForm.error_messages["throttled"]
        response = self.render_to_response(context, status=429)
        response["Retry-After"] = str(WAIT_SECONDS)
        return response


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def my_space(request: HttpRequest) -> HttpResponseBase:
    assert request.user.is_authenticated  # noqa: S101
    return render(request, "pacte/accounts/my_space.html", {"space": select_my_space(request.user)})
