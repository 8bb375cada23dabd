"""A firm's settings of the guidance: read by all who work there, changed from a preview only."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from interviews.guidance import Blocker, Policy, Verdict
from interviews.models import FirmPolicy
from interviews.models.invitation import State
from jobtracker.audit.models import Entry, Kind
from jobtracker.desk.policy import preview as preview_module
from jobtracker.desk.policy.settings import SETTINGS, values_of
from jobtracker.people.models import Role, Situation
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_invitation,
    make_membership,
    make_red_flag,
    make_representation,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

PUBLISHED = values_of(Policy())
LEAN_GO = {"employed_likely": "lean_go"}


@pytest.fixture
def petra(client):
    """Who runs the firm."""
    member = make_membership(role=Role.ADMINISTRATOR)
    client.force_login(member.user)
    return member


@pytest.fixture
def colleague(client, petra):
    """Somebody there who does not."""
    member = make_membership(firm=petra.firm)
    client.force_login(member.user)
    return member


def adopt(member, note="So", **settings):
    return FirmPolicy.objects.adopt(
        member.firm,
        Policy(version="tuned", **settings),
        note=note,
        by=member.user,
        at=timezone.now(),
        after=member.firm.policies.count(),
    )


def at(member, **query):
    return reverse("desk:policy", args=[member.firm_id], query=query)


def look(client, member, **changed):
    """The preview of the published settings with these changed."""
    return client.get(at(member, **PUBLISHED | changed))


def turned(answer):
    return {each.invitation: (each.before, each.after) for each in answer.context["preview"].turned}


def unnamed(answer):
    return answer.context["preview"].unnamed


def post(client, member, **data):
    address = reverse("desk:policy-adoption", args=[member.firm_id])
    return client.post(address, {**PUBLISHED, "note": "Because", "after": 0, **data})


def text_of(answer):
    return LexborHTMLParser(answer.content).css_first("main").text(separator=" ")


def invited(member, *, situation=Situation.OPEN, interest=3, shares=True, **fields):
    """Somebody of the firm with an open invitation."""
    candidate = make_candidate()
    candidate.tell_situation(situation, on=NOW.date())
    make_representation(candidate=candidate, firm=member.firm, shares_interviews=shares)
    application = make_application(candidate=candidate, interest_now=interest)
    return make_invitation(application=application, received_at=timezone.now(), **fields)


def employed(member, **fields):
    return invited(member, situation=Situation.EMPLOYED, **{"interest": 4, **fields})


def test_firm_that_set_nothing_goes_by_the_published_settings(client, petra):
    text = text_of(client.get(at(petra)))
    assert "As published" in text
    assert "the published settings hold" in text


def test_whoever_works_there_reads_settings_bounds_and_versions(client, petra, colleague):
    adopt(petra, note="We answer the same day", reply_hours=8)
    answer = client.get(at(colleague))
    text = text_of(answer)
    for words in ("8 hours", "4 to 48 hours", "We answer the same day", str(petra.user)):
        assert words in text
    assert "Version 1" in text
    assert "locked" in text
    tree = LexborHTMLParser(answer.content)
    assert tree.css_first("main form") is None
    assert tree.css_first("main .timeline a") is None


def test_setting_that_no_rule_asks_for_is_not_shown(client, petra):
    assert "unpaid_task_hours" not in client.get(at(petra)).content.decode()
    assert len(SETTINGS) == 8


def test_coordinator_sees_no_preview(client, petra, colleague):
    employed(petra)
    assert "preview" not in look(client, colleague, **LEAN_GO).context


def test_preview_says_what_differs_and_which_invitation_turns(client, petra):
    found, unmoved = employed(petra), employed(petra, interest=5)
    answer = look(client, petra, **LEAN_GO)
    assert (turned(answer), unnamed(answer)) == ({}, 1)
    text = text_of(answer)
    assert found.candidate.name not in text
    assert unmoved.candidate.name not in text
    assert "“Accept with conditions”" in text
    assert "“Your call, leaning yes”" in text
    assert "One or two would turn" in text


def test_preview_of_costs_shows_those_between_the_two(client, petra):
    found = employed(petra, hours_needed=5, interest=3)
    for hours in (3, 8):
        employed(petra, hours_needed=hours, interest=3)
    employed(petra, hours_needed=5, interest=3, is_costly=True)
    answer = look(client, petra, high_cost_hours=4)
    assert (turned(answer), unnamed(answer)) == ({}, 1)
    assert found.candidate.name not in text_of(answer)


def test_preview_of_a_confirmed_blocker(client, petra):
    found = invited(petra, blocker=Blocker.CONFIRMED)
    invited(petra, blocker=Blocker.SUSPECTED)
    answer = look(client, petra, confirmed_blocker="lean_decline")
    assert (turned(answer), unnamed(answer)) == ({}, 1)
    assert found.candidate.name not in text_of(answer)


def test_preview_of_red_flags_that_add_up(client, petra):
    found, one, resolved, same = (invited(petra) for _ in range(4))
    for each, topics in (
        (found, ("Late wages", "Overtime")),
        (one, ("Late wages",)),
        (same, ("Late wages", "late wages")),
    ):
        for topic in topics:
            make_red_flag(employer=each.application.employer, topic=topic)
    for topic in ("Late wages", "Overtime"):
        make_red_flag(employer=resolved.application.employer, topic=topic, resolved_at=NOW)
    answer = look(client, petra, serious_topics=2)
    assert turned(answer) == {found: (Verdict.ASK_FIRST, Verdict.LEAN_DECLINE)}


@pytest.mark.parametrize(
    "change", [{"reply_hours": 8}, {"withdraw_hours": 12}, {"history_minimum": 9}]
)
def test_clocks_and_evidence_turn_nothing(client, petra, change):
    employed(petra)
    answer = look(client, petra, **change)
    assert turned(answer) == {}
    assert "None of them" in text_of(answer)


def test_preview_keeps_to_open_invitations_that_are_shared_with_this_firm_alone(client, petra):
    employed(petra, shares=False)
    employed(petra).change(state=State.DECLINED)
    make_representation(candidate=employed(petra).candidate)
    employed(make_membership())
    ended = employed(petra).candidate.representations.get()
    ended.end(by=ended.candidate.user, at=timezone.now())
    asked = employed(petra)
    asked.change(state=State.ASKED)
    assert unnamed(look(client, petra, **LEAN_GO)) == 1


def test_number_is_told_of_three_who_turn_for_reasons_of_their_own(client, petra):
    for _ in range(3):
        employed(petra)
    assert "3 would turn" in text_of(look(client, petra, **LEAN_GO))


def test_one_who_turns_for_flags_and_for_reasons_of_their_own_is_not_named(client, petra):
    found = employed(petra, hours_needed=5, interest=3)
    answer = look(client, petra, serious_topics=2, high_cost_hours=4)
    assert (turned(answer), unnamed(answer)) == ({}, 1)
    assert found.candidate.name not in text_of(answer)


def test_preview_is_bounded_and_says_so(client, petra, monkeypatch):
    monkeypatch.setattr(preview_module, "MOST", 1)
    first, _ = employed(petra), employed(petra)
    first.change(reply_by=timezone.now() + timedelta(hours=1))
    answer = look(client, petra, **LEAN_GO)
    assert unnamed(answer) == 1
    assert "There are more that may change" in text_of(answer)


def test_look_at_those_who_turn_is_in_the_record_and_at_no_others(client, petra):
    found, _ = invited(petra), employed(petra)
    for topic in ("Late wages", "Overtime"):
        make_red_flag(employer=found.application.employer, topic=topic)
    look(client, petra, serious_topics=2, **LEAN_GO)
    entry = Entry.objects.get(kind=Kind.READ)
    assert (entry.candidate_id, entry.target) == (
        found.candidate_id,
        f"desk:policy {petra.firm_id}",
    )


def test_preview_changes_nothing(client, petra):
    look(client, petra, **LEAN_GO)
    assert not FirmPolicy.objects.exists()


def test_the_same_settings_are_not_offered_for_adoption(client, petra):
    answer = look(client, petra)
    assert "These are the settings in force" in text_of(answer)
    assert LexborHTMLParser(answer.content).css_first("form[method=post] [name=note]") is None
    assert post(client, petra).status_code == 302
    assert not FirmPolicy.objects.exists()


def test_adoption_from_the_preview_is_in_force_at_once(client, petra):
    answer = look(client, petra, reply_hours=8)
    form = LexborHTMLParser(answer.content).css_first("#preview form")
    data = {each.attributes["name"]: each.attributes.get("value") for each in form.css("input")}
    data["note"] = "We answer the same day"
    assert client.post(form.attributes["action"], data).url == at(petra)
    made = FirmPolicy.objects.get()
    assert (made.number, made.note, made.by) == (1, "We answer the same day", petra.user)
    assert made.policy.reply_hours == 8
    assert "Version 1 is in force" in client.get(at(petra)).content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("reply_hours", "3"),
        ("reply_hours", "49"),
        ("withdraw_hours", "11"),
        ("first_done_minutes", "31"),
        ("high_cost_hours", "11"),
        ("serious_topics", "1"),
        ("history_minimum", "2"),
        ("confirmed_blocker", "accept"),
        ("employed_likely", "decline"),
        ("reply_hours", ""),
        ("reply_hours", "9" * 5000),
        ("reply_hours", "many"),
    ],
)
def test_setting_out_of_bounds_is_refused_beside_its_field(client, petra, name, value):
    for answer in (look(client, petra, **{name: value}), post(client, petra, **{name: value})):
        assert answer.status_code == 422
        assert answer.context["form"].errors.keys() == {name}
        error = LexborHTMLParser(answer.content).css_first(f"#id_{name}_error")
        assert error is not None
    assert not FirmPolicy.objects.exists()


@pytest.mark.parametrize("note", ["", "x" * 301, "A\x07bell"])
def test_adoption_needs_a_note_and_keeps_what_was_set(client, petra, note):
    answer = post(client, petra, reply_hours=8, note=note)
    assert answer.status_code == 422
    assert answer.context["adoption_form"].errors.keys() == {"note"}
    assert [each.setting.name for each in answer.context["preview"].changes] == ["reply_hours"]
    assert not FirmPolicy.objects.exists()


@pytest.mark.parametrize("after", ["", "-1", "9" * 30, "x"])
def test_adoption_without_the_version_it_was_compared_with_is_refused(client, petra, after):
    assert post(client, petra, reply_hours=8, after=after).status_code == 422
    assert not FirmPolicy.objects.exists()


def test_lost_race_is_told_and_nothing_is_overwritten(client, petra):
    made = adopt(petra, reply_hours=12)
    answer = post(client, petra, reply_hours=8, note="Mine")
    assert answer.status_code == 409
    assert FirmPolicy.objects.get() == made
    text = text_of(answer)
    assert "12 hours" in text
    assert "8 hours" in text
    form = answer.context["adoption_form"]
    assert (form["note"].value(), form["after"].value()) == ("Mine", 1)
    assert "nothing was overwritten" in answer.content.decode()


def test_older_version_comes_back_as_a_new_one(client, petra):
    adopt(petra, reply_hours=8)
    adopt(petra, reply_hours=12)
    tree = LexborHTMLParser(client.get(at(petra)).content)
    href = tree.css_first(".timeline a").attributes["href"]
    assert parse_qs(urlsplit(href).query)["reply_hours"] == ["8"]
    form = client.get(href).context["adoption_form"]
    assert form["note"].value() == "Back to version 1"
    answer = post(client, petra, reply_hours=8, note="Back to version 1", after=2)
    assert answer.status_code == 302
    assert [each.number for each in FirmPolicy.objects.all()] == [3, 2, 1]
    assert FirmPolicy.objects.latest_of(petra.firm).policy.reply_hours == 8


def test_published_settings_come_back_too(client, petra):
    adopt(petra, reply_hours=8)
    href = client.get(at(petra)).context["published_href"]
    [change] = client.get(href).context["preview"].changes
    assert (change.before, change.after) == ("8 hours", "24 hours")


def test_coordinator_may_not_adopt(client, petra, colleague):
    assert post(client, colleague, reply_hours=8).status_code == 403
    assert not FirmPolicy.objects.exists()


def test_outsiders_find_nothing(client, petra):
    for user in (make_membership(role=Role.ADMINISTRATOR).user, make_candidate().user):
        client.force_login(user)
        assert look(client, petra).status_code == 404
        assert post(client, petra, reply_hours=8).status_code == 404
    assert not FirmPolicy.objects.exists()


def test_wrong_method_is_refused(client, petra):
    assert client.post(at(petra)).status_code == 405
    assert client.get(reverse("desk:policy-adoption", args=[petra.firm_id])).status_code == 405


def test_page_takes_as_many_queries_for_one_version_as_for_three(client, petra):
    adopt(petra, reply_hours=8)
    queries_of(client, at(petra))
    one = len(queries_of(client, at(petra)))
    for hours in (9, 10):
        adopt(make_membership(firm=petra.firm), reply_hours=hours)
    assert len(queries_of(client, at(petra))) == one


def test_preview_takes_four_queries_for_each_that_may_turn(client, petra):
    address = at(petra, **PUBLISHED | LEAN_GO)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            employed(petra)
        queries_of(client, address)
        counts.append(len(queries_of(client, address)))
    assert counts[1] - counts[0] <= 2 * 4
