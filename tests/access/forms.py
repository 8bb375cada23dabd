"""What each form asks for, filled in; whatever else is posted with it has to change nothing."""

from datetime import timedelta

from applications.models import Application
from interviews.guidance import Policy
from jobtracker.desk.policy.settings import values_of
from jobtracker.people.forms.reminders import KINDS
from tests import canaries
from tests.access.desk_policies import DESK_FORMS
from tests.access.feedback_policies import FEEDBACK_FORMS, FEEDBACK_NO_FORM
from tests.access.firm_policies import CLIENT_FORMS, HOTLIST_FORMS
from tests.access.letter_policies import LETTER_FORMS
from tests.access.page_policies import PAGE_FORMS, PAGE_UPLOADS
from tests.access.policies import POLICIES
from tests.access.practice_policies import PRACTICE_FORMS
from tests.access.submission_policies import SUBMISSION_FORMS
from tests.access.table_policies import TABLE_FORMS
from tests.factories import NOW

FLAG = {
    "flag-topic": "Late wages",
    "flag-severity": "serious",
    "flag-source": "online_review",
    "flag-source_detail": "A page",
    "flag-independent_sources": "2",
    "flag-safety": "none",
}
FLAG_OF_A_FIRM = {name: FLAG[name] for name in ("flag-topic", "flag-severity", "flag-safety")}
DETAILS = {
    "contact_name": "Ada",
    "contact_address": "ada@employer.example",
    "contact_phone": "1",
    "people": "Per",
    "format": "video",
    "place": "There",
    "link": "https://meet.example.org/",
    "details_follow": "on",
    "representation_unclear": "on",
    "reply_by_local": "2036-07-08T12:00",
    "zone": "Europe/Stockholm",
    "slots-TOTAL_FORMS": "1",
    "slots-INITIAL_FORMS": "0",
    "slots-0-start": "2036-07-09T14:00",
    "slots-0-end": "2036-07-09T15:00",
}
OTHER_TIMES = {
    name: value for name, value in DETAILS.items() if name.startswith(("slots-", "zone"))
}
SEEN = {"seen": "1", "reason": "So"}
NEW_TIMES = {**OTHER_TIMES, **SEEN, "side": "them"}
NEW_TIME = {
    **SEEN,
    "start": "2036-07-09T14:00",
    "end": "2036-07-09T15:00",
    "zone": "Europe/Stockholm",
    "side": "them",
}
MEETING = {
    "format": "video",
    "place": "There",
    "link": "https://meet.example.org/",
    "phone": "1",
    "people": "Per",
    "is_final_round": "on",
}
FELL_THROUGH = {**SEEN, "what": "called_off-them"}
INVITED = {
    **DETAILS,
    "application": "new",
    "other": "",
    "employer": "Harbour & Vale",
    "job_title": "Analyst",
    "agency": "",
}
PLACED = {
    "at-application": "new",
    "at-other": "",
    "at-employer": "Harbour & Vale",
    "at-job_title": "Analyst",
    "at-agency": "",
    "at-act": "keep",
}
APPLICATION = {
    "employer_name": "Harbour & Vale",
    "job_title": "Analyst",
    "posting_url": "https://jobs.example.org/1",
    "place": "There",
    "agency": "",
    "source": "A friend",
    "applied_on": "2026-06-01",
    "remote": "hybrid",
    "posting_text": "You count ships.",
    "reading": "",
    "looked": "True",
    "interest_at_application": "3",
    "is_dream": "on",
    "motive": "fit",
    "pay_from": "40000",
    "pay_to": "50000",
    "pay_currency": "SEK",
    "pay_period": "month",
}
# A firm is not asked how much somebody wants a job and why; nor for pay, which is not shared.
APPLICATION_OF_A_FIRM = {
    name: value
    for name, value in APPLICATION.items()
    if name not in ("interest_at_application", "is_dream", "motive") and not name.startswith("pay_")
}
EMPLOYER = {"name": "Harbour", "domain": "harbour.example", "is_unnamed": "on"}
PERSON = {
    "name": "Ada",
    "employer_name": "Harbour & Vale",
    "job_title": "Head",
    "email": "ada@employer.example",
    "phone": "1",
    "link": "https://people.example.org/ada",
    "about": "Kind",
}
OFFER = {
    "pay": "50000",
    "currency": "EUR",
    "period": "year",
    "bonus": "Some",
    "equity": "None",
    "benefits": "Lunch",
    "days_off": "30",
    "hours_per_week": "40",
    "place": "There",
    "starts_on": "2026-09-01",
    "received_on": "2026-06-30",
    "deadline": "2036-07-09T12:00",
    "zone": "Europe/Stockholm",
}
CONTACT = {
    "name": "Kept",
    "email": "kept@example.org",
    "phone": "1",
    "time_zone": "Europe/Berlin",
}
PROFILE = {"name": "Name", "time_zone": "Europe/Berlin", "language": "en", "kept": ""}
FACTS = {
    "round_correction": "later",
    "blocker": "suspected",
    "blocker_detail": "Pay",
    "hours_needed": "3",
    "is_costly": "on",
    "access_need": "Captions",
    "confidentiality_risk": "on",
    "decisive_unknown": "Where",
}
DEBRIEF = {
    "observed": "They dodged questions",
    "interest_after": "3",
    "learned": "Much",
    "partner": "team",
    "met": "Per",
    "minutes": "45",
    "surprise_job": "Much",
    "surprise_market": "Little",
    "surprise_me": "Some",
    "confidence_before": "2",
    "confidence_after": "3",
    "dread_before": "4",
    "dread_after": "2",
    "stumped_on": "Why",
    "promised": "A call",
    "promised_on": "2036-07-09",
    "on_the_spot": "Shorter answers",
    "flags": "Late wages",
    "weight": "serious",
    "notes": "None",
    "hours_used": "3.5",
    "leave_days": "0.5",
    **{
        f"{topic}-{part}": value
        for topic in ("day_to_day", "growth", "success", "space")
        for part, value in (("told", "Calm"), ("observed", "Plants"), ("by_whom", "Ada"))
    },
}
FEEDBACK = {"source": "hr", "whom": "Ada", "verbatim": "Shorter answers"}
LOG = {
    "log-kind": "call",
    "log-text": "Rang",
    "log-next_step": "Ring again",
    "log-due": "own",
    "log-due_on": "2036-07-09",
    "log-due_time": "10:00",
    "log-application": "",
    "log-visibility": "internal",
}
POINT = {"point-text": "Shorter", "point-kind": "answer", "point-about": ""}


def colleague(cast):
    administrator = cast.people["administrator"].memberships.get()
    return {"to": str(administrator.pk)}


def decision(cast):
    version = cast.rows.invitation.version
    told = {"reason": "Because", "reason_shared": "on"}
    return {"choice": "decline", "version": str(version), "slot": "", **told}


def own_address(cast):
    return {"email": cast.people["nobody"].email}


REMINDERS = {
    "by_mail": "on",
    "morning": "08:00",
    "quiet_from": "21:00",
    "quiet_until": "07:00",
    **dict.fromkeys(KINDS, "on"),
}


# By address, then by part: what the form asks of them.
def quiet_one(cast):
    """An application that has waited for an answer for long."""
    rows = Application.objects.filter(pk=cast.rows.application.pk)
    rows.update(stage="applied", moved_at=NOW - timedelta(days=60), last_news_at=None)
    return {"applications": [cast.rows.application.pk]}


def own_mail(cast):
    """A mail that waits in the inbox."""
    return {"which": [cast.rows.message.pk]}


def yes_to_a_firm(cast):
    """From then on its people know the candidate by name, by mail first."""
    firm = cast.rows.offer.firm
    canaries.reveal(cast.mira.name.split()[-1], *firm.members.all())
    return {"scopes": ["applications"], "before": ""}


def other_settings(cast):
    """Compared with those that the firm has."""
    values = values_of(Policy(version="other", reply_hours=8))
    return {**values, "note": "We answer soon", "after": str(cast.rows.firm.policies.count())}


def second_contact(cast):
    return {"other": cast.rows.contact.candidate.contacts.create(name="Ada once more").pk}


def another_employer(cast):
    others = cast.rows.employer.candidate.employers.exclude(pk=cast.rows.employer.pk)
    return {"other": others.earliest("pk").pk}


FORMS = {
    **PAGE_FORMS,
    **LETTER_FORMS,
    **TABLE_FORMS,
    **PRACTICE_FORMS,
    **CLIENT_FORMS,
    **DESK_FORMS,
    **FEEDBACK_FORMS,
    **HOTLIST_FORMS,
    **SUBMISSION_FORMS,
    "situation": {"mira": {"situation": "open"}},
    "start": {"nobody": {"name": "Name", "time_zone": "Europe/Berlin"}},
    "people:profile": {
        "nobody": PROFILE,
        "mira": {
            **PROFILE,
            **CONTACT,
            "looking_for": "Work",
            "notice_period": "A month",
            "feedback_by": "voice",
        },
    },
    "people:situation": {"mira": {"situation": "open"}},
    "people:money": {"mira": {"weeks": "3"}},
    "people:letters": {"mira": {}},
    "people:farewell": {"nobody": {}},
    "people:mood": {"mira": {"mood": "3"}},
    "people:reminders": {"mira": REMINDERS},
    "people:scopes": {"mira": {"scopes": ["applications"], "before": ""}},
    "people:end": {"mira": {}},
    "people:acceptance": {"mira": yes_to_a_firm},
    "people:refusal": {"mira": {}},
    "people:claim": {"invitee": {"scopes": ["applications"], "before": ""}},
    "people:join": {"joiner": {}},
    "people:refuse-invite": {"invitee": {}, "joiner": {}},
    "leave:erasure": {"nobody": own_address},
    "applications:new": {"mira": APPLICATION, "coordinator": APPLICATION_OF_A_FIRM},
    "applications:reading": {
        "mira": {"given": "Analyst at Harbour & Vale", "url": ""},
        "coordinator": {"given": "Analyst at Harbour & Vale", "url": ""},
    },
    "applications:red-flags": {"mira": FLAG, "coordinator": FLAG_OF_A_FIRM},
    "applications:check": {"mira": {"next": "/"}},
    "applications:resolution": {"mira": {"next": "/"}},
    "applications:reopening": {"mira": {"next": "/"}},
    "applications:edit-employer": {"mira": EMPLOYER, "coordinator": EMPLOYER},
    "applications:merge-employer": {"mira": another_employer, "coordinator": another_employer},
    "applications:new-contact": {"mira": PERSON, "coordinator": PERSON},
    "applications:contact": {"mira": PERSON, "coordinator": PERSON},
    "applications:merge-contact": {"mira": second_contact, "coordinator": second_contact},
    "applications:contact-removal": {"mira": {}},
    "applications:closing": {"mira": quiet_one, "coordinator": quiet_one},
    "applications:later": {"mira": {}, "coordinator": {}},
    "applications:new-offer": {"mira": {**OFFER, "thoughts": "For"}},
    "applications:offer": {"mira": {**OFFER, "thoughts": "For"}},
    "applications:acceptance": {"mira": {}},
    "applications:declination": {"mira": {}},
    "applications:save-view": {"mira": {"name": "Mine", "layout": "list", "query": "due=on"}},
    "applications:remove-view": {"mira": {}},
    "interviews:paste": {"mira": {"text": "Dear Mira"}, "coordinator": {"text": "Dear Mira"}},
    "interviews:call": {"mira": INVITED, "coordinator": INVITED},
    "interviews:message": {"mira": INVITED, "coordinator": INVITED},
    "interviews:interest": {
        "mira": {"interest": "2", "doubt": "pay", "openness": "no", "wishes": "More pay"}
    },
    "interviews:message-label": {"mira": {"is-label": "offer"}},
    "interviews:message-place": {"mira": PLACED},
    "interviews:message-aside": {"mira": {}},
    "interviews:message-return": {"mira": {}},
    "interviews:several-aside": {"mira": own_mail},
    "interviews:mailbox-end": {"mira": {}},
    "interviews:mail-account": {
        "mira": {
            "host": "imap.mail.example",
            "port": "993",
            "user": "mira@mail.example",
            "password": "an app password",
        }
    },
    "interviews:mail-account-folder": {"mira": {"folder": "INBOX"}},
    "interviews:mail-account-folders": {"mira": {}},
    "interviews:mail-account-removal": {"mira": {}},
    "interviews:mail-address": {"mira": {}},
    "interviews:mail-address-removal": {"mira": {}},
    "interviews:facts": {"mira": FACTS},
    "interviews:details": {"mira": DETAILS, "coordinator": DETAILS},
    "interviews:red-flags": {"mira": FLAG, "coordinator": FLAG_OF_A_FIRM},
    "interviews:decision": {"mira": decision},
    "interviews:lapse": {"mira": {}},
    "interviews:look-back": {"mira": {"sits": "mixed", "note": "Ask first"}},
    "interviews:other-times": {"mira": OTHER_TIMES},
    "interviews:new-times": {"mira": NEW_TIMES, "coordinator": NEW_TIMES},
    "interviews:taking-back": {"mira": SEEN, "coordinator": SEEN},
    "interviews:questions-to-them": {"mira": {"first": "When?", "second": "", "third": "Who?"}},
    "interviews:answer": {"mira": {"answer": "On Monday"}},
    "interviews:interview-edit": {"mira": MEETING, "coordinator": MEETING},
    "interviews:new-interview": {
        "mira": {**NEW_TIME, **MEETING},
        "coordinator": {**NEW_TIME, **MEETING},
    },
    "interviews:interview-time": {"mira": NEW_TIME, "coordinator": NEW_TIME},
    "interviews:fall-through": {"mira": FELL_THROUGH, "coordinator": FELL_THROUGH},
    "interviews:debrief": {"mira": DEBRIEF},
    "interviews:confirmation": {"mira": {"interest": "4"}},
    "interviews:gate": {
        "mira": {
            "choice": "continue",
            "latest": "",
            "until": "",
            "reason": "So",
            "reason_shared": "on",
        }
    },
    "interviews:application-feedback": {
        "mira": {**FEEDBACK, "interview": "", "is_private": "on"},
        "coordinator": {**FEEDBACK, "interview": ""},
    },
    "interviews:feedback": {
        "mira": {**FEEDBACK, "reading": "True", "is_private": "on"},
        "coordinator": FEEDBACK,
    },
    "interviews:feedback-chase": {"mira": {}, "coordinator": {}},
    "interviews:feedback-none": {"mira": {}, "coordinator": {}},
    "interviews:feeds": {"mira": {"name": "Phone", "is_discreet": "on"}},
    "interviews:feed-removal": {"mira": {}},
    "interviews:subscriptions": {
        "mira": {"own-address": "https://calendar.example/a.ics", "own-name": "Mine"}
    },
    "interviews:subscription-removal": {"mira": {}},
    "interviews:feedback-removal": {"mira": {}},
    "interviews:points": {"mira": POINT, "coordinator": POINT},
    "interviews:point-acceptance": {"mira": {"next": "/"}},
    "interviews:point-rejection": {"mira": {"next": "/"}},
    "interviews:point-task": {"mira": {"next": "/"}},
    "interviews:point-evidence": {"mira": {"version": "", "score": "3", "next": "/"}},
    "interviews:point-comparison": {"mira": {"other": "", "relation": "same", "next": "/"}},
    "interviews:point-removal": {"mira": {"next": "/"}},
    "firm:start": {"nobody": {"name": "A new firm"}},
    "firm:join-invites": {"administrator": {"email": "asked@example.org", "role": "coordinator"}},
    "firm:join-invite-again": {"administrator": {}},
    "firm:join-invite-withdrawal": {"administrator": {}},
    "firm:role": {"administrator": {"role": "coordinator"}},
    "firm:handover": {"coordinator": colleague, "administrator": colleague},
    "firm:removal": {"administrator": lambda cast: {**colleague(cast), "sure": "on"}},
    "desk:policy-adoption": {"administrator": other_settings},
    "firm:add-candidate": {"coordinator": {**CONTACT, "send_now": "on", "anyway": "on"}},
    "firm:contact": {"coordinator": CONTACT},
    "firm:claim-invite": {"coordinator": {}},
    "firm:claim-withdrawal": {"coordinator": {}},
    "firm:coordinator": {"coordinator": colleague},
    "desk:log": {"coordinator": LOG},
    "desk:completion": {"coordinator": {"next": "/"}},
    "desk:reopening": {"coordinator": {"next": "/"}},
    "desk:taking-back": {"coordinator": {"next": "/"}},
    "firm:ending": {"coordinator": {"sure": "on"}},
}
# Which candidate it is for is named in the address.
NAMES_A_CANDIDATE = (
    "applications:new-document",
    "applications:closing",
    "applications:moves",
    "applications:tagging",
    "applications:untagging",
    "applications:new",
    "applications:reading",
    "applications:new-contact",
    "interviews:paste",
    "interviews:upload",
    "interviews:call",
)
# They change no row of a person's by what is posted; what they do is tested where they are.
NO_FORM = {
    **PAGE_UPLOADS,
    **FEEDBACK_NO_FORM,
    "interviews:upload": "a file is all it takes",
    "interviews:mail-files": "files are all it takes",
    "applications:imports": "a file is all it takes",
    "leave:archive": "a button",
    "undo-address-change": "a button",
    "people:way-out": "a button",
    "interviews:mail-webhook": "a mail is all it takes",
    "leave:restoration": "a file is all it takes",
    **{name: "allauth's own" for name in POLICIES if name.startswith(("account_", "mfa_"))},
    **{name: "allauth's own" for name in POLICIES if name.startswith(("user", "social", "open"))},
}
