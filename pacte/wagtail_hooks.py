"""What the pact adds to the administration."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path
from django.utils import timezone
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from pacte.admin import claims, history, indicators
from pacte.admin.base import ReadMostlyPolicy
from pacte.admin.groups import NetworkGroup, RoadmapGroup, TerritoryGroup
from pacte.admin.mail import MailPanel
from pacte.models import Commune, Epci
from pacte.permissions import is_administrator, is_curator
from pacte.selectors.mail import mail_queue

register_permission_policy(Commune, ReadMostlyPolicy(Commune))
register_permission_policy(Epci, ReadMostlyPolicy(Epci))
register_snippet(NetworkGroup)
register_snippet(RoadmapGroup)
register_snippet(TerritoryGroup)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_claims() -> list[URLResolver]:
    """Add the pages of the claims."""
    return [path("rattachements/", include((claims.urlpatterns, "pacte_claims")))]


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]
def fit_lists_to_telephones() -> str:
    """Leave room for the names of the lists on narrow screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def show_claims_in_menu() -> MenuItem:
    """Put the claims in the menu, with how many wait."""
    return claims.ClaimsMenuItem()


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def show_claims(request: HttpRequest, panels: list[Any]) -> None:
    """Put the claims that wait on the first page of the staff."""
    if is_curator(request.user):
        panels.append(claims.ClaimsPanel())


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def show_mail(request: HttpRequest, panels: list[Any]) -> None:
    """Tell the staff of messages that do not leave."""
    if is_curator(request.user):
        state = mail_queue(now=timezone.now())
        if state.late or state.given_up:
            panels.append(MailPanel(state, may_see_addresses=is_administrator(request.user)))


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def register_members_history(actions: Any) -> None:
    """Tell the history pages how to word what happens to members."""
    history.register(actions)
    indicators.register_history(actions)
