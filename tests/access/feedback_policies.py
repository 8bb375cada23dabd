"""Who may do what on the feedback desk, and what its forms ask.

Requests are kept by the firm that sees all of Mira's but pay: nobody else's page shows them.
"""

from tests.access.policy import FULL, MEMBERS, NOBODY, Policy

# It takes both: who shares interviews and feedback with a firm.
BOTH = FULL | {"interviews alone"}


def kept(row, **options):
    """What the firm keeps, its people change."""
    return Policy(post=FULL, row=row, **options)


FEEDBACK_POLICIES = {
    "desk:feedback": Policy(get=MEMBERS),
    "desk:ask-client": Policy(get=BOTH, post=BOTH, row="planned"),
    "desk:no-news": Policy(get=BOTH, post=BOTH, row="planned"),
    "desk:feedback-request": Policy(get=FULL, row="asked_client"),
    "desk:chase-client": kept("asked_client"),
    "desk:feedback-escalation": kept("asked_client"),
    "desk:no-feedback": kept("asked_client"),
    "desk:feedback-withdrawal": kept("asked_client"),
    "desk:client-answer": kept("asked_client"),
    "desk:client-reading": kept("client_said"),
    "desk:relay": kept("client_said"),
    "desk:refused-wish": kept("client_said"),
    # By a link that nobody was given.
    "interviews:client-feedback": Policy(get=NOBODY, post=NOBODY, is_public=True, args=("x" * 43,)),
}


def administrator(cast):
    return {"to": str(cast.people["administrator"].memberships.get().pk)}


ANSWER = {
    "result": "no",
    "worked": "Calm",
    "missing": "An example",
    "documents": "Two pages",
    "would_change": "More figures",
    "next_step": "None",
    "next_on": "2036-07-09",
    "job_change": "Less travel",
}
FEEDBACK_FORMS = {
    name: {"coordinator": data}
    for name, data in {
        "desk:ask-client": {
            "contact_name": "Ada",
            "contact_address": "ada@employer.example",
            "by_initials": "on",
            "note": "Thank you",
        },
        "desk:no-news": {"text": "There is none yet"},
        "desk:chase-client": {},
        "desk:feedback-escalation": administrator,
        "desk:no-feedback": {"said_by": "Ada"},
        "desk:feedback-withdrawal": {},
        "desk:client-answer": {**ANSWER, "via": "phone"},
        "desk:client-reading": {"reading": "They want figures"},
        "desk:relay": {"words": "Bring figures", "way": "voice"},
        "desk:refused-wish": lambda cast: {"what": "Somebody younger", **administrator(cast)},
    }.items()
}
FEEDBACK_NO_FORM = {"interviews:client-feedback": "it takes a link; tested where it is"}
