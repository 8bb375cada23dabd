"""Mail about feedback: the question to a client, and what is passed on to the candidate.

A client reads a first name or initials, the job and the day; nothing else of the candidate.
"""

from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from interviews.calendar.events import Person
from interviews.models import FeedbackRequest, Interview, NoNews
from interviews.models.letter import UNDO
from interviews.our_address import ours_for
from interviews.outgoing import as_eml
from jobtracker.addresses import in_full as whole_address
from jobtracker.clock import zone_named
from jobtracker.outbox.models import Mail, State, Written, new_message_id
from jobtracker.outbox.rights import still_wanted
from jobtracker.outbox.told import told_of
from jobtracker.people.mail import seen
from jobtracker.people.models import Candidate, Membership, User
from jobtracker.ui.when import in_full

QUESTION, NO_NEWS, RELAYED = "client-feedback", "no-news", "feedback-relayed"
LONGEST_TITLE = 80


def ask_by_mail(request: FeedbackRequest, *, by: User, at: datetime) -> None:
    """Queue the question, or the same once more in the thread of the first."""
    first, is_again = request.message_id, bool(request.message_id)
    message_id = new_message_id()
    values = {**facts_of(request), "by": seen(str(by)), "is_again": is_again, "note": request.note}
    subject = subject_of(request)
    content = as_eml(
        f"Re: {subject}" if is_again else subject,
        render_to_string("interviews/mail/client-feedback.txt", values).strip(),
        sender=ours_for(seen(request.firm.name)),
        to=Person(seen(request.contact_name), request.contact_address),
        reply_to=Person(seen(str(by)), by.email),
        in_reply_to=first,
        message_id=message_id,
        date=at,
        is_draft=False,
    )
    if not is_again:
        FeedbackRequest.objects.filter(pk=request.pk).update(message_id=message_id)
        request.message_id = message_id
    Mail.objects.enqueue(
        purpose=QUESTION,
        to=request.contact_address,
        subject=subject,
        text="",
        written=Written(content, message_id),
        after=UNDO,
        about=request.pk,
        candidate_id=request.candidate_id,
        at=at,
    )


def facts_of(request: FeedbackRequest) -> dict[str, str]:
    """All that a client is told: to answer it takes no more."""
    link = reverse("interviews:client-feedback", args=[request.link_token])
    return {
        "contact": seen(request.contact_name),
        "named": seen(request.candidate_shown),
        "job": title_of(request.interview),
        "on": day_of(request.interview),
        "firm": seen(request.firm.name),
        "link": whole_address(link),
    }


def subject_of(request: FeedbackRequest) -> str:
    named, on = seen(request.candidate_shown), day_of(request.interview)
    return f"How was the interview with {named} on {on}?"


def title_of(interview: Interview) -> str:
    return seen(interview.application.job_title)[:LONGEST_TITLE]


def day_of(interview: Interview) -> str:
    """The day of the interview where it took place."""
    return in_full(interview.starts_at.astimezone(zone_named(interview.zone)).date())


@still_wanted(QUESTION)
def is_question_wanted(mail: Mail) -> bool:
    """While the candidate shares it, nobody answered, and who asked works for the firm."""
    rows = FeedbackRequest.objects.open_to_client(timezone.now()).filter(
        pk=mail.about or 0, contact_address=mail.to, none_at=None
    )
    found = rows.first()
    if found is None:
        return False
    asker = found.chased_by_id or found.asked_by_id or 0
    return Membership.objects.filter(firm=found.firm_id, user=asker).exists()


@told_of(QUESTION)
def hear(mail: Mail, state: State, at: datetime) -> None:
    """An address that takes no mail is told on the desk."""
    if state == State.FAILED:
        FeedbackRequest.objects.filter(pk=mail.about or 0).update(undelivered_at=at)


def tell_no_news(told: NoNews, *, by: User, at: datetime) -> None:
    """Queue the mail to the candidate that there is no news."""
    interview = told.interview
    subject = f"No news yet: {title_of(interview)}"
    write_to_candidate(NO_NEWS, told.candidate, subject, told.text, about=told.pk, by=by, at=at)


def tell_feedback(request: FeedbackRequest, *, by: User, at: datetime) -> None:
    """Queue the mail with the candidate's version."""
    values = {
        "name": first_name(request.candidate),
        "job": title_of(request.interview),
        "on": day_of(request.interview),
        "words": request.relayed,
        "by": seen(str(by)),
        "firm": seen(request.firm.name),
    }
    text = render_to_string("interviews/mail/feedback-relayed.txt", values).strip()
    subject = f"Feedback on your interview: {title_of(request.interview)}"
    write_to_candidate(RELAYED, request.candidate, subject, text, about=request.pk, by=by, at=at)


def no_news_words(interview: Interview, by: User, firm: str) -> str:
    """Ready words, to be edited."""
    values = {
        "name": first_name(interview.candidate),
        "job": title_of(interview),
        "on": day_of(interview),
        "by": seen(str(by)),
        "firm": seen(firm),
    }
    return render_to_string("interviews/mail/no-news.txt", values).strip()


def first_name(candidate: Candidate) -> str:
    return (seen(candidate.name).split() or [""])[0]


def address_of(candidate: Candidate) -> str:
    """Where the candidate reads mail; "" where nobody knows."""
    return candidate.user.email if candidate.user else candidate.email


def write_to_candidate(
    purpose: str,
    candidate: Candidate,
    subject: str,
    text: str,
    *,
    about: int,
    by: User,
    at: datetime,
) -> None:
    """A mail from the firm's own person; an answer goes to them."""
    to, message_id = address_of(candidate), new_message_id()
    content = as_eml(
        subject,
        text,
        sender=ours_for(seen(str(by))),
        to=Person(seen(candidate.name), to),
        reply_to=Person(seen(str(by)), by.email),
        message_id=message_id,
        date=at,
        is_draft=False,
    )
    Mail.objects.enqueue(
        purpose=purpose,
        to=to,
        subject=subject,
        text="",
        written=Written(content, message_id),
        after=UNDO,
        about=about,
        recipient=candidate.user,
        candidate_id=candidate.pk,
        at=at,
    )


@still_wanted(NO_NEWS)
def is_no_news_wanted(mail: Mail) -> bool:
    """While the firm looks after them: what is said in its name is said by nobody else."""
    rows = NoNews.objects.filter(pk=mail.about or 0).select_related("candidate__user")
    found = rows.consented().first()
    return found is not None and address_of(found.candidate) == mail.to


@still_wanted(RELAYED)
def is_relayed_wanted(mail: Mail) -> bool:
    rows = FeedbackRequest.objects.filter(pk=mail.about or 0).select_related("candidate__user")
    found = rows.standing().consented().first()
    return found is not None and address_of(found.candidate) == mail.to
