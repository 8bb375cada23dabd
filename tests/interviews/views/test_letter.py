"""The page of a letter: written, sent with a minute to take it back, and then left as it is."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import Contact, Involvement, Offer
from interviews.letters import LetterKind
from interviews.models import Choice, Decision, Letter
from interviews.models.letter import MOST_A_DAY, UNDO, Standing
from interviews.occasions import Occasion
from interviews.sending import hear
from jobtracker.outbox.models import Mail, State
from jobtracker.outbox.sending import send_next
from tests.factories import (
    make_application,
    make_candidate,
    make_interview,
    make_invitation,
    make_red_flag,
    make_slot_draft,
    make_user,
)
from tests.interviews.test_correspondence import decide

pytestmark = pytest.mark.django_db
TO = "ada@vale.example"
TEXT = {"to": TO, "cc": "", "subject": "Interview", "body": "Dear Ada, yes."}


@pytest.fixture
def mira(client):
    user = make_user(email="mira@example.org", name="Mira Sandberg")
    candidate = make_candidate(user=user, name="Mira Sandberg")
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def invitation(mira):
    application = make_application(candidate=mira, employer_name="Vale")
    later = (timezone.now() + timedelta(days=9)).replace(tzinfo=None, microsecond=0)
    return make_invitation(
        application=application, contact_address=TO, slots=[make_slot_draft(later)]
    )


@pytest.fixture
def accepted(invitation):
    return decide(invitation, Choice.ACCEPT)


def at(decision, act="", kind=""):
    return f"{Occasion.of(decision).url}{act}{kind and f'?letter={kind}'}"


def act(client, decision, name, kind="", **changes):
    return client.post(at(decision, f"{name}/", kind), TEXT | changes, follow=True)


def words(answer):
    return answer.content.decode()


def work_off(moment):
    while send_next(moment):
        pass


# Sent from here


def test_letter_leaves_after_a_minute_to_its_reader_and_to_oneself(client, accepted, mailoutbox):
    page = act(client, accepted, "sending", cc="per@vale.example")
    assert "On its way" in words(page)
    queued = Letter.objects.get().queued_at
    work_off(queued + UNDO - timedelta(seconds=1))
    assert mailoutbox == []
    work_off(queued + UNDO)
    assert [mail.to for mail in mailoutbox] == [[TO], ["per@vale.example"], ["mira@example.org"]]
    letter = Letter.objects.get()
    assert (letter.standing, letter.sent_at) == (Standing.SENT, queued + UNDO)
    assert accepted.application.events.filter(text="Letter sent: say yes").exists()
    assert "It has gone out" in words(client.get(at(accepted)))


def test_letter_says_who_wrote_it_and_where_an_answer_goes(client, accepted, inbox):
    act(client, accepted, "sending", cc="per@vale.example")
    letter = Letter.objects.get()
    work_off(timezone.now() + UNDO)
    mails = [mail for mail, _ in inbox.mails]
    assert {mail["Message-ID"] for mail in mails} == {letter.message_id}
    first = mails[0]
    assert first["From"].addresses[0].display_name == "Mira Sandberg via Jobtracker"
    assert first["Reply-To"].addresses[0].addr_spec == "mira@example.org"
    assert (first["To"], first["Cc"]) == (f"Ada Okafor <{TO}>", "per@vale.example")
    assert first["X-Unsent"] is None
    assert first["Auto-Submitted"] is None
    assert first.get_body().get_content().strip() == "Dear Ada, yes."


def test_what_was_taken_back_is_never_sent(client, accepted, mailoutbox):
    act(client, accepted, "sending")
    page = client.post(at(accepted, "recall/"), follow=True)
    assert "Nothing was sent" in words(page)
    work_off(timezone.now() + timedelta(days=1))
    assert mailoutbox == []
    assert Letter.objects.get().standing is Standing.DRAFT
    assert page.context["form"]["body"].value() == "Dear Ada, yes."


def test_too_late_to_take_back_says_so(client, accepted, mailoutbox):
    act(client, accepted, "sending")
    first = Mail.objects.order_by("pk").first()
    assert first.lease(at=timezone.now() + UNDO)
    page = client.post(at(accepted, "recall/"), follow=True)
    assert "too late" in words(page)
    assert set(Mail.objects.values_list("state", flat=True)) == {State.WAITING}


def test_taken_back_and_sent_again_it_has_another_id(client, accepted):
    act(client, accepted, "sending")
    before = Letter.objects.get().message_id
    client.post(at(accepted, "recall/"))
    act(client, accepted, "sending")
    assert Letter.objects.get().message_id != before


def test_other_decision_keeps_the_letter_of_the_first_from_leaving(
    client, invitation, accepted, mailoutbox
):
    act(client, accepted, "sending")
    decide(invitation, Choice.DECLINE)
    work_off(timezone.now() + UNDO)
    assert mailoutbox == []
    assert Letter.objects.get().standing is Standing.DRAFT


def test_address_that_takes_no_mail_is_told_of_and_the_letter_is_a_draft(client, accepted):
    act(client, accepted, "sending")
    hear(Mail.objects.get(to=TO), State.FAILED, timezone.now())
    letter = Letter.objects.get()
    assert (letter.standing, letter.refused) == (Standing.REFUSED, TO)
    page = client.get(at(accepted))
    assert "takes no mail" in words(page)
    assert page.context["form"]["body"].value() == "Dear Ada, yes."


def test_copy_that_takes_no_mail_holds_up_nothing(client, accepted, mailoutbox):
    act(client, accepted, "sending", cc="per@vale.example")
    hear(Mail.objects.get(to="per@vale.example"), State.FAILED, timezone.now())
    work_off(timezone.now() + UNDO)
    assert Letter.objects.get().standing is Standing.SENT
    assert "per@vale.example takes no mail" in words(client.get(at(accepted)))


def test_sent_twice_by_a_double_click_it_leaves_once(client, accepted):
    key = {"form_key": "k" * 22}
    for _ in range(2):
        act(client, accepted, "sending", **key)
    assert Mail.objects.filter(to=TO).count() == 1


def test_second_tab_finds_a_letter_that_has_left_as_it_is(client, accepted):
    act(client, accepted, "sending")
    for name in ("sending", "sent", "file"):
        assert "stays as it is" in words(act(client, accepted, name, body="Something else"))
    assert "stays as it is" in words(client.post(at(accepted), TEXT, follow=True))
    assert Letter.objects.get().body == "Dear Ada, yes."
    assert Mail.objects.filter(to=TO).count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"to": ""}, "Whom does it go to?"),
        ({"to": "ada"}, "valid email"),
        ({"cc": "per@vale.example, nobody"}, "valid email"),
        ({"cc": ", ".join(f"p{n}@vale.example" for n in range(6))}, "5 copies at most"),
        ({"body": "I can do [which time suits you]."}, "Fill in [which time suits you] first"),
        ({"subject": "About [job title]"}, "Fill in [job title] first"),
    ],
)
def test_letter_that_lacks_something_stays_with_what_was_typed(client, accepted, changes, said):
    for name in ("sending", "file"):
        page = act(client, accepted, name, **changes)
        assert page.status_code == 422
        assert said in words(page)
        assert page.context["form"]["body"].value() == (TEXT | changes)["body"]
    assert not Mail.objects.exists()


def test_gap_is_no_hindrance_where_it_went_out_another_way(client, accepted):
    act(client, accepted, "sent", body="[which time suits you]")
    assert Letter.objects.get().standing is Standing.SENT


def test_gap_that_was_filled_is_not_asked_for_again(client, mira):
    decision = decide(make_invitation(slots=[], application=make_application(candidate=mira)),
                      Choice.ACCEPT)  # fmt: skip
    assert "Something to fill in" in words(client.get(at(decision)))
    client.post(at(decision), TEXT)
    assert "Something to fill in" not in words(client.get(at(decision)))


def test_day_has_a_limit_and_the_letter_stays(client, accepted, mira):
    for number in range(MOST_A_DAY):
        application = make_application(candidate=mira)
        Letter.objects.create(
            candidate=mira, application=application, kind=LetterKind.FOLLOW_UP, subject="s",
            body="b", message_id=f"<{number}@example.org>", saved_at=timezone.now(),
            queued_at=timezone.now(), sent_at=timezone.now(),
        )  # fmt: skip
    page = act(client, accepted, "sending")
    assert page.status_code == 422
    assert f"{MOST_A_DAY} letters a day" in words(page)
    assert not Mail.objects.exists()


def test_state_is_asked_for_until_it_has_left(client, accepted, mailoutbox):
    act(client, accepted, "sending")
    state = at(accepted, "state/")
    assert 'hx-get="' in words(client.get(state))
    work_off(timezone.now() + UNDO)
    assert 'hx-get="' not in words(client.get(state))


def test_site_without_a_mail_server_says_that_nobody_is_reached(client, accepted, settings):
    settings.MAIL_LEAVES = False
    assert "reaches nobody" in words(client.get(at(accepted)))


# Whom it goes to


def test_withdrawal_goes_to_everybody_who_spent_time_on_it(client, mira, invitation):
    application = invitation.application
    contact = Contact.objects.create(candidate=mira, name="Per", email="per@vale.example")
    Involvement.objects.create(candidate=mira, contact=contact, application=application)
    invitation.change(round_correction="later")
    page = client.get(at(decide(invitation, Choice.DECLINE)))
    assert page.context["kind"] == "withdraw"
    assert (page.context["form"]["to"].value(), page.context["form"]["cc"].value()) == (
        TO,
        "per@vale.example",
    )


@pytest.mark.parametrize("choice", [Choice.ASK, Choice.DECLINE])
def test_who_may_mean_harm_is_addressed_by_no_letter(client, invitation, choice):
    make_red_flag(employer=invitation.application.employer, safety="soft")
    page = client.get(at(decide(invitation, choice)))
    assert page.context["form"]["to"].value() == ""
    assert "Before you write" in words(page)


def test_question_about_them_is_not_sent_to_them(client, invitation):
    make_red_flag(employer=invitation.application.employer, safety="soft")
    decision = decide(invitation, Choice.ASK)
    page = act(client, decision, "sending", to=TO.upper())
    assert page.status_code == 422
    assert "who the warning is about" in words(page)
    assert act(client, decision, "sending", to="switchboard@vale.example").status_code == 200


# What one adds


def test_own_words_go_into_the_letter(client, invitation):
    decision = decide(invitation, Choice.DECLINE)
    typed = {"said-reason": "I took another job.", "said-door_open": "on"}
    page = client.post(at(decision, "wording/"), typed, follow=True)
    body = page.context["form"]["body"].value()
    assert "The reason, in short: I took another job." in body
    assert "If another role might fit" in body
    assert page.context["form"]["to"].value() == TO


def test_thanks_fill_their_gaps(client, mira):
    held = make_interview(
        application=make_application(candidate=mira),
        starts_at=timezone.now() - timedelta(hours=3),
    )
    typed = {"said-recalled": "your plan for the harbour", "said-need": "I built one like it"}
    url = reverse("interviews:interview-letter-wording", args=[held.pk])
    page = client.post(url, typed, follow=True)
    assert page.context["gaps"] == ()
    assert "your plan for the harbour" in page.context["form"]["body"].value()


# The other doors


def test_planned_interview_is_asked_to_be_moved(client, mira):
    ahead = make_interview(
        application=make_application(candidate=mira),
        starts_at=timezone.now() + timedelta(days=3),
    )
    page = client.get(reverse("interviews:interview-letter", args=[ahead.pk]))
    assert page.context["kind"] == "reschedule"
    assert "My interest has not changed" in words(page)


def test_question_that_was_sent_is_asked_once_more(client, invitation):
    decision = decide(invitation, Choice.ASK)
    assert "nudge" not in dict(client.get(at(decision)).context["kinds"])
    act(client, decision, "sent", kind="ask")
    page = client.get(at(decision))
    assert page.context["kind"] == "nudge"
    assert "not sure whether my message has reached you" in words(page)


def test_who_represents_me_is_asked_where_it_is_unclear(client, invitation):
    invitation.change(representation_unclear=True)
    page = client.get(at(decide(invitation, Choice.ASK)))
    assert page.context["kind"] == "representation"
    assert "put forward by one side only" in words(page)


def test_follow_up_is_written_again_after_the_first(client, mira):
    application = make_application(candidate=mira)
    url = reverse("interviews:application-letter", args=[application.pk])
    client.post(f"{url}sent/", TEXT)
    page = client.get(url)
    assert "You wrote once already" in words(page)
    client.post(f"{url}sent/", TEXT | {"body": "Once more"})
    assert Letter.objects.count() == 2
    assert application.events.filter(kind="followed_up").count() == 2


def test_offer_is_declined_in_the_thread_of_its_process(client, mira, invitation):
    offer = Offer.objects.receive(
        invitation.application,
        by=mira.user,
        at=timezone.now(),
        currency="EUR",
        received_on=timezone.localdate(),
    )
    url = reverse("interviews:offer-letter", args=[offer.pk])
    page = client.get(url)
    assert page.context["form"]["to"].value() == TO
    client.post(f"{url}sending/", TEXT)
    letter = Letter.objects.get()
    assert (letter.offer, letter.kind) == (offer, LetterKind.DECLINE_OFFER)
    work_off(timezone.now() + UNDO)
    event = invitation.application.events.filter(text="Letter sent: decline the offer").get()
    assert event.kind == "offer_answered"


def test_kept_letter_is_kept_for_its_own_occasion(mira, accepted):
    held = make_interview(application=accepted.application)
    occasion = Occasion("interview-letter", held.application, interview=held)
    text = {"to": "", "cc": "", "subject": "s", "body": "b"}
    first = Letter.objects.keep(occasion, LetterKind.THANK_YOU, at=timezone.now(), **text)
    other = Letter.objects.keep(Occasion.of(accepted), LetterKind.ACCEPT, at=timezone.now(), **text)
    again = Letter.objects.keep(occasion, LetterKind.THANK_YOU, at=timezone.now(), **text)
    assert first == again != other


def test_letter_as_a_draft_is_from_oneself(client, accepted):
    draft = act(client, accepted, "file")
    assert b"X-Unsent: 1" in draft.content
    assert Decision.objects.count() == 1
    assert isinstance(Letter.objects.get().saved_at, datetime)
