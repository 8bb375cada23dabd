"""The candidate's other interviews and applications, and what they mean for one more.

Every query of a briefing is here: three, however long the history.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from applications.models import Application
from applications.stages import IN_PROCESS, OPEN_STAGES, Stage
from interviews.evidence import QUARTER, Dream, Past, confidence_of
from interviews.guidance import Level
from interviews.guidance import Stage as Round
from interviews.models import Interview, Invitation, Slot
from interviews.models.interview import NOT_LIVE, InterviewState, Partner
from interviews.models.invitation import UNDECIDED
from jobtracker.clock import zone_named

# What an application is looked at from: an invitation to decide on, or an interview that was held.
type About = Invitation | Interview

RECENT = 30
LEVERAGE_WINDOW = timedelta(weeks=4)
MUCH_PRACTICE = 5
LITTLE_PRACTICE = 2
LOW_CONFIDENCE = 3
GOOD_CONFIDENCE = 4
MANY_STUMPED = 3
FURTHEST_FIRST = (Stage.INTERVIEWING, Stage.IN_CONTACT)


@dataclass(frozen=True)
class History:
    """What else goes on, seen from one invitation.

    `interviews` are all that were held or are planned, this application's included, oldest
    first. `applications` are the other ones that somebody answered, `finals` the other open ones
    whose final round is inside four weeks.
    """

    interviews: tuple[Interview, ...]
    applications: tuple[Application, ...]
    finals: tuple[Application, ...]
    past: tuple[Past, ...]
    dream: Dream | None

    @property
    def offers(self) -> tuple[Application, ...]:
        """Other applications with an offer on the table."""
        return tuple(each for each in self.applications if each.stage == Stage.OFFER)

    @property
    def active(self) -> tuple[Application, ...]:
        """Other processes short of an offer, the furthest first."""
        talks = (
            each for stage in FURTHEST_FIRST for each in self.applications if each.stage == stage
        )
        return tuple(dict.fromkeys((*self.finals, *talks)))


def history_of(invitation: About, now: datetime) -> History:
    """Read the candidate's interviews and the other applications that count."""
    interviews = _interviews(invitation)
    others = tuple(each for each in interviews if _is_elsewhere(each, invitation))
    zone = zone_named(invitation.candidate.time_zone)
    held = (each for each in interviews if each.state == InterviewState.DONE)
    return History(
        interviews=interviews,
        applications=_applications(invitation),
        finals=tuple(each.application for each in others if _is_final(each, now)),
        past=tuple(_past(each, calendar_days(each.starts_at, now, zone)) for each in held),
        dream=_dream(others, _dream_slot(invitation, now), now, zone),
    )


def calendar_days(start: datetime, end: datetime, zone: ZoneInfo) -> int:
    """Days on the calendar of `zone`, as people count them: tomorrow morning is 1 day away."""
    return (end.astimezone(zone).date() - start.astimezone(zone).date()).days


def _interviews(invitation: About) -> tuple[Interview, ...]:
    return tuple(
        Interview.objects.filter(
            candidate=invitation.candidate_id,
            state__in=(InterviewState.SCHEDULED, InterviewState.DONE),
        )
        .select_related("told", "application__employer")
        .order_by("starts_at", "pk")
    )


def _applications(invitation: About) -> tuple[Application, ...]:
    return tuple(
        Application.objects.filter(candidate=invitation.candidate_id, stage__in=IN_PROCESS)
        .exclude(pk=invitation.application_id)
        .select_related("employer")
    )


def _dream_slot(invitation: About, now: datetime) -> Slot | None:
    """The next time proposed for a job the person hopes for, and not decided on yet."""
    return (
        Slot.objects.filter(
            candidate=invitation.candidate_id,
            starts_at__gte=now,
            invitation__state__in=UNDECIDED,
            invitation__application__is_dream=True,
            invitation__application__stage__in=OPEN_STAGES,
        )
        .exclude(invitation__application=invitation.application_id)
        .select_related("invitation__application__employer")
        .first()
    )


def _is_elsewhere(interview: Interview, invitation: About) -> bool:
    is_other = interview.application_id != invitation.application_id
    return is_other and not interview.application.is_closed


def _is_final(interview: Interview, now: datetime) -> bool:
    return interview.is_final_round and abs(interview.starts_at - now) <= LEVERAGE_WINDOW


def _past(interview: Interview, days_ago: int) -> Past:
    debrief = getattr(interview, "told", None)
    return Past(
        days_ago=days_ago,
        interest_before=interview.interest_before,
        interest_after=debrief.interest if debrief else None,
        confidence_before=debrief.confidence_before if debrief else None,
        confidence_after=debrief.confidence_after if debrief else None,
        is_stumped=bool(debrief and debrief.stumped_on),
        is_stump_answered=bool(debrief and debrief.stumped_answered),
    )


def _dream(
    others: tuple[Interview, ...], proposed: Slot | None, now: datetime, zone: ZoneInfo
) -> Dream | None:
    """The next talk about a job the person hopes for most: planned, else only proposed."""
    for each in others:
        is_ahead = each.state == InterviewState.SCHEDULED and each.starts_at >= now
        if is_ahead and each.application.is_dream:
            return Dream(each.application.employer.name, calendar_days(now, each.starts_at, zone))
    if proposed is None:
        return None
    employer = proposed.invitation.application.employer.name
    return Dream(employer, calendar_days(now, proposed.starts_at, zone), is_planned=False)


def round_of(invitation: About, history: History) -> Round:
    """Later once a live talk with the hiring manager or the team was held for this job (3.1)."""
    is_later = any(
        each.application_id == invitation.application_id
        and each.state == InterviewState.DONE
        and each.partner == Partner.TEAM
        and each.format not in NOT_LIVE
        for each in history.interviews
    )
    return Round.LATER if is_later else Round.FIRST


def practice_need(history: History) -> Level:
    """Need for practice (3.1): what makes it high goes before what makes it low."""
    recent = sum(each.days_ago <= RECENT for each in history.past)
    quarter = sum(each.days_ago <= QUARTER for each in history.past)
    stumped = sum(each.is_stumped and not each.is_stump_answered for each in history.past)
    confidence = _latest_confidence(history)
    is_dream_near = history.dream is not None and history.dream.days <= RECENT
    is_unsure = confidence is not None and confidence <= LOW_CONFIDENCE
    if quarter < LITTLE_PRACTICE or is_unsure or is_dream_near or stumped >= MANY_STUMPED:
        return Level.HIGH
    is_confident = confidence is not None and confidence >= GOOD_CONFIDENCE
    return Level.LOW if recent >= MUCH_PRACTICE and is_confident else Level.MEDIUM


def _latest_confidence(history: History) -> int | None:
    ratings = (confidence_of(each) for each in reversed(history.past))
    return next((rating for rating in ratings if rating is not None), None)


def leverage_of(history: History) -> Level:
    """High with an offer or a final round inside four weeks, medium with another process."""
    if history.offers or history.finals:
        return Level.HIGH
    return Level.MEDIUM if history.active else Level.NONE
