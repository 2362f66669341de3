"""What every list of the administration shares: search, filters and safe exports."""

from collections import OrderedDict
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.models import WorkflowState
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def neutral(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


class SafeIndexView(IndexView):
    """A list whose exports are readable and cannot run anything."""

    def to_row_dict(self, item: Any) -> "OrderedDict[str, Any]":
        return OrderedDict((field, self._readable(item, field)) for field in self.list_export)

    @staticmethod
    def _readable(item: Any, field: str) -> Any:
        if display := getattr(item, f"get_{field}_display", None):
            return str(display())
        value = getattr(item, field)
        if callable(getattr(value, "all", None)):
            return ", ".join(str(row) for row in value.all())
        if value is None or isinstance(value, bool | int | float):
            return value
        return str(value) if hasattr(value, "_meta") else value

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return neutral(super().preprocess_field_value(field, value, export_format))


def state_of(row: Any) -> str:
    """Say where a moderated row stands: published, draft, waiting for approval."""
    state = _("Publiée") if row.live else _("Brouillon")
    if row.workflow_in_progress:
        return _("%(state)s, à relire") % {"state": state}
    if row.live and row.has_unpublished_changes:
        return _("%(state)s, modifications en attente") % {"state": state}
    return state


def state_column() -> Column:
    """Return the column that tells the state, without a query for each row."""
    return Column("state", label=gettext_lazy("État"), accessor=state_of, sort_key="live")


def _with_states(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Fetch at once what the state column asks of every row: draft and moderation."""
    running = Prefetch(
        "workflow_states",
        WorkflowState.objects.active().select_related("current_task_state__task"),
        to_attr="_current_workflow_states",
    )
    return rows.select_related("latest_revision").prefetch_related(running)


class PactViewSet(SnippetViewSet):
    """A list of the administration: searched in the database, exported, never copied."""

    index_view_class = SafeIndexView
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50
    select_related: tuple[str, ...] = ()
    prefetch_related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Fetch in a fixed number of queries what a list and its export show."""
        rows: QuerySet[Any] = self.model._default_manager.all()
        if self.select_related:
            rows = rows.select_related(*self.select_related)
        if self.draftstate_enabled and self.workflow_enabled:
            rows = _with_states(rows)
        return rows.prefetch_related(*self.prefetch_related)


class LockedEditView(EditView):
    """A row that the site writes too: whoever saves the form waits for it, and it waits for them."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            rows = self.model._default_manager.select_for_update()
            if not rows.filter(pk=self.object.pk).exists():
                raise Http404
            return super().post(request, *args, **kwargs)


class ReadMostlyPolicy(ModelPermissionPolicy):
    """Rows that come from official lists: corrected if need be, never added nor deleted."""

    forbidden = frozenset({"add", "delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.forbidden and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        allowed = set(actions) - self.forbidden
        return bool(allowed and super().user_has_any_permission(user, allowed))


class ReadOnlyPolicy(ReadMostlyPolicy):
    """Rows that programs write: only looked at."""

    forbidden = frozenset({"add", "change", "delete"})
