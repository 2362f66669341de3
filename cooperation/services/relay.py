"""Answers that come by e-mail: they become messages of the thread, whoever wrote them stays unseen.

An answer is taken when its address holds a token of the thread **and** it comes from the person of
that token. Machines (absences, returns, lists, loops) are ignored in silence; a person who is
refused is told why, politely, at most once a day. The same e-mail, given twice, is one message.
"""

import datetime as dt
import hashlib
import logging
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import getaddresses
from enum import StrEnum

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from cooperation.models import Message, RelayAddress
from cooperation.services.introductions.refusals import IntroductionRefused
from cooperation.services.messages import post_message
from cooperation.services.relay_addresses import token_in, without_relay_addresses
from cooperation.services.relay_reading import spoken_text
from pacte.models import Organisation
from pacte.permissions import is_member
from pacte.services.mail import UnsafeMailError, post
from pacte.uploads import MAX_FILES, CleanFile, clean_attachment

logger = logging.getLogger(__name__)
MAX_MAIL = 25 * 1024 * 1024
MOST_AN_HOUR = 30
MOST_HOPS = 30
MACHINES = ("mailer-daemon", "postmaster", "noreply", "no-reply")
TO_MANY = ("bulk", "junk", "list", "auto_reply")
RECIPIENTS = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
UNREADABLE = (MessageError, ValueError, LookupError, TypeError, AttributeError)
"""What the standard library raises on some of the messages that are out there."""


class Received(StrEnum):
    """What became of an e-mail."""

    POSTED = "posted"
    IGNORED = "ignored"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


def receive(
    *, raw: bytes, now: dt.datetime, recipient: str = "", sender: str | None = None
) -> Received:
    """Take an e-mail as it came; ``recipient`` and ``sender`` are those of the envelope, if known."""
    if len(raw) > MAX_MAIL:
        return Received.UNREADABLE
    try:
        mail = message_from_bytes(raw, policy=policy.default)
        if sender == "" or _is_from_a_machine(mail):
            return Received.IGNORED
        return _receive(mail, raw, recipient or _recipients(mail), now)
    except UNREADABLE as error:
        logger.warning("an e-mail could not be read (%s)", type(error).__name__)
        return Received.UNREADABLE


def _header(mail: EmailMessage, name: str) -> str:
    return str(mail.get(name, "")).strip()


def _recipients(mail: EmailMessage) -> str:
    return " ".join(str(value) for name in RECIPIENTS for value in mail.get_all(name, []))


def _sender(mail: EmailMessage) -> str:
    """Return the one address that a message says it is from, or nothing."""
    found = getaddresses([str(value) for value in mail.get_all("From", [])])
    return found[0][1].strip().lower() if len(found) == 1 else ""


def _is_from_a_machine(mail: EmailMessage) -> bool:
    """Say whether a message is an absence, a return, a list's or a loop (RFC 3834)."""
    automatic = _header(mail, "Auto-Submitted").lower().partition(";")[0].strip()
    tests = (
        automatic not in {"", "no"},
        _header(mail, "Precedence").lower() in TO_MANY,
        mail.get("Return-Path") is not None and _header(mail, "Return-Path") in {"", "<>"},
        any(mail.get(name) for name in ("X-Autoreply", "X-Autorespond", "List-Id")),
        mail.get_content_type() == "multipart/report",
        len(mail.get_all("Received", [])) > MOST_HOPS,
        _sender(mail).partition("@")[0] in MACHINES,
    )
    return any(tests)


def _receive(mail: EmailMessage, raw: bytes, recipients: str, now: dt.datetime) -> Received:
    row = RelayAddress.objects.select_related("introduction", "user").filter(
        token=token_in(recipients), user__is_active=True
    )
    relay = row.first()
    if relay is None:
        return Received.UNKNOWN
    sender = _sender(mail)
    if not _is_theirs(sender, relay):
        return _refuse(sender, _("elle ne vient pas de l’adresse de votre compte."), now)
    try:
        _post(mail, raw, relay, sender, now)
    except IntroductionRefused as refusal:
        return _refuse(sender, refusal.message, now)
    except PermissionDenied:
        return _refuse(sender, _("vous n’avez plus accès à ce fil."), now)
    return Received.POSTED


def _is_theirs(sender: str, relay: RelayAddress) -> bool:
    if not sender:
        return False
    verified = EmailAddress.objects.filter(user=relay.user, verified=True)
    known = {relay.user.email, *verified.values_list("email", flat=True)}
    return sender in {address.lower() for address in known if address}


def _post(
    mail: EmailMessage, raw: bytes, relay: RelayAddress, sender: str, now: dt.datetime
) -> None:
    key = _header(mail, "Message-ID")[:900] or hashlib.sha256(raw).hexdigest()
    hour = Message.objects.filter(
        author=relay.user, by_mail=True, sent_at__gt=now - dt.timedelta(hours=1)
    )
    if hour.count() >= MOST_AN_HOUR:
        raise IntroductionRefused(_("trop de messages de suite : réessayez dans une heure."))
    files, refused = _files(mail)
    body = without_relay_addresses(spoken_text(mail)).strip()
    post_message(
        introduction_id=relay.introduction_id,
        user=relay.user,
        organisation=_organisation(relay),
        body=body,
        key=f"mail:{key}",
        files=files,
        by_mail=True,
        now=now,
    )
    if refused:
        _tell_files(sender, refused, key)


def _organisation(relay: RelayAddress) -> Organisation:
    """Return the party for which a person answers."""
    parties = relay.introduction.parties.filter(refused_at=None).select_related("organisation")
    for party in parties.order_by("pk"):
        if is_member(relay.user, party.organisation):
            return party.organisation
    raise PermissionDenied


def _files(mail: EmailMessage) -> tuple[list[CleanFile], list[str]]:
    """Return the files of a message that are sound, and why the others are not kept."""
    files: list[CleanFile] = []
    refused: list[str] = []
    for part in mail.iter_attachments():
        if part.get_content_disposition() != "attachment" and part.get("Content-ID"):
            continue  # the pictures of a signature
        content = part.get_payload(decode=True)
        name = part.get_filename() or _("fichier")
        if len(files) >= MAX_FILES:
            refused.append(_("%(name)s : trop de fichiers.") % {"name": name[:100]})
            continue
        try:
            file = ContentFile(content if isinstance(content, bytes) else b"", name=name[:300])
            files.append(clean_attachment(file))
        except ValidationError as error:
            refused.append(f"{name[:100]} : {error.messages[0]}")
    return files, refused


def _refuse(sender: str, why: str, now: dt.datetime) -> Received:
    """Tell somebody that their answer was not taken, at most once a day."""
    text = _(
        "Bonjour,\n\nVotre réponse n’est pas arrivée : %(why)s\n\n"
        "Ouvrez le fil sur le site pour répondre.\n"
    )
    _tell(sender, _("Votre réponse n’est pas arrivée"), text % {"why": why}, f"{now:%Y-%m-%d}")
    return Received.REFUSED


def _tell_files(sender: str, refused: list[str], key: str) -> None:
    text = _(
        "Bonjour,\n\nVotre message est arrivé, mais sans ces fichiers :\n\n%(files)s\n\n"
        "Vous pouvez les joindre autrement sur le site.\n"
    )
    listed = "\n".join(f"– {line}" for line in refused[:20])
    _tell(sender, _("Des fichiers ne sont pas arrivés"), text % {"files": listed}, key)


def _tell(to: str, subject: str, text: str, about: str) -> None:
    digest = hashlib.sha256(f"{to} {subject} {about}".encode()).hexdigest()
    headers = {"Auto-Submitted": "auto-replied"}
    try:
        post(to=to, subject=subject, text=text, headers=headers, key=f"relay-{digest}")
    except UnsafeMailError:
        logger.info("an answer was refused, and nobody can be told")
