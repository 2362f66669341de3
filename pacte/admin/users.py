"""The people of the administration, by their name and their e-mail.

The e-mail identifies; the user name is drawn, says nothing of anybody and is never shown.
"""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users import forms as wagtail_forms
from wagtail.users.views import users

from pacte.services.accounts import drawn_username

SEARCHED = ("first_name", "last_name", "email")


def name_of(user: Any) -> str:
    """Return the name of a person, or their e-mail when they gave none."""
    return str(user.get_full_name() or user.email or _("Personne sans nom ni adresse"))


class _ByEmail:
    """A form of a person without their user name, which is drawn."""

    separate_username_field = False
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]
    instance: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["username"]

    def clean_email(self) -> str:
        """Refuse the address of somebody else: it is what one logs in with."""
        email = str(self.cleaned_data["email"])
        others = get_user_model().objects.exclude(pk=self.instance.pk)
        if others.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Une autre personne a déjà cette adresse."))
        return email

    def save(self, commit: bool = True) -> Any:
        """Draw a user name for who is new."""
        self.instance.username = self.instance.username or drawn_username()
        return super().save(commit=commit)  # type: ignore[misc]


class UserCreationForm(_ByEmail, wagtail_forms.UserCreationForm):
    """Add a person."""


class UserEditForm(_ByEmail, wagtail_forms.UserEditForm):
    """Change a person."""


class UserIndexView(users.IndexView):
    """The people, by name, found by name and e-mail."""

    search_fields = SEARCHED

    @cached_property
    def columns(self) -> list[Column]:
        """Show the e-mail where Wagtail shows the user name."""
        return [self._shown(column) for column in super().columns]

    def _shown(self, column: Column) -> Column:
        if column.name == "name":
            column.accessor, column.width = name_of, "30%"
        if column.name == "username":
            return Column("email", label=_("Adresse électronique"), sort_key="email", width="25%")
        return column

    def order_queryset(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        """Order by name; those who have none by their e-mail."""
        if self.ordering in {"name", "-name"}:
            rows = queryset.order_by("last_name", "first_name", "email", "pk")
            return rows.reverse() if self.ordering == "-name" else rows
        found: QuerySet[Any] = super().order_queryset(queryset)
        return found

    def search_queryset(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        """Find who has every word in their name or their e-mail."""
        for word in (self.search_query or "").split():
            anywhere = Q()
            for field in SEARCHED:
                anywhere |= Q(**{f"{field}__icontains": word})
            queryset = queryset.filter(anywhere)
        return queryset

    def get_list_buttons(self, instance: Any) -> list[Any]:
        """Name the person, not their user name, to who cannot see the list."""
        buttons: list[Any] = super().get_list_buttons(instance)
        for button in buttons:
            if label := button.attrs.get("aria-label"):
                button.attrs["aria-label"] = label.replace(str(instance), name_of(instance))
        return buttons


class _Named:
    """A page of one person: their name in its title, and in what it says was done."""

    success_message: Any
    object: Any
    request: HttpRequest

    def get_page_subtitle(self) -> str:
        """Return the name of the person."""
        return name_of(self.object)

    def get_success_message(self, instance: Any = None) -> str:
        """Say for whom it was done."""
        return str(self.success_message % {"object": name_of(instance or self.object)})


class UserCreateView(users.CreateView):
    """Add a person; say for whom it was done."""

    def get_success_message(self, instance: Any) -> str:
        """Say for whom it was done."""
        return str(self.success_message % {"object": name_of(instance)})


class UserEditView(_Named, users.EditView):
    """Change a person."""


class UserDeleteView(_Named, users.DeleteView):
    """Delete a person."""


class UserHistoryView(_Named, users.HistoryView):
    """What was done to a person's account."""


class UserViewSet(users.UserViewSet):
    """The people of the administration."""

    ordering = "name"
    index_view_class = UserIndexView
    add_view_class = UserCreateView
    edit_view_class = UserEditView
    delete_view_class = UserDeleteView
    history_view_class = UserHistoryView

    def get_form_class(self, for_update: bool = False) -> type[forms.Form]:
        """Leave the user name out of both forms."""
        return UserEditForm if for_update else UserCreationForm
