"""The weight of red flags, alone and together, against the rules written out a second time."""

from itertools import chain, combinations_with_replacement, permutations, product

import pytest

from interviews.guidance import FlagLevel, Policy, RedFlag, Severity, Source, advise
from interviews.guidance.flags import effective_level, level_of
from tests.interviews.guidance.space import facts

LEVELS = {
    "resolved hard sign": (("minor", "firm"), {"safety": "hard", "resolved": True}, "0"),
    "hard sign": (("minor", "gut_feeling"), {"safety": "hard"}, "4"),
    "hard sign, checked": (("minor", "gut_feeling"), {"safety": "hard", "checked": True}, "4"),
    "soft sign": (("minor", "firm"), {"safety": "soft"}, "2u"),
    "soft sign, checked": (("minor", "firm"), {"safety": "soft", "checked": True}, "2c"),
    "soft sign, absolute": (("absolute", "firm"), {"safety": "soft"}, "2u"),
    "minor": (("minor", "own_experience"), {}, "1"),
    "minor, checked": (("minor", "own_experience"), {"checked": True}, "1"),
    "serious": (("serious", "own_experience"), {}, "2u"),
    "serious, checked": (("serious", "gut_feeling"), {"checked": True}, "2c"),
    "serious, resolved": (("serious", "gut_feeling"), {"resolved": True}, "0"),
    "absolute, own experience": (("absolute", "own_experience"), {}, "3s"),
    "absolute, someone I know": (("absolute", "someone_i_know"), {}, "3s"),
    "absolute, official record": (("absolute", "official_record"), {}, "3s"),
    "absolute, firm": (("absolute", "firm"), {}, "3s"),
    "absolute, strong, checked": (("absolute", "firm"), {"checked": True}, "3s"),
    "absolute, one review": (("absolute", "online_review"), {}, "2u"),
    "absolute, one review, checked": (("absolute", "online_review"), {"checked": True}, "3w"),
    "absolute, two reviews": (("absolute", "online_review"), {"independent_sources": 2}, "3s"),
    "absolute, gut feeling": (("absolute", "gut_feeling"), {}, "2u"),
    "absolute, gut feeling, checked": (("absolute", "gut_feeling"), {"checked": True}, "3w"),
    "absolute, many gut feelings, checked": (
        ("absolute", "gut_feeling"), {"checked": True, "independent_sources": 5}, "3w"),
}  # fmt: skip
REPRESENTATIVES = tuple(
    RedFlag(topic, *positional, **named)
    for topic, (positional, named, _) in product(("pay", "hours", "boss"), LEVELS.values())
)
STRICTNESS = ["0", "1", "2c", "2u", "3w", "3s", "4"]


def serious(topic, **changes):
    return RedFlag(topic, "serious", "someone_i_know", **{"checked": True} | changes)


def soft(topic, **changes):
    return RedFlag(topic, "minor", "own_experience", safety="soft", **changes)


@pytest.mark.parametrize(("positional", "named", "level"), LEVELS.values(), ids=LEVELS)
def test_level_of_one_flag(positional, named, level):
    flag = RedFlag("pay", *positional, **named)
    assert level_of(flag) == level
    assert effective_level([flag]) == level


def test_levels_are_ordered_by_strictness():
    assert sorted(FlagLevel, key=lambda level: level.strictness) == STRICTNESS


def test_no_flags_weigh_nothing():
    assert effective_level([]) == "0"


def expected(flags):
    """The effective level from the sentences of the guidance, by counting."""
    active = [flag for flag in flags if not flag.resolved]
    places = [STRICTNESS.index(level_of(flag)) for flag in active]
    if sum(flag.safety == "soft" and not flag.checked for flag in active) >= 2:
        places.append(STRICTNESS.index("4"))
    if len({flag.topic for flag in active if flag.severity in ("serious", "absolute")}) >= 3:
        places.append(STRICTNESS.index("3w"))
    return STRICTNESS[max(places, default=0)]


def test_effective_level_of_up_to_three_flags():
    sets = chain.from_iterable(combinations_with_replacement(REPRESENTATIVES, n) for n in (1, 2))
    three = combinations_with_replacement(REPRESENTATIVES[::2], 3)
    for flags in chain(sets, three):
        assert effective_level(flags) == expected(flags), flags


def test_adding_a_flag_never_lowers_the_level():
    for first, second in product(REPRESENTATIVES, repeat=2):
        alone = effective_level([first]).strictness
        assert effective_level([first, second]).strictness >= alone


def test_worsening_the_severity_never_lowers_the_level():
    options = product(Source, (1, 2), (False, True), ("none", "soft", "hard"))
    for source, count, checked, safety in options:
        rising = [
            level_of(RedFlag("pay", severity, source, count, checked, safety=safety)).strictness
            for severity in Severity
        ]
        assert rising == sorted(rising)


@pytest.mark.parametrize(
    ("flags", "level"),
    [
        ([serious("pay"), serious("hours")], "2c"),
        ([serious("pay"), serious("hours"), serious("boss")], "3w"),
        ([serious("pay"), serious("Pay "), serious("boss")], "2c"),
        ([serious("pay"), serious("hours"), serious("boss", resolved=True)], "2c"),
        ([serious("pay"), serious("hours"), RedFlag("boss", "minor", "firm")], "2c"),
        ([serious("pay"), serious("hours"), RedFlag("boss", "absolute", "gut_feeling")], "3w"),
        ([serious("pay"), serious("hours"), RedFlag("boss", "absolute", "firm")], "3s"),
    ],
    ids=["two", "three", "one topic twice", "one resolved", "one minor", "one absolute", "strong"],
)
def test_serious_concerns_on_separate_topics_add_up(flags, level):
    for order in permutations(flags):
        assert effective_level(order) == level


@pytest.mark.parametrize(
    ("flags", "level"),
    [
        ([soft("mail"), soft("chat")], "4"),
        ([soft("mail"), soft("mail")], "4"),
        ([soft("mail"), soft("chat", checked=True)], "2u"),
        ([soft("mail"), soft("chat", resolved=True)], "2u"),
        ([soft("mail", checked=True), soft("chat", checked=True)], "2c"),
    ],
    ids=["two", "same topic", "one checked", "one resolved", "both checked"],
)
def test_soft_signs_of_a_scam_add_up_until_checked(flags, level):
    for order in permutations(flags):
        assert effective_level(order) == level


@pytest.mark.parametrize(("count", "level"), [(2, "3w"), (3, "2c"), (4, "2c")])
def test_policy_sets_how_many_serious_topics_add_up(count, level):
    policy = Policy(version="tuned", serious_topics=count)
    assert effective_level([serious("pay"), serious("hours")], policy) == level


def test_resolving_one_of_several_flags_leaves_the_others():
    flags = [serious("pay"), RedFlag("boss", "absolute", "firm", resolved=True)]
    assert advise(facts(flags=flags)) == advise(facts(flags=flags[:1]))
