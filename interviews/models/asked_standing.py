"""How far a request for feedback has come, in words."""

from enum import StrEnum


class AskedStanding(StrEnum):
    """How far a request has come."""

    ASKED = "asked"
    CHASED = "chased"
    ESCALATED = "escalated"
    ANSWERED = "answered"
    RELAYED = "relayed"
    NONE = "none"


ASKED_STANDING_LABELS = {
    AskedStanding.ASKED: ("Asked", "amber"),
    AskedStanding.CHASED: ("Asked again", "amber"),
    AskedStanding.ESCALATED: ("With a colleague", "rose"),
    AskedStanding.ANSWERED: ("Answered", "blue"),
    AskedStanding.RELAYED: ("Passed on", "green"),
    AskedStanding.NONE: ("None available", "stone"),
}
