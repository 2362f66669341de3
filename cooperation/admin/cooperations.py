"""Cooperations: those that parties declared, those that the staff enter; what each counts for."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.views.snippets import CreateView, DeleteView

from cooperation.admin.flows import quantity_column, resource_column
from cooperation.forms.staff import CooperationAdminForm
from cooperation.models import Cooperation
from cooperation.selectors.effects import dues_of
from cooperation.services.cooperations import delete_cooperations, follow_edit
from cooperation.wording.effects import counted_summary, uncounted_line
from pacte.admin.base import LockedEditView, PactViewSet


def warn_of_uncounted(request: HttpRequest, cooperation: Cooperation) -> None:
    """Tell the staff which indicators of the action do not move, and why."""
    for row in dues_of(cooperation):
        if row.why_not is not None:
            messages.warning(request, uncounted_line(row.indicator, row.why_not))


class _Followed:
    """Counts what is saved, and says what cannot be counted."""

    form: Any
    request: Any

    def save_instance(self) -> Cooperation:
        """Save, count and warn."""
        saved: Cooperation = super().save_instance()  # type: ignore[misc]
        changed = self.form.changed_data
        follow_edit(cooperation=saved, user=self.request.user, changed=changed, now=timezone.now())
        warn_of_uncounted(self.request, saved)
        return saved


class CooperationCreateView(_Followed, CreateView):
    """Add a cooperation."""


class CooperationEditView(_Followed, LockedEditView):
    """Change a cooperation."""


class CooperationDeleteView(DeleteView):
    def delete_action(self) -> None:
        delete_cooperations(pks=[self.object.pk], user=self.request.user, now=timezone.now())


class CooperationBulkDelete(DeleteBulkAction):
    """Delete several of them, the indicators moved back first."""

    models = [Cooperation]

    @classmethod
    def execute_action(cls, objects: Any, user: Any = None, **kwargs: Any) -> tuple[int, int]:
        view = kwargs["self"]
        pks = [row.pk for row in objects]
        return delete_cooperations(pks=pks, user=view.request.user, now=timezone.now()), 0


def _counts_for(row: Cooperation) -> str:
    """Say in a list what a cooperation moved, and which indicators of its action it does not move."""
    return counted_summary(
        row.effects.all(), [(due.indicator, due.why_not) for due in dues_of(row) if due.why_not]
    )


class CooperationViewSet(PactViewSet):
    model = Cooperation
    icon = "link"
    add_view_class = CooperationCreateView
    edit_view_class = CooperationEditView
    delete_view_class = CooperationDeleteView
    list_display = [
        "giver",
        "receiver",
        resource_column(),
        quantity_column(),
        "since",
        "action",
        Column("counts_for", label=_("Compte pour"), accessor=_counts_for),
    ]
    list_filter = ["period", "action", "is_fictitious"]
    search_fields = ["giver__name", "receiver__name", "resource", "source"]
    select_related = ("giver", "receiver", "action")
    prefetch_related = ("effects__indicator", "action__indicators")
    list_export = [
        *(
            "giver",
            "receiver",
            "resource",
            "quantity",
            "unit",
            "period",
            "since",
            "action",
            "source",
        ),
    ]
    export_filename = "cooperations"
    edit_handler = ObjectList(
        [
            FieldPanel("giver", heading=_("Qui donne ou fournit")),
            FieldPanel("receiver", heading=_("Qui reçoit")),
            FieldPanel("resource"),
            FieldRowPanel([FieldPanel("quantity"), FieldPanel("unit"), FieldPanel("period")]),
            FieldPanel("since"),
            FieldPanel("posting", heading=_("Annonce d’origine")),
            FieldPanel("action", heading=_("Action de la feuille de route")),
            HelpPanel(
                template="cooperation/admin/effects.html",
                heading=_("Ce qu’elle fait aux indicateurs de l’action"),
            ),
            FieldPanel("source"),
            FieldPanel("is_fictitious"),
        ],
        base_form_class=CooperationAdminForm,
    )
