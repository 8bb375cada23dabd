"""The golden set: cases in plain words, each with the verdict that the guidance gives today.

`golden.txt` is written by hand but for what follows an arrow. When the table, a threshold or an
invariant changes, `make golden` shows which cases moved and how, and `make golden ACCEPT=1` takes
the new verdicts over, once the version says that something changed (guidance 3.7: major for the
table or an invariant, minor for a threshold; wording alone moves no case).
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interviews.guidance import GUIDANCE_VERSION, Facts, RedFlag, advise
from interviews.guidance.facts import Essential

FILE = Path(__file__).with_name("golden.txt")
ARROW = " -> "
YES = {
    "clash": "slot_clash",
    "costly": "high_cost",
    "access": "access_need",
    "discretion": "confidentiality_risk",
    "decisive": "decisive_unknown",
}
LEVELS = ("blocker", "practice", "leverage")


@dataclass(frozen=True)
class Case:
    """One line: its facts in words, and what is expected, as "accept T1"."""

    words: str
    expected: str

    @property
    def found(self) -> str:
        advice = advise(facts_in(self.words))
        return f"{advice.verdict} {' '.join(advice.rows)}"


def cases(text: str) -> list[Case]:
    return [Case(*line.split(ARROW)) for line in text.splitlines() if ARROW in line]


def version_in(text: str) -> str:
    """The version of the guidance that gave these verdicts."""
    return text.splitlines()[0].removeprefix("# Guidance ")


def facts_in(words: str) -> Facts:
    """Read "first open 2 blocker=suspected flag=hours/serious/gut_feeling"; "-" is no interest."""
    stage, status, interest, *rest = words.split()
    values: dict[str, object] = {"stage": stage, "status": status}
    values["interest"] = None if interest == "-" else int(interest)
    flags = []
    for word in rest:
        name, _, value = word.partition("=")
        if name == "flag":
            flags.append(flag_in(value))
        elif name == "missing":
            values["missing"] = frozenset(map(Essential, value.split(",")))
        elif name in LEVELS:
            values[name] = value
        else:
            values[YES[name]] = True
    return Facts(**values, flags=tuple(flags))


def flag_in(words: str) -> RedFlag:
    """Read "hours/serious/online_review/checked": topic, severity, source, and what else holds."""
    topic, severity, source, *rest = words.split("/")
    people = next((int(word[1:]) for word in rest if word.startswith("x")), 1)
    safety = next((word for word in rest if word in ("soft", "hard")), "none")
    return RedFlag(
        topic,
        severity,
        source,
        independent_sources=people,
        checked="checked" in rest,
        resolved="resolved" in rest,
        safety=safety,
    )


def differences(text: str) -> Iterator[str]:
    """Each case that moved, as lines of a diff, with what it is about above it."""
    about = ""
    for line in text.splitlines():
        if ARROW not in line:
            about = line if line.startswith("#") else ""
            continue
        case = Case(*line.split(ARROW))
        if case.found != case.expected:
            yield from filter(None, (about, f"  {case.words}"))
            yield f"- {case.expected}"
            yield f"+ {case.found}"
            about = ""


def accepted(text: str) -> str:
    """The file with today's verdicts and version.

    :raises ValueError: where verdicts moved, and the version says that only words did
    """
    if any(differences(text)) and series(version_in(text)) == series(GUIDANCE_VERSION):
        raise ValueError(
            "Verdicts changed, so raise GUIDANCE_VERSION first: the major number for the table or "
            "an invariant, the minor one for a threshold."
        )
    _, *lines = text.splitlines()
    fresh = (renewed(line) if ARROW in line else line for line in lines)
    return "\n".join([f"# Guidance {GUIDANCE_VERSION}", *fresh]) + "\n"


def renewed(line: str) -> str:
    case = Case(*line.split(ARROW))
    return f"{case.words}{ARROW}{case.found}"


def series(version: str) -> list[str]:
    """Major and minor."""
    return version.split(".")[:2]


def main() -> int:
    text = FILE.read_text()
    moved = "\n".join(differences(text))
    sys.stdout.write(f"{moved or 'No verdict changed.'}\n")
    if "--accept" not in sys.argv:
        return bool(moved)
    try:
        FILE.write_text(accepted(text))
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
