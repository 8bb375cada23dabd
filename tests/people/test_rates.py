"""How often somebody may do what costs others something."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connections

from jobtracker.people.rates import allows
from tests.factories import NOW, make_user

HOUR = timedelta(hours=1)


def test_limit_is_of_one_account_one_thing_and_one_hour(db):
    mira, jonas = make_user(), make_user()
    with time_machine.travel(NOW, tick=False) as clock:
        assert [allows(mira, "fetch", most=2, per=HOUR) for _ in range(3)] == [True, True, False]
        assert allows(jonas, "fetch", most=2, per=HOUR)
        assert allows(mira, "read", most=2, per=HOUR)
        clock.shift(HOUR)
        assert allows(mira, "fetch", most=2, per=HOUR)


@pytest.mark.django_db(transaction=True)
def test_limit_holds_when_many_ask_at_once():
    mira, start, allowed = make_user(), Barrier(6, timeout=30), []

    def ask():
        start.wait()
        allowed.append(allows(mira, "fetch", most=3, per=HOUR))
        connections.close_all()

    threads = [Thread(target=ask) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(allowed) == [False] * 3 + [True] * 3
