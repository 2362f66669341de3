"""The life of a call: who may do what, within which limits, nothing twice."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from cooperation.enums import CallAnswer
from cooperation.models import Call, CallRecipient, Introduction
from cooperation.services import calls
from pacte.models import Notification
from tests.cooperation.calls.scene import NOW, draft, scene, sent, signatory, text
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def case():
    return scene()


def answer(case, call, place=0, given="yes", word="", now=NOW, user=None):
    return calls.answer(
        call=call,
        organisation=case.signatories[place],
        given=CallAnswer(given),
        word=word,
        user=user or case.people[place],
        now=now,
    )


def told(user):
    return list(Notification.objects.filter(recipient=user).values_list("subject", flat=True))


def test_a_call_reaches_those_it_names_once(case):
    call = sent(case, *case.signatories[:2])
    assert (call.status, call.sent_at) == ("open", NOW)
    assert not calls.send(call=call, user=case.author, now=NOW + DAY)
    for person in case.people[:2]:
        assert told(person) == ["Atelier fictif d’insertion vous appelle : Visiter un atelier"]
    assert not told(case.people[2])
    assert not told(case.author)
    (row,) = set(call.recipients.values_list("told_at", flat=True))
    assert row == NOW


def test_a_call_to_all_reaches_whoever_has_signed_by_then(case):
    call = draft(case)
    late = signatory()
    signatory(draft=True)
    OrganisationFactory()
    case.caller.roles.add(case.signatories[0].roles.get())
    case.caller.save()
    calls.send(call=call, user=case.author, now=NOW)
    reached = set(call.recipients.values_list("organisation_id", flat=True))
    assert reached == {row.pk for row in (*case.signatories, late)}
    assert call.recipients.get(organisation=late).told_at is None


def test_who_acts_for_two_signatories_is_told_once(case):
    MembershipFactory(organisation=case.signatories[1], user=case.people[0])
    sent(case)
    assert len(told(case.people[0])) == 1


def test_only_signatories_are_called(case):
    stranger = OrganisationFactory()
    call = draft(case, stranger, case.signatories[0])
    assert [row.organisation for row in call.recipients.all()] == [case.signatories[0]]
    alone = draft(case, stranger, title="Personne")
    with pytest.raises(calls.CallRefused, match="au moins un signataire"):
        calls.send(call=alone, user=case.author, now=NOW)


def test_the_same_draft_twice_is_one(case):
    one = draft(case, case.signatories[0])
    assert draft(case, case.signatories[0]).pk == one.pk
    other = calls.write(
        organisation=case.caller,
        text=text(case.signatories[1], title="Autre"),
        user=case.author,
        now=NOW,
        call=one,
    )
    assert other.pk == one.pk
    assert [row.organisation for row in other.recipients.all()] == [case.signatories[1]]
    assert calls.discard(call=one, user=case.author)
    assert not calls.discard(call=one, user=case.author)
    assert not Call.objects.exists()


def test_what_was_sent_is_not_written_again_nor_thrown_away(case):
    call = sent(case, case.signatories[0])
    with pytest.raises(PermissionDenied):
        calls.write(organisation=case.caller, text=text(), user=case.author, now=NOW, call=call)
    assert not calls.discard(call=call, user=case.author)


@pytest.mark.parametrize("kind", ["ess", "siae", "company"])
def test_only_ess_structures_and_siae_call(kind):
    organisation = OrganisationFactory(kinds=[kind])
    user = MembershipFactory(organisation=organisation).user
    said = {"organisation": organisation, "text": text(signatory()), "user": user, "now": NOW}
    if kind == "company":
        with pytest.raises(PermissionDenied):
            calls.write(**said)
    else:
        assert calls.write(**said).status == "draft"


def test_others_do_nothing_to_a_call(case):
    call = sent(case, case.signatories[0])
    stranger, staff = MembershipFactory().user, UserFactory(curator=True)
    for user in (stranger, staff, case.people[0]):
        for act in (
            lambda who: calls.send(call=call, user=who, now=NOW),
            lambda who: calls.remind(call=call, user=who, now=NOW + 9 * DAY),
            lambda who: calls.close(call=call, note="Non", user=who, now=NOW),
            lambda who: calls.discard(call=call, user=who),
        ):
            with pytest.raises(PermissionDenied):
                act(user)
    for user in (stranger, case.author, case.people[0]):
        with pytest.raises(PermissionDenied):
            calls.stop(call=call, word="Non", user=user, now=NOW)
    for user, place in ((case.people[1], 1), (stranger, 0), (staff, 0)):
        with pytest.raises(PermissionDenied):
            answer(case, call, place, user=user)
    with pytest.raises(PermissionDenied):
        answer(case, draft(case, case.signatories[0], title="Brouillon"))


def test_two_open_at_a_time(case):
    first = sent(case, case.signatories[0], title="Un")
    sent(case, case.signatories[0], title="Deux")
    third = draft(case, case.signatories[0], title="Trois")
    with pytest.raises(calls.CallRefused, match="déjà 2 appels ouverts"):
        calls.send(call=third, user=case.author, now=NOW)
    calls.close(call=first, note="Merci.", user=case.author, now=NOW)
    assert calls.send(call=third, user=case.author, now=NOW)


def test_one_to_all_a_quarter_even_stopped(case):
    first = sent(case, title="À tous")
    staff = UserFactory(curator=True)
    calls.stop(call=first, word="Trop tôt.", user=staff, now=NOW)
    second = draft(case, title="Encore", answer_by=dt.date(2027, 3, 1))
    with pytest.raises(calls.CallRefused, match="Un appel à tous par trimestre"):
        calls.send(call=second, user=case.author, now=NOW + 90 * DAY)
    assert calls.send(call=second, user=case.author, now=NOW + 91 * DAY)


def test_a_date_that_has_passed_is_refused(case):
    call = draft(case, case.signatories[0])
    with pytest.raises(calls.CallRefused, match="date de réponse"):
        calls.send(call=call, user=case.author, now=NOW + 40 * DAY)


def test_a_signatory_changes_its_mind_until_the_end(case):
    call = sent(case, *case.signatories)
    assert answer(case, call, given="maybe", word="Peut-être en mars.")
    assert not answer(case, call, given="maybe", word="Peut-être en mars.")
    assert answer(case, call, given="yes", word="D’accord.")
    row = call.recipients.get(organisation=case.signatories[0])
    assert (row.answer, row.word, row.answered_by) == ("yes", "D’accord.", case.people[0])
    assert len(told(case.author)) == 2
    calls.close(call=call, note="Merci.", user=case.author, now=NOW)
    with pytest.raises(calls.CallRefused, match="n’attend plus de réponse"):
        answer(case, call, given="no")
    assert call.recipients.get(pk=row.pk).answer == "yes"


def test_a_reminder_leaves_once_not_too_early_to_the_silent_alone(case):
    nobody = signatory()
    call = sent(case, *case.signatories, nobody)
    answer(case, call, 0, "no")
    with pytest.raises(calls.CallRefused, match="au plus tôt après 5 jours"):
        calls.remind(call=call, user=case.author, now=NOW + 4 * DAY)
    assert calls.remind(call=call, user=case.author, now=NOW + 5 * DAY) == 2
    assert calls.remind(call=call, user=case.author, now=NOW + 6 * DAY) == 0
    assert [len(told(person)) for person in case.people] == [1, 2, 2]
    assert call.recipients.exclude(reminded_at=None).count() == 2
    calls.close(call=call, note="Merci.", user=case.author, now=NOW)
    with pytest.raises(calls.CallRefused, match="plus ouvert"):
        calls.remind(call=call, user=case.author, now=NOW + 9 * DAY)


def test_closing_thanks_those_who_helped_and_ends_it_once(case):
    call = sent(case, *case.signatories)
    answer(case, call, 0, "yes")
    answer(case, call, 1, "no")
    assert calls.close(call=call, note="Deux visites.", user=case.author, now=NOW)
    assert not calls.close(call=call, note="Encore.", user=case.author, now=NOW)
    assert [len(told(person)) for person in case.people] == [2, 1, 1]
    call.refresh_from_db()
    assert (call.status, call.closing_note) == ("closed", "Deux visites.")
    staff = UserFactory(curator=True)
    assert not calls.stop(call=call, word="Trop tard.", user=staff, now=NOW)


def test_the_staff_stop_a_call_with_a_word(case):
    call = sent(case, *case.signatories)
    staff = UserFactory(curator=True)
    with pytest.raises(calls.CallRefused, match="Dites pourquoi"):
        calls.stop(call=call, word="  ", user=staff, now=NOW)
    assert calls.stop(call=call, word="Ce n’est pas un appel.", user=staff, now=NOW)
    assert told(case.author) == ["L’animation du pacte a arrêté « Visiter un atelier »"]


def test_a_yes_opens_an_introduction_and_a_no_does_not(case):
    call = sent(case, *case.signatories)
    answer(case, call, 0, "yes")
    answer(case, call, 1, "no")
    rows = CallRecipient.objects.select_related("call__organisation", "organisation")
    said = {"user": case.author, "word": "Suite à votre réponse.", "now": NOW}
    row = rows.get(organisation=case.signatories[0])
    first = calls.introduce_after(recipient=row, **said)
    assert calls.introduce_after(recipient=row, **said).pk == first.pk
    assert Introduction.objects.count() == 1
    parties = {party.organisation: party.accepted_at for party in first.parties.all()}
    assert parties == {case.caller: NOW, case.signatories[0]: None}
    with pytest.raises(calls.CallRefused, match="pas répondu oui"):
        calls.introduce_after(recipient=rows.get(organisation=case.signatories[1]), **said)
    with pytest.raises(PermissionDenied):
        calls.introduce_after(recipient=row, **said | {"user": case.people[0]})
