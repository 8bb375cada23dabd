"""Who may do what at the addresses of a firm. The rows are of the firm that sees all of Mira's."""

from tests.access.policy import FULL, SIGNED_IN, Policy

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
}
