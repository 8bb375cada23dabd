"""The arithmetic of a firm's figures: nothing of too few, and no target."""

import pytest

from jobtracker.desk.insights import measures
from jobtracker.desk.insights.measures import days, in_tenths, in_words, lift, ninth_tenth, wait


@pytest.mark.parametrize(
    ("part", "number", "shown"),
    [
        (0, 0, "Too few to show (0 of 5)"),
        (4, 4, "Too few to show (4 of 5)"),
        (0, 5, "0 of 5 (0%)"),
        (5, 5, "5 of 5 (100%)"),
        (1, 6, "1 of 6 (17%)"),
        (1_200, 4_800, "1,200 of 4,800 (25%)"),
    ],
)
def test_share_is_told_of_five_or_more(part, number, shown):
    found = measures.share("Name", "Definition", part, number)
    assert (found.shown, bool(found.value)) == (shown, number >= 5)


@pytest.mark.parametrize(
    ("hours", "shown"),
    [
        ([], "Too few to show (0 of 5)"),
        ([1, 2, 3, 4], "Too few to show (4 of 5)"),
        ([0, 0, 0, 0, 0], "Half within 1 hour, nine in ten within 1 hour"),
        ([50, 1, 2, 3, 4], "Half within 3 hours, nine in ten within 2 days"),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 100], "Half within 6 hours, nine in ten within 9 hours"),
    ],
)
def test_wait_tells_half_and_nine_in_ten(hours, shown):
    assert wait("Name", "Definition", hours).shown == shown


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([], "Too few to show (0 of 5)"),
        ([1, 2, 3, 4], "Too few to show (4 of 5)"),
        ([0, 1, 1, 5, 9], "Half within 1 day"),
        ([1, 2, 3, 4, 5, 9], "Half within 3.5 days"),
    ],
)
def test_days_tell_half(numbers, shown):
    assert days("Name", "Definition", numbers).shown == shown


@pytest.mark.parametrize(
    ("size", "rank"), [(1, 1), (5, 5), (9, 9), (10, 9), (11, 10), (20, 18), (100, 90)]
)
def test_nine_in_ten_is_the_nearest_rank(size, rank):
    assert ninth_tenth([*range(size, 0, -1)]) == rank


@pytest.mark.parametrize(
    ("hours", "words"),
    [(0, "1 hour"), (1.4, "1 hour"), (47, "47 hours"), (48, "2 days"), (60.5, "3 days")],
)
def test_time_is_told_in_hours_up_to_two_days(hours, words):
    assert in_words(hours) == words


@pytest.mark.parametrize(
    ("ways", "shown", "number"),
    [
        ((0, 0, 0), "Too few to show (it takes 20 people)", "Fewer than 20"),
        ((10, 6, 3), "Too few to show (it takes 20 people)", "Fewer than 20"),
        (
            (10, 6, 4),
            "Rose for about 5 in 10, same for about 3 in 10, fell for about 2 in 10",
            "20 or more",
        ),
        (
            (20, 0, 0),
            "Rose for 9 in 10 or more, same for 1 in 10 or fewer, fell for 1 in 10 or fewer",
            "20 or more",
        ),
    ],
)
def test_reluctant_lift_is_told_of_twenty_people_in_tenths(ways, shown, number):
    rose, same, fell = ways
    found = lift("Name", "Definition", rose=rose, same=same, fell=fell)
    assert (found.shown, found.number) == (shown, number)


def test_tenths_never_say_none_or_all():
    said = {in_tenths(part, 40) for part in range(41)}
    assert not any("0 in" in each.removeprefix("about 1") for each in said)
    assert (in_tenths(0, 40), in_tenths(40, 40)) == ("1 in 10 or fewer", "9 in 10 or more")
