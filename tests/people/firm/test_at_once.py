"""Who is removed, demoted or left is so from the next click on, and so is what they had sent."""

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from jobtracker.audit.models import Entry
from jobtracker.outbox.models import Mail, State
from jobtracker.outbox.sending import send_next
from jobtracker.people.models import Firm, Invite, Representation, Role
from tests.factories import NOW, make_application, make_membership, make_representation

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(firm):
    """Another administrator, so that anybody may go."""
    return make_membership(firm=firm, role=Role.ADMINISTRATOR)


def remove(signed_in, by, member, to="nobody"):
    address = reverse("firm:removal", args=[member.pk])
    assert signed_in(by).post(address, {"to": to, "sure": "on"}).status_code == 302


def addresses(firm, held):
    """Pages to read, and addresses to change something at."""
    application = make_application(candidate=held.candidate)
    of_candidate = {"candidate": held.candidate_id}
    pages = [
        reverse("desk:worklist"),
        reverse("firm:caseload", args=[firm.pk]),
        reverse("firm:members", args=[firm.pk]),
        reverse("firm:add-candidate", args=[firm.pk]),
        reverse("firm:candidate", args=[held.pk]),
        reverse("applications:list", query=of_candidate),
        application.get_absolute_url(),
    ]
    changes = [
        reverse("firm:add-candidate", args=[firm.pk]),
        reverse("firm:coordinator", args=[held.pk]),
        reverse("firm:ending", args=[held.pk]),
        reverse("applications:new", query=of_candidate),
        reverse("applications:red-flags", args=[application.pk]),
    ]
    return pages, changes


def send_all():
    while send_next(timezone.now()):
        pass


def states():
    return set(Mail.objects.values_list("purpose", "state"))


def test_open_tab_of_a_removed_member_shows_and_does_nothing_more(
    signed_in, anna, petra, mira, firm
):
    open_tab = signed_in(petra)
    pages, changes = addresses(firm, mira)
    assert {open_tab.get(page).status_code for page in pages} == {200}
    assert {open_tab.post(each).status_code for each in changes} == {422}
    remove(signed_in, anna, petra)
    assert {open_tab.get(page).status_code for page in pages} == {404}
    assert {open_tab.post(each).status_code for each in changes} == {404}
    assert {open_tab.get(page, headers={"HX-Request": "true"}).status_code for page in pages} == {
        404
    }


def test_demoted_administrator_only_reads_from_the_next_click_on(signed_in, anna, second, petra):
    open_tab, address = signed_in(second), reverse("firm:role", args=[petra.pk])
    signed_in(anna).post(reverse("firm:role", args=[second.pk]), {"role": Role.COORDINATOR})
    assert open_tab.post(address, {"role": Role.ADMINISTRATOR}).status_code == 403


def ask_both(signed_in, member, held):
    """Mail to a candidate and to somebody who is to join waits to be sent."""
    client = signed_in(member)
    client.post(reverse("firm:claim-invite", args=[held.pk]))
    joining = {"email": "ida@example.org", "role": Role.ADMINISTRATOR}
    client.post(reverse("firm:join-invites", args=[held.firm_id]), joining)
    assert states() == {("claim-invite", State.WAITING), ("join-invite", State.WAITING)}


def test_queued_mail_of_a_removed_member_is_dropped(signed_in, anna, second, jonas, mailoutbox):
    ask_both(signed_in, second, jonas)
    remove(signed_in, anna, second)
    send_all()
    dropped = {("claim-invite", State.DROPPED), ("join-invite", State.DROPPED)}
    assert states() == dropped | {("account", State.SENT)}
    assert not Mail.objects.exclude(text="").exists()
    (farewell,) = mailoutbox
    assert farewell.to == [second.user.email]
    assert not Invite.objects.open(timezone.now()).exists()


def test_queued_mail_of_who_still_works_here_is_sent(signed_in, second, jonas, mailoutbox):
    ask_both(signed_in, second, jonas)
    send_all()
    assert states() == {("claim-invite", State.SENT), ("join-invite", State.SENT)}
    assert sorted(message.to for message in mailoutbox) == [
        ["ida@example.org"],
        ["jonas@example.org"],
    ]


def test_demoted_administrator_has_nobody_join(signed_in, anna, second, jonas):
    ask_both(signed_in, second, jonas)
    second.change_role(Role.COORDINATOR, by=anna.user, at=timezone.now())
    send_all()
    assert states() == {("claim-invite", State.SENT), ("join-invite", State.DROPPED)}
    assert Invite.objects.open(timezone.now()).get().representation == jonas


@pytest.mark.parametrize("how", ["membership", "role", "invite"])
def test_mail_is_dropped_by_each_right_that_is_gone(signed_in, second, jonas, how):
    """Also where nobody withdrew the invite itself: the sender asks anew."""
    ask_both(signed_in, second, jonas)
    if how == "membership":
        firm = second.firm
        type(second).objects.filter(firm=firm, pk=second.pk).delete()
    elif how == "role":
        type(second).objects.filter(pk=second.pk).update(role=Role.COORDINATOR)
    else:
        Invite.objects.update(used_at=timezone.now())
    send_all()
    kept = {("claim-invite", State.SENT if how == "role" else State.DROPPED)}
    assert states() == kept | {("join-invite", State.DROPPED)}


def test_mail_about_a_record_that_is_gone_is_gone(signed_in, second, jonas):
    ask_both(signed_in, second, jonas)
    jonas.end(by=second.user, at=timezone.now())
    assert states() == {("join-invite", State.WAITING)}


def test_candidate_who_moves_leaves_nothing_but_the_record_of_acts(
    signed_in, petra, stranger, mira, firm
):
    application = make_application(candidate=mira.candidate)
    client = signed_in(petra)
    client.get(application.get_absolute_url())
    mira.end(by=mira.candidate.user, at=NOW)
    moved = make_representation(candidate=mira.candidate, firm=stranger.firm, coordinator=stranger)
    assert client.get(reverse("firm:candidate", args=[mira.pk])).status_code == 404
    assert client.get(application.get_absolute_url()).status_code == 404
    listed = client.get(reverse("firm:caseload", args=[firm.pk])).content.decode()
    assert "Mira" not in listed
    assert not Application.objects.visible_to(petra.user).exists()
    assert not Representation.objects.in_force().filter(firm__in=Firm.objects.of(petra.user))
    told = Entry.objects.filter(firm_id=firm.pk, candidate_id=mira.candidate_id)
    assert told.filter(actor_id=petra.user_id).exists()
    page = signed_in(stranger).get(reverse("firm:candidate", args=[moved.pk])).content.decode()
    assert "Mira Sandberg" in page
    assert str(firm) not in page
    assert str(petra.user) not in page


def test_new_firm_sees_only_what_is_shared_with_it(signed_in, petra, stranger, mira):
    moved = make_representation(
        candidate=mira.candidate, firm=stranger.firm, shares_applications=False
    )
    client = signed_in(stranger)
    text = client.get(reverse("firm:candidate", args=[moved.pk])).content.decode()
    assert reverse("applications:list") not in text
    assert client.get(reverse("firm:candidate", args=[mira.pk])).status_code == 404
