"""The articles of the demonstration: created once, then left to the editors."""

import datetime as dt
from collections.abc import Sequence

from cooperation.services.demonstration.article_files import ArticleRow
from pacte.models import ArticleCategory, ArticleIndexPage, ArticlePage
from pacte.services.loading import Ledger
from pacte.services.loading.bodies import body
from pacte.services.pages import add_page


def write_articles(rows: Sequence[ArticleRow], ledger: Ledger, *, now: dt.datetime) -> None:
    """Create the articles never loaded, under their index, oldest first."""
    pending = ledger.pending("article", rows)
    index = ArticleIndexPage.objects.first() if pending else None
    if index is None:
        return
    categories = {found.code: found for found in ArticleCategory.objects.all()}
    for row in sorted(pending, key=lambda row: (row.date, row.key)):
        if row.category in categories:
            article = ArticlePage(
                title=row.title,
                slug=row.key,
                introduction=row.introduction,
                category=categories[row.category],
                date=row.date,
                is_fictitious=row.is_fictitious,
                body=body(f"article/{row.key}", row.body),
            )
            add_page(index, article, "article", row.key, ledger, now)
