"""The record of who did what, in words for the person it is about, and for the firm."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.forms.sharing import in_words


class Place(NamedTuple):
    """A page as the record names it: what looking at it and changing it is called.

    Its number is that of a row of this relation of Candidate, if it names one.
    """

    looked: str
    changed: str
    relation: str = ""


def place(words: str, relation: str = "") -> Place:
    return Place(f"looked at {words}", f"changed {words}", relation)


AN_INVITATION = place("an invitation", "invitations")
A_MESSAGE = place("the message of an invitation", "messages")
A_RED_FLAG = place("a red flag")
AN_APPLICATION = place("an application", "applications")
AN_EMPLOYER = place("an employer", "employers")
A_DOCUMENT = place("a document", "documents")
A_NOTE = place("a note")
A_TASK = place("a task")
WHAT_WAS_SENT = place("what was sent with an application", "applications")
WHO_IS_IN_IT = place("who has to do with an application", "applications")
IN_TOUCH = Place(
    "opened the form for being in touch with you", "wrote down that they were in touch with you"
)
BRING_IN = Place("opened the form for an invitation", "brought in an invitation")
WHERE_YOU_ARE_PUT_FORWARD = place("where you are put forward")
QUIET = place("your applications that have been quiet")
A_CLIENT_ASKED = place("what a client was asked after an interview")


def asked_client(changed: str) -> Place:
    return Place(A_CLIENT_ASKED.looked, changed)


ELSEWHERE = place("your record")
WHAT_IS_DUE = Place("looked at what is due for you", "dealt with what is due for you")
MATTERS = ("prepare", "today", "debrief", "tell", "silence", "next-step")
# Whether these are dealt with is not the firm's to say, or said on a page of its own.
ENDLESS = ("answer", "asking", "client-asked", "without-news")
ACTS_ON_MATTERS = ("snooze", "waking", "assignment", "message")
WHERE_IT_IS_DUE = [
    *(f"desk:{each}" for each in (*MATTERS, *ENDLESS)),
    *(f"desk:{each}-{act}" for each in (*MATTERS, *ENDLESS) for act in ACTS_ON_MATTERS),
    *(f"desk:{each}-{act}" for each in MATTERS for act in ("end", "return")),
]
PLACES: Mapping[str, Place] = {
    "applications:list": place("your applications"),
    "applications:new": Place("opened the form for an application", "added an application"),
    "applications:reading": Place("opened the form for an application", "added an application"),
    "applications:duplicates": place("which of your applications may be the same"),
    "applications:board": place("your applications"),
    "applications:moves": place("your applications"),
    "applications:tagging": place("your applications"),
    "applications:untagging": place("your applications"),
    "applications:undo": place("your applications"),
    "applications:application": place("an application", "applications"),
    "applications:red-flags": Place(
        "looked at the red flags of an application", "added a red flag", "applications"
    ),
    "applications:check": A_RED_FLAG,
    "applications:resolution": A_RED_FLAG,
    "applications:reopening": A_RED_FLAG,
    "applications:edit": AN_APPLICATION,
    "applications:next-step": AN_APPLICATION,
    "applications:stage": AN_APPLICATION,
    "applications:posting": place("the posting of an application", "applications"),
    "applications:history": place("the history of an application", "applications"),
    "applications:notes": Place(
        "looked at the notes on an application", "added a note", "applications"
    ),
    "applications:note": A_NOTE,
    "applications:note-removal": A_NOTE,
    "applications:tasks": Place("looked at an application", "added a task", "applications"),
    "applications:task": A_TASK,
    "applications:task-completion": A_TASK,
    "applications:task-reopening": A_TASK,
    "applications:task-removal": A_TASK,
    "applications:people": WHO_IS_IN_IT,
    "applications:new-person": WHO_IS_IN_IT,
    "applications:involvement": place("who has to do with an application"),
    "applications:involvement-removal": place("who has to do with an application"),
    "applications:sent": WHAT_WAS_SENT,
    "applications:sent-upload": WHAT_WAS_SENT,
    "applications:sent-removal": place("what was sent with an application"),
    "applications:documents": place("your documents"),
    "applications:new-document": Place("opened the form for a document", "added a document"),
    "applications:document": A_DOCUMENT,
    "applications:versions": A_DOCUMENT,
    "applications:document-removal": A_DOCUMENT,
    "applications:file": Place("downloaded a document", "changed a document"),
    "applications:version-removal": place("a document"),
    "applications:employers": place("your employers"),
    "applications:employer": AN_EMPLOYER,
    "applications:edit-employer": AN_EMPLOYER,
    "applications:merge-employer": AN_EMPLOYER,
    "applications:contacts": place("your contacts"),
    "applications:new-contact": Place("opened the form for a contact", "added a contact"),
    "applications:contact": place("a contact", "contacts"),
    "applications:contact-removal": Place("looked at a contact", "removed a contact"),
    "applications:silence": QUIET,
    "applications:closing": QUIET,
    "applications:later": AN_APPLICATION,
    "interviews:application-letter": AN_APPLICATION,
    "interviews:application-letter-sent": AN_APPLICATION,
    "applications:new-offer": Place(
        "opened the form for an offer", "added an offer", "applications"
    ),
    "applications:offers": place("your offers"),
    "applications:offer": place("an offer"),
    "applications:exports": place("how to take your applications along"),
    "applications:export-file": Place(
        "took your applications along as a table", "took your applications along as a table"
    ),
    "desk:worklist": place("what is due for their candidates, you among them"),
    **dict.fromkeys(WHERE_IT_IS_DUE, WHAT_IS_DUE),
    "desk:candidate": place("your page at their desk"),
    "desk:activities": place("what they wrote down about being in touch with you"),
    "desk:log": IN_TOUCH,
    "desk:completion": IN_TOUCH,
    "desk:reopening": IN_TOUCH,
    "desk:taking-back": IN_TOUCH,
    "desk:feedback": place("what clients are asked after interviews, yours among them"),
    "desk:ask-client": Place(
        "opened the form to ask a client for feedback", "asked a client for feedback", "interviews"
    ),
    "desk:no-news": Place(
        "opened the form to say that there is no news",
        "told you that there is no news",
        "interviews",
    ),
    "desk:feedback-request": A_CLIENT_ASKED,
    "desk:chase-client": asked_client("asked a client for feedback again"),
    "desk:feedback-escalation": asked_client("asked a colleague for help with feedback"),
    "desk:no-feedback": asked_client("noted that there is no feedback"),
    "desk:feedback-withdrawal": asked_client("took a question to a client back"),
    "desk:client-answer": asked_client("wrote down what a client said"),
    "desk:client-reading": A_CLIENT_ASKED,
    "desk:relay": asked_client("passed feedback on to you"),
    "desk:refused-wish": A_CLIENT_ASKED,
    "desk:reminders": place("what waits for their candidates, you among them"),
    "desk:reminder-sending": Place(
        "looked at what waits for their candidates, you among them", "had you reminded by mail"
    ),
    "desk:client": place("who deals with a client of theirs, you among them"),
    "desk:client-telling": Place(
        "looked at a client of theirs", "told you of a red flag that they vouch for"
    ),
    "desk:order": place("who is put forward for a job, you among them"),
    "desk:submissions": WHERE_YOU_ARE_PUT_FORWARD,
    "desk:new-right": Place("looked at where you are put forward", "asked for your word"),
    "desk:right": WHERE_YOU_ARE_PUT_FORWARD,
    "desk:written-yes": Place(
        "looked at where you are put forward", "noted down a yes that you wrote"
    ),
    **dict.fromkeys(
        (
            "desk:submission",
            "desk:edit-submission",
            "desk:new-submission",
            "desk:submission-sending",
            "desk:submission-steps",
            "desk:submission-ending",
            "desk:submission-passing-on",
            "desk:submission-placement",
        ),
        WHERE_YOU_ARE_PUT_FORWARD,
    ),
    "desk:right-double": Place(
        "looked at where you are put forward", "asked which way into a job counts"
    ),
    "desk:right-taking-back": Place(
        "looked at where you are put forward", "took back a question about a job"
    ),
    **dict.fromkeys(
        ("desk:policy", "desk:policy-adoption"),
        place("whose suggestions other settings would change, yours among them"),
    ),
    "firm:record": place("what the firm did and whose data it looked at, yours among it"),
    "firm:caseload": place("the list of their candidates, you among them"),
    "firm:candidate": place("your page at the firm"),
    "firm:contact": Place("looked at your page at the firm", "corrected how to reach you"),
    "firm:add-candidate": place("how to reach you, since somebody alike was to be added"),
    "interviews:bring-in": BRING_IN,
    "interviews:paste": BRING_IN,
    "interviews:upload": BRING_IN,
    "interviews:call": BRING_IN,
    "interviews:message": A_MESSAGE,
    "interviews:original": A_MESSAGE,
    "interviews:invitation": AN_INVITATION,
    "interviews:details": AN_INVITATION,
    "interviews:red-flags": Place(
        "looked at the red flags of an invitation", "added a red flag", "invitations"
    ),
    "interviews:interview": place("an interview", "interviews"),
}
# What the names of rows are made of; whatever else a row holds is not fetched for them.
NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "applications": ("job_title", "employer__name"),
    "contacts": ("name",),
    "documents": ("name",),
    "employers": ("name",),
    "invitations": ("application__job_title", "application__employer__name"),
    "interviews": ("application__job_title", "application__employer__name"),
    "messages": ("subject",),
}
WORDS: Mapping[str, str] = {
    Kind.CANDIDATE_ADDED: "wrote you down as a candidate",
    Kind.REPRESENTATION_REFUSED: "said no",
    Kind.REPRESENTATION_ENDED: "ended it",
    Kind.INVITE_SENT: "sent you an invitation by mail",
    Kind.INVITE_WITHDRAWN: "withdrew an invitation",
    Kind.EXPORTED: "took the data along as a file",
    Kind.RESTORED: "put an archive back",
    Kind.ERASED: "erased data",
}
HANDED_OVER = "gave you another coordinator"
LEFT_WITH_NOBODY = "left you without a coordinator for now"
# What is said to a candidate, as it is said to the firm.
TO_THE_FIRM: Mapping[str, str] = {
    r"\byou are put\b": "they are put",
    r"\byou wrote\b": "they wrote",
    r", you(rs)? among (them|it)": "",
    r"\byour\b": "the",
    r"\byou\b": "them",
}
ICONS: Mapping[str, str] = {
    Kind.READ: "eye",
    Kind.CHANGED: "pencil-line",
    Kind.REPRESENTATION_ACCEPTED: "check",
    Kind.REPRESENTATION_REFUSED: "x",
    Kind.REPRESENTATION_ENDED: "x",
    Kind.SHARING_CHANGED: "sliders-horizontal",
    Kind.INVITE_SENT: "mail",
    Kind.EXPORTED: "download",
    Kind.RESTORED: "archive-restore",
}


def place_of(entry: Entry) -> tuple[Place, int | None]:
    """The page that an entry names, and the number of its row."""
    view, _, number = entry.target.partition(" ")
    is_number = number.isascii() and number.isdigit()
    return PLACES.get(view, ELSEWHERE), int(number) if is_number else None


def what_was_done(entry: Entry) -> str:
    """Such as "looked at an application", to follow the name of whoever it was."""
    if entry.kind == Kind.READ:
        return place_of(entry)[0].looked
    if entry.kind == Kind.CHANGED:
        return place_of(entry)[0].changed
    if entry.kind == Kind.REPRESENTATION_ACCEPTED:
        return f"said yes, and shared {in_words(entry.detail.get('shares', ()))}"
    if entry.kind == Kind.SHARING_CHANGED:
        now, before = (in_words(entry.detail.get(name, ())) for name in ("shares", "before"))
        return f"changed what is shared: now {now}, before {before}"
    if entry.kind == Kind.CASELOAD_HANDED_OVER:
        is_with_somebody = entry.detail.get("to") is not None
        return HANDED_OVER if is_with_somebody else LEFT_WITH_NOBODY
    return WORDS.get(entry.kind, "did something with your record")


def what_was_done_to_them(entry: Entry) -> str:
    """A look or a change as the firm reads it: "looked at the applications"."""
    words = what_was_done(entry)
    for yours, theirs in TO_THE_FIRM.items():
        words = re.sub(yours, theirs, words)
    return words


def icon_of(entry: Entry) -> str:
    return ICONS.get(entry.kind, "dot")
