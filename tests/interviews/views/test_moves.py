"""What was arranged changes, by either side: it is kept, counted, and there is a way back."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.stages import Outcome, Stage
from interviews.intake.reading import CalendarPart, Label, Reading, SlotRead
from interviews.models import Choice, Interview, Rescheduling
from interviews.models.interview import InterviewState
from interviews.models.invitation import State
from tests.factories import (
    make_application,
    make_candidate,
    make_debrief,
    make_interview,
    make_invitation,
    make_message,
    make_slot_draft,
)
from tests.interviews.test_correspondence import decide
from tests.interviews.views.test_bring_in import is_sent

pytestmark = pytest.mark.django_db

ZONE = "Europe/Stockholm"
THEN, LATER = "2036-07-09T14:00", "2036-07-10T09:30"


@pytest.fixture
def mira(client):
    candidate = make_candidate(time_zone=ZONE)
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def invitation(mira):
    draft = make_slot_draft(datetime(2036, 7, 8, 14))
    return make_invitation(application=make_application(candidate=mira), slots=[draft])


@pytest.fixture
def planned(invitation):
    decide(invitation, Choice.ACCEPT)
    invitation.refresh_from_db()
    return Interview.objects.get()


def post(client, name, row, **typed):
    url = reverse(f"interviews:{name}", args=[row.pk])
    form = client.get(url).context["form"]
    shown = {each: form[each].value() for each in form.fields}
    values = {each: value for each, value in shown.items() if is_sent(value)}
    return client.post(url, values | typed)


def page(client, row):
    return client.get(row.get_absolute_url()).content.decode()


def test_moved_interview_keeps_its_earlier_time(client, planned):
    before, sequence = planned.starts_at, planned.sequence
    answer = post(client, "interview-time", planned, start=THEN, reason="Manager is ill")
    assert answer.status_code == 302
    planned.refresh_from_db()
    assert planned.starts_at == datetime(2036, 7, 9, 12, tzinfo=UTC)
    assert planned.ends_at - planned.starts_at == timedelta(hours=1)
    assert planned.sequence == sequence + 1
    row = Rescheduling.objects.get()
    assert row.was[0][0] == before.isoformat()
    assert (row.side, row.by) == ("them", planned.candidate.user)
    text = page(client, planned)
    assert "Moved by them" in text
    assert "Tue 8 July 2036, 14:00–15:00 (Stockholm)" in text
    assert "Manager is ill" in text


def test_second_click_moves_nothing_twice(client, planned):
    url = reverse("interviews:interview-time", args=[planned.pk])
    typed = {"seen": planned.sequence, "start": THEN, "zone": ZONE, "side": "them"}
    assert [client.post(url, typed).status_code for _ in range(2)] == [302, 302]
    assert Rescheduling.objects.count() == 1


def test_other_tab_is_told_and_may_go_on(client, planned):
    url = reverse("interviews:interview-time", args=[planned.pk])
    typed = {"seen": planned.sequence, "start": THEN, "zone": ZONE, "side": "them"}
    client.post(url, typed)
    answer = client.post(url, {**typed, "start": LATER})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Meanwhile it changed" in text
    assert f'value="{LATER}"' in text
    again = {**typed, "start": LATER, "seen": answer.context["form"]["seen"].value()}
    assert client.post(url, again).status_code == 302


def test_how_often_it_was_moved_is_a_fact(client, planned):
    post(client, "interview-time", planned, start=THEN, side="them")
    assert "Moved once" not in page(client, planned)
    post(client, "interview-time", planned, start=LATER, side="me")
    assert "Moved twice: once by them, once by you" in page(client, planned)
    assert "Moved twice" in page(client, planned.invitation)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"start": ""}, "When is it?"),
        ({"start": "2020-07-09T14:00", "end": ""}, "This time is over."),
        ({"start": "2036-03-30T02:30", "end": ""}, "skip this time"),
        ({"start": "2036-10-26T02:30", "end": ""}, "comes twice"),
        ({"zone": "Mars/Olympus"}, "We know no such time zone."),
        ({"side": "nobody"}, "Select a valid choice"),
    ],
)
def test_time_that_cannot_be_is_said_beside_it(client, planned, typed, said):
    answer = post(client, "interview-time", planned, reason="My words", **typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "My words" in answer.content.decode()
    assert not Rescheduling.objects.exists()


def test_called_off_by_them_ends_the_invitation_and_not_the_application(client, planned):
    answer = post(client, "fall-through", planned, what="called_off-them")
    assert answer.url == planned.get_absolute_url()
    planned.refresh_from_db()
    assert planned.state == InterviewState.CANCELLED
    assert planned.invitation.state == State.CANCELLED
    assert planned.application.stage == Stage.INTERVIEWING
    assert "Called off by them" in page(client, planned)


def test_called_off_by_me_is_to_decide_again(client, planned):
    answer = post(client, "fall-through", planned, what="called_off-me")
    assert answer.url == planned.invitation.get_absolute_url()
    planned.refresh_from_db()
    assert planned.invitation.state == State.AWAITING


def test_takes_place_after_all(client, planned):
    post(client, "fall-through", planned, what="called_off-them")
    assert "It takes place after all" in page(client, planned)
    post(client, "interview-time", planned)
    planned.refresh_from_db()
    assert planned.state == InterviewState.SCHEDULED
    assert planned.invitation.state == State.ACCEPTED


def test_nobody_came_only_once_it_has_begun(client, planned):
    answer = post(client, "fall-through", planned, what="missed-them")
    assert answer.status_code == 422
    Interview.objects.update(starts_at=timezone.now() - timedelta(hours=3), ends_at=None)
    post(client, "fall-through", planned, what="missed-them")
    planned.refresh_from_db()
    assert planned.state == InterviewState.NO_SHOW
    assert "They did not come" in page(client, planned)


@pytest.mark.parametrize("name", ["interview-time", "fall-through"])
def test_what_was_held_moves_no_more(client, mira, name):
    held = make_interview(application=make_application(candidate=mira))
    make_debrief(interview=held)
    answer = client.get(reverse(f"interviews:{name}", args=[held.pk]), follow=True)
    assert "This interview was held." in answer.content.decode()


def offer(client, invitation, *starts, **typed):
    rows = {f"slots-{number}-start": start for number, start in enumerate(starts)}
    sizes = {"slots-TOTAL_FORMS": "3", "slots-INITIAL_FORMS": "0"}
    return post(client, "new-times", invitation, zone=ZONE, **sizes, **rows, **typed)


def test_other_times_wait_for_a_decision_again(client, planned):
    offer(client, planned.invitation, THEN, LATER, reason="Room is taken")
    planned.refresh_from_db()
    invitation = planned.invitation
    assert (planned.state, invitation.state) == (InterviewState.CANCELLED, State.AWAITING)
    assert invitation.slots.count() == 2
    assert invitation.answer_by > timezone.now()
    row = Rescheduling.objects.get()
    assert (len(row.was), len(row.now)) == (1, 2)
    assert "Room is taken" in page(client, invitation)


def test_what_could_not_be_arranged_was_arranged_after_all(client, invitation):
    invitation.lapse(by=invitation.candidate.user, at=timezone.now())
    assert invitation.application.outcome == Outcome.NOT_ARRANGED
    assert "It was arranged after all" in page(client, invitation)
    offer(client, invitation, THEN)
    invitation.refresh_from_db()
    assert invitation.state == State.AWAITING
    assert not invitation.application.is_closed


def test_new_times_need_one(client, invitation):
    answer = offer(client, invitation, reason="My words")
    assert answer.status_code == 422
    assert "Name at least one time." in answer.content.decode()
    assert "My words" in answer.content.decode()


def test_invitation_that_is_taken_back(client, planned):
    post(client, "taking-back", planned.invitation, reason="Post is frozen")
    planned.refresh_from_db()
    assert (planned.state, planned.invitation.state) == (InterviewState.CANCELLED, State.CANCELLED)
    assert "Post is frozen" in page(client, planned.invitation)


def test_message_that_told_of_it_belongs_to_the_application(client, planned):
    message = make_message(candidate=planned.candidate)
    url = reverse("interviews:fall-through", args=[planned.pk]) + f"?message={message.pk}"
    form = client.get(url).context["form"]
    client.post(url, {"what": form["what"].value(), "seen": form["seen"].value()})
    message.refresh_from_db()
    assert message.application == planned.application
    assert Rescheduling.objects.get().message == message


def test_message_of_somebody_else_is_none(client, planned):
    message = make_message(text="Not for you")
    url = reverse("interviews:fall-through", args=[planned.pk]) + f"?message={message.pk}"
    answer = client.get(url)
    assert answer.context["message"] is None
    assert "Not for you" not in answer.content.decode()


def reading_of(label, *slots):
    found = tuple(SlotRead(start, zone=ZONE) for start in slots)
    return Reading(label=label, slots=found).as_dict()


def test_message_of_a_change_leads_to_what_it_changes(client, planned):
    message = make_message(
        candidate=planned.candidate,
        reading=reading_of(Label.SCHEDULING_UPDATE, datetime(2036, 7, 10, 9, 30)),
    )
    (target,) = client.get(message.get_absolute_url()).context["targets"]
    assert "Planned for" in target.state
    form = client.get(target.moved_href).context["form"]
    assert form["start"].value() == datetime(2036, 7, 10, 9, 30)
    values = {name: form[name].value() for name in ("seen", "zone", "side")}
    client.post(target.moved_href, {**values, "start": LATER})
    planned.refresh_from_db()
    assert planned.starts_at == datetime(2036, 7, 10, 7, 30, tzinfo=UTC)
    answer = client.get(message.get_absolute_url())
    assert answer.url == planned.get_absolute_url()


def test_message_leads_to_nobody_elses(client, mira):
    make_interview()
    make_invitation()
    message = make_message(candidate=mira, reading=reading_of(Label.CANCELLATION))
    assert client.get(message.get_absolute_url()).context["targets"] == []


def test_newer_request_of_their_calendar_is_answered(client, planned):
    invitation = planned.invitation
    invitation.change(uid="one@vale.example", sequence=1, calendar_request=b"old")
    event = CalendarPart("REQUEST", "one@vale.example", 2, "", "", (), False, "new")
    slot = SlotRead(datetime(2036, 7, 10, 9, 30), zone=ZONE)
    reading = Reading(label=Label.INVITATION, slots=(slot,), calendar=event).as_dict()
    message = make_message(candidate=planned.candidate, reading=reading)
    (target,) = client.get(message.get_absolute_url()).context["targets"]
    sizes = {"slots-TOTAL_FORMS": "3", "slots-INITIAL_FORMS": "0"}
    form = client.get(target.anew_href).context["form"]
    values = {name: form[name].value() for name in ("seen", "zone", "side")}
    client.post(target.anew_href, {**values, **sizes, "slots-0-start": LATER})
    invitation.refresh_from_db()
    assert (invitation.sequence, bytes(invitation.calendar_request)) == (2, b"new")
    assert invitation.state == State.AWAITING
