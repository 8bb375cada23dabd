"""How interviews go and what comes back, how things end, and where interest goes."""

from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from applications.models import Application, Task
from applications.stages import MY_CHOICE, Outcome, Stage
from interviews.evidence import RELUCTANT
from interviews.letters import LetterKind
from interviews.models import Decision, Feedback, FeedbackRequest, Interview, Letter
from interviews.models.interview import USUAL_LENGTH, InterviewState
from jobtracker.desk.insights.basis import MOST_MEASURED, Basis
from jobtracker.desk.insights.measures import Metric, lift, share, wait
from jobtracker.people.access import Scope

AN_HOUR = timedelta(hours=1)
LEFT = tuple(each for each in MY_CHOICE if each is not Outcome.ACCEPTED)
ENDED = (*LEFT, Outcome.REJECTED, Outcome.NO_RESPONSE)
GOODBYES = (
    LetterKind.DECLINE,
    LetterKind.WITHDRAW,
    LetterKind.DECLINE_OFFER,
    LetterKind.ELSEWHERE,
)


def time_to_feedback(basis: Basis) -> Metric:
    rows = FeedbackRequest.objects.shared_with(basis.user).standing().filter(
        basis.lately("interview__starts_at"),
        firm=basis.me.firm_id,
        candidate__in=basis.held(Scope.INTERVIEWS, Scope.FEEDBACK),
        relayed_at__isnull=False,
    )  # fmt: skip
    times = rows.order_by("-relayed_at").values_list(
        "interview__starts_at", "interview__ends_at", "relayed_at"
    )
    return wait(
        "Time to feedback",
        "From the end of an interview until the candidate was told what the client said.",
        [hours(end or start + USUAL_LENGTH, at) for start, end, at in times[:MOST_MEASURED] if at],
    )


def coverage(basis: Basis) -> Metric:
    """Feedback says about which job, so that has to be shared too."""
    passed_on = FeedbackRequest.objects.shared_with(basis.user).standing().filter(
        interview=OuterRef("pk"), firm=basis.me.firm_id, relayed_at__isnull=False
    )  # fmt: skip
    came = Feedback.objects.filter(
        interview=OuterRef("pk"), is_private=False, received_at__isnull=False
    )
    rows = basis.interviews(Scope.FEEDBACK, Scope.APPLICATIONS)
    of = rows.filter(state=InterviewState.DONE).aggregate(
        held=Count("pk"), told=Count("pk", filter=Exists(passed_on) | Exists(came))
    )
    return share(
        "Interviews with feedback",
        "Of the interviews held in the period, those after which the candidate had feedback.",
        of["told"], of["held"],
    )  # fmt: skip


def response_time(basis: Basis) -> Metric:
    """The first answer counts, whatever it was: none is better than another."""
    rows = Decision.objects.shared_with(basis.user).filter(
        basis.lately("invitation__received_at"),
        invitation__isnull=False,
        supersedes=None,
        candidate__in=basis.held(Scope.INTERVIEWS),
    )
    times = rows.order_by("-at").values_list("invitation__received_at", "at")
    return wait(
        "Time to answer an invitation",
        "From an invitation to the candidate’s first decision on it, whichever that was.",
        [hours(since, at) for since, at in times[:MOST_MEASURED]],
    )


def no_shows(basis: Basis) -> Metric:
    of = basis.interviews().aggregate(
        held=Count("pk", filter=Q(state=InterviewState.DONE)),
        missed=Count("pk", filter=Q(state=InterviewState.NO_SHOW)),
    )
    return share(
        "No-shows",
        "Of the interviews that were due in the period and not called off, those that one "
        "side did not come to.",
        of["missed"], of["held"] + of["missed"],
    )  # fmt: skip


def closed_politely(basis: Basis) -> Metric:
    wrote = Letter.objects.filter(
        application=OuterRef("pk"), kind__in=GOODBYES, sent_at__isnull=False
    )
    passed_on = basis.submissions(is_desk=False).filter(
        application=OuterRef("pk"), passed_on_at__isnull=False
    )
    said = Q(outcome__in=LEFT) & (Exists(wrote) | Exists(passed_on))
    rows = Application.objects.shared_with(basis.user).filter(
        basis.lately("moved_at"),
        candidate__in=basis.held(Scope.APPLICATIONS, Scope.INTERVIEWS),
        stage=Stage.CLOSED,
        outcome__in=ENDED,
    )
    of = rows.aggregate(
        ended=Count("pk"), told=Count("pk", filter=Q(outcome=Outcome.REJECTED) | said)
    )
    return share(
        "Closed politely",
        "Of the applications that ended without a job in the period, those where whoever "
        "ended it said so: the employer by a no, the candidate by a letter or through you.",
        of["told"], of["ended"],
    )  # fmt: skip


def task_closure(basis: Basis) -> Metric:
    rows = Task.objects.visible_to(basis.user).filter(
        basis.lately("created_at"), candidate__in=basis.held(Scope.APPLICATIONS)
    )
    of = rows.aggregate(
        made=Count("pk", distinct=True),
        done=Count("pk", distinct=True, filter=Q(done_at__isnull=False)),
    )
    return share(
        "Tasks done",
        "Of the tasks written down in the period, those that are done by now.",
        of["done"], of["made"],
    )  # fmt: skip


def reluctant_lift(basis: Basis) -> Metric:
    """Of the whole firm and until last month, whatever was asked for.

    Two looks that differ by one person would tell what that one felt.
    """
    until = basis.now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    was_unsure = Q(
        state=InterviewState.DONE,
        interest_before__lte=RELUCTANT,
        told__isnull=False,
        starts_at__lt=until,
    )
    later = Q(starts_at__gt=OuterRef("starts_at"))
    later |= Q(starts_at=OuterRef("starts_at"), pk__gt=OuterRef("pk"))
    newer = Interview.objects.filter(later, was_unsure, candidate=OuterRef("candidate"))
    rows = Interview.objects.shared_with(basis.user).filter(
        was_unsure,
        ~Exists(newer),
        candidate__in=basis.held(Scope.INTERVIEWS, Scope.FEEDBACK, is_desk=False),
    )
    rows = rows.annotate(after=Coalesce("told__interest_confirmed", "told__interest_after"))
    return lift(
        "Reluctant lift",
        "Where interest went at the latest interview of each candidate who was unsure about "
        "it: of the whole firm, until the end of last month, in tenths. No desk and no period "
        "narrows it down.",
        **rows.aggregate(
            rose=Count("pk", filter=Q(after__gt=F("interest_before"))),
            same=Count("pk", filter=Q(after=F("interest_before"))),
            fell=Count("pk", filter=Q(after__lt=F("interest_before"))),
        ),
    )  # fmt: skip


def hours(since: datetime, until: datetime) -> float:
    """Never less than none: what was noted down late may be older than what came of it."""
    return max(0.0, (until - since) / AN_HOUR)
