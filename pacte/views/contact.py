"""How to reach oneself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacte.forms.contact import ContactForm
from pacte.selectors.people import contact_of
from pacte.services.people import save_contact
from pacte.views.doors import members_only, person


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Show and change one's telephone and job."""
    user = person(request)
    form = ContactForm(request.POST or None, initial=contact_of(user))
    if request.method == "POST" and form.is_valid():
        save_contact(user=user, **form.cleaned_data)
        messages.success(request, _("C’est enregistré."))
        return redirect("pacte:my-space")
    status = 422 if form.errors else 200
    return render(request, "pacte/accounts/contact.html", {"form": form}, status=status)
