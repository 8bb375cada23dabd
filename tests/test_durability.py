import pytest

from jobtracker.durability import ROLLBACK, WRITE_AHEAD, durability_for


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 40, 1), ROLLBACK),
        ((3, 44, 5), ROLLBACK),
        ((3, 44, 6), WRITE_AHEAD),
        ((3, 45, 9), ROLLBACK),
        ((3, 50, 6), ROLLBACK),
        ((3, 50, 7), WRITE_AHEAD),
        ((3, 51, 2), ROLLBACK),
        ((3, 51, 3), WRITE_AHEAD),
        ((3, 52, 0), WRITE_AHEAD),
        ((3, 53, 0), WRITE_AHEAD),
        ((4, 0, 0), WRITE_AHEAD),
    ],
)
def test_write_ahead_only_on_a_release_without_the_race(version, expected):
    assert durability_for(version) == expected


def test_each_choice_is_at_its_weakest_durable_level():
    assert WRITE_AHEAD.init_command == "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL"
    assert ROLLBACK.init_command == "PRAGMA journal_mode=DELETE;PRAGMA synchronous=EXTRA"
