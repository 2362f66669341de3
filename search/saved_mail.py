"""E-mails about saved searches: confirmation, and digests, as text and as HTML."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.feeds import absolute
from search.models import Document, SavedSearch
from search.saved import MOST_BY_PERSON, Asked
from search.wording import TYPE_NAMES

logger = logging.getLogger(__name__)
ANSWER = ("search/saved/answer.txt", "search/saved/answer_mail.html")
DIGEST = ("search/saved/digest.txt", "search/saved/digest_mail.html")
SHOWN = 20
FAULTS = (OSError, ValueError)
"""What a mail server that is down or refuses, or an address that cannot be written, raises."""


def addresses(search: SavedSearch) -> dict[str, str]:
    """Give the addresses that an e-mail leads to."""
    results = absolute(f"{reverse('search:results')}?{search.address}")
    names = ("confirm", "manage", "unsubscribe")
    return {"results": results} | {
        name: absolute(reverse(f"search:saved-{name}", args=[search.token])) for name in names
    }


def send_answer(search: SavedSearch, asked: Asked) -> None:
    """Tell who asked what to do next; a mail server that is down is noted, without the address."""
    subjects = {
        Asked.WAITS: _("Confirmez votre recherche : %(name)s"),
        Asked.KNOWN: _("Vous suivez déjà cette recherche : %(name)s"),
        Asked.TOO_MANY: _("Vous suivez déjà trop de recherches"),
    }
    subject = subjects[asked] % {"name": search.name}
    context = {"asked": asked.value, "most": MOST_BY_PERSON}
    try:
        _message(search, subject, ANSWER, context).send()
    except FAULTS as error:
        logger.warning("saved search %s: no answer sent (%s)", search.pk, type(error).__name__)


def send_digest(search: SavedSearch, found: Sequence[Document]) -> None:
    """Tell what is new; raises what the mail server raises."""
    count = len(found)
    subject = ngettext("%(n)s nouveauté : %(name)s", "%(n)s nouveautés : %(name)s", count)
    rows = [
        {
            "title": row.title,
            "url": absolute(row.url),
            "kind": TYPE_NAMES[row.kind],
            "day": row.day,
            "is_fictitious": row.is_fictitious,
        }
        for row in found[:SHOWN]
    ]
    context = {"rows": rows, "count": count, "others": max(count - SHOWN, 0)}
    message = _message(search, subject % {"n": count, "name": search.name}, DIGEST, context)
    message.extra_headers["List-Unsubscribe"] = f"<{addresses(search)['unsubscribe']}>"
    message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.send()


def _message(
    search: SavedSearch, subject: str, templates: tuple[str, str], context: Mapping[str, Any]
) -> EmailMultiAlternatives:
    told = {
        **context,
        "search": search,
        "addresses": addresses(search),
        "site": settings.WAGTAIL_SITE_NAME,
    }
    text, html = (render_to_string(template, told) for template in templates)
    message = EmailMultiAlternatives(" ".join(subject.splitlines()), text, None, [search.email])
    message.attach_alternative(html, "text/html")
    return message
