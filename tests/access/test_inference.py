"""What is not shared cannot be worked out either: not from order, counts or what is missing.

A page is asked for twice, before and after something changed that the firm may not know of; to the
last byte it has to be the same.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, RedFlag
from applications.stages import Stage
from interviews.guidance import Source
from interviews.models import Debrief, Invitation
from interviews.models.interview import InterviewState
from jobtracker.people.models import Candidate, Mood, Situation
from tests.access.policies import address_of
from tests.access.test_every_address import masked
from tests.factories import (
    NOW,
    make_application,
    make_debrief,
    make_interview,
    make_invitation,
    make_message,
    make_red_flag,
)

OVERVIEWS = ("desk:worklist", "firm:caseload", "firm:candidate")
ON_APPLICATIONS = ("applications:list", "applications:new", "applications:application")
ON_INTERVIEWS = (
    "interviews:bring-in",
    "interviews:call",
    "interviews:message",
    "interviews:invitation",
    "interviews:details",
    "interviews:interview",
)


def add_interviews(cast):
    """What happened between an employer and Mira, beside the applications."""
    application = cast.rows.application
    soon = timezone.now() + timedelta(days=3)
    invitation = make_invitation(application=application, reply_by=soon)
    make_interview(application=application, invitation=invitation, starts_at=soon)
    make_debrief(interview=make_interview(application=application, starts_at=NOW))
    make_message(candidate=application.candidate, application=application)
    cast.rows.interview.state = InterviewState.CANCELLED
    cast.rows.interview.save()


def add_applications(cast):
    """What Mira applied for where nobody has invited her, and what speaks against employers."""
    candidate = cast.rows.application.candidate
    for stage in (Stage.SAVED, Stage.APPLIED):
        found = make_application(candidate=candidate, stage=stage, agency="Another firm")
        make_red_flag(employer=found.employer)
    Application.objects.filter(pk=cast.rows.application.pk).update(
        posting_url="https://jobs.example.org/1", place="There", applied_on=NOW.date()
    )
    RedFlag.objects.filter(pk=cast.rows.red_flag.pk).update(topic="Another topic")


def change_what_is_private(cast):
    """What is Mira's alone, whatever she shares."""
    mira = cast.rows.application.candidate
    Application.objects.filter(candidate=mira).update(
        interest_now=5, interest_at_application=1, interest_now_at=NOW, is_dream=True
    )
    Invitation.objects.filter(candidate=mira).update(doubt="", access_need="Another need")
    Debrief.objects.filter(candidate=mira).update(interest_after=5, notes="Other notes")
    RedFlag.objects.filter(candidate=mira).update(
        source=Source.OFFICIAL_RECORD, source_detail="Another", independent_sources=9
    )
    Mood.note(mira, 5, at=NOW + timedelta(days=1))
    Candidate.objects.filter(pk=mira.pk).update(
        weeks_of_money=1, situation=Situation.OPEN, situation_since=NOW.date()
    )


# The advice itself rests on private facts, so that it is the same for both; it says "a private
# reason" to a firm. All else about an invitation has to stay the same.
CASES = [
    ("narrowed", add_interviews, ON_APPLICATIONS + OVERVIEWS),
    ("only applications", add_interviews, ON_APPLICATIONS + OVERVIEWS),
    ("interviews alone", add_applications, ON_INTERVIEWS + OVERVIEWS),
    ("only interviews", add_applications, ON_INTERVIEWS + OVERVIEWS),
    ("coordinator", change_what_is_private, ON_APPLICATIONS + OVERVIEWS),
    ("coordinator", change_what_is_private, ("interviews:bring-in", "interviews:interview")),
    *[
        (f"only {scope}", change, OVERVIEWS)
        for scope in ("feedback", "documents", "pay")
        for change in (add_interviews, add_applications, change_what_is_private)
    ],
]


def pages(part, names, cast, visit):
    """Each page as that part gets it, about Mira where it is about one candidate."""
    named = {"candidate": cast.rows.application.candidate_id}
    answers = {}
    for name in names:
        address = own_address(part, name, cast) or address_of(name, cast.rows)
        query = {} if address[-2].isdigit() or name in OVERVIEWS else named
        answers[name] = masked(visit(part, "get", address, query))
        assert answers[name][0] == 200, name
    return answers


def own_address(part, name, cast):
    """Pages of the firm that the person works for."""
    firm = cast.people[part].firms.get()
    if name == "firm:caseload":
        return reverse(name, args=[firm.pk])
    if name == "firm:candidate":
        return reverse(name, args=[firm.representations.exclude(candidate__user=None).get().pk])
    return ""


@pytest.mark.parametrize(("part", "change", "names"), CASES)
def test_page_is_the_same_whatever_is_not_shared(part, change, names, cast, visit):
    before = pages(part, names, cast, visit)
    with transaction.atomic():
        change(cast)
        after = pages(part, names, cast, visit)
        transaction.set_rollback(True)
    for name in names:
        assert after[name] == before[name], name


@pytest.mark.parametrize("change", [add_interviews, add_applications, change_what_is_private])
def test_change_shows_to_the_candidate(change, cast, visit):
    names = ON_APPLICATIONS + ON_INTERVIEWS
    before = {name: masked(visit("mira", "get", address_of(name, cast.rows))) for name in names}
    change(cast)
    after = {name: masked(visit("mira", "get", address_of(name, cast.rows))) for name in names}
    assert before != after


def test_firm_that_sees_interviews_alone_may_choose_jobs_with_invitations(cast, visit):
    named = {"candidate": cast.rows.application.candidate_id}
    answer = visit("only interviews", "get", reverse("interviews:call"), named)
    offered = {int(pk) for pk, _ in answer.context["form"].fields["other"].choices if pk}
    assert cast.rows.application.pk in offered
    assert cast.rows.decided.application_id in offered
    assert len(offered) < Application.objects.filter(**named).open().count()
