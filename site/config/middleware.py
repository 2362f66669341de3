"""What every request passes through."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cooperation.services.knowledge_base import bring_up_to_date


class KnowledgeMiddleware:
    """Follow the amendments of the knowledge made in other processes, within a few seconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.KNOWLEDGE_CHECK_SECONDS is not None:
            bring_up_to_date(every=settings.KNOWLEDGE_CHECK_SECONDS)
        return self.get_response(request)
