"""Measures of rankings in lines, for the commands that print them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

Judged = tuple[int | None, int | str, str]
"""The rank of the first that was expected, the query, and what came first."""


def table(measures: Iterable[tuple[str, str]], judged: Iterable[Judged]) -> str:
    """Write measures, then the rank and the first answer of each query."""
    lines = [f"{name:<10} {value}" for name, value in measures]
    lines += ["", f"{_('rang'):>5}  {_('requête'):<20} {_('première')}"]
    for rank, query, first in judged:
        lines.append(f"{'–' if rank is None else rank:>5}  {query!s:<20} {first}")
    return "\n".join(lines)
