"""What the record tells of."""

from enum import StrEnum


class Kind(StrEnum):
    """One thing that somebody did; the words for it are the pages' own."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an event
    SECOND_FACTOR_CHANGED = "second_factor_changed"
    ADDRESS_CHANGED = "address_changed"
    SIGN_ON_CHANGED = "sign_on_changed"
    SESSIONS_ENDED = "sessions_ended"

    READ = "read"
    CHANGED = "changed"

    CANDIDATE_ADDED = "candidate_added"
    RECORD_TAKEN_OVER = "record_taken_over"
    REPRESENTATION_ACCEPTED = "representation_accepted"
    REPRESENTATION_REFUSED = "representation_refused"
    SHARING_CHANGED = "sharing_changed"
    REPRESENTATION_ENDED = "representation_ended"

    INVITE_SENT = "invite_sent"
    INVITE_WITHDRAWN = "invite_withdrawn"

    FIRM_STARTED = "firm_started"
    MEMBER_JOINED = "member_joined"
    MEMBER_REMOVED = "member_removed"
    ROLE_CHANGED = "role_changed"
    CASELOAD_HANDED_OVER = "caseload_handed_over"
    POLICY_CHANGED = "policy_changed"

    EXPORTED = "exported"
    RESTORED = "restored"
    ERASED = "erased"


SIGN_IN_KINDS = frozenset(
    {
        Kind.SIGNED_IN,
        Kind.SIGN_IN_FAILED,
        Kind.SIGNED_OUT,
        Kind.PASSWORD_CHANGED,
        Kind.SECOND_FACTOR_CHANGED,
        Kind.ADDRESS_CHANGED,
        Kind.SIGN_ON_CHANGED,
        Kind.SESSIONS_ENDED,
    }
)
CONSENT_KINDS = frozenset(
    {
        Kind.REPRESENTATION_ACCEPTED,
        Kind.REPRESENTATION_REFUSED,
        Kind.SHARING_CHANGED,
        Kind.REPRESENTATION_ENDED,
    }
)
