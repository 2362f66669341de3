"""Where the data files are: the packaged folders, and one that may stand before them."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from pacte.services.loading.errors import DataFileError

PACKAGED = Path(__file__).resolve().parents[2] / "data"
"""The data files of the pact."""

MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Sources:
    """Folders of data files; a file of an earlier folder stands for that of a later one."""

    folders: tuple[Path, ...] = (PACKAGED,)

    def over(self, folder: Path) -> "Sources":
        """Put a folder before the others; refuse one that replaces nothing."""
        if not folder.is_dir():
            raise DataFileError(str(folder), 0, "", _("ce dossier n’existe pas."))
        replaced = [path for path in folder.iterdir() if self._holds(path.name)]
        if not replaced:
            message = _("ce dossier ne contient aucun des fichiers de données attendus.")
            raise DataFileError(str(folder), 0, "", message)
        return Sources((folder, *self.folders))

    def _holds(self, name: str) -> bool:
        return any((folder / name).is_file() for folder in self.folders)

    def read(self, name: str) -> str:
        """Return the text of a file: UTF-8, bounded, without NUL."""
        path = next((f / name for f in self.folders if (f / name).is_file()), None)
        if path is None:
            raise DataFileError(name, 0, "", _("le fichier manque."))
        if path.stat().st_size > MAX_BYTES:
            raise DataFileError(name, 0, "", _("le fichier dépasse 5 Mo."))
        return decode_text(name, path.read_bytes())


def decode_text(name: str, content: bytes) -> str:
    """Return the text of a file in UTF-8, without NUL."""
    if b"\0" in content:
        raise DataFileError(name, 0, "", _("le fichier contient un caractère nul."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        message = _("le fichier n’est pas en UTF-8 : réenregistrez-le dans cet encodage.")
        raise DataFileError(name, row, "", message) from error
