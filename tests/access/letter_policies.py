"""Who may do what where letters are written, and what their forms ask."""

from tests.access.policy import ME, SEE_APPLICATIONS, SEE_INTERVIEWS, Policy

# The row of each door, and who reads what it is about.
DOORS = {
    "letter": ("decided", SEE_INTERVIEWS),
    "withdrawal-letter": ("withdrawn", SEE_INTERVIEWS),
    "interview-letter": ("interview", SEE_INTERVIEWS),
    "application-letter": ("application", SEE_APPLICATIONS),
    "offer-letter": ("offer_made", ME),
}
ACTS = ("wording", "file", "sent", "sending", "recall")
LETTER = {"to": "ada@employer.example", "cc": "", "subject": "Subject", "body": "Body"}

LETTER_POLICIES = {
    f"interviews:{door}": Policy(get=ME, post=ME, readers=readers, row=row)
    for door, (row, readers) in DOORS.items()
}
LETTER_POLICIES |= {
    f"interviews:{door}-{act}": Policy(post=ME, readers=readers, row=row)
    for door, (row, readers) in DOORS.items()
    for act in ACTS
}
LETTER_POLICIES |= {
    f"interviews:{door}-state": Policy(get=ME, readers=readers, row=row)
    for door, (row, readers) in DOORS.items()
}
# Whoever looks after the candidate asks where an application stands, too, and keeps no letter.
LETTER_POLICIES["interviews:application-letter"] = Policy(
    get=SEE_APPLICATIONS, post=ME, readers=SEE_APPLICATIONS, row="application"
)
LETTER_POLICIES["interviews:application-letter-state"] = Policy(
    get=SEE_APPLICATIONS, row="application"
)
LETTER_POLICIES["interviews:application-letter-sent"] = Policy(
    post=SEE_APPLICATIONS, row="application"
)

LETTER_FORMS = {
    name: {"mira": {} if name.endswith(("-recall", "-wording")) else LETTER}
    for name, policy in LETTER_POLICIES.items()
    if policy.post
}
LETTER_FORMS["interviews:withdrawal-letter-wording"] = {
    "mira": {"said-true_specific": "The tour", "said-reason": "Another offer"}
}
LETTER_FORMS["interviews:offer-letter-wording"] = {
    "mira": {"said-reason": "Too far", "said-door_open": "on"}
}
LETTER_FORMS["interviews:application-letter-sent"] = {"mira": LETTER, "coordinator": {}}
