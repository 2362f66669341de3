"""People who act on one posting at the same moment, on a real server, each in their own thread.

Run by a program of its own, on a database of its own; what came of each try is printed, for
:mod:`tests.cooperation.postings.test_races` to judge.
"""

import datetime as dt
import uuid
from types import SimpleNamespace

import cooperation.tasks
from cooperation.models import Posting, PostingAmendment, PostingContact
from cooperation.services.postings import edit_posting, move_posting
from cooperation.services.postings_amendments import (
    amend_posting,
    decide_amendment,
    withdraw_amendment,
)
from cooperation.services.postings_content import content_of
from cooperation.services.postings_drafts import deposit_once
from cooperation.services.postings_expiry import remind_author
from cooperation.services.postings_life import act_on_posting, close_posting
from cooperation.services.postings_queue import decide_profile
from pacte.models import Notification, Organisation
from pacte.services.profiles import save_profile
from pacte.services.reference import load_reference
from tests.cooperation import showcase
from tests.factories.cooperation import PostingFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.races import tell, together

NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)


def scene(status="published", **values):
    row = PostingFactory(status=status, title="Avant", **values)
    return SimpleNamespace(
        row=row,
        author=MembershipFactory(organisation=row.organisation).user,
        curator=UserFactory(curator=True),
    )


def amended(here):
    content = content_of(here.row) | {"title": "Après"}
    return amend_posting(posting_id=here.row.pk, content=content, user=here.author, now=NOW)


def state(here):
    row = Posting.objects.get(pk=here.row.pk)
    return {
        "status": row.status,
        "title": row.title,
        "closing": row.closing,
        "moves": list(row.moves.values_list("target", flat=True)),
        "amendments": sorted(row.amendments.values_list("status", flat=True)),
        "told": Notification.objects.filter(url__contains=f"/annonces/{row.pk}/").count(),
    }


def decide(here, amendment, verdict, note=""):
    return decide_amendment(
        amendment_id=amendment.pk,
        verdict=verdict,
        seen_at=NOW,
        user=here.curator,
        note=note,
        now=NOW,
    )


def move(here, target, user, note=""):
    return move_posting(posting_id=here.row.pk, target=target, user=user, note=note, now=NOW)


def two_curators_decide():
    here = scene("submitted")
    other = UserFactory(curator=True)
    given = together(
        lambda: move(here, "published", here.curator),
        lambda: move(here, "refused", other, "Hors du pacte."),
    )
    return given, state(here)


def accept_or_withdraw_the_posting():
    here = scene()
    amendment = amended(here)
    given = together(
        lambda: decide(here, amendment, "accepted"), lambda: move(here, "withdrawn", here.author)
    )
    return given, state(here)


def accept_or_take_back():
    here = scene()
    amendment = amended(here)

    def take_back():
        found = withdraw_amendment(posting_id=here.row.pk, user=here.author, now=NOW)
        return SimpleNamespace(pk=int(found))

    given = together(lambda: decide(here, amendment, "accepted"), take_back)
    return given, state(here)


def accept_or_write_again():
    here = scene()
    amendment = amended(here)
    content = content_of(here.row) | {"title": "Encore"}
    later = NOW + dt.timedelta(minutes=1)
    given = together(
        lambda: decide(here, amendment, "accepted"),
        lambda: amend_posting(posting_id=here.row.pk, content=content, user=here.author, now=later),
    )
    return given, state(here)


def two_amendments():
    here = scene()
    other = MembershipFactory(organisation=here.row.organisation).user
    contents = [content_of(here.row) | {"title": title} for title in ("Un", "Deux")]
    given = together(
        *(
            lambda user=user, content=content: amend_posting(
                posting_id=here.row.pk, content=content, user=user, now=NOW
            )
            for user, content in zip((here.author, other), contents, strict=True)
        )
    )
    return given, state(here)


def staff_edit_or_withdraw():
    here = scene()
    edited = Posting.objects.get(pk=here.row.pk)
    edited.title = "Corrigé"
    given = together(
        lambda: edit_posting(posting=edited, user=here.curator, now=NOW),
        lambda: move(here, "withdrawn", here.author),
    )
    return given, state(here)


def double_click():
    here = scene()

    def pause():
        done = act_on_posting(
            posting_id=here.row.pk, act="pause", seen="published", user=here.author, now=NOW
        )
        return done.posting

    return together(pause, pause, pause), state(here)


def renew_twice():
    here = scene("expired", published_on=dt.date(2026, 6, 1))

    def renew():
        done = act_on_posting(
            posting_id=here.row.pk, act="renew", seen="expired", user=here.author, now=NOW
        )
        return done.posting

    return together(renew, renew), state(here)


def close_or_pause():
    here = scene()

    def close():
        return close_posting(
            posting_id=here.row.pk,
            outcome="not_needed",
            introduction_id=None,
            seen="published",
            user=here.author,
            now=NOW,
        ).posting

    return together(close, lambda: move(here, "paused", here.author)), state(here)


def remind_twice():
    here = scene(expires_on=dt.date(2026, 11, 25))
    row = Posting.objects.select_related("organisation").get(pk=here.row.pk)

    def remind():
        return SimpleNamespace(pk=int(remind_author(posting=row, now=NOW)))

    return together(remind, remind, remind), state(here)


def accept_or_write_the_profile_again():
    here = scene()
    organisation = here.row.organisation
    save(here, organisation, 0, "Après.")
    read = Organisation.objects.get(pk=organisation.pk).latest_revision_id

    def accept():
        seen = {"verdict": "publish", "version": read, "note": ""}
        decide_profile(organisation_id=organisation.pk, user=here.curator, **seen)
        return organisation

    given = together(accept, lambda: save(here, organisation, read, "Encore."))
    row = Organisation.objects.get(pk=organisation.pk)
    return given, {
        "public": row.summary,
        "written": row.get_latest_revision_as_object().summary,
        "waits": row.workflow_in_progress,
    }


def save(here, organisation, base, summary):
    save_profile(
        organisation=organisation,
        base=base,
        content={"summary": summary},
        user=here.author,
        now=NOW,
    )
    return organisation


def deposit_twice():
    member, token = MembershipFactory(), uuid.uuid4()

    def deposit():
        posting = Posting(
            organisation=member.organisation,
            direction="offer",
            resource="byproduct.food.bread_unsold",
            title=str(token),
        )
        contact = PostingContact(name="Contact fictif", email="contact@fournil.example")
        return deposit_once(
            token=token,
            posting=posting,
            contact=contact,
            new_organisation=None,
            user=member.user,
            now=NOW,
        )

    given = together(deposit, deposit, deposit)
    return given, {"postings": Posting.objects.filter(title=str(token)).count()}


RACES = (
    *(two_curators_decide, accept_or_withdraw_the_posting, accept_or_take_back),
    *(accept_or_write_again, two_amendments, staff_edit_or_withdraw, double_click, renew_twice),
    *(close_or_pause, remind_twice, deposit_twice, accept_or_write_the_profile_again),
)


def alone(race):
    """Run a race, and leave no amendment to the next."""

    def run():
        found = race()
        PostingAmendment.objects.all().delete()
        return found

    return run


def main():
    cooperation.tasks.suggestions.follow = lambda **kwargs: SimpleNamespace(events=0)
    showcase.grenoble()
    load_reference()
    tell({race.__name__: alone(race) for race in RACES})
