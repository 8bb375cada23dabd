"""The feedback desk: what is due, and each act on it; nothing of whoever shares no longer."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from interviews.models import ClientAnswer, Feedback, FeedbackRequest, NoNews, RefusedWish
from interviews.models.asked_standing import AskedStanding
from interviews.models.letter import UNDO
from jobtracker.audit.models import Entry, Kind
from jobtracker.desk.feedback.board import Part, board_of
from jobtracker.outbox.models import Mail
from jobtracker.outbox.sending import send_next
from jobtracker.people.access import Scope
from tests.factories import (
    make_application,
    make_candidate,
    make_interview,
    make_membership,
    make_representation,
)
from tests.feedback_rows import make_answer, make_request, relay
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def petra(client):
    member = make_membership()
    client.force_login(member.user)
    return member


@pytest.fixture
def talk(petra):
    return held_talk(petra)


def held_talk(member, hours_ago=3, **shares):
    candidate = make_candidate(name="Mira Sandberg")
    make_representation(candidate=candidate, firm=member.firm, coordinator=member, **shares)
    return make_interview(
        application=make_application(candidate=candidate, job_title="Analyst"),
        starts_at=timezone.now() - timedelta(hours=hours_ago),
    )


def page(client, name, row):
    return reverse(f"desk:{name}", args=[row.pk])


def lines(member):
    board = board_of(member.user, timezone.now(), only_mine=False)
    return {part: found for part, found in board.lines.items() if found}


def days_ago(days):
    return timezone.now() - days * A_DAY


def requested(talk, member, days=0.0, **fields):
    return make_request(talk, member, at=days_ago(days), **fields)


# What is on the desk


def test_interview_that_is_over_waits_to_be_asked_about(client, petra, talk):
    [line] = lines(petra)[Part.ASK]
    assert line.interview == talk
    shown = client.get(reverse("desk:feedback")).content.decode()
    assert "Mira Sandberg" in shown
    assert page(client, "ask-client", talk) in shown


@pytest.mark.parametrize("hours_ago", [-5, 31 * 24])
def test_interview_to_come_or_long_ago_does_not(petra, hours_ago):
    held_talk(petra, hours_ago)
    assert lines(petra) == {}


@pytest.mark.parametrize(
    ("days", "chased", "part"),
    [
        (0, None, Part.WAIT),
        (5, None, Part.CHASE),
        (5, 4, Part.ESCALATE),
    ],
)
def test_silence_is_chased_and_then_escalated(petra, talk, days, chased, part):
    asked = requested(talk, petra, days)
    if chased is not None:
        FeedbackRequest.objects.update(chased_at=days_ago(chased))
    [line] = lines(petra)[part]
    assert line.request == asked
    assert line.is_overdue is (part is not Part.WAIT)


def test_who_was_asked_again_late_has_time_to_answer(petra, talk):
    requested(talk, petra, 9)
    FeedbackRequest.objects.update(chased_at=timezone.now())
    assert [*lines(petra)] == [Part.WAIT]


def test_what_came_is_to_be_passed_on_and_stands_there_for_a_while(petra, talk):
    asked = requested(talk, petra, 6)
    make_answer(asked, petra.user, at=days_ago(5))
    [line] = lines(petra)[Part.RELAY]
    assert line.is_overdue
    asked.relay("Bring figures", "voice", by=petra.user, at=days_ago(2))
    assert [*lines(petra)] == [Part.DONE]
    FeedbackRequest.objects.update(relayed_at=days_ago(8))
    assert lines(petra) == {}


def test_most_urgent_stands_first(petra):
    late, later = held_talk(petra, 100), held_talk(petra, 10)
    assert [line.interview for line in lines(petra)[Part.ASK]] == [late, later]


@pytest.mark.parametrize("scope", [Scope.FEEDBACK, Scope.INTERVIEWS])
def test_it_takes_both_interviews_and_feedback(client, petra, scope):
    talk = held_talk(petra, **{scope.field: False})
    asked = requested(talk, petra)
    assert lines(petra) == {}
    for name, row in (("ask-client", talk), ("no-news", talk), ("feedback-request", asked)):
        assert client.get(page(client, name, row)).status_code == 404


def test_end_of_consent_ends_it_all_at_once(client, petra, talk):
    asked = requested(talk, petra)
    make_answer(asked, petra.user)
    talk.candidate.representations.get().end(by=talk.candidate.user, at=timezone.now())
    assert lines(petra) == {}
    assert "Mira" not in client.get(reverse("desk:feedback")).content.decode()
    assert client.get(page(client, "feedback-request", asked)).status_code == 404
    for name in ("chase-client", "relay", "client-reading", "refused-wish", "no-feedback"):
        assert client.post(page(client, name, asked)).status_code == 404, name
    assert ClientAnswer.objects.exists()


def test_another_firm_of_the_same_candidate_sees_none_of_it(client, petra, talk):
    asked = requested(talk, petra)
    other = make_membership()
    make_representation(candidate=talk.candidate, firm=other.firm)
    client.force_login(other.user)
    assert [*lines(other)] == [Part.ASK]
    assert client.get(page(client, "feedback-request", asked)).status_code == 404


def test_candidate_sees_nothing_of_the_desk(client, petra, talk):
    asked = requested(talk, petra)
    client.force_login(talk.candidate.user)
    assert client.get(reverse("desk:feedback")).status_code == 404
    for name, row in (("ask-client", talk), ("feedback-request", asked)):
        assert client.get(page(client, name, row)).status_code == 404


def test_who_works_for_the_firm_sees_nothing_about_themselves(client, petra):
    own = make_candidate(user=petra.user)
    make_representation(candidate=own, firm=petra.firm)
    talk = make_interview(application=make_application(candidate=own), starts_at=days_ago(1))
    asked = requested(talk, make_membership(firm=petra.firm))
    assert lines(petra) == {}
    for name, row in (("ask-client", talk), ("feedback-request", asked)):
        assert client.get(page(client, name, row)).status_code == 404


def test_only_mine_leaves_those_of_colleagues_out(client, petra, talk):
    make_interview(
        application=make_application(
            candidate=make_representation(firm=petra.firm, coordinator=None).candidate
        ),
        starts_at=days_ago(1),
    )
    every, mine = (
        client.get(reverse("desk:feedback"), {"whose": whose}).context["board"]
        for whose in ("", "mine")
    )
    assert len(every.lines[Part.ASK]) == 2
    assert [line.interview for line in mine.lines[Part.ASK]] == [talk]


def test_only_whom_the_page_shows_is_in_the_record(client, petra, talk):
    make_representation(firm=petra.firm)
    client.get(reverse("desk:feedback"))
    read = Entry.objects.filter(kind=Kind.READ)
    assert [each.candidate_id for each in read] == [talk.candidate_id]


def test_queries_do_not_grow_with_the_list(client, petra):
    found = []
    for number in (1, 3):
        for _ in range(number):
            requested(held_talk(petra), petra, 3)
            held_talk(petra)
        # The first look of an hour adds to the record.
        client.get(reverse("desk:feedback"))
        found.append(len(queries_of(client, reverse("desk:feedback"))))
    assert found[0] == found[1]


# Asking


def test_client_is_asked_by_mail(client, petra, talk):
    whom = {"contact_name": "Ada", "contact_address": "ada@vale.example", "note": "Thanks"}
    client.post(page(client, "ask-client", talk), whom)
    asked = FeedbackRequest.objects.get()
    assert asked.standing == AskedStanding.ASKED
    send_next(timezone.now() + UNDO)
    assert mail.outbox[0].to == ["ada@vale.example"]
    assert client.get(page(client, "ask-client", talk)).url == asked.get_absolute_url()


def test_client_is_asked_by_phone_without_a_mail(client, petra, talk):
    client.post(page(client, "ask-client", talk), {"contact_name": "Ada"})
    assert FeedbackRequest.objects.get().digest is None
    assert not Mail.objects.exists()


def test_bad_address_loses_nothing(client, petra, talk):
    answer = client.post(
        page(client, "ask-client", talk),
        {"contact_name": "Ada", "contact_address": "ada", "note": "Thanks a lot"},
    )
    assert answer.status_code == 422
    assert "Thanks a lot" in answer.content.decode()


def test_chased_once_a_working_day(client, petra, talk):
    asked = requested(talk, petra, 4)
    client.post(page(client, "chase-client", asked))
    assert Mail.objects.count() == 1
    answer = client.post(page(client, "chase-client", asked), follow=True)
    assert "Once a working day is enough" in answer.content.decode()
    assert Mail.objects.count() == 1
    asked.refresh_from_db()
    assert asked.standing == AskedStanding.CHASED


def test_asked_today_is_not_chased_today(client, petra, talk):
    client.post(page(client, "chase-client", requested(talk, petra)))
    assert not Mail.objects.exists()


def test_colleague_sees_what_they_are_asked_to_help_with(client, petra, talk):
    asked = requested(talk, petra, 5)
    colleague = make_membership(firm=petra.firm)
    elsewhere = make_membership()
    refused = client.post(page(client, "feedback-escalation", asked), {"to": elsewhere.pk})
    assert refused.status_code == 422
    client.post(page(client, "feedback-escalation", asked), {"to": colleague.pk})
    client.force_login(colleague.user)
    assert f"With {colleague.user}" in client.get(reverse("desk:feedback")).content.decode()


def test_none_available_says_who_said_so(client, petra, talk):
    asked = requested(talk, petra)
    assert client.post(page(client, "no-feedback", asked)).status_code == 422
    client.post(page(client, "no-feedback", asked), {"said_by": "Ada"})
    asked.refresh_from_db()
    assert (asked.standing, asked.none_said_by) == (AskedStanding.NONE, "Ada")
    assert lines(petra) == {}


def test_taken_back_lets_somebody_else_be_asked(client, petra, talk):
    asked = requested(talk, petra)
    client.post(page(client, "feedback-withdrawal", asked))
    assert [*lines(petra)] == [Part.ASK]
    client.post(page(client, "ask-client", talk), {"contact_name": "Per"})
    assert FeedbackRequest.objects.standing().get().contact_name == "Per"


# What was said, and passing it on


def test_words_on_the_phone_are_kept_as_they_were_said(client, petra, talk):
    asked = requested(talk, petra)
    client.post(page(client, "client-answer", asked), {"missing": "A budget", "via": "phone"})
    said = ClientAnswer.objects.get()
    assert (said.missing, said.recorded_by) == ("A budget", petra.user)
    late = client.post(page(client, "client-answer", asked), {"missing": "More", "via": "phone"})
    assert late.status_code == 409
    assert ClientAnswer.objects.get().missing == "A budget"
    # What was typed is still there, beside why it is not kept.
    assert "An answer has come meanwhile" in late.content.decode()
    assert "More</textarea>" in late.content.decode()


def test_reading_stays_apart_and_in_the_firm(client, petra, talk):
    asked = requested(talk, petra)
    make_answer(asked, petra.user)
    client.post(page(client, "client-reading", asked), {"reading": "Too junior, we think"})
    relay(asked, petra.user, "about figures")
    client.force_login(talk.candidate.user)
    for address in (
        talk.get_absolute_url(),
        reverse("interviews:feedback-list"),
        Feedback.objects.get().get_absolute_url(),
    ):
        assert "Too junior" not in client.get(address).content.decode()


@pytest.mark.parametrize("way", ["mail", "voice"])
def test_candidates_version_becomes_their_feedback(client, petra, talk, way):
    asked = requested(talk, petra)
    make_answer(asked, petra.user, "blunt")
    client.post(page(client, "relay", asked), {"words": "Bring figures", "way": way})
    told = Feedback.objects.get()
    assert (told.verbatim, told.source, told.interview) == ("Bring figures", "firm", talk)
    asked.refresh_from_db()
    assert asked.feedback == told
    send_next(timezone.now() + UNDO)
    assert [each.to for each in mail.outbox] == [[talk.candidate.user.email]] * (way == "mail")
    client.force_login(talk.candidate.user)
    shown = client.get(reverse("interviews:feedback-list")).content.decode()
    assert "Bring figures" in shown
    assert "blunt" not in shown


def test_feedback_that_the_candidate_awaits_is_answered_by_it(client, petra, talk):
    own = Feedback.objects.ask(
        talk.application, interview=talk, by=talk.candidate.user, at=days_ago(1)
    )
    asked = requested(talk, petra)
    make_answer(asked, petra.user)
    relay(asked, petra.user)
    own.refresh_from_db()
    assert own.received_at
    assert Feedback.objects.get() == own


def test_nothing_is_passed_on_twice(client, petra, talk):
    asked = requested(talk, petra)
    make_answer(asked, petra.user)
    for words in ("Bring figures", "Something else"):
        client.post(page(client, "relay", asked), {"words": words, "way": "voice"})
    assert Feedback.objects.get().verbatim == "Bring figures"


def test_mail_needs_an_address(client, petra):
    held = make_representation(
        firm=petra.firm, candidate=make_candidate(user=None, email=""), accepted_at=None
    )
    talk = make_interview(
        application=make_application(candidate=held.candidate), starts_at=days_ago(1)
    )
    asked = requested(talk, petra)
    make_answer(asked, petra.user)
    answer = client.post(page(client, "relay", asked), {"words": "Bring figures", "way": "mail"})
    assert answer.status_code == 422
    assert "Bring figures" in answer.content.decode()
    assert client.post(page(client, "no-news", talk), {"text": "None"}).status_code == 422


def test_mail_with_feedback_is_not_sent_once_consent_ended(client, petra, talk):
    asked = requested(talk, petra)
    make_answer(asked, petra.user)
    client.post(page(client, "relay", asked), {"words": "Bring figures", "way": "mail"})
    talk.candidate.representations.get().end(by=talk.candidate.user, at=timezone.now())
    send_next(timezone.now() + UNDO)
    assert mail.outbox == []


def test_wish_that_is_refused_is_kept_with_who_was_told(client, petra, talk):
    asked = requested(talk, petra)
    boss = make_membership(firm=petra.firm)
    wish = {"what": "Somebody younger", "to": boss.pk}
    shown = client.post(page(client, "refused-wish", asked), wish, follow=True).content.decode()
    kept = RefusedWish.objects.get()
    assert (kept.told, kept.by) == (boss.user, petra.user)
    assert "Somebody younger" in shown
    client.force_login(talk.candidate.user)
    assert "younger" not in client.get(talk.get_absolute_url()).content.decode()


# No news yet


def test_candidate_hears_by_day_three_that_there_is_no_news(client, petra):
    talk = held_talk(petra, 6 * 24)
    requested(talk, petra, 5)
    [line] = lines(petra)[Part.CHASE]
    assert line.is_silent
    address = page(client, "no-news", talk)
    words = client.get(address).context["form"].initial["text"]
    assert "no news yet" in words
    client.post(address, {"text": words})
    assert NoNews.objects.get().text == words
    [line] = lines(petra)[Part.CHASE]
    assert not line.is_silent
    send_next(timezone.now() + UNDO)
    assert mail.outbox[0].to == [talk.candidate.user.email]


def test_no_news_is_no_matter_on_the_first_days(petra, talk):
    requested(talk, petra)
    [line] = lines(petra)[Part.WAIT]
    assert not line.is_silent


# What had better not be passed on


def test_words_are_warned_of_before_they_are_passed_on(client, petra, talk):
    asked = requested(talk, petra)
    make_answer(asked, petra.user)
    blunt = {"words": "Not a <fit>. Bring figures.", "way": "voice"}
    answer = client.post(page(client, "relay", asked), blunt)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "&lt;<mark>fit</mark>&gt;" in shown
    assert "often stands for age" in shown
    assert not Feedback.objects.exists()
    client.post(page(client, "relay", asked), {**blunt, "words": "Bring figures."})
    assert Feedback.objects.get().verbatim == "Bring figures."


def test_words_may_stay_and_why_is_kept(client, petra, talk):
    asked = requested(talk, petra)
    make_answer(asked, petra.user)
    words = {"words": "Fit the model first.", "way": "voice", "kept_why": "It is statistics"}
    client.post(page(client, "relay", asked), words)
    asked.refresh_from_db()
    assert (asked.relayed, asked.kept_why) == ("Fit the model first.", "It is statistics")


def test_clients_own_words_are_warned_of_where_writing_starts(client, petra, talk):
    asked = requested(talk, petra)
    make_answer(asked, petra.user, "a bit lazy")
    assert "<mark>lazy</mark>" in client.get(asked.get_absolute_url()).content.decode()


def test_client_is_not_told_what_is_the_candidates(client, petra, talk):
    whom = {"contact_name": "Ada", "note": "It is her dream job, she needs the money."}
    answer = client.post(page(client, "ask-client", talk), whom)
    assert answer.status_code == 422
    assert "<mark>dream job</mark>" in answer.content.decode()
    assert not FeedbackRequest.objects.exists()
    client.post(page(client, "ask-client", talk), {**whom, "anyway": "on"})
    assert FeedbackRequest.objects.get().note == whom["note"]
