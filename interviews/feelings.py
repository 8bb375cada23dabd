"""Confidence, nerves and dread: what the steps of each scale mean, and how a change is told. Pure.

A fall is told like a rise, and is no verdict on anybody.
"""

CONFIDENCE_ANCHORS = {1: "none", 2: "a little", 3: "some", 4: "a good deal", 5: "full"}
NERVES_ANCHORS = {1: "calm", 2: "a little", 3: "nervous", 4: "very nervous", 5: "overwhelmed"}
DREAD_ANCHORS = {1: "easy", 2: "rather easy", 3: "middling", 4: "hard", 5: "dreadful"}


def about_confidence(before: int | None, after: int | None) -> str:
    """Before and after one interview, as far as they were rated; "" where neither was."""
    if before is None or after is None:
        return next((f"{each} of 5 {when}" for each, when in rated(before, after)), "")
    if after < before:
        return (
            f"It went from {before} to {after} of 5. It goes up and down for everybody, and one "
            "interview says little."
        )
    return f"It rose from {before} to {after} of 5." if after > before else f"It stayed at {after}."


def rated(before: int | None, after: int | None) -> list[tuple[int, str]]:
    """What there is of the two, with when that was."""
    both = ((before, "before"), (after, "after"))
    return [(value, when) for value, when in both if value is not None]


def about_dread(expected: int, was: int) -> str:
    """How bad it was, beside how bad it was thought to be."""
    if was < expected:
        return f"You expected {expected} of 5; it was {was}: easier than you thought."
    if was > expected:
        return (
            f"You expected {expected} of 5; it was {was}: harder than you thought. It is over, and "
            "what made it hard can be practised."
        )
    return f"You expected {expected} of 5, and so it was."
