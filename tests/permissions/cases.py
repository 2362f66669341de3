"""Whose object each address is tried on: the keys of its route, case by case."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from tests.permissions.scene import Scene

Keys = Callable[[Scene], dict[str, Any]]
UNKNOWN = UUID("00000000-0000-4000-8000-000000000000")
NOBODY = 987654321


def _posting(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.posting.pk}


def _draft(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.draft.pk}


def _slug(scene: Scene) -> dict[str, Any]:
    return {"slug": scene.cast.own.slug}


def _scenario(scene: Scene) -> dict[str, Any]:
    return {"token": scene.scenario.token}


def _plan(scene: Scene) -> dict[str, Any]:
    return {"token": scene.plan.token, "pk": scene.cast.own.pk}


def _introduction(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.introduction.pk, "number": scene.agreement.pk}


def _member(scene: Scene) -> dict[str, Any]:
    return {"slug": scene.cast.own.slug, "pk": scene.membership.pk}


def _invited(scene: Scene) -> dict[str, Any]:
    return {"slug": scene.cast.own.slug, "pk": scene.invitation.pk}


def _suggestion(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.suggestion.pk}


def _photo(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.draft.pk, "photo_id": scene.photo.pk}


def _waiting_photo(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.posting.pk, "photo_id": scene.waiting_photo.pk}


def _called(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.call_received.pk, "recipient": scene.call_received.recipients.get().pk}


def _call(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.call_sent.pk, "recipient": scene.call_sent.recipients.get().pk}


def _call_draft(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.call_draft.pk}


OWN = "of its own"
ALIKE: tuple[tuple[str, Keys, str], ...] = (
    (OWN, _posting, "my-posting my-posting-act my-posting-renew my-posting-close my-posting-edit"),
    (OWN, _posting, "my-amendment-withdraw posting-reply posting-favourite"),
    (OWN, _draft, "my-photo-add"),
    (OWN, _photo, "my-photo-remove"),
    (OWN, _call, "call-remind call-close call-stop call-meet"),
    (OWN, _call_draft, "call-edit call-send call-discard"),
    ("addressed to it", _called, "call-answer"),
    ("of the staff", _scenario, "scenario scenario-change scenario-recompute"),
    ("of the staff", _scenario, "scenario-duplicate scenario-delete"),
    ("of a member", _plan, "season-plan season-plan-cancel season-plan-progress"),
    ("of a member", _plan, "season-plan-export season-plan-trial season-plan-party"),
    (OWN, _introduction, "introduction introduction-accept introduction-refuse"),
    (OWN, _introduction, "introduction-withdraw introduction-close introduction-reopen"),
    (OWN, _introduction, "introduction-invite introduction-message agreement-declare"),
    (OWN, _introduction, "agreement-confirm agreement-contest agreement-take-back"),
    (OWN, _introduction, "agreement-undo introduction-staff introduction-stop"),
    (OWN, _introduction, "introduction-staff-undo"),
    (OWN, _suggestion, "for-you-one for-you-ask for-you-refuse for-you-later for-you-back mark"),
    (OWN, _slug, "welcome-trade organisation-suggestions"),
)
"""Addresses of ``cooperation`` tried on the same object: the case, its keys, their names."""

CASES: dict[str, dict[str, Keys]] = {
    f"cooperation:{name}": {case: keys} for case, keys, names in ALIKE for name in names.split()
} | {
    "cooperation:posting-photo": {OWN: _photo, "in a change that waits": _waiting_photo},
    "cooperation:draft-photo": {
        "of a member": lambda scene: {"photo_id": scene.drafted_photo.pk},
    },
    "cooperation:posting": {
        "published": _posting,
        "draft": _draft,
        "kept to members": lambda scene: {"pk": scene.kept_to_members.pk},
    },
    "cooperation:call": {OWN: _call, "addressed to it": _called, "draft": _call_draft},
    "cooperation:unmark": {"of the staff": lambda scene: {"pk": scene.mark.pk}},
    "pacte:favourite": {"published": _slug},
    "cooperation:posting-why-not": {"published": _posting, "draft": _draft},
    "cooperation:introduction-file": {
        OWN: lambda scene: {"pk": scene.introduction.pk, "number": scene.file.pk}
    },
    "cooperation:follow-up": {OWN: lambda scene: {"token": scene.follow_up.token}},
    "cooperation:lot": {
        "open": lambda scene: {"pk": scene.instance("cooperation", "lot").pk},
    },
    "pacte:organisation": {"published": _slug},
    "pacte:action": {
        "published": lambda scene: {"slug": scene.instance("pacte", "action").slug},
    },
    "pacte:edit-profile": {OWN: _slug},
    "pacte:proposed-logo": {
        OWN: lambda scene: {"slug": scene.cast.own.slug, "pk": scene.logo.pk},
    },
    "pacte:members": {OWN: _slug},
    "pacte:leave": {OWN: _slug},
    "pacte:member-role": {OWN: _member},
    "pacte:member-remove": {OWN: _member},
    "pacte:invitation-resend": {OWN: _invited},
    "pacte:invitation-withdraw": {OWN: _invited},
    "pacte:invitation": {
        "to somebody else": lambda scene: {"token": scene.invitation.token},
    },
    "pacte:withdraw-claim": {"of a member": lambda scene: {"pk": scene.claim.pk}},
    "pacte:notification-read": {"of a member": lambda scene: {"pk": scene.notification.pk}},
    "pacte_claims:claim": {"of a member": lambda scene: {"pk": scene.claim.pk}},
}
"""Addresses tried on objects of the organisation at stake; others get keys that lead to nothing."""

FALLBACK: dict[str, Any] = {"int": NOBODY, "uuid": UNKNOWN, "str": "inconnu", "slug": "inconnu"}
KEY = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
GROUP = re.compile(r"\((?:\?P<(?P<name>\w+)>)?[^()]*\)\*?")
NAMED: dict[str, Any] = {"revision_id_a": "live", "revision_id_b": "latest"}


def cases_of(address: str) -> list[str]:
    """Return the names of the cases of an address."""
    return list(CASES.get(address, {"": dict}))


def path_of(address: str, route: str, case: str, scene: Scene) -> str:
    """Fill the keys of a route; a regular expression has its own example."""
    known = CASES.get(address)
    keys = _admin_keys(address, scene) | (known[case](scene) if known else {})

    def fill(found: re.Match[str]) -> str:
        name, converter = found["name"], found["converter"] or "str"
        unknown = NOBODY if address.startswith("wagtail") else FALLBACK.get(converter, "inconnu")
        return str(keys.get(name, unknown))

    def fill_group(found: re.Match[str]) -> str:
        return str(keys.get(found["name"], NAMED.get(found["name"], NOBODY)))

    if route in EXPRESSIONS:
        return "/" + EXPRESSIONS[route]
    plain = GROUP.sub(fill_group, KEY.sub(fill, route))
    return "/" + plain.replace("^", "").replace("$", "").replace("\\", "")


def _admin_keys(address: str, scene: Scene) -> dict[str, Any]:
    """Try a screen of the administration on a row that exists."""
    found = re.match(r"wagtailsnippets_(pacte|cooperation|search)_(\w+):", address)
    row = scene.instance(found[1], found[2]) if found else None
    return {"pk": row.pk} if row is not None else {}


EXPRESSIONS = {
    r"documents/^(\d+)/(.*)$": "documents/987654321/rien.pdf",
    r"^guide-de-style/(?P<name>400|403|403_csrf|404|429|500|503)/$": "guide-de-style/404/",
    r"^((?:[\w\-]+/)*)$": "",
}
"""Examples of the addresses that are regular expressions."""
