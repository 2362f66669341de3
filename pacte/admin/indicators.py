"""Indicators: what they count, the values that people enter, those that the site counted."""

from typing import Any

from django.forms import ChoiceField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, ObjectList
from wagtail.log_actions import LogFormatter

from pacte.admin.base import LockedEditView, PactViewSet
from pacte.charts import number
from pacte.counting import unit_choices
from pacte.models import Indicator
from pacte.services.indicators import MOVED


class EnteredValues(BaseChildFormSet):
    """The values that people entered; what the site counted is neither edited nor deleted here."""

    def __init__(
        self, data: Any = None, files: Any = None, instance: Any = None, **kwargs: Any
    ) -> None:
        rows = None if instance is None else instance.values.filter(key="")
        super().__init__(data, files, instance=instance, **kwargs | {"queryset": rows})


class EnteredValuesPanel(InlinePanel):
    def get_form_options(self) -> Any:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = EnteredValues
        return options


class IndicatorAdminForm(WagtailAdminModelForm):
    counted_unit = ChoiceField(
        label=gettext_lazy("Unité dans laquelle il compte"),
        help_text=gettext_lazy("Pour les quantités seulement ; celle du nom affiché, d’ordinaire."),
        choices=unit_choices,
        required=False,
    )


class MovedFormatter(LogFormatter):
    """Say of how much an indicator moved by itself, and why."""

    label = gettext_lazy("Valeur comptée par le site")

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        return _("Compté par le site : %(by)s, soit %(value)s. %(source)s") % {
            "by": number(data.get("by", 0)),
            "value": number(data.get("value", 0)),
            "source": data.get("source", ""),
        }


def register_history(actions: Any) -> None:
    """Tell the history of an indicator how to word what the site counted."""
    actions.register_action(MOVED)(MovedFormatter)


class IndicatorViewSet(PactViewSet):
    model = Indicator
    icon = "order"
    edit_view_class = LockedEditView
    list_display = ["name", "action", "unit", "target", "target_date", "counts"]
    list_filter = ["action__objective__theme", "counts", "is_fictitious"]
    search_fields = ["name", "action__title"]
    select_related = ("action",)
    prefetch_related = ("values",)
    list_export = [
        "action",
        "name",
        "unit",
        "baseline",
        "target",
        "target_date",
        "source",
        "counts",
    ]
    export_filename = "indicateurs"
    edit_handler = ObjectList(
        [
            FieldPanel("action"),
            FieldPanel("name"),
            FieldPanel("unit"),
            FieldRowPanel(
                [FieldPanel("baseline"), FieldPanel("target"), FieldPanel("target_date")]
            ),
            FieldPanel("source"),
            FieldRowPanel([FieldPanel("counts"), FieldPanel("counted_unit")]),
            EnteredValuesPanel(
                "values",
                heading=gettext_lazy("Valeurs datées, saisies"),
                label=gettext_lazy("Valeur"),
            ),
            HelpPanel(
                template="pacte/admin/counted_values.html",
                heading=gettext_lazy("Valeurs comptées par le site"),
            ),
            FieldPanel("is_fictitious"),
        ],
        base_form_class=IndicatorAdminForm,
    )
