"""What is done about one thing that is due: put off, handed on, dealt with, and back."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import Activity
from interviews.models import Errand
from interviews.models.errand import Matter
from jobtracker.audit.models import Entry
from jobtracker.desk.worklist.forms import wakes
from jobtracker.outbox.models import Mail
from jobtracker.outbox.sending import send_next
from tests.factories import (
    make_application,
    make_candidate,
    make_interview,
    make_membership,
    make_representation,
)

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def petra(client):
    member = make_membership()
    client.force_login(member.user)
    return member


@pytest.fixture
def talk(petra):
    held = make_representation(firm=petra.firm, coordinator=petra)
    application = make_application(candidate=held.candidate)
    return make_interview(application=application, starts_at=timezone.now() - 2 * HOUR)


def act(client, row, what="", **values):
    name = f"desk:debrief-{what}" if what else "desk:debrief"
    return client.post(reverse(name, args=[row.pk]), values)


def errand():
    return Errand.objects.get()


def matters(client, **query):
    """What is due of the kind that these tests are about."""
    query = {"what": "debrief", **query}
    shown = client.get(reverse("desk:worklist"), query).context["worklist"]
    return [each.matter for each in shown.items]


def test_page_offers_what_can_be_done(client, talk):
    answer = client.get(reverse("desk:debrief", args=[talk.pk]))
    page = answer.content.decode()
    assert talk.candidate.name in page
    assert all(words in page for words in ("For an hour", "Until tomorrow", "Hand it on"))


def test_in_the_list_it_comes_as_a_fragment(client, talk):
    answer = client.get(reverse("desk:debrief", args=[talk.pk]), headers={"HX-Request": "true"})
    assert "Put it off" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_put_off_until_tomorrow_and_brought_back(client, talk):
    answer = act(client, talk, "snooze", until="tomorrow")
    assert answer.url == reverse("desk:worklist")
    assert errand().snoozed_until > timezone.now() + 12 * HOUR
    assert (matters(client), matters(client, show="snoozed")) == ([], [Matter.DEBRIEF])
    act(client, talk, "waking")
    assert matters(client) == [Matter.DEBRIEF]


def test_put_off_until_a_day_of_ones_own(client, talk):
    day = timezone.localdate() + 5 * DAY
    act(client, talk, "snooze", until="day", day=f"{day:%Y-%m-%d}")
    assert errand().snoozed_until.date() == day


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "required"),
        ({"until": "never"}, "Choose until when"),
        ({"until": "day"}, "Choose a day from tomorrow on"),
        ({"until": "day", "day": "2020-01-01"}, "Choose a day from tomorrow on"),
        ({"until": "day", "day": "2099-01-01"}, "Choose a day from tomorrow on"),
        ({"until": "day", "day": "soon"}, "valid date"),
    ],
)
def test_time_that_is_none_is_asked_for_again(client, talk, values, words):
    answer = act(client, talk, "snooze", **values)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Errand.objects.exclude(snoozed_until=None).exists()


def test_handed_on_to_a_colleague_and_back(client, petra, talk):
    colleague = make_membership(firm=petra.firm)
    act(client, talk, "assignment", to=str(colleague.pk))
    assert errand().assigned_to == colleague
    assert matters(client) == []
    assert f"With {colleague.user}" in client.get("/desk/?whose=all").content.decode()
    act(client, talk, "assignment", to="coordinator")
    assert matters(client) == [Matter.DEBRIEF]


def test_nothing_is_handed_to_who_works_elsewhere(client, talk):
    answer = act(client, talk, "assignment", to=str(make_membership().pk))
    assert answer.status_code == 422
    assert not Errand.objects.exclude(assigned_to=None).exists()


def test_dealt_with_can_be_taken_back(client, petra, talk):
    answer = client.post(
        reverse("desk:debrief-end", args=[talk.pk]), {"next": "/desk/?whose=all"}, follow=True
    )
    assert answer.redirect_chain[0][0] == "/desk/?whose=all"
    assert (errand().done_by, errand().done_of) == (petra.user, talk.starts_at)
    [message] = answer.context["messages"]
    assert matters(client) == []
    client.post(message.extra_tags)
    assert matters(client) == [Matter.DEBRIEF]


def test_act_on_a_candidate_is_in_the_record(client, petra, talk):
    act(client, talk, "end")
    entry = Entry.objects.order_by("-pk").first()
    assert (entry.actor_id, entry.candidate_id, entry.firm_id) == (
        petra.user_id, talk.candidate_id, petra.firm_id,
    )  # fmt: skip


@pytest.mark.parametrize("what", ["", "snooze", "waking", "assignment", "end", "return"])
def test_what_is_not_shared_is_not_there(client, petra, talk, what):
    held = talk.candidate.representations.get()
    held.shares_interviews = False
    held.save()
    ask = client.get if not what else client.post
    name = f"desk:debrief-{what}" if what else "desk:debrief"
    assert ask(reverse(name, args=[talk.pk])).status_code == 404
    assert not Errand.objects.exists()


def test_own_interview_is_nothing_that_is_due_to_the_firm(client, petra):
    own = make_interview(application=make_application(candidate=make_candidate(user=petra.user)))
    assert act(client, own, "end").status_code == 404


@pytest.mark.parametrize("firm", ["0", "x", "9" * 30])
def test_firm_that_is_none_of_the_persons_is_not_there(client, talk, firm):
    assert client.get(reverse("desk:worklist"), {"firm": firm}).status_code == 404


def test_second_firm_has_a_list_of_its_own(client, petra, talk):
    other = make_membership(user=petra.user)
    assert matters(client, firm=other.firm_id) == []
    assert matters(client, firm=petra.firm_id) == [Matter.DEBRIEF]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # A Tuesday morning, a Tuesday night, and a Sunday: Monday is tomorrow then.
        (datetime(2026, 7, 7, 7, tzinfo=UTC), ["hour", "afternoon", "tomorrow", "monday"]),
        (datetime(2026, 7, 7, 19, tzinfo=UTC), ["hour", "tomorrow", "monday"]),
        (datetime(2026, 7, 12, 7, tzinfo=UTC), ["hour", "afternoon", "tomorrow"]),
    ],
)
def test_times_to_put_off_until_are_all_to_come(now, expected):
    found = wakes(now, "Europe/Berlin")
    assert [each.name for each in found] == expected
    assert all(each.at > now for each in found)


MESSAGE = {"subject": "Your interview", "text": "How did it go?"}


def test_message_is_ready_to_be_changed(client, petra, talk):
    page = client.get(reverse("desk:debrief", args=[talk.pk])).content.decode()
    assert "how did your interview go?" in page
    assert str(petra.user) in page


def test_message_goes_to_the_candidate_and_into_the_log(client, petra, talk, mailoutbox):
    act(client, talk, "message", **MESSAGE)
    [line] = Activity.objects.all()
    assert (line.kind, line.text, line.is_shared) == ("mail", "How did it go?", True)
    assert send_next(timezone.now() + HOUR)
    [mail] = mailoutbox
    assert mail.to == [talk.candidate.user.email]
    assert mail.message()["Reply-To"].addresses[0].addr_spec == petra.user.email
    assert "How did it go?" in str(mail.message())


@pytest.mark.parametrize("why", ["taken back", "consent ended", "writer left", "address changed"])
def test_message_is_not_sent_once_that_is_no_longer_right(client, petra, talk, mailoutbox, why):
    act(client, talk, "message", **MESSAGE)
    if why == "taken back":
        client.post(reverse("desk:taking-back", args=[Activity.objects.get().pk]))
    elif why == "consent ended":
        talk.candidate.representations.get().end(by=talk.candidate.user, at=timezone.now())
    elif why == "writer left":
        petra.delete()
    else:
        talk.candidate.user.email = "other@example.org"
        talk.candidate.user.save()
    send_next(timezone.now() + HOUR)
    assert mailoutbox == []


@pytest.mark.parametrize(
    "values",
    [
        {"subject": "", "text": "x"},
        {"subject": "x", "text": ""},
        {"subject": "x" * 151, "text": "x"},
    ],
)
def test_message_that_is_none_is_asked_for_again(client, talk, values):
    answer = act(client, talk, "message", **values)
    assert answer.status_code == 422
    assert not Activity.objects.exists()
    assert not Mail.objects.exists()


def test_message_to_nowhere_is_not_offered(client, petra):
    held = petra.firm.add_candidate(petra, at=timezone.now(), name="Kept", email="", phone="")
    application = make_application(candidate=held.candidate)
    talk = make_interview(application=application, starts_at=timezone.now() - 2 * HOUR)
    page = client.get(reverse("desk:debrief", args=[talk.pk])).content.decode()
    assert "No address is known" in page
    assert act(client, talk, "message", **MESSAGE).status_code == 422
    assert not Mail.objects.exists()


def test_subject_stays_one_line(client, talk, mailoutbox):
    act(client, talk, "message", subject="Hello\r\nBcc: x@example.org", text="x")
    send_next(timezone.now() + HOUR)
    [mail] = mailoutbox
    assert mail.message()["Bcc"] is None
    assert mail.message()["Subject"] == "Hello Bcc: x@example.org"
