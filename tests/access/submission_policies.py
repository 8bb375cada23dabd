"""Who may put whom forward, and what the forms for it ask."""

from datetime import timedelta

from django.utils import timezone

from tests import canaries
from tests.access.policy import CANDIDATES, FULL, ME, Policy

RIGHT = {
    "order": "other",
    "job_title": "Analyst",
    "pay": "45,000 a month",
    "valid_until": "",
    "question": "A calm place",
}
ANSWER = {"answer": "yes", "applied": "no", "applied_how": "", "words": "Not before May"}
WRITTEN = {"words": "Yes, please", "applied": "no", "applied_how": "", "written_on": ""}

SUBMISSION_POLICIES = {
    "applications:on-behalf": Policy(get=CANDIDATES),
    "applications:right": Policy(get=ME, post=ME, row="right"),
    "applications:right-withdrawal": Policy(post=ME, row="yes"),
    "desk:client-telling": Policy(post=FULL, row="client"),
    "desk:submissions": Policy(get=FULL, row="representation"),
    "desk:new-right": Policy(get=FULL, post=FULL, row="representation"),
    "desk:right": Policy(get=FULL, row="yes"),
    "desk:written-yes": Policy(post=FULL, row="right"),
    "desk:right-taking-back": Policy(post=FULL, row="right"),
    "desk:right-double": Policy(post=FULL, row="yes"),
    "desk:new-submission": Policy(post=FULL, row="yes"),
    "desk:submission": Policy(get=FULL, row="draft"),
    "desk:edit-submission": Policy(post=FULL, row="draft"),
    "desk:submission-sending": Policy(post=FULL, row="draft"),
    "desk:submission-steps": Policy(post=FULL, row="submission"),
    "desk:submission-ending": Policy(post=FULL, row="submission"),
    "desk:submission-passing-on": Policy(post=FULL, row="left"),
    "desk:submission-placement": Policy(post=FULL, row="submission"),
    "applications:right-choice": Policy(post=ME, row="yes"),
    "applications:submission": Policy(get=ME, row="submission"),
    "applications:submission-withdrawal": Policy(post=ME, row="submission"),
}
SUBMISSION = {"pay": "46,000", "internal_note": "Call Ada first"}
PLACEMENT = {"starts_on": "2036-07-01", "ends_on": "2036-12-31", "pay": "46,000"}


def a_right(cast):
    """The candidate reads what the client is called, as they are asked about it by mail too."""
    canaries.reveal(cast.rows.client.name.split()[-1], cast.mira)
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    return {**RIGHT, "client_name": cast.rows.client.name, "valid_until": until}


def a_written_yes(_cast):
    return {**WRITTEN, "written_on": timezone.localdate().isoformat()}


def somebody_dealing_with_it(cast):
    """The client has the name of Mira's employer, and its red flag a topic that she may read."""
    client = cast.rows.client
    client.name = cast.rows.employer.name
    client.save()
    client.flags.update(topic="Late wages")
    return {"employer": cast.rows.employer.pk}


SUBMISSION_FORMS = {
    "desk:client-telling": {"coordinator": somebody_dealing_with_it},
    "applications:right": {"mira": ANSWER},
    "applications:right-withdrawal": {"mira": {}},
    "desk:new-right": {"coordinator": a_right},
    "desk:written-yes": {"coordinator": a_written_yes},
    "desk:right-taking-back": {"coordinator": {}},
    "desk:right-double": {"coordinator": {}},
    "desk:new-submission": {"coordinator": SUBMISSION},
    "desk:edit-submission": {"coordinator": SUBMISSION},
    "desk:submission-sending": {"coordinator": {}},
    "desk:submission-steps": {"coordinator": {"step": "interview"}},
    "desk:submission-ending": {"coordinator": {"ending": "rejected"}},
    "desk:submission-passing-on": {"coordinator": {}},
    "desk:submission-placement": {"coordinator": PLACEMENT},
    "applications:right-choice": {"mira": {"choice": "firm"}},
    "applications:submission-withdrawal": {"mira": {}},
}
