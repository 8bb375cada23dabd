"""What a client said about an interview, word for word; and what the firm reads into it."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import models, transaction

from interviews.models.feedback_request import FeedbackRequest
from interviews.models.feedback_rows import FeedbackRowQuerySet
from jobtracker.people.models import Candidate, Firm, User
from jobtracker.ui.when import in_full

LONGEST_ANSWER = 2_000
LONGEST_READING = 5_000


class Result(StrEnum):
    """What comes of the interview."""

    UNKNOWN = ""
    YES = "yes"
    NO = "no"
    NOT_YET = "not_yet"


RESULT_LABELS = {
    Result.YES: "Yes, it goes on",
    Result.NO: "No",
    Result.NOT_YET: "Not decided yet",
}


class Via(StrEnum):
    """How the answer came."""

    PAGE = "page"
    PHONE = "phone"
    MAIL = "mail"


VIA_LABELS = {Via.PAGE: "On their page", Via.PHONE: "By phone", Via.MAIL: "By mail"}

# What is asked, in the order in which it is asked.
QUESTIONS = {
    "worked": "What worked well?",
    "missing": "What was missing for the job? An example helps most.",
    "documents": "Anything about the résumé or the letter?",
    "would_change": "What would have changed the result?",
    "next_step": "What is the next step?",
    "job_change": "Has anything changed about the job?",
}


class ClientAnswerQuerySet(FeedbackRowQuerySet["ClientAnswer"]):
    """Answers in the words of those who keep them; none is for the candidate as it stands."""

    def keep(
        self,
        request: FeedbackRequest,
        values: dict[str, Any],
        *,
        via: Via,
        by: User | None,
        at: datetime,
    ) -> "ClientAnswer":
        """Keep what was said, once.

        :raises Closed: where the request takes no answer, or no longer
        """
        with transaction.atomic():
            request.be_answered(at=at)
            return self.create(
                request=request,
                candidate_id=request.candidate_id,
                firm_id=request.firm_id,
                via=via,
                recorded_by=by,
                at=at,
                **values,
            )


class ClientAnswer(models.Model):
    """One answer, in the client's words. `reading` is the firm's own, and stays there."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="client_answers"
    )
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="client_answers")
    request = models.ForeignKey(FeedbackRequest, on_delete=models.CASCADE, related_name="answers")
    result = models.CharField(max_length=7, choices=[*RESULT_LABELS.items()], blank=True)
    worked = models.TextField(QUESTIONS["worked"], max_length=LONGEST_ANSWER, blank=True)
    missing = models.TextField(QUESTIONS["missing"], max_length=LONGEST_ANSWER, blank=True)
    documents = models.TextField(QUESTIONS["documents"], max_length=LONGEST_ANSWER, blank=True)
    would_change = models.TextField(
        QUESTIONS["would_change"], max_length=LONGEST_ANSWER, blank=True
    )
    next_step = models.TextField(QUESTIONS["next_step"], max_length=LONGEST_ANSWER, blank=True)
    next_on = models.DateField("When is that?", null=True, blank=True)
    job_change = models.TextField(QUESTIONS["job_change"], max_length=LONGEST_ANSWER, blank=True)
    via = models.CharField(max_length=5, choices=[*VIA_LABELS.items()])
    recorded_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    reading = models.TextField("our reading", max_length=LONGEST_READING, blank=True)

    objects = ClientAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "answer of a client"
        verbose_name_plural = "answers of clients"
        constraints = [
            models.UniqueConstraint(fields=["request"], name="client_answer_once"),
        ]

    def __str__(self) -> str:
        return f"Answer: {self.request}"

    @property
    def said(self) -> Iterator[tuple[str, str]]:
        """Each question that was answered, with their words."""
        if self.result:
            yield "Does it go on?", self.get_result_display()
        for name, question in QUESTIONS.items():
            if words := getattr(self, name):
                yield question, words
            if name == "next_step" and self.next_on:
                yield "When is that?", in_full(self.next_on)

    @property
    def first_version(self) -> str:
        """Where the coordinator starts from when writing for the candidate."""
        return "\n\n".join(f"{question}\n{words}" for question, words in self.said)

    def read_as(self, reading: str) -> None:
        """Keep what the firm makes of it."""
        self.reading = reading
        self.save(update_fields=["reading"])
