"""The few choices that components offer; a template that asks for another one fails."""

from enum import StrEnum


class Tone(StrEnum):
    """A soft colour family. Which state wears which tone is the page's own choice."""

    STONE = "stone"
    BLUE = "blue"
    TEAL = "teal"
    GREEN = "green"
    AMBER = "amber"
    ROSE = "rose"
    VIOLET = "violet"


class ButtonKind(StrEnum):
    PLAIN = "plain"
    PRIMARY = "primary"
    QUIET = "quiet"
    DANGER = "danger"


class Severity(StrEnum):
    """How heavy a red flag is, as a tone and an icon; the word comes from the page."""

    MINOR = "minor"
    SERIOUS = "serious"
    ABSOLUTE = "absolute"

    @property
    def tone(self) -> Tone:
        return {"minor": Tone.STONE, "serious": Tone.AMBER, "absolute": Tone.ROSE}[self]


class Control(StrEnum):
    """How a form field is laid out."""

    LINE = "line"
    CHECKBOX = "checkbox"
    GROUP = "group"
    FILE = "file"
