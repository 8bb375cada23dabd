"""Who may do what at the addresses of a firm. The rows are of the firm that sees all of Mira's."""

from tests.access.policy import CANDIDATES, FULL, SIGNED_IN, Policy

ADMINISTRATOR = frozenset({"administrator"})


def administered(row):
    """Administrators change it; who else works there is told that they may not."""
    return Policy(post=ADMINISTRATOR, readers=FULL, row=row)


def worked_on(row, **options):
    """Everybody who works for the firm does that."""
    return Policy(post=FULL, row=row, **options)


FIRM_POLICIES = {
    "firm:start": Policy(get=SIGNED_IN, post=SIGNED_IN),
    "firm:members": Policy(get=FULL, row="firm"),
    "firm:join-invites": administered("firm"),
    "firm:join-invite-again": administered("join_invite"),
    "firm:join-invite-withdrawal": administered("join_invite"),
    "firm:role": administered("member"),
    "firm:removal": administered("member"),
    # The member is the coordinator of the cast, whose caseload is theirs to hand over.
    "firm:handover": worked_on("member"),
    "firm:record": Policy(get=ADMINISTRATOR, readers=FULL, row="firm"),
    "firm:caseload": Policy(get=FULL, row="firm"),
    "firm:add-candidate": worked_on("firm", get=FULL),
    "firm:candidate": Policy(get=FULL, row="kept"),
    "firm:contact": worked_on("kept"),
    "firm:claim-invite": worked_on("kept"),
    "firm:claim-withdrawal": worked_on("kept"),
    "firm:coordinator": worked_on("kept"),
    "firm:ending": worked_on("kept"),
    "desk:candidate": Policy(get=FULL, row="representation"),
    "desk:activities": Policy(get=FULL, row="representation"),
    "desk:log": worked_on("representation", get=FULL),
    "desk:completion": worked_on("activity"),
    "desk:reopening": worked_on("activity"),
    # Who wrote it takes it back.
    "desk:taking-back": Policy(post=frozenset({"coordinator"}), readers=FULL, row="activity"),
    "desk:hotlists": worked_on("firm", get=FULL),
    "desk:hotlist-entries": worked_on("firm"),
    "desk:hotlist": Policy(get=FULL, row="hotlist"),
    "desk:edit-hotlist": worked_on("hotlist"),
    "desk:hotlist-removal": worked_on("hotlist"),
    "desk:hotlist-entry-removal": worked_on("hotlist"),
    "desk:candidate-hotlists": worked_on("representation"),
    "desk:reminders": worked_on("firm"),
    "desk:reminder-sending": worked_on("firm"),
    "desk:noted": Policy(get=CANDIDATES),
    "desk:clients": Policy(get=FULL, row="firm"),
    "desk:new-client": worked_on("firm", get=FULL),
    "desk:client": Policy(get=FULL, row="client"),
    "desk:edit-client": worked_on("client"),
    "desk:client-removal": worked_on("client"),
    "desk:client-contacts": worked_on("client"),
    "desk:client-contact": worked_on("client_contact", get=FULL),
    "desk:client-contact-removal": worked_on("client_contact"),
    "desk:client-flags": worked_on("client"),
    "desk:client-flag-resolution": worked_on("client_flag"),
    "desk:client-flag-reopening": worked_on("client_flag"),
    "desk:new-order": worked_on("client", get=FULL),
    "desk:order": Policy(get=FULL, row="order"),
    "desk:edit-order": worked_on("order"),
    "desk:order-closing": worked_on("order"),
    "desk:order-reopening": worked_on("order"),
    "desk:policy": Policy(get=FULL, row="firm"),
    "desk:insights": Policy(get=FULL, row="firm"),
    "desk:insights-table": Policy(get=FULL, row="firm"),
    "desk:policy-adoption": administered("firm"),
}


def ticked(cast):
    return {"held": [cast.rows.representation.pk]}


def onto_a_list(cast):
    kept = {"held": [cast.rows.kept.pk]}
    return {**kept, "hotlist": cast.rows.hotlist.pk, "next": "/"}


CLIENT = {"name": "Dock Works", "domain": "dock.example", "double_rule": "first", "note": "Kind"}
PERSON = {"name": "Ada", "role": "Head", "email": "ada@dock.example", "phone": "1"}
ORDER = {
    "title": "Analyst",
    "place": "There",
    "pay": "40,000 a month",
    "currency": "SEK",
    "openings": "2",
    "received_on": "2026-06-01",
    "note": "Soon",
}
FLAG = {"flag-topic": "Late wages", "flag-severity": "serious", "flag-text": "Two of ours said so"}
# They are recorded as part of the caseload: see tests/desk/test_hotlists.py.
HOTLIST_FORMS = {
    "desk:hotlists": {"coordinator": {"name": "A list", "note": "Why"}},
    "desk:hotlist-entries": {"coordinator": onto_a_list},
    "desk:edit-hotlist": {"coordinator": {"name": "Another name", "note": ""}},
    "desk:hotlist-removal": {"coordinator": {}},
    "desk:hotlist-entry-removal": {"coordinator": ticked},
    "desk:reminders": {"coordinator": ticked},
    "desk:reminder-sending": {"coordinator": ticked},
    "desk:candidate-hotlists": {"coordinator": {"hotlists": []}},
}
# They are about no candidate, so the record of who did what to whom has no row of them.
CLIENT_FORMS = {
    name: {"coordinator": data}
    for name, data in {
        "desk:new-client": CLIENT,
        "desk:edit-client": CLIENT,
        "desk:client-removal": {},
        "desk:client-contacts": {f"person-{name}": value for name, value in PERSON.items()},
        "desk:client-contact": PERSON,
        "desk:client-contact-removal": {},
        "desk:client-flags": FLAG,
        "desk:client-flag-resolution": {},
        "desk:client-flag-reopening": {},
        "desk:new-order": ORDER,
        "desk:edit-order": ORDER,
        "desk:order-closing": {},
        "desk:order-reopening": {},
    }.items()
}
