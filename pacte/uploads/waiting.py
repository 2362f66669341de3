"""Files of a form that came back with an error: set aside for a day, so as not to be chosen again.

The page sends back what is signed here, for its owner alone; no address reaches the file.
"""

import datetime as dt
from pathlib import PurePosixPath

from django.core import signing

from pacte.uploads.files import CleanFile, extension_of
from pacte.uploads.storage import IMAGE_TYPES, ages, forget, keep, read

FOLDER = "en-attente"
DAYS = 1
MOST = 400
"""Files that wait together at most: nobody fills the disk with errors."""


def set_aside(file: CleanFile, *, owner: str) -> str:
    """Keep an image that is clean, and return what takes it back; nothing when too many wait."""
    if len(ages(FOLDER)) >= MOST:
        return ""
    path = keep(file, folder=FOLDER)
    return signing.dumps({"path": path, "name": file.name, "owner": owner}, salt=__name__)


def take_back(token: str, *, owner: str) -> CleanFile | None:
    """Return the file of a token, if it is its owner's and still there."""
    told = _told(token, owner)
    if told is None:
        return None
    try:
        content = read(told["path"])
    except FileNotFoundError:
        return None
    kind = IMAGE_TYPES.get(extension_of(told["path"]), "application/octet-stream")
    return CleanFile(told["name"], kind, content)


def let_go(token: str, *, owner: str) -> None:
    """Delete the file of a token, once it is saved where it belongs."""
    if told := _told(token, owner):
        forget(told["path"])


def forget_old(limit: dt.datetime, dry_run: bool) -> int:
    """Delete what was set aside before a limit, or count it."""
    old = [path for path, moment in ages(FOLDER).items() if moment < limit]
    for path in () if dry_run else old:
        forget(path)
    return len(old)


def _told(token: str, owner: str) -> dict[str, str] | None:
    try:
        told = signing.loads(token, salt=__name__, max_age=dt.timedelta(days=DAYS))
    except signing.BadSignature:
        return None
    is_theirs = told["owner"] == owner and PurePosixPath(told["path"]).parts[0] == FOLDER
    return told if is_theirs else None
