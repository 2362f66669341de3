"""The people who act for organisations, by their name and their e-mail."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList

from pacte.admin.base import PactViewSet
from pacte.admin.users import name_of
from pacte.models import Membership


class PersonField(forms.ModelChoiceField[Any]):
    """Somebody, told by name and address."""

    def label_from_instance(self, obj: Any) -> str:
        name = name_of(obj)
        return name if name == obj.email else f"{name} ({obj.email})"


class MembershipForm(WagtailAdminModelForm):
    """Who acts, for which organisation."""

    user = PersonField(
        label=_("Personne"),
        queryset=get_user_model().objects.order_by("last_name", "email"),
    )


class MembershipViewSet(PactViewSet):
    model = Membership
    icon = "group"
    menu_label = _("Membres")
    list_display = ["person", "organisation", "role"]
    list_filter = ["role"]
    search_fields = ["user__first_name", "user__last_name", "user__email", "organisation__name"]
    select_related = ("user", "organisation")
    edit_handler = ObjectList(
        [FieldPanel("organisation"), FieldPanel("user"), FieldPanel("role")],
        base_form_class=MembershipForm,
    )
