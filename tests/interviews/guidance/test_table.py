"""The rows of the table one by one, and the sample cases of the guidance."""

import pytest

from interviews.guidance import RedFlag, advise
from tests.interviews.guidance.space import FLAGS, facts

REVIEW = RedFlag("pay", "serious", "online_review")
UNPAID_WORK = RedFlag("unpaid work", "serious", "own_experience")
FREE_MAIL = RedFlag("sender", "minor", "own_experience", safety="soft")
TRAINING_KIT = RedFlag("fees", "serious", "own_experience", safety="hard")
MILD_REVIEW = RedFlag("pace", "minor", "online_review")
ABSOLUTE_REVIEW = RedFlag("pay", "absolute", "online_review", checked=True)
EX_COLLEAGUE = RedFlag("unpaid wages", "absolute", "someone_i_know")
THREE_SERIOUS = [RedFlag(topic, "serious", "someone_i_know") for topic in ("pay", "hours", "boss")]

# Unless a case says otherwise: a first interview, free to go, no flags, all known, low cost.
ROWS = {
    "T1 interest 1": ({"interest": 1}, 6, "T1"),
    "T1 interest 5": ({"interest": 5}, 6, "T1"),
    "T1 interest unknown": ({"interest": None}, 6, "T1"),
    "T2 interest 5": ({"status": "employed", "interest": 5}, 5, "T2"),
    "T2 interest 4": ({"status": "employed", "interest": 4}, 5, "T2"),
    "T3": ({"status": "employed", "interest": 3}, 2, "T3"),
    "T3 interest unknown": ({"status": "employed", "interest": None}, 2, "T3"),
    "T4": ({"status": "employed", "interest": 2}, 1, "T4"),
    "T5": ({"status": "employed", "interest": 1}, 0, "T5"),
    "T7": ({"status": "committed", "interest": 5}, 0, "T7"),
    "T7 interest unknown": ({"status": "committed", "interest": None}, 0, "T7"),
    "T8 interest 1": ({"stage": "later", "interest": 1}, 0, "T8"),
    "T8 interest 2": ({"stage": "later", "interest": 2}, 0, "T8"),
    "T8 employed": ({"stage": "later", "interest": 2, "status": "employed"}, 0, "T8"),
    "T9 open": ({"stage": "later"}, 2, "T9"),
    "T9 employed": ({"stage": "later", "status": "employed"}, 1, "T9"),
    "T9 open interest unknown": ({"stage": "later", "interest": None}, 2, "T9"),
    "T9 employed interest unknown": (
        {"stage": "later", "interest": None, "status": "employed"}, 2, "T9"),
    "T9 decisive": ({"stage": "later", "decisive_unknown": True}, 3, "T9"),
    "T9 employed decisive": (
        {"stage": "later", "status": "employed", "decisive_unknown": True}, 2, "T9"),
    "T9 costly": ({"stage": "later", "high_cost": True}, 1, "T9"),
    "T9 employed costly stays at lean decline": (
        {"stage": "later", "status": "employed", "high_cost": True}, 1, "T9"),
    "T9 decisive costly": (
        {"stage": "later", "decisive_unknown": True, "high_cost": True}, 2, "T9"),
    "T9 flagged and costly is lowered once": (
        {"stage": "later", "decisive_unknown": True, "high_cost": True, "flags": FLAGS["2c"]},
        2, "T9"),
    "T9 minor flag does not lower": ({"stage": "later", "flags": FLAGS["1"]}, 2, "T9"),
    "T9 confidentiality does not lower": (
        {"stage": "later", "status": "employed", "decisive_unknown": True,
         "confidentiality_risk": True}, 2, "T9"),
    "T10 open": ({"stage": "later", "interest": 4}, 6, "T10"),
    "T10 employed": ({"stage": "later", "interest": 5, "status": "employed"}, 5, "T10"),
    "T11": ({"stage": "later", "interest": 5, "status": "committed"}, 0, "T11"),
    "T11 interest unknown": (
        {"stage": "later", "interest": None, "status": "committed"}, 0, "T11"),
    "T12": ({"flags": FLAGS["1"]}, 5, "T12"),
    "T13 unchecked": ({"flags": FLAGS["2u"]}, 4, "T13"),
    "T13 checked": ({"flags": FLAGS["2c"]}, 5, "T13"),
    "T14": ({"flags": FLAGS["3w"]}, 1, "T14"),
    "T15": ({"flags": FLAGS["3s"]}, 0, "T15"),
    "T16": ({"flags": FLAGS["4"]}, 0, "T16"),
    "T17": ({"missing": ["when"]}, 4, "T17"),
    "T18 suspected": ({"blocker": "suspected"}, 4, "T18"),
    "T18 confirmed": ({"blocker": "confirmed"}, 2, "T18"),
    "T19 clash": ({"slot_clash": True}, 5, "T19"),
    "T19 cost": ({"high_cost": True}, 5, "T19"),
    "T19 access": ({"access_need": True}, 5, "T19"),
    "T19 left for the start": ({"ask_at_start": True}, 5, "T19"),
}  # fmt: skip

SHIFTS = {
    "3 practice": (3, {"practice": "high"}, 3),
    "3 leverage": (3, {"leverage": "high"}, 3),
    "3 both count once": (3, {"leverage": "high", "practice": "high"}, 3),
    "3 medium leverage does not count": (3, {"leverage": "medium"}, 2),
    "3 cost": (3, {"high_cost": True}, 1),
    "3 confidentiality": (3, {"confidentiality_risk": True}, 1),
    "3 flag": (3, {"flags": FLAGS["2c"]}, 1),
    "3 minor flag does not count": (3, {"flags": FLAGS["1"]}, 2),
    "3 all drags count once": (
        3, {"flags": FLAGS["2c"], "high_cost": True, "confidentiality_risk": True,
            "practice": "high"}, 2),
    "3 gain and drag cancel out": (3, {"practice": "high", "high_cost": True}, 2),
    "4 cost": (4, {"high_cost": True}, 3),
    "4 cost and practice": (4, {"practice": "high", "confidentiality_risk": True}, 5),
    "4 practice": (4, {"practice": "high"}, 5),
    "5 cost does not move": (5, {"confidentiality_risk": True}, 5),
    "2 practice": (2, {"practice": "high"}, 2),
    "2 cost stays at lean decline": (2, {"high_cost": True}, 1),
    "1 practice does not move": (1, {"practice": "high"}, 0),
    "unknown does not move": (None, {"practice": "high"}, 2),
}  # fmt: skip

SAMPLES = {
    "1 graduate, interest 2": ({"interest": 2}, "accept", "T1"),
    "3 dream interview soon": ({"interest": 3, "practice": "high"}, "accept", "T1"),
    "5 nine interviews this month": ({"interest": 2, "practice": "low"}, "accept", "T1"),
    "6 nothing could change my mind": ({"interest": 1}, "accept", "T1"),
    "8 low mood the night before": ({"interest": 2}, "accept", "T1"),
    "9 slot clashes": (
        {"interest": 2, "slot_clash": True}, "accept_with_conditions", "T19"),
    "11 needs captions": ({"access_need": True}, "accept_with_conditions", "T19"),
    "12 hidden employer, no address": (
        {"interest": 4, "missing": ["who", "where"]}, "ask_first", "T17"),
    "14 pay may be too low": ({"interest": 2, "blocker": "suspected"}, "ask_first", "T18"),
    "16 old mild review": ({"flags": [MILD_REVIEW]}, "accept_with_conditions", "T12"),
    "17 recent terrible review": ({"flags": [REVIEW]}, "ask_first", "T13"),
    "19 as 17, checked, absolute": ({"flags": [ABSOLUTE_REVIEW]}, "lean_decline", "T14"),
    "20 trusted ex-colleague": ({"flags": [EX_COLLEAGUE]}, "decline", "T15"),
    "22 training kit to buy": ({"interest": 4, "flags": [TRAINING_KIT]}, "decline", "T16"),
    "24 free-mail address": ({"interest": 4, "flags": [FREE_MAIL]}, "ask_first", "T13"),
    "25 three serious concerns": ({"flags": THREE_SERIOUS}, "lean_decline", "T14"),
    "26 employed, wants it": (
        {"status": "employed", "interest": 5}, "accept_with_conditions", "T2"),
    "28 employed, ordinary week": ({"status": "employed", "interest": 3}, "even", "T3"),
    "30 employed, a full day of leave": (
        {"status": "employed", "interest": 2, "high_cost": True}, "lean_decline", "T4"),
    "31 employed, no interest": ({"status": "employed", "interest": 1}, "decline", "T5"),
    "33 stopgap by own account": ({"status": "open", "interest": 2}, "accept", "T1"),
    "34 accepted another offer": ({"status": "committed", "interest": 4}, "decline", "T7"),
    "35 after first, fell to 1": ({"stage": "later", "interest": 1}, "withdraw", "T8"),
    "37 after first, rose to 4": ({"stage": "later", "interest": 4}, "accept", "T10"),
    "40 ten unpaid hours": (
        {"stage": "later", "interest": 4, "flags": [UNPAID_WORK]}, "ask_first", "T13"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "rank", "row"), ROWS.values(), ids=ROWS)
def test_row(changes, rank, row):
    advice = advise(facts(**changes))
    assert (advice.verdict.rank, advice.rows) == (rank, (row,))


@pytest.mark.parametrize(("interest", "changes", "rank"), SHIFTS.values(), ids=SHIFTS)
def test_shift_of_an_employed_person_with_interest(interest, changes, rank):
    advice = advise(facts(status="employed", interest=interest, **changes))
    assert advice.verdict.rank == rank


@pytest.mark.parametrize(("changes", "verdict", "row"), SAMPLES.values(), ids=SAMPLES)
def test_sample_case(changes, verdict, row):
    advice = advise(facts(**changes))
    assert (advice.verdict, advice.rows) == (verdict, (row,))


def test_rows_at_the_same_ceiling_are_all_named():
    busy = facts(status="employed", interest=5, slot_clash=True, flags=FLAGS["1"], leverage="high")
    assert advise(busy).rows == ("T2", "T12", "T19")


def test_rows_above_the_verdict_are_not_named():
    busy = facts(slot_clash=True, missing=["who"], flags=FLAGS["3s"])
    assert advise(busy).rows == ("T15",)
