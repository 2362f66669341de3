"""What the staff receive by e-mail about needs and offers. Nothing personal leaves the site."""

from functools import partial

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperation.models import Posting
from cooperation.wording.postings import sentence_of
from pacte.permissions import CURATORS


def curators_addresses() -> list[str]:
    """Return the addresses of the active staff, or of the administrators when there is none."""
    people = get_user_model().objects.filter(is_active=True).exclude(email="")
    staff = people.filter(groups__name=CURATORS)
    chosen = staff if staff.exists() else people.filter(Q(is_superuser=True))
    return sorted(set(chosen.values_list("email", flat=True)))


def tell_curators(*, posting: Posting) -> None:
    """Tell the staff, once the transaction is committed, that a posting waits for them."""
    addresses = curators_addresses()
    if not addresses:
        return
    path = reverse("wagtailsnippets_cooperation_posting:edit", args=[posting.pk])
    context = {
        "posting": posting,
        "sentence": sentence_of(posting),
        "url": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}",
    }
    subject = " ".join((_("Annonce à relire : %(title)s") % {"title": posting.title}).splitlines())
    body = render_to_string("cooperation/postings/submitted.txt", context)
    send = partial(send_mail, subject, body, None, addresses)
    transaction.on_commit(send, robust=True)
