"""What the staff and the authors receive by e-mail about needs and offers.

Nothing personal is written in a message: an author is only the address it is sent to.
"""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperation.lifecycle import PUBLIC_STATES
from cooperation.models import Posting, PostingContact
from cooperation.wording.postings import sentence_of
from pacte.addresses import absolute
from pacte.selectors.people import curators
from pacte.services.mail import post


def curators_addresses() -> list[str]:
    """Return the addresses of the active staff, or of the administrators when there is none."""
    return sorted(set(curators().exclude(email="").values_list("email", flat=True)))


def tell_curators(*, posting: Posting) -> None:
    """Tell each of the staff, once the transaction is committed, that a posting waits for them."""
    addresses = curators_addresses()
    if not addresses:
        return
    path = reverse("wagtailsnippets_cooperation_posting:edit", args=[posting.pk])
    context = {
        "posting": posting,
        "sentence": sentence_of(posting),
        "url": absolute(path),
    }
    subject = _("Annonce à relire : %(title)s") % {"title": posting.title}
    body = render_to_string("cooperation/postings/submitted.txt", context)
    for address in addresses:
        post(to=address, subject=subject, text=body)


def tell_author(*, posting: Posting, note: str) -> None:
    """Tell who left a posting, once the transaction is committed, what became of it and why."""
    contact = PostingContact.objects.filter(posting=posting).first()
    if contact is None:
        return
    state = posting.get_status_display()
    is_public = posting.status in PUBLIC_STATES
    context = {
        "posting": posting,
        "sentence": sentence_of(posting),
        "state": state,
        "note": note,
        "url": absolute(posting.get_absolute_url()) if is_public else "",
    }
    names = {"title": posting.title, "state": state}
    subject = _("Votre annonce « %(title)s » : %(state)s") % names
    body = render_to_string("cooperation/postings/decided.txt", context)
    post(to=contact.email, subject=subject, text=body)
