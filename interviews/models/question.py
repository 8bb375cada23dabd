"""A question that the candidate prepares for, and when it is to be practised again."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self, override

from django.apps import apps
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Case, Exists, OuterRef, Q, When
from django.utils import timezone

from applications.models import Employer
from interviews.models.asking import Asking
from interviews.practising import STATE_LABELS, QuestionState, after
from interviews.questions.bank import Entry, bank
from interviews.questions.families import FAMILY_HINTS, FAMILY_LABELS, Family
from interviews.questions.reading import LONGEST_QUESTION
from interviews.questions.roles import LEVEL_LABELS, ROLE_LABELS, in_words
from interviews.questions.wording import digest_of, family_of, in_bank
from jobtracker.addresses import address
from jobtracker.clock import zone_named
from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate

if TYPE_CHECKING:
    from interviews.models.interview import Interview

STUMPS = Q(stumped_at__isnull=False, answered_at__isnull=True)
SCORES = [MinValueValidator(1), MaxValueValidator(5)]


class Origin(StrEnum):
    """Where the candidate has a question from."""

    GENERIC = "generic"
    EMPLOYER = "employer"
    ASKED = "asked"
    OWN = "own"


ORIGIN_LABELS = {
    Origin.GENERIC: "Often asked",
    Origin.EMPLOYER: "This employer is said to ask it",
    Origin.ASKED: "I was asked it",
    Origin.OWN: "My own",
}


def today_of(candidate: Candidate, at: datetime) -> date:
    """The day that it is for the candidate."""
    return at.astimezone(zone_named(candidate.time_zone)).date()


class QuestionQuerySet(PrivateQuerySet["Question"]):
    """Questions in the words of those who look for them."""

    def stumping(self) -> Self:
        """Those that nobody has answered well since they stumped."""
        return self.filter(STUMPS)

    def due(self, today: date, now: datetime) -> Self:
        """What is to be practised by now.

        What stumped comes first, then what is asked by whom one is about to meet, practised yet or
        not, then what waits longest.
        """
        is_due = Q(due_on__lte=today)
        is_expected = expected(now) & (is_due | Q(due_on=None))
        rank = Case(When(STUMPS & is_due, then=0), When(is_expected, then=1), When(is_due, then=2))
        return self.annotate(rank=rank).exclude(rank=None).order_by("rank", "due_on", "pk")

    def likely_at(self, interview: "Interview", today: date) -> Self:
        """What stumped first, then what this employer asks, then what is due again."""
        employer = interview.application.employer_id
        asked_there = Asking.objects.filter(
            question=OuterRef("pk"), interview__application__employer=employer
        )
        rank = Case(
            When(STUMPS, then=0),
            When(Q(employer=employer) | Exists(asked_there), then=1),
            When(due_on__lte=today, then=2),
        )
        own = self.filter(candidate=interview.candidate_id)
        return own.annotate(rank=rank).exclude(rank=None).order_by("rank", "due_on", "pk")

    def take(self, candidate: Candidate, entry: Entry) -> "Question":
        """Make a question of the bank the candidate's own; there is one, however often."""
        question, _ = self.get_or_create(
            candidate=candidate, digest=digest_of(entry.text), defaults=as_fields(entry)
        )
        return question

    def named(self, candidate: Candidate, text: str, **fields: Any) -> "Question":  # noqa: ANN401
        """The candidate's question in these words, signs and capitals aside; else a new one.

        :raises ValueError: for no words at all
        """
        words = " ".join(text.split())[:LONGEST_QUESTION]
        if not words:
            raise ValueError("A question has words.")
        question, _ = self.get_or_create(
            candidate=candidate, digest=digest_of(words), defaults={**worked_out(words), **fields}
        )
        return question

    def stumped_on(
        self, candidate: Candidate, text: str, *, interview: "Interview", at: datetime
    ) -> "Question":
        """Keep that this was asked there and stumped the candidate; it is due from now on.

        Told again of the same interview, it changes nothing: it may be answered by now.
        """
        employer = interview.application.employer
        with transaction.atomic():
            question = self.named(candidate, text, origin=Origin.ASKED, employer=employer)
            question.was_asked(interview, stumped=True, at=at)
        return question

    def bring_in(self, candidate: Candidate, texts: list[str], **fields: Any) -> int:  # noqa: ANN401
        """Add those that the candidate does not have yet; how many that were."""
        by_digest = {digest_of(text): text for text in texts}
        known = self.filter(candidate=candidate, digest__in=by_digest)
        for digest in known.values_list("digest", flat=True):
            del by_digest[digest]
        self.bulk_create(
            (
                self.model(candidate=candidate, digest=digest, **{**worked_out(text), **fields})
                for digest, text in by_digest.items()
            ),
            ignore_conflicts=True,
        )
        return len(by_digest)

    @override
    def move(self, source: Candidate, target: Candidate) -> None:
        """As every row; a question that both records hold is one, with all that led to it."""
        known = {each.digest: each for each in self.filter(candidate=target)}
        for question in self.filter(candidate=source):
            if same := known.get(question.digest):
                question.askings.update(question=same)
                question.tellings.update(question=same)
                question.rehearsals.update(question=same)
                question.delete()
        super().move(source, target)


def expected(now: datetime) -> Q:
    """Asked, as far as one knows, where an interview of the candidate's is to come."""
    planned = apps.get_model("interviews", "Interview").objects.planned()
    ahead = planned.order_by().filter(candidate=OuterRef("candidate"), starts_at__gt=now)
    named = ahead.filter(application__employer=OuterRef("employer"))
    employers = ahead.values("application__employer")
    asked = Asking.objects.filter(
        question=OuterRef("pk"), interview__application__employer__in=employers
    )
    return Q(Exists(named)) | Q(Exists(asked))


def as_fields(entry: Entry) -> dict[str, Any]:
    return {
        "text": entry.text,
        "family": entry.family,
        "skill": entry.skill,
        "role_family": entry.role_family,
        "level": entry.level,
        "entry": entry.name,
        "origin": Origin.GENERIC,
    }


def worked_out(text: str) -> dict[str, Any]:
    """What the words say about themselves."""
    if entry := in_bank(text):
        return as_fields(entry) | {"text": text}
    return {"text": text, "family": family_of(text), "origin": Origin.OWN}


class Question(models.Model):
    """One question in the candidate's words; `digest` is the same for the same words.

    Without `role_family` or `level` it comes up in any line of work, or for anybody.
    `streak` counts good answers in a row, `due_on` is the day of the next practice, and `entry`
    names the bank's question that it was. What stumped has `stumped_at`, until `answered_at`.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(max_length=LONGEST_QUESTION)
    digest = models.CharField(max_length=64, editable=False)
    family = models.CharField(max_length=10, choices=[*FAMILY_LABELS.items()])
    skill = models.CharField(max_length=80, blank=True)
    role_family = models.CharField(max_length=11, choices=[*ROLE_LABELS.items()], blank=True)
    level = models.CharField(max_length=11, choices=[*LEVEL_LABELS.items()], blank=True)
    origin = models.CharField(max_length=8, choices=[*ORIGIN_LABELS.items()], default=Origin.OWN)
    entry = models.CharField(max_length=60, blank=True)
    employer = models.ForeignKey(
        Employer, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    draft = models.TextField("your answer in draft", max_length=5_000, blank=True)
    state = models.CharField(
        max_length=9, choices=[*STATE_LABELS.items()], default=QuestionState.NEW
    )
    self_score = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCORES)
    streak = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(4)])
    due_on = models.DateField(null=True, blank=True)
    practised_on = models.DateField(null=True, blank=True)
    stumped_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["family", "text", "pk"]
        indexes = [models.Index(fields=["candidate", "due_on"], name="question_by_due")]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "digest"], name="question_unique"),
            models.CheckConstraint(
                condition=Q(self_score__isnull=True) | Q(self_score__range=(1, 5)),
                name="question_score_1_to_5",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @override
    def save(self, *args: Any, **options: Any) -> None:
        self.digest = digest_of(self.text)
        super().save(*args, **options)

    def get_absolute_url(self) -> str:
        return address("interviews:question", self.pk)

    @property
    def kind_in_words(self) -> str:
        """Its family, and of whom it is asked where that is not everybody."""
        return in_words(self.get_family_display(), self.role_family, self.level)

    @property
    def is_stumping(self) -> bool:
        """Whether it stumped the candidate, and no good answer came since."""
        return self.stumped_at is not None and self.answered_at is None

    @property
    def is_improper(self) -> bool:
        return self.family == Family.IMPROPER

    @property
    def hint(self) -> str:
        """How questions of its kind are best met."""
        return FAMILY_HINTS[Family(self.family)]

    @property
    def redirect(self) -> str:
        """A calm way to lead back, where the bank knows one."""
        known = bank().get(self.entry)
        return known.redirect if known else ""

    def keep(self) -> None:
        """Save what was written; a draft makes a new question a drafted one."""
        if self.state in (QuestionState.NEW, QuestionState.DRAFTED):
            self.state = QuestionState.DRAFTED if self.draft else QuestionState.NEW
        self.save()

    def was_asked(self, interview: "Interview | None", *, stumped: bool, at: datetime) -> None:
        """Keep that somebody asked it; once for each interview, and stumping once as well."""
        told = {"candidate_id": self.candidate_id, "at": at}
        with transaction.atomic():
            if interview is None:
                asking = Asking.objects.create(question=self, **told)
            else:
                asking, _ = Asking.objects.get_or_create(
                    question=self, interview=interview, defaults=told
                )
            if stumped and not asking.has_stumped:
                asking.has_stumped = True
                asking.save(update_fields=["has_stumped"])
                self.stump(at=at)

    def stump(self, *, at: datetime) -> None:
        """It was too hard this time: practise it from now on."""
        self.stumped_at, self.answered_at, self.streak = at, None, 0
        self.due_on = today_of(self.candidate, at)
        self.save(update_fields=["stumped_at", "answered_at", "streak", "due_on"])

    def practise(self, score: int, *, on: date, at: datetime) -> None:
        """Keep how well it was answered that day, 1 to 5, and when it comes back.

        What is written down late changes nothing that happened since.
        """
        stumped_on = self.stumped_at and today_of(self.candidate, self.stumped_at)
        if any(day is not None and on < day for day in (self.practised_on, stumped_on)):
            return
        plan = after(score, self.streak, on)
        self.self_score, self.practised_on = score, on
        self.streak, self.due_on, self.state = plan.streak, plan.due_on, plan.state
        if plan.is_answered and self.is_stumping:
            self.answered_at = at
        self.save()
