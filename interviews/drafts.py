"""Letters after an interview that no decision calls for: thanks, and a request for feedback."""

from django.utils import timezone

from applications.letters import Draft, DraftForm
from applications.stages import Outcome
from interviews.correspondence import coordinator_of, mail_link, reader_at
from interviews.letters import LetterFacts, LetterKind, compose
from interviews.models import Interview
from jobtracker.clock import zone_named
from jobtracker.ui.when import in_full

# Narrow questions get answers: one thing to strengthen, and the papers.
ASKED = (
    "What is the one thing I could strengthen?",
    "Was anything missing in my résumé or letter?",
)


def draft_after(interview: Interview, kind: LetterKind) -> Draft:
    """The letter, from what is known of the interview and nothing private."""
    invitation = interview.invitation or interview.application.invitations.first()
    to = reader_at(interview.application, invitation)
    letter = compose(kind, facts_after(interview, to.name))
    first = {"to": to.address, "subject": letter.subject, "body": letter.body}
    return Draft(DraftForm(initial=first), letter.gaps, mail_link(**first))


def facts_after(interview: Interview, reader: str) -> LetterFacts:
    application = interview.application
    coordinator = coordinator_of(application)
    held_on = interview.starts_at.astimezone(zone_named(interview.zone)).date()
    message = interview.invitation.message if interview.invitation else None
    return LetterFacts(
        candidate_name=application.candidate.name,
        recipient_name=reader,
        employer="" if application.employer.is_unnamed else application.employer.name,
        job_title=application.job_title,
        since=in_full(held_on, timezone.localdate().year),
        via_coordinator=coordinator.name if coordinator else "",
        phone=application.candidate.phone,
        questions=ASKED,
        original_subject=message.subject if message else "",
        is_decided=application.outcome == Outcome.REJECTED,
    )
