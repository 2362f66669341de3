"""The messages of an introduction, for those who may read them."""

from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator

from cooperation.models import Introduction, Message, MessageFile

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PER_PAGE = 20


def thread_of(introduction: Introduction, number: str | None) -> "Page[Message]":
    """Return a page of the messages, oldest first; the last page when none is asked for."""
    rows = introduction.messages.select_related("organisation", "author").prefetch_related("files")
    pages = Paginator(rows.order_by("sent_at", "pk"), PER_PAGE)
    return pages.get_page(number or pages.num_pages)


def file_of(introduction: Introduction, pk: int) -> MessageFile | None:
    """Return a file of one of the messages of an introduction."""
    found: MessageFile | None = MessageFile.objects.filter(
        pk=pk, message__introduction=introduction
    ).first()
    return found


def author_name(message: Message, user: "User | None" = None) -> str:
    """Return the name of who wrote, which the parties see once all have accepted."""
    return message.author.get_full_name() if message.author else ""
