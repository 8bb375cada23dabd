"""What a firm keeps of the feedback that it asks clients for, with a word in every text."""

from datetime import timedelta

from interviews.models import ClientAnswer, FeedbackRequest, NoNews, RefusedWish
from interviews.models.client_answer import QUESTIONS, Via
from interviews.models.feedback_request import Way
from tests.factories import NOW


def make_feedback_rows(interview, answered, member, kept, told):
    """A request that waits, and one that was answered; `told` stands in what they both read."""
    firm, by = member.firm, member.user
    make_request(interview, member, kept)
    said = make_request(answered, member, kept)
    make_answer(said, by, kept)
    RefusedWish.objects.refuse(said, f"Wish {kept}", by, by=by, at=NOW)
    NoNews.objects.tell(interview, firm, f"None yet {told}", by=by, at=NOW)
    return said


def make_request(interview, member, word="", *, at=NOW - timedelta(days=2), **fields):
    """One that a client was asked by mail."""
    whom = {
        "contact_name": f"Client {word}".strip(),
        "contact_address": "client@client.example",
        "note": f"Note {word}".strip(),
    }
    return FeedbackRequest.objects.ask(
        interview, member.firm, by=member.user, at=at, **{**whom, **fields}
    )


def make_answer(request, by, word="", at=NOW):
    values = {name: f"{name} {word}".strip() for name in QUESTIONS}
    answer = ClientAnswer.objects.keep(request, values, via=Via.PHONE, by=by, at=at)
    answer.read_as(f"Reading {word}".strip())
    return answer


def relay(request, by, word=""):
    request.relay(f"Told {word}".strip(), Way.VOICE, by=by, at=NOW)
