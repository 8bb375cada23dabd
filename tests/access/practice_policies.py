"""Who may get ready: the candidate alone, whoever sees the interview; and what the forms ask."""

from tests.access.policy import CANDIDATES, ME, Policy


def mine(row, **options):
    """Nobody else is told that there is such a thing."""
    return Policy(row=row, **options)


PRACTICE_POLICIES = {
    "interviews:preparation": mine("interview", get=ME),
    "interviews:steps": mine("interview", post=ME),
    "interviews:feeling": mine("interview", post=ME),
    "interviews:qualities": mine("interview", post=ME),
    "interviews:inquiries": mine("interview", post=ME),
    "interviews:inquiry-removal": mine("inquiry", post=ME),
    "interviews:practice": Policy(get=CANDIDATES),
    "interviews:session": Policy(get=CANDIDATES, post=CANDIDATES),
    "interviews:insights": Policy(get=CANDIDATES),
    "interviews:practice-removal": mine("practice", post=ME),
    "interviews:questions": Policy(get=CANDIDATES),
    "interviews:new-question": Policy(get=CANDIDATES, post=CANDIDATES),
    "interviews:from-bank": Policy(post=CANDIDATES),
    "interviews:question-list": Policy(get=CANDIDATES, post=CANDIDATES),
    "interviews:question-list-taking": Policy(post=CANDIDATES),
    "interviews:question": mine("question", get=ME, post=ME),
    "interviews:question-asked": mine("question", post=ME),
    "interviews:question-removal": mine("question", post=ME),
    "interviews:stories": Policy(get=CANDIDATES),
    "interviews:new-story": Policy(get=CANDIDATES, post=CANDIDATES),
    "interviews:story": mine("story", get=ME, post=ME),
    "interviews:story-questions": mine("story", post=ME),
    "interviews:story-removal": mine("story", post=ME),
}
QUESTION = {
    "text": "Why here?",
    "draft": "Because",
    "family": "motivation",
    "skill": "research",
    "role_family": "data",
    "level": "entry",
    "origin": "own",
    "employer": "",
}
STORY = {
    "title": "The late ship",
    "situation": "A ship was late.",
    "task": "To tell the customer.",
    "action": "I rang.",
    "result": "They stayed.",
}
INQUIRY = {
    "point": "growth",
    "growth-told": "They grow",
    "growth-observed": "Young people",
    "growth-by_whom": "Ada",
    "growth-compared": "better",
}
SESSION = {
    "item": ["pay/expected-pay"],
    "score-pay/expected-pay": "4",
    "held_on": "2026-06-01",
    "kind": "friend",
    "minutes": "12",
    "confidence_before": "2",
    "nerves_before": "4",
    "confidence_after": "3",
    "nerves_after": "3",
    "feedback_from": "Ada",
    "keep": "Calm",
    "change": "Shorter",
}
LISTED = {"listed": "Why now?", "take": ["0"], "origin": "asked", "employer": ""}


def asked_there(cast):
    return {"interview": cast.rows.interview.pk, "has_stumped": "on"}


def served_and_before(cast):
    pk = cast.rows.question.pk
    return {"questions": [pk], "before": str(pk)}


PRACTICE_FORMS = {
    name: {"mira": data}
    for name, data in {
        "interviews:steps": {"step": "route", "done": "on"},
        "interviews:feeling": {"confidence_before": "2", "dread_before": "4"},
        "interviews:qualities": {"qualities": "Patience\nHumour"},
        "interviews:inquiries": INQUIRY,
        "interviews:inquiry-removal": {},
        "interviews:session": SESSION,
        "interviews:practice-removal": {},
        "interviews:new-question": QUESTION,
        "interviews:from-bank": {"entry": "gaps/weakness"},
        "interviews:question-list": {"text": "Why now?"},
        "interviews:question-list-taking": LISTED,
        "interviews:question": QUESTION,
        "interviews:question-asked": asked_there,
        "interviews:question-removal": {},
        "interviews:new-story": STORY,
        "interviews:story": STORY,
        "interviews:story-questions": served_and_before,
        "interviews:story-removal": {},
    }.items()
}
