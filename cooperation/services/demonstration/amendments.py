"""An amendment of the knowledge, made then undone, so that the history shows what it keeps."""

import datetime as dt

from django.contrib.auth import get_user_model

from cooperation.enums import AmendedFile, AmendmentAction
from cooperation.models import KnowledgeAmendment

CODE = "byproduct.food.bread_demo"


def write_amendments(*, now: dt.datetime) -> None:
    """Write the example once; it is undone, so that it changes nothing."""
    if KnowledgeAmendment.objects.exists():
        return
    author = get_user_model().objects.filter(username="animation").first()
    KnowledgeAmendment.objects.create(
        subject=AmendedFile.RESOURCE,
        code=CODE,
        action=AmendmentAction.ADD,
        values={"label": "Pain de démonstration", "synonyms": "pain fictif", "low": "020601"},
        note="Exemple fictif : un ajout, puis son annulation.",
        author=author,
        made_at=now - dt.timedelta(days=2),
        undone_at=now - dt.timedelta(days=1),
        undone_by=author,
    )
