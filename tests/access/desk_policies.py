"""Who may do what about a thing that is due. Candidates see none of it, of themselves either."""

from tests.access.feedback_policies import BOTH
from tests.access.policy import FULL, ME, SEE_APPLICATIONS, SEE_INTERVIEWS, Policy

# The row of each kind; by its scope, those who look after the candidate.
MATTERS = {
    "answer": ("invitation", SEE_INTERVIEWS - ME),
    "prepare": ("planned", SEE_INTERVIEWS - ME),
    "today": ("planned", SEE_INTERVIEWS - ME),
    "debrief": ("interview", SEE_INTERVIEWS - ME),
    "tell": ("withdrawal", SEE_INTERVIEWS - ME),
    "silence": ("application", SEE_APPLICATIONS - ME),
    "next-step": ("activity", FULL),
    "asking": ("planned", BOTH),
    "client-asked": ("asked_client", FULL),
    "without-news": ("planned", BOTH),
}
# What each form asks for.
ACTS = {
    "snooze": {"until": "tomorrow"},
    "waking": {},
    "assignment": {"to": "coordinator"},
    "message": {"subject": "Your interview", "text": "When would a call suit you?"},
    "end": {},
    "return": {},
}
# Whether they are dealt with is not the firm's to say, or said on a page of its own.
ENDLESS = ("answer", "asking", "client-asked", "without-news")
ACTS_OF = [
    (each, act)
    for each in MATTERS
    for act in ACTS
    if each not in ENDLESS or act not in ("end", "return")
]
DESK_POLICIES = {
    **{f"desk:{each}": Policy(get=who, row=row) for each, (row, who) in MATTERS.items()},
    **{
        f"desk:{each}-{act}": Policy(post=MATTERS[each][1], row=MATTERS[each][0])
        for each, act in ACTS_OF
    },
}
DESK_FORMS = {f"desk:{each}-{act}": {"coordinator": ACTS[act]} for each, act in ACTS_OF}
