"""What is said of a broken data file."""

from django.utils.translation import gettext as _


class DataFileError(Exception):
    """A data file is broken; says which, where and why, in French.

    ``row`` is the line of a CSV file or the rank of an element of a JSON list;
    0 when the whole file is concerned.
    """

    def __init__(self, file: str, row: int, field: str, message: str) -> None:
        self.file, self.row, self.field, self.message = file, row, field, message
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        parts = [self.file]
        if self.row:
            parts.append(_("ligne %(row)s") % {"row": self.row})
        if self.field:
            parts.append(_("champ « %(field)s »") % {"field": self.field})
        return _("%(where)s : %(message)s") % {
            "where": ", ".join(parts),
            "message": self.message,
        }
