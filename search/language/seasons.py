"""Months and seasons: ``en juillet``, ``cet été``, ``de mai à septembre``. Pure."""

from search.language.spans import Span, Text

_NAMES = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre"),
    *("octobre", "novembre", "decembre"),
)
MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
SEASONS = {
    "printemps": (3, 4, 5),
    "ete": (6, 7, 8),
    "automne": (9, 10, 11),
    "hiver": (12, 1, 2),
}
LABELS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre"),
    *("octobre", "novembre", "décembre"),
)
_WORDS = frozenset({"mars", "mai"})
"""Months that are also everyday words: only after a preposition."""
_LEADS = (
    *(("en",), ("de",), ("d",), ("au", "mois", "de"), ("au", "mois", "d"), ("mois", "de")),
    *(("pour",), ("courant",), ("debut",), ("fin",), ("mi",), ("a", "partir", "de"), ("des",)),
    *(
        ("pendant",),
        ("pour", "le", "mois", "de"),
        (
            "en",
            "fin",
        ),
        ("le", "mois", "de"),
    ),
)
_SEASON_LEADS = (
    *(
        ("en",),
        ("au",),
        ("cet",),
        ("ce",),
        ("l",),
        ("d",),
        ("de",),
        ("pour", "l"),
        ("pendant", "l"),
    ),
    *(("pour", "cet"), ("a", "l"), ("de", "l"), ("pour", "le"), ("pendant", "le"), ("cet", "le")),
)


def month_at(text: Text, at: int) -> Span | None:
    """Recognise months: one, several in a row, or a season."""
    return _range(text, at) or _month(text, at) or _season(text, at) or _relative(text, at)


def _range(text: Text, at: int) -> Span | None:
    """Recognise ``de mai à septembre``, ``entre mai et juin``, ``mai-septembre``."""
    begin = text.follows(at, ("de",), ("d",), ("entre",), ("du", "mois", "de"))
    first = MONTHS.get(text.folded(begin))
    middle = text.follows(begin + 1, ("a",), ("et",), ("au",), ("jusqu", "a"), ("jusqu", "en"))
    last = MONTHS.get(text.folded(middle))
    if not first or not last:
        return None
    months = [(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)]
    return _span(at, middle + 1, months)


def _month(text: Text, at: int) -> Span | None:
    begin = text.follows(at, *_LEADS)
    name = text.folded(begin)
    if name not in MONTHS or (name in _WORDS and begin == at):
        return None
    return _span(at, begin + 1, [MONTHS[name]])


def _season(text: Text, at: int) -> Span | None:
    begin = text.follows(at, *_SEASON_LEADS)
    months = SEASONS.get(text.folded(begin))
    return _span(at, begin + 1, months) if months and begin > at else None


def _relative(text: Text, at: int) -> Span | None:
    """Recognise ``ce mois-ci`` and ``le mois prochain``, when the month of today is told."""
    if text.month is None:
        return None
    now = text.follows(at, ("ce", "mois", "ci"), ("ce", "mois"), ("en", "ce", "moment"))
    if now > at:
        return _span(at, now, [text.month])
    after = text.follows(at, ("le", "mois", "prochain"), ("mois", "prochain"))
    return _span(at, after, [text.month % 12 + 1]) if after > at else None


def _span(start: int, end: int, months: "list[int] | tuple[int, ...]") -> Span:
    codes = tuple(map(str, months))
    label = ", ".join(LABELS[number - 1] for number in months)
    code = f"month:{'+'.join(codes)}"
    return Span(start, end, code, "month", codes, label, guarded=True)
