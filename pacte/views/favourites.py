"""One's favourites."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.models import Organisation
from pacte.selectors.favourites import favourites_of
from pacte.services.favourites import add, remove
from pacte.views.doors import back, members_only, person


@members_only
@require_safe
def favourites(request: HttpRequest) -> HttpResponse:
    """Show one's favourites, and let a few be compared."""
    context = {"organisations": favourites_of(person(request))}
    return render(request, "pacte/favourites/list.html", context)


@members_only
@require_POST
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep an organisation at hand, or no longer."""
    organisation = get_object_or_404(Organisation.objects.public(), slug=slug)
    user = person(request)
    if "remove" in request.POST:
        remove(organisation=organisation, user=user)
        messages.success(request, _("%(name)s n’est plus dans vos favoris.") % _named(organisation))
    elif add(organisation=organisation, user=user, now=timezone.now()):
        messages.success(request, _("%(name)s est dans vos favoris.") % _named(organisation))
    else:
        messages.error(request, _("Vous avez déjà 200 favoris : retirez-en d’abord."))
    return HttpResponseRedirect(back(request))


def _named(organisation: Organisation) -> dict[str, str]:
    return {"name": organisation.name}
