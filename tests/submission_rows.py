"""What a firm keeps of one candidate: their word, and where they are put forward by it."""

from datetime import timedelta

from applications.models import Client, Placement, RightToRepresent, Submission
from applications.models.right import Answer
from applications.models.submission import Ending
from tests.factories import NOW, make_firm

LONG = timedelta(days=4_000)


def make_submission_rows(candidate, words):
    """A question that is open, and a yes. What the firm keeps for itself is in words of its own."""
    held = candidate.representations.not_ended().exclude(accepted_at=None).order_by("pk").first()
    firm = held.firm if held else make_firm()
    client = firm.clients.first() or Client.objects.create(firm=firm, name="Dock Works")
    make_right(candidate, client, words)
    right = make_right(candidate, client, words, answer=Answer.YES, answered_at=NOW)
    right.words = f"Own words {words.job}"
    right.applied_how = f"How {words.job}"
    right.save()
    make_sent(candidate, client, words)
    draft = prepare(candidate, client, words)
    # In a word that the firm alone may read.
    own = client.name.split()[-1]
    Submission.objects.filter(pk=draft.pk).update(pay=f"Draft {own}")
    candidate.submissions.update(internal_note=f"Internal {own}")


def make_sent(candidate, client, words):
    """One that the client has, one that the candidate is out of, and one that led to a job."""
    by = candidate.user
    sent, left, led = (prepare(candidate, client, words) for _ in range(3))
    for each in (sent, left, led):
        each.send(by=by, at=NOW, on=NOW.date(), shows_applications=False)
    left.end(Ending.WITHDRAWN, by=by, at=NOW)
    terms = {"starts_on": NOW.date(), "pay": f"Agreed {words.job}"}
    Placement.objects.make(led, by=by, at=NOW, on=NOW.date(), **terms)


def prepare(candidate, client, words):
    right = make_right(candidate, client, words, answer=Answer.YES, answered_at=NOW)
    what = {"pay": f"Told {words.job}", "internal_note": ""}
    return Submission.objects.prepare(right, by=candidate.user, at=NOW, **what)


def make_right(candidate, client, words, **fields):
    return RightToRepresent.objects.create(
        candidate=candidate,
        firm=client.firm,
        client=client,
        employer_name=f"Company {words.job}",
        job_title=f"Title {words.job}",
        pay=f"Pay {words.job}",
        question=f"Question {words.job}",
        asked_at=NOW,
        valid_until=(NOW + LONG).date(),
        **fields,
    )
