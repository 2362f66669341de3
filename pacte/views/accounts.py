"""A person's own space."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pacte.selectors.accounts import my_space as select_my_space


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def my_space(request: HttpRequest) -> HttpResponseBase:
    assert request.user.is_authenticated  # noqa: S101
    return render(request, "pacte/accounts/my_space.html", {"space": select_my_space(request)})
