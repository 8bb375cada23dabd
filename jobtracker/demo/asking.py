"""What the demo's coordinator has asked clients after interviews."""

from datetime import datetime, timedelta

from interviews.models import ClientAnswer, FeedbackRequest, Interview
from interviews.models.client_answer import Result, Via
from jobtracker.people.models import Candidate, Firm

SAID = {
    "result": Result.NO,
    "worked": "Clear about the method, and honest about what she does not know.",
    "missing": "No example of a tariff from start to end. Two colleagues asked for one.",
    "documents": "The second page of the résumé repeats the first.",
    "would_change": "One project with figures: what changed by it, and by how much.",
}


def add_requests(candidate: Candidate, now: datetime) -> None:
    """One that nobody has answered, and one whose answer waits to be passed on."""
    firm = Firm.objects.get(representations__candidate=candidate)
    ask(candidate, firm, "Municipal Water", "Lisa Berg", now - timedelta(days=5))
    asked = ask(candidate, firm, "Fjord Insurance", "Per Holm", now - timedelta(days=4))
    said_at = now - timedelta(hours=20)
    answer = ClientAnswer.objects.keep(asked, SAID, via=Via.PAGE, by=None, at=said_at)
    answer.read_as("They would look at her again in spring.")


def ask(
    candidate: Candidate, firm: Firm, employer: str, whom: str, at: datetime
) -> FeedbackRequest:
    """Of the last interview there."""
    talks = Interview.objects.filter(candidate=candidate, application__employer__name=employer)
    coordinator = firm.memberships.earliest("pk").user
    address = f"{whom.split()[0].lower()}@client.example"
    return FeedbackRequest.objects.ask(
        talks.latest("starts_at"),
        firm,
        by=coordinator,
        at=at,
        contact_name=whom,
        contact_address=address,
    )
