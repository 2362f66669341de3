"""What the parties of an introduction write to each other, once all have accepted."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cooperation.introduction_moves import IN_TOUCH
from cooperation.models import Introduction, Message
from cooperation.permissions import is_in_touch, may_see_introduction
from cooperation.services.introductions.refusals import IntroductionRefused
from cooperation.services.introductions.telling import others_than, tell_parties
from cooperation.services.message_files import MAX_FILES, kept_files
from cooperation.services.relay_addresses import answering_headers
from cooperation.wording.introductions import about
from pacte.enums import NotificationKind
from pacte.models import Organisation
from pacte.uploads import CleanFile

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_BODY = 5000


def post_message(
    *,
    introduction_id: int,
    user: "User",
    organisation: Organisation,
    body: str,
    key: str,
    files: Sequence[CleanFile] = (),
    by_mail: bool = False,
    now: dt.datetime,
) -> Message:
    """Write a message to the other parties, and tell them.

    ``key`` is the caller's name of this very message (a form token, a Message-ID): the same key
    from the same person in the same introduction is one message, however often it comes.
    """
    whole_key = _key(introduction_id, user, key)
    sent = Message.objects.filter(key=whole_key).first()
    if sent is not None:
        return sent
    try:
        return _post(introduction_id, user, organisation, _body(body, files), files, whole_key,
                     by_mail, now)  # fmt: skip
    except IntegrityError:  # the same, at the same moment
        return Message.objects.get(key=whole_key)


def _key(introduction_id: int, user: "User", key: str) -> str:
    """Return a key that nobody else can take first, of a bounded length."""
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f"{introduction_id}:{user.pk}:{digest}"


def _body(body: str, files: Sequence[CleanFile]) -> str:
    clean = body.replace("\x00", "").replace("\r\n", "\n").strip()
    if not clean and not files:
        raise IntroductionRefused(_("Le message est vide."))
    if len(clean) > MAX_BODY:
        raise IntroductionRefused(
            _("Le message est trop long : %(most)s caractères au plus.") % {"most": MAX_BODY}
        )
    if len(files) > MAX_FILES:
        raise IntroductionRefused(
            _("Trop de fichiers : %(most)s au plus par message.") % {"most": MAX_FILES}
        )
    return clean


@transaction.atomic
def _post(
    introduction_id: int,
    user: "User",
    organisation: Organisation,
    body: str,
    files: Sequence[CleanFile],
    key: str,
    by_mail: bool,
    now: dt.datetime,
) -> Message:
    introduction = _thread(introduction_id, user, organisation)
    message = Message.objects.create(
        introduction=introduction,
        organisation=organisation,
        author=user,
        body=body,
        key=key,
        by_mail=by_mail,
        sent_at=now,
    )
    with kept_files(message=message, files=files):
        _tell(introduction, message, organisation, now)
    return message


def _thread(introduction_id: int, user: "User", organisation: Organisation) -> Introduction:
    """Return the introduction if its thread is open to whoever writes; its state stays so."""
    rows = Introduction.objects.select_for_update(of=("self",)).select_related("posting")
    introduction: Introduction | None = rows.filter(pk=introduction_id).first()
    if introduction is None or not may_see_introduction(user, introduction, organisation):
        raise PermissionDenied
    if introduction.status not in IN_TOUCH:
        raise IntroductionRefused(
            _("Le fil s’ouvre quand tout le monde a accepté, et se ferme à la fin.")
        )
    if not is_in_touch(user, introduction, organisation):
        raise IntroductionRefused(_("Votre organisation a quitté cette mise en relation."))
    return introduction


def _tell(
    introduction: Introduction, message: Message, organisation: Organisation, now: dt.datetime
) -> None:
    tell_parties(
        introduction=introduction,
        subject=_("%(who)s vous écrit à propos de : %(about)s")
        % {"who": organisation.name, "about": about(introduction)},
        body=message.body or _("Un fichier joint, à voir sur la page."),
        key=f"message-{message.pk}",
        organisations=others_than(introduction, organisation),
        now=now,
        kind=NotificationKind.MESSAGE,
        headers_of=answering_headers(introduction),
    )
