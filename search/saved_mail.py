"""E-mails about saved searches: confirmation, and digests, as text and as HTML."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.addresses import absolute
from pacte.services.mail import post
from search.models import Document, SavedSearch
from search.saved import MOST_BY_PERSON, Asked
from search.wording import TYPE_NAMES

ANSWER = ("search/saved/answer.txt", "search/saved/answer_mail.html")
DIGEST = ("search/saved/digest.txt", "search/saved/digest_mail.html")
SHOWN = 20


def addresses(search: SavedSearch) -> dict[str, str]:
    """Give the addresses that an e-mail leads to."""
    results = absolute(f"{reverse('search:results')}?{search.address}")
    names = ("confirm", "manage", "unsubscribe")
    return {"results": results} | {
        name: absolute(reverse(f"search:saved-{name}", args=[search.token])) for name in names
    }


def send_answer(search: SavedSearch, asked: Asked) -> None:
    """Tell who asked what to do next."""
    subjects = {
        Asked.WAITS: _("Confirmez votre recherche : %(name)s"),
        Asked.KNOWN: _("Vous suivez déjà cette recherche : %(name)s"),
        Asked.TOO_MANY: _("Vous suivez déjà trop de recherches"),
    }
    subject = subjects[asked] % {"name": search.name}
    context = {"asked": asked.value, "most": MOST_BY_PERSON}
    _post(search, subject, ANSWER, context)


def send_digest(search: SavedSearch, found: Sequence[Document]) -> None:
    """Tell what is new, in a message that leaves once the transaction commits."""
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
    headers = {
        "List-Unsubscribe": f"<{addresses(search)['unsubscribe']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    values = {"n": count, "name": search.name}
    _post(search, subject % values, DIGEST, context, headers=headers)


def _post(
    search: SavedSearch,
    subject: str,
    templates: tuple[str, str],
    context: Mapping[str, Any],
    *,
    headers: Mapping[str, str] | None = None,
) -> None:
    told = {
        **context,
        "search": search,
        "addresses": addresses(search),
        "site": settings.WAGTAIL_SITE_NAME,
    }
    text, html = (render_to_string(template, told) for template in templates)
    post(to=search.email, subject=subject, text=text, html=html, headers=headers)
