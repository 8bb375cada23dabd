"""What became of an invite: told to whom it was for, with what to do now."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobtracker.outbox.models import Mail
from jobtracker.people.models import Candidate, Invite, Membership, Role, User
from jobtracker.people.models.invite import Purpose
from jobtracker.ui.when import in_full
from tests.factories import make_firm, make_membership, make_second_factor, make_user

pytestmark = pytest.mark.django_db

OPEN = reverse("people:open-invite")
MIRA = "mira@example.org"
PETRA = "Petra Nyström"
DAYS_AGO = timedelta(days=2)
TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")


@pytest.fixture
def petra():
    return make_membership(user=make_user(name=PETRA), firm=make_firm(name="Nordwind"))


@pytest.fixture
def held(petra):
    return petra.firm.add_candidate(petra, at=timezone.now(), name="Mira S", email=MIRA)


@pytest.fixture
def mira():
    return make_user(email=MIRA)


def claim(held, at=None):
    return issue(Purpose.CLAIM, held.coordinator, at, representation=held)


def join(petra, at=None):
    return issue(Purpose.JOIN, petra, at, role=Role.COORDINATOR)


def issue(purpose, member, at, **what):
    return Invite.objects.issue(
        purpose,
        firm=member.firm,
        email=MIRA,
        made_by=member.user,
        at=at or timezone.now() - DAYS_AGO,
        **what,
    )


def client_of(user, token):
    client = Client()
    client.force_login(user)
    client.get(reverse("people:invite", args=[token]))
    return client


def said(user, token):
    """What the page says; it is the same whatever is asked of it."""
    client = client_of(user, token)
    answers = [client.get(OPEN), client.post(reverse("people:refuse-invite"))]
    ((status, page),) = {(each.status_code, TOKEN.sub("token", each.text)) for each in answers}
    assert status == 404
    return page


def on(at):
    return in_full(timezone.localdate(at), timezone.localdate().year)


def test_one_that_ran_out_says_when_and_whom_to_ask(held, mira):
    invite, token = claim(held, timezone.now() - timedelta(days=20))
    page = said(mira, token)
    assert f"<h1>It ran out on {on(invite.expires_at)}</h1>" in page
    assert f"ask {PETRA} for a new one" in page


def test_one_whose_maker_has_gone_names_nobody(petra, mira):
    _, token = join(petra, timezone.now() - timedelta(days=20))
    petra.delete()
    petra.user.delete()
    assert "ask them for a new one" in said(mira, token)


def test_one_that_was_taken_back_says_so(petra, mira):
    invite, token = join(petra)
    invite.withdraw(by=petra.user, at=timezone.now())
    assert f"<h1>It was taken back on {on(timezone.now())}</h1>" in said(mira, token)


def test_one_that_was_sent_anew_leads_to_the_newer_one(held, mira):
    _, first = claim(held)
    _, second = claim(held)
    assert "<h1>There is a newer one</h1>" in said(mira, first)
    assert "would like to look after you" in client_of(mira, second).get(OPEN).text


@pytest.mark.parametrize("make", [claim, join])
def test_no_that_was_said_is_remembered_by_its_day(petra, held, mira, make):
    _, token = make(held if make is claim else petra)
    client_of(mira, token).post(reverse("people:refuse-invite"))
    page = said(mira, token)
    assert f"<h1>You said no on {on(timezone.now())}</h1>" in page
    assert f"ask {PETRA} for a new one" in page


def test_no_leaves_nothing_of_what_was_written_down(held, mira):
    invite, token = claim(held)
    client_of(mira, token).post(reverse("people:refuse-invite"))
    assert not Candidate.objects.exists()
    invite.refresh_from_db()
    assert (invite.representation, invite.email, invite.used_by) == (None, "", mira)
    assert invite.refused_at is not None


def test_who_works_there_already_is_led_there(petra, mira):
    make_second_factor(mira)
    _, token = join(petra)
    client_of(mira, token).post(reverse("people:join"))
    page = said(User.objects.get(pk=mira.pk), token)
    assert "<h1>You work there already</h1>" in page
    assert f'href="{reverse("firm:caseload", args=[petra.firm_id])}"' in page


def test_who_worked_there_and_left_reads_so(petra, mira):
    _, token = join(petra)
    client_of(mira, token).post(reverse("people:join"))
    Membership.objects.get(user=mira).remove(by=petra.user, at=timezone.now())
    assert "has ended since" in said(mira, token)


def test_anybody_else_reads_the_page_for_everybody(petra, mira):
    invite, token = join(petra)
    invite.withdraw(by=petra.user, at=timezone.now())
    eve = make_user()
    assert said(eve, token) == said(eve, "forged")
    assert "Nordwind" not in said(eve, token)


def test_what_another_account_used_is_nobodys_business(petra, mira):
    invite, token = join(petra)
    invite.spend(by=make_user(), at=timezone.now())
    assert "Nordwind" not in said(mira, token)


def test_firm_hears_of_a_no_before_the_record_is_gone(held, petra, mira):
    _, token = claim(held)
    client_of(mira, token).post(reverse("people:refuse-invite"))
    mail = Mail.objects.get(purpose="news-of-an-end")
    assert (mail.to, mail.subject) == (petra.user.email, "Mira S said no")
    assert "What was written down about them is deleted." in mail.text
