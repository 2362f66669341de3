"""Profiles in the queue: what would change is shown, and only what was read is answered."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import WorkflowState

from cooperation.services.postings import PostingMoveRefused
from cooperation.services.postings_queue import decide, decide_profile
from pacte.models import Organisation
from pacte.selectors.profile_changes import changed_since, profile_changes
from pacte.services.profiles import save_profile
from pacte.services.reference import load_reference
from tests.cooperation.postings.test_queue import submitted
from tests.factories.joining import member_of
from tests.factories.pacte import CommuneFactory, KindFactory, OrganisationFactory
from tests.factories.people import UserFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
PAGE = "/admin/moderation/"
NOW = dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)


@pytest.fixture
def curator():
    return UserFactory(administrator=True)


@pytest.fixture
def organisation():
    load_reference()
    return OrganisationFactory(slug="fictive", summary="Avant.", kinds=["ess"])


@pytest.fixture
def member(organisation):
    return member_of(organisation)


def last(organisation):
    return Organisation.objects.get(pk=organisation.pk).latest_revision_id or 0


def write(organisation, member, **content):
    content = content or {"summary": "Après."}
    save_profile(
        organisation=organisation, base=last(organisation), content=content, user=member, now=NOW
    )
    return last(organisation)


def answer(organisation, curator, verdict, version, note=""):
    decide(
        kind="profile",
        pk=organisation.pk,
        verdict=verdict,
        seen_at=None,
        version=version,
        note=note,
        user=curator,
        now=NOW,
    )


def stored(organisation):
    return Organisation.objects.get(pk=organisation.pk)


def test_a_profile_is_accepted_as_it_was_read(organisation, member, curator):
    read = write(organisation, member)
    answer(organisation, curator, "publish", read)
    assert stored(organisation).summary == "Après."
    assert WorkflowState.objects.get().status == "approved"


def test_what_was_written_meanwhile_is_read_first(organisation, member, curator):
    read = write(organisation, member, summary="Après.", description="Le même texte.")
    write(
        organisation,
        member,
        summary="Encore.",
        website="https://fictive.example",
        description="Le même texte.",
    )
    for verdict in ("publish", "ask", "refuse"):
        with pytest.raises(PostingMoveRefused, match=r"\(En une phrase, Site internet\)") as told:
            answer(organisation, curator, verdict, read, note="Un mot.")
        assert "relisez-la" in told.value.message
    for unknown in (None, 0, read + 1000):
        with pytest.raises(PostingMoveRefused, match="enregistrée de nouveau"):
            answer(organisation, curator, "publish", unknown)
    assert stored(organisation).summary == "Avant."
    answer(organisation, curator, "publish", last(organisation))
    assert stored(organisation).summary == "Encore."


def test_the_screens_of_the_administration_answer_no_former_version(organisation, member, curator):
    write(organisation, member)
    former = WorkflowState.objects.get().current_task_state
    write(organisation, member, summary="Encore.")
    former.refresh_from_db()
    assert former.status == "cancelled"
    with pytest.raises(PermissionDenied):
        former.specific.approve(user=curator)
    asked = WorkflowState.objects.get().current_task_state
    assert (asked.status, asked.revision_id) == ("in_progress", last(organisation))
    assert stored(organisation).summary == "Avant."


def test_asking_sends_it_back_with_a_word(organisation, member, curator):
    read = write(organisation, member)
    with pytest.raises(PostingMoveRefused, match="Dites pourquoi"):
        answer(organisation, curator, "ask", read, note=" ")
    answer(organisation, curator, "ask", read, note=" Quel métier ? ")
    state = WorkflowState.objects.get()
    assert state.status == "needs_changes"
    assert state.current_task_state.comment == "Quel métier ?"
    assert stored(organisation).summary == "Avant."
    with pytest.raises(PostingMoveRefused, match="n’attend plus"):
        answer(organisation, curator, "publish", read)
    write(organisation, member, summary="Mieux.")
    assert WorkflowState.objects.get().status == "in_progress"


def test_refusing_ends_it_and_keeps_the_public_text(organisation, member, curator):
    read = write(organisation, member)
    with pytest.raises(PostingMoveRefused, match="Dites pourquoi"):
        answer(organisation, curator, "refuse", read)
    answer(organisation, curator, "refuse", read, note="Hors du pacte.")
    state = WorkflowState.objects.get()
    assert state.status == "cancelled"
    assert state.task_states.get().comment == "Hors du pacte."
    assert stored(organisation).summary == "Avant."
    with pytest.raises(PostingMoveRefused, match="n’attend plus"):
        answer(organisation, curator, "refuse", read, note="Encore.")


def test_a_profile_that_is_gone_is_said(curator):
    with pytest.raises(PostingMoveRefused, match="n’attend plus"):
        decide_profile(organisation_id=0, verdict="publish", version=0, note="", user=curator)


def test_the_page_shows_what_changes_and_what_changed_meanwhile(
    client, organisation, member, curator
):
    client.force_login(curator)
    read = write(organisation, member, summary="<b>Après</b>", kinds=[KindFactory(code="siae")])
    html = plain(client.get(PAGE).content.decode())
    assert "<del>Avant.</del>" in html
    assert "<ins>&lt;b&gt;Après&lt;/b&gt;</ins>" in html
    assert f'name="version" value="{read}"' in html
    write(organisation, member, summary="Encore.")
    data = {"kind": "profile", "pk": organisation.pk, "version": read, "note": "Mon mot"}
    told = client.post(PAGE, data | {"verdict": "publish"})
    assert told.status_code == 409
    html = plain(told.content.decode())
    assert "a changé entre-temps (En une phrase)" in html
    assert "<ins>Encore.</ins>" in html
    assert "Mon mot" in html
    assert f'name="version" value="{last(organisation)}"' in html
    data["version"] = last(organisation)
    assert client.post(PAGE, data | {"verdict": "publish"}).status_code == 302
    assert stored(organisation).summary == "Encore."


def test_every_kind_of_field_is_told_in_words(organisation, member):
    write(
        organisation,
        member,
        description="Un.\n\n<b>Deux</b>",
        commune=CommuneFactory(name="Domène"),
        headcount=1200,
        logo_alt="Une gentiane",
        labels=[],
    )
    (change,) = profile_changes([organisation.pk]).values()
    told = {field.label: (field.before, plain(field.after)) for field in change.fields}
    assert told["Présentation"] == ("rien", "Un.\n\n<b>Deux</b>")
    assert told["Commune"][1] == "Domène"
    assert told["Effectif"] == ("rien", "1 200")
    assert told["Ce que montre le logo"] == ("rien", "Une gentiane")
    assert "Labels" not in told
    assert changed_since(stored(organisation), 0) == []


def test_a_profile_never_public_is_shown_whole(organisation, member):
    Organisation.objects.update(live=False)
    (change,) = profile_changes([organisation.pk]).values()
    told = {field.label: field.after for field in change.fields}
    assert told["En une phrase"] == "Avant."
    assert "De confiance" not in told


def test_a_posting_sent_again_is_read_first(curator):
    row = submitted(NOW)
    row.moves.create(source="draft", target="submitted", made_at=NOW + dt.timedelta(hours=1))
    for seen in (None, NOW):
        with pytest.raises(PostingMoveRefused, match="envoyée de nouveau"):
            decide(
                kind="posting",
                pk=row.pk,
                verdict="publish",
                seen_at=seen,
                note="",
                user=curator,
                now=NOW,
            )


def test_the_page_asks_as_much_whatever_changes(client, organisation, curator):
    client.force_login(curator)

    def asked(count):
        for _ in range(count):
            row = OrganisationFactory(kinds=["ess"], commune=CommuneFactory())
            write(row, member_of(row), kinds=[KindFactory(code="siae")], commune=CommuneFactory())
        with CaptureQueriesContext(connection) as seen:
            assert client.get(PAGE).status_code == 200
        return len(seen)

    asked(1)
    assert asked(1) == asked(4)
    assert timezone.now()
