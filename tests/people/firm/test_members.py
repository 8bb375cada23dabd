"""Who works for a firm: its people see it, administrators change it, and one always stays."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.models import Firm, Membership, Role, User
from tests.factories import make_membership, make_representation, make_session, make_user
from tests.people.firm.conftest import make_unclaimed

pytestmark = pytest.mark.django_db


def members(client, firm, **query):
    return client.get(reverse("firm:members", args=[firm.pk], query=query))


def post(client, name, member, /, **data):
    """With the tick that a removal asks for."""
    return client.post(reverse(f"firm:{name}", args=[member.pk]), {"sure": "on"} | data)


def refusals(answer):
    return [
        each.text(strip=True) for each in LexborHTMLParser(answer.content).css(".error-summary li")
    ]


def test_firm_is_run_by_who_starts_it(client):
    user = make_user()
    client.force_login(user)
    assert client.get(reverse("firm:start")).status_code == 200
    answer = client.post(reverse("firm:start"), {"name": " Lindgren Staffing "})
    firm = Firm.objects.of(user).get()
    assert answer.url == reverse("firm:members", args=[firm.pk])
    assert firm.name == "Lindgren Staffing"
    assert firm.memberships.get().is_administrator
    assert Entry.objects.filter(kind=Kind.FIRM_STARTED, firm_id=firm.pk).exists()


def test_who_starts_a_firm_tells_their_clock_where_nobody_knows_it(client):
    user = make_user(time_zone="")
    client.force_login(user)
    assert "data-browser-zone" in client.get(reverse("firm:start")).text
    assert client.post(reverse("firm:start"), {"name": "Lindgren"}).status_code == 422
    client.post(reverse("firm:start"), {"name": "Lindgren", "time_zone": "America/Lima"})
    user.refresh_from_db()
    assert (user.time_zone, Firm.objects.get().name) == ("America/Lima", "Lindgren")
    client.force_login(User.objects.get(pk=user.pk))
    assert "data-browser-zone" not in client.get(reverse("firm:start")).text


@pytest.mark.parametrize("name", ["", "   ", "A\nBcc: all@example.org", "A\x85B", "x" * 121])
def test_odd_name_of_a_firm_is_refused_and_kept_in_the_field(client, name):
    client.force_login(make_user())
    answer = client.post(reverse("firm:start"), {"name": name})
    assert answer.status_code == 422
    assert answer.context["form"]["name"].value() == name
    assert not Firm.objects.exists()


def test_list_says_who_does_what_and_for_how_many(signed_in, anna, petra, mira, jonas, firm):
    text = members(signed_in(petra), firm).content.decode()
    assert anna.user.email in text
    rows = LexborHTMLParser(text).css("tbody tr")
    told = {row.css_first("th").text(): row.css_first(".number").text() for row in rows}
    assert sorted(told.values()) == ["0", "2"]
    assert "Administrator" in text


def test_ended_candidate_counts_no_longer(signed_in, anna, petra, mira, firm):
    mira.end(by=mira.candidate.user, at=mira.accepted_at)
    (own,) = (m for m in members(signed_in(anna), firm).context["members"] if m == petra)
    assert own.size == 0


def test_coordinator_reads_and_changes_nothing(signed_in, anna, petra, carl, firm):
    client = signed_in(petra)
    answer = members(client, firm, member=carl.pk)
    assert not LexborHTMLParser(answer.content).css("main form")
    for name in ("role", "removal", "handover"):
        assert post(client, name, carl, role="administrator", to=petra.pk).status_code == 403
    for name in ("role", "removal"):
        assert post(client, name, petra, role="administrator").status_code == 403
    assert Membership.objects.filter(firm=firm).count() == 3


def test_stranger_finds_nobody(signed_in, stranger, petra, firm):
    client = signed_in(stranger)
    assert members(client, firm).status_code == 404
    for name in ("role", "removal", "handover"):
        assert post(client, name, petra, role="administrator").status_code == 404


@pytest.mark.parametrize("named", ["0", "x", "-1", "9" * 40, "\x00"])
def test_odd_member_is_nobody(signed_in, anna, firm, named):
    answer = members(signed_in(anna), firm, member=named)
    assert answer.status_code == 200
    assert answer.context["chosen"] is None


@pytest.mark.parametrize(("before", "after"), [tuple(Role), tuple(reversed(Role))])
def test_role_is_changed_with_its_row(signed_in, anna, firm, before, after):
    member = make_membership(firm=firm, role=before)
    assert members(signed_in(anna), firm, member=member.pk).status_code == 200
    post(signed_in(anna), "role", member, role=after)
    member.refresh_from_db()
    assert member.role == after
    told = Entry.objects.get(kind=Kind.ROLE_CHANGED)
    assert (told.actor_id, told.detail) == (
        anna.user_id,
        {"member": member.user_id, "role": str(after)},
    )


@pytest.mark.parametrize("role", Role)
def test_other_role_ends_every_session_that_was_opened_without_it(signed_in, anna, petra, role):
    session = make_session(petra.user)
    planted = Client()
    planted.cookies["sessionid"] = session.session_key
    assert planted.get(reverse("people:profile")).status_code == 200
    post(signed_in(anna), "role", petra, role=role)
    assert planted.get(reverse("people:profile")).status_code == 302
    told = Entry.objects.filter(kind=Kind.SESSIONS_ENDED, actor_id=petra.user_id)
    assert [each.detail for each in told] == [{"which": "all", "who": "administrator"}]


def test_who_takes_another_role_goes_on_by_another_key(signed_in, anna, firm):
    make_membership(firm=firm, role=Role.ADMINISTRATOR)
    client = signed_in(anna)
    before = client.session.session_key
    post(client, "role", anna, role="coordinator")
    assert members(client, firm).status_code == 200
    assert client.session.session_key != before
    planted = Client()
    planted.cookies["sessionid"] = before
    assert members(planted, firm).status_code == 302


def test_unknown_role_is_refused(signed_in, anna, petra):
    assert post(signed_in(anna), "role", petra, role="owner").status_code == 422
    petra.refresh_from_db()
    assert petra.role == Role.COORDINATOR


@pytest.mark.parametrize(("name", "data"), [("role", {"role": "coordinator"}), ("removal", {})])
def test_last_administrator_stays_and_is_told_why(signed_in, anna, petra, name, data):
    answer = post(signed_in(anna), name, anna, **data)
    assert answer.status_code == 422
    assert refusals(answer) == [
        "Lindgren Staffing needs somebody to run it. Make a colleague administrator first."
    ]
    anna.refresh_from_db()
    assert anna.is_administrator


def test_refused_removal_hands_nothing_over(signed_in, anna, petra):
    held = make_representation(firm=anna.firm, coordinator=anna)
    assert post(signed_in(anna), "removal", anna, to=petra.pk).status_code == 422
    held.refresh_from_db()
    assert held.coordinator == anna


def test_one_of_two_administrators_may_leave(signed_in, anna, firm):
    make_membership(firm=firm, role=Role.ADMINISTRATOR)
    assert post(signed_in(anna), "removal", anna).url == reverse("home")
    assert not Firm.objects.of(anna.user).exists()


def test_member_without_a_caseload_is_removed_at_once(signed_in, anna, petra, firm):
    assert post(signed_in(anna), "removal", petra).url == reverse("firm:members", args=[firm.pk])
    assert not Firm.objects.of(petra.user).exists()
    assert Entry.objects.filter(kind=Kind.MEMBER_REMOVED, actor_id=anna.user_id).exists()


def test_removal_needs_a_tick(signed_in, anna, petra):
    answer = post(signed_in(anna), "removal", petra, sure="")
    assert refusals(answer) == [f"Yes, remove {petra.user}: Tick the box if you mean it."]
    assert Membership.objects.filter(pk=petra.pk).exists()


def test_card_speaks_to_oneself_and_about_others(signed_in, anna, petra, mira, firm):
    client = signed_in(anna)
    about = members(client, firm, member=petra.pk).text
    assert f"Yes, remove {petra.user}" in about
    assert "the next page they open" in about
    own = members(client, firm, member=anna.pk).text
    assert "Yes, leave the firm" in own
    assert "they open" not in own
    assert "their account" not in own.lower()


def test_removal_first_asks_for_an_heir(signed_in, anna, petra, carl, mira):
    assert post(signed_in(anna), "removal", petra).status_code == 422
    assert Membership.objects.filter(pk=petra.pk).exists()
    post(signed_in(anna), "removal", petra, to=carl.pk)
    mira.refresh_from_db()
    assert mira.coordinator == carl
    assert not Membership.objects.filter(pk=petra.pk).exists()


def test_removal_may_leave_candidates_without_a_coordinator(signed_in, anna, petra, mira):
    post(signed_in(anna), "removal", petra, to="nobody")
    mira.refresh_from_db()
    assert (mira.coordinator, mira.ended_at) == (None, None)


@pytest.mark.parametrize(
    ("name", "to", "said"),
    [
        ("handover", "carl", "gave you another coordinator"),
        ("removal", "carl", "gave you another coordinator"),
        ("removal", "nobody", "left you without a coordinator for now"),
    ],
)
def test_candidate_reads_who_gave_them_away(signed_in, anna, petra, carl, mira, name, to, said):
    post(signed_in(anna), name, petra, to=carl.pk if to == "carl" else to)
    client = Client()
    client.force_login(mira.candidate.user)
    assert f"{anna.user} {said}" in client.get(reverse("people:seen")).text


@pytest.mark.parametrize("who", ["self", "stranger", "absent"])
def test_heir_is_a_colleague(signed_in, anna, petra, mira, stranger, who):
    to = {"self": petra.pk, "stranger": stranger.pk, "absent": 987_654_321}[who]
    for name in ("removal", "handover"):
        assert post(signed_in(anna), name, petra, to=to).status_code == 422
    mira.refresh_from_db()
    assert mira.coordinator == petra


@pytest.mark.parametrize("part", ["anna", "petra"])
def test_caseload_is_handed_over_by_its_coordinator_or_an_administrator(
    request, signed_in, petra, carl, mira, jonas, part
):
    client = signed_in(request.getfixturevalue(part))
    assert members(client, petra.firm, member=petra.pk).context["chosen"] == petra
    post(client, "handover", petra, to=carl.pk)
    assert set(carl.caseload.all()) == {mira, jonas}
    told = Entry.objects.filter(kind=Kind.CASELOAD_HANDED_OVER)
    assert {each.candidate_id for each in told} == {mira.candidate_id, jonas.candidate_id}
    assert all(each.detail == {"member": petra.user_id, "to": carl.user_id} for each in told)


def test_pages_are_only_read(signed_in, anna, petra):
    client = signed_in(anna)
    assert client.post(reverse("firm:members", args=[anna.firm_id])).status_code == 405
    for name in ("role", "handover", "removal"):
        assert client.get(reverse(f"firm:{name}", args=[petra.pk])).status_code == 405


def test_queries_stay_the_same_with_more_rows(signed_in, anna, firm):
    client = signed_in(anna)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            members(client, firm, member=anna.pk)
        return len(captured)

    counts = []
    for number in (1, 2):
        for _ in range(number):
            make_unclaimed(make_membership(firm=firm), name="Somebody")
        counts.append(queries())
    assert counts[0] == counts[1] <= 7


def test_who_works_for_no_firm_is_led_to_set_one_up(client):
    client.force_login(make_user())
    href = reverse("firm:start")
    for page in ("start", "people:profile"):
        assert f'href="{href}"' in client.get(reverse(page)).content.decode()


def test_every_page_leads_members_to_their_firm(signed_in, petra, firm):
    html = LexborHTMLParser(signed_in(petra).get(reverse("people:profile")).content)
    hrefs = [link.attributes["href"] for link in html.css(".nav-link")]
    for name in ("firm:caseload", "firm:members"):
        assert reverse(name, args=[firm.pk]) in hrefs


def test_who_works_for_several_firms_finds_each_from_every_page(signed_in, petra, firm):
    other = make_membership(user=petra.user).firm
    client = signed_in(petra)
    for page, here in ((reverse("people:profile"), firm), (f"/firm/{other.pk}/caseload/", other)):
        html = LexborHTMLParser(client.get(page).content)
        in_menu = [link.attributes["href"] for link in html.css(".menu-body a.button")]
        for each in (firm, other):
            assert reverse("firm:caseload", args=[each.pk]) in in_menu
        in_nav = [link.attributes["href"] for link in html.css(".nav-link")]
        assert reverse("firm:members", args=[here.pk]) in in_nav


def test_who_works_for_one_firm_finds_it_in_no_menu(signed_in, petra):
    client = signed_in(petra)
    html = LexborHTMLParser(client.get(reverse("people:profile")).content)
    assert len(html.css(".menu-body a.button")) == 1
