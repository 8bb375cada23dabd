"""Who may do what on the page of one application, and with documents; and what its forms ask."""

from applications.models import Posting
from tests.access.policy import CANDIDATES, FULL, ME, SEE_APPLICATIONS, Policy
from tests.factories import make_application

SEE_DOCUMENTS = ME | FULL | {"narrowed", "interviews alone", "only documents"}
SEE_BOTH = SEE_APPLICATIONS & SEE_DOCUMENTS


def of_application(who=SEE_APPLICATIONS):
    return Policy(post=who, row="application")


PAGE_POLICIES = {
    "applications:application": Policy(get=SEE_APPLICATIONS, row="application"),
    "applications:edit": Policy(get=SEE_APPLICATIONS, post=SEE_APPLICATIONS, row="application"),
    "applications:removal": Policy(get=ME, post=ME, readers=SEE_APPLICATIONS, row="application"),
    "applications:merging": Policy(get=ME, post=ME, readers=SEE_APPLICATIONS, row="application"),
    "applications:next-step": of_application(),
    "applications:stage": of_application(),
    "applications:board": Policy(get=CANDIDATES),
    "applications:moves": Policy(post=CANDIDATES),
    "applications:tagging": Policy(post=CANDIDATES),
    "applications:untagging": Policy(post=CANDIDATES),
    # Whoever did it takes it back, and the candidate takes back anything.
    "applications:undo": Policy(post=ME, readers=SEE_APPLICATIONS, row="change"),
    "applications:posting": Policy(get=SEE_APPLICATIONS, post=SEE_APPLICATIONS, row="application"),
    "applications:history": Policy(get=SEE_APPLICATIONS, row="application"),
    "applications:notes": Policy(get=SEE_APPLICATIONS, post=SEE_APPLICATIONS, row="application"),
    # Who wrote it changes it; who reads it is told that they may not.
    "applications:note": Policy(get=ME, post=ME, readers=SEE_APPLICATIONS, row="note"),
    "applications:note-removal": Policy(post=ME, readers=SEE_APPLICATIONS, row="note"),
    "applications:tasks": of_application(),
    "applications:task": Policy(get=SEE_APPLICATIONS, post=SEE_APPLICATIONS, row="task"),
    "applications:task-completion": Policy(post=SEE_APPLICATIONS, row="task"),
    "applications:task-reopening": Policy(post=SEE_APPLICATIONS, row="task"),
    "applications:task-removal": Policy(post=SEE_APPLICATIONS, row="task"),
    "applications:people": Policy(get=SEE_APPLICATIONS, post=SEE_APPLICATIONS, row="application"),
    "applications:new-person": of_application(),
    "applications:involvement": Policy(
        get=SEE_APPLICATIONS, post=SEE_APPLICATIONS, row="involvement"
    ),
    "applications:involvement-removal": Policy(post=SEE_APPLICATIONS, row="involvement"),
    "applications:sent": Policy(get=SEE_BOTH, post=SEE_BOTH, row="application"),
    "applications:sent-upload": of_application(SEE_BOTH),
    "applications:sent-removal": Policy(post=SEE_BOTH, row="use"),
    "applications:documents": Policy(get=CANDIDATES),
    "applications:new-document": Policy(get=CANDIDATES, post=CANDIDATES),
    "applications:document": Policy(get=SEE_DOCUMENTS, post=SEE_DOCUMENTS, row="document"),
    "applications:versions": Policy(post=SEE_DOCUMENTS, row="document"),
    "applications:document-removal": Policy(post=ME, readers=SEE_DOCUMENTS, row="document"),
    "applications:file": Policy(get=SEE_DOCUMENTS, row="version"),
    "applications:version-removal": Policy(post=ME, readers=SEE_DOCUMENTS, row="version"),
}

FACTS = {
    "employer_name": "Another one",
    "job_title": "Analyst",
    "place": "There",
    "remote": "hybrid",
    "agency": "An agency",
    "posting_url": "https://jobs.example.org/1",
    "source": "A friend",
    "applied_on": "2026-06-01",
    "next_step": "Write",
    "next_step_on": "2036-06-01",
    "tags": "one, two",
}
OWN_FACTS = {
    **FACTS,
    "pay_from": "50000",
    "pay_to": "60000",
    "pay_currency": "EUR",
    "pay_period": "year",
    "interest": "3",
    "motive": "fit",
    "is_dream": "on",
}
STEP = {"next_step": "Write", "next_step_on": "2036-06-01"}
NOTE = {"note-text": "A note", "note-visibility": "shared"}
TASK = {"task-text": "Write", "task-due_on": "2036-06-01"}
NEW_PERSON = {
    "new-name": "Ada",
    "new-role": "team",
    "new-job_title": "Head",
    "new-email": "ada@employer.example",
    "new-phone": "1",
}


def somebody_known(cast):
    candidate = cast.rows.application.candidate
    contact = candidate.contacts.create(name="Known")
    return {"known-contact": contact.pk, "known-role": "team"}


def version_that_went(cast):
    return {"known-version": cast.rows.version.pk, "known-sent_on": "2026-06-01"}


TAG = "some tag"


def ticked(**fields):
    def filled_in(cast):
        application = cast.rows.application
        application.tag([TAG])
        return {"applications": [f"{application.pk}-{application.standing}"], **fields}

    return filled_in


def text_of_none(cast):
    """A text is kept where there is none yet."""
    Posting.objects.filter(application=cast.rows.application).update(text="")
    return {"text": "We count ships."}


def both(data):
    return {"mira": data, "coordinator": data}


def second_entry(cast):
    candidate = cast.rows.application.candidate
    return {"other": make_application(candidate=candidate, stage="saved").pk, "standing": "saved"}


PAGE_FORMS = {
    "applications:edit": {"mira": OWN_FACTS, "coordinator": FACTS},
    "applications:next-step": both(STEP),
    "applications:moves": both(ticked(to="interviewing")),
    "applications:tagging": both(ticked(tag="word")),
    "applications:untagging": both(ticked(tag=TAG)),
    "applications:undo": {"mira": {}},
    "applications:stage": both({"to": "interviewing"}),
    "applications:notes": both(NOTE),
    "applications:note": {"mira": NOTE},
    "applications:removal": {"mira": {}},
    "applications:merging": {"mira": second_entry},
    "applications:posting": both(text_of_none),
    "applications:note-removal": {"mira": {}},
    "applications:tasks": both(TASK),
    "applications:task": both(TASK),
    "applications:task-completion": both({}),
    "applications:task-reopening": both({}),
    "applications:task-removal": both({}),
    "applications:people": both(somebody_known),
    "applications:new-person": both(NEW_PERSON),
    "applications:involvement": both({"role": "team"}),
    "applications:involvement-removal": both({}),
    "applications:sent": both(version_that_went),
    "applications:sent-removal": both({}),
    "applications:document": both({"name": "Résumé", "kind": "letter"}),
    "applications:document-removal": {"mira": {}},
    "applications:version-removal": {"mira": {}},
}
PAGE_UPLOADS = dict.fromkeys(
    ("applications:sent-upload", "applications:new-document", "applications:versions"),
    "a file is what it takes",
)
