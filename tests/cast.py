"""The people that rights are tested with, and the rows that are Mira's."""

from dataclasses import dataclass
from datetime import timedelta

from applications.models import Application, RedFlag
from interviews.guidance import Source
from interviews.models import Interview, Invitation, Message
from jobtracker.people.models import Role, User
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_debrief,
    make_firm,
    make_interview,
    make_invitation,
    make_membership,
    make_message,
    make_red_flag,
    make_representation,
    make_user,
)

SECRET = "CANARY"


@dataclass(frozen=True)
class Rows:
    """One row of each kind; every private text in them holds the secret."""

    application: Application
    red_flag: RedFlag
    message: Message
    invitation: Invitation
    interview: Interview


@dataclass(frozen=True)
class Cast:
    """Everybody by the name of their part; "anonymous" is nobody at all."""

    people: dict[str, User | None]
    rows: Rows
    of_jonas: Rows

    @property
    def mira(self) -> User:
        return self.people["mira"]


def make_rows(candidate, secret=""):
    application = make_application(
        candidate=candidate,
        job_title=f"Title {secret}",
        employer_name=f"Company {secret}",
        interest_now=2,
        interest_at_application=4,
    )
    red_flag = make_red_flag(
        employer=application.employer,
        topic=f"Topic {secret}",
        source=Source.SOMEONE_I_KNOW,
        source_detail=f"Detail {secret}",
    )
    message = make_message(candidate=candidate, subject=f"Subject {secret}", text=f"Text {secret}")
    invitation = make_invitation(
        application=application,
        people=f"People {secret}",
        doubt="pay",
        blocker="suspected",
        blocker_detail=f"Blocker {secret}",
        access_need=f"Need {secret}",
        decisive_unknown=f"Unknown {secret}",
    )
    interview = make_interview(
        application=application, starts_at=NOW - timedelta(days=3), people=f"People {secret}"
    )
    make_debrief(interview=interview, learned=f"Learned {secret}", notes=f"Notes {secret}")
    return Rows(application, red_flag, message, invitation, interview)


def make_cast():
    mira = make_candidate(name="Mira Sandberg")
    jonas = make_candidate(name=f"Jonas {SECRET}")
    firm = make_firm()
    petra = make_membership(firm=firm)
    admin = make_membership(firm=firm, role=Role.ADMINISTRATOR)
    former_member = make_membership(firm=firm)
    make_representation(candidate=mira, firm=firm, coordinator=petra)
    narrowed = make_membership()
    make_representation(candidate=mira, firm=narrowed.firm, shares_interviews=False)
    ended = make_membership()
    make_representation(candidate=mira, firm=ended.firm, ended_at=NOW)
    asked = make_membership()
    make_representation(candidate=mira, firm=asked.firm, accepted_at=None)
    people = {
        "anonymous": None,
        "mira": mira.user,
        "jonas": jonas.user,
        "coordinator": petra.user,
        "administrator": admin.user,
        "narrowed": narrowed.user,
        "ended": ended.user,
        "not accepted": asked.user,
        "other firm": make_membership().user,
        "former member": former_member.user,
        "nobody": make_user(),
    }
    former_member.delete()
    return Cast(people, make_rows(mira), make_rows(jonas, SECRET))
