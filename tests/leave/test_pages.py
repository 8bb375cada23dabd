"""The pages: what they tell before, and what they do."""

from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from jobtracker.audit.models import Entry, Kind
from jobtracker.leave import views
from jobtracker.leave.erasure import erase
from jobtracker.people.models import Invite, Role, User
from jobtracker.people.models.invite import Purpose
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_firm,
    make_invitation,
    make_membership,
    make_representation,
    make_user,
)
from tests.leave.everything import make_own_firm

pytestmark = pytest.mark.django_db

INDEX, ARCHIVE = reverse("leave:index"), reverse("leave:archive")
ERASURE, GONE = reverse("leave:erasure"), reverse("leave:gone")


@pytest.fixture
def mira(client):
    """Without a password or a second factor, there is nothing to ask for once more."""
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


def signed_in_again(client, user):
    """Who has a second factor has just shown it."""
    client.force_login(user)
    session = client.session
    record_authentication(SimpleNamespace(session=session), user, "mfa", reauthenticated=True)
    session.save()
    return client


def words(response):
    return " ".join(LexborHTMLParser(response.content).css_first("main").text().split())


class TestArchive:
    def test_it_is_a_file_for_the_person_alone(self, client, mira):
        answer = client.post(ARCHIVE)
        zipped = ZipFile(BytesIO(answer.getvalue()))
        assert mira.user.email.encode() in zipped.read("data.json")
        assert answer.headers["Content-Type"] == "application/zip"
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="jobtracker-')
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store, private"

    def test_one_who_signs_in_with_a_password_is_asked_for_it(self, client):
        client.force_login(make_user(password="a long password"))
        assert client.post(ARCHIVE).url.startswith(reverse("account_reauthenticate"))
        assert not Entry.objects.exists()

    def test_it_is_only_made_where_it_is_asked_for(self, client, mira):
        assert client.get(ARCHIVE).status_code == 405
        assert not Entry.objects.exists()

    def test_record_says_so_and_the_archive_holds_that_line(self, client, mira):
        zipped = ZipFile(BytesIO(client.post(ARCHIVE).getvalue()))
        entry = Entry.objects.get(kind=Kind.EXPORTED)
        assert (entry.actor_id, entry.candidate_id) == (mira.user_id, mira.pk)
        assert b"exported" in zipped.read("tables/audit.Entry.csv")

    def test_who_is_no_candidate_gets_one_too(self, client):
        user = make_user()
        client.force_login(user)
        zipped = ZipFile(BytesIO(client.post(ARCHIVE).getvalue()))
        assert user.email.encode() in zipped.read("tables/people.User.csv")


class TestBefore:
    def test_page_leads_to_both(self, client, mira):
        html = LexborHTMLParser(client.get(INDEX).content)
        assert html.css_first(f'form[action="{ARCHIVE}"]')
        assert html.css_first(f'a[href="{ERASURE}"]')
        assert html.css_first('[aria-current="page"]').text(strip=True) == "Your data"

    def test_it_says_what_goes_in_numbers(self, client, mira):
        for _ in range(2):
            make_application(candidate=mira)
        make_invitation(application=mira.applications.first())
        firm = make_representation(candidate=mira).firm
        text = words(client.get(ERASURE))
        assert "2 applications, 1 invitation, and all that belongs to them" in text
        assert f"{firm} will no longer find you here" in text

    def test_it_says_what_stays_and_why(self, client, mira):
        Entry.objects.record(Kind.SIGNED_IN, actor_id=mira.user_id, at=NOW)
        text = words(client.get(ERASURE))
        assert "(1 line so far): numbers in place of names" in text
        assert "Backups" in text

    def test_it_names_invitations_that_were_not_answered(self, client, mira):
        petra = make_membership()
        join = {"firm": petra.firm, "made_by": petra.user, "role": Role.COORDINATOR}
        assert "not answered" not in words(client.get(ERASURE))
        join["at"] = timezone.now()
        Invite.objects.issue(Purpose.JOIN, email=mira.user.email, **join)
        assert "have not answered: 1 firm wrote" in words(client.get(ERASURE))

    def test_it_says_which_firms_go_and_which_stay(self, client):
        petra = make_membership(firm=make_firm(name="Stays"))
        make_membership(firm=petra.firm, role=Role.ADMINISTRATOR)
        firm = make_own_firm(petra.user)
        firm.add_candidate(petra.user.memberships.get(firm=firm), at=NOW, name="Unclaimed")
        text = words(signed_in_again(client, petra.user).get(ERASURE))
        assert f"{firm}: nobody else works there, so the firm goes too, with 1 record" in text
        assert "Your work for Stays" in text

    def test_queries_stay_the_same_with_more_rows(self, client, mira):
        counts = []
        for number in (1, 2):
            for _ in range(number):
                make_invitation(application=make_application(candidate=mira))
                make_representation(candidate=mira)
            with CaptureQueriesContext(connection) as captured:
                client.get(ERASURE)
            counts.append(len(captured))
        assert counts[0] == counts[1] <= 24


class TestErasure:
    def test_it_ends_on_a_page_for_anybody(self, client, mira):
        answer = client.post(ERASURE, {"email": f" {mira.user.email.upper()} "}, follow=True)
        assert answer.redirect_chain == [(GONE, 302)]
        assert "It is done" in words(answer)
        assert not User.objects.exists()
        assert not Session.objects.exists()
        assert Entry.objects.get(kind=Kind.ERASED).actor_id == mira.user_id

    def test_last_page_tells_nothing(self, client, mira):
        assert client.get(GONE).content == Client().get(GONE).content

    @pytest.mark.parametrize("typed", ["", "else@example.org", "x" * 300])
    def test_another_word_erases_nothing_and_is_kept(self, client, mira, typed):
        answer = client.post(ERASURE, {"email": typed})
        assert answer.status_code == 422
        assert User.objects.exists()
        field = LexborHTMLParser(answer.content).css_first("#id_email")
        assert (field.attributes.get("value") or "") == typed
        assert field.attributes["aria-invalid"] == "true"

    def test_second_click_meets_the_sign_in_page(self, client, mira):
        again = Client()
        again.cookies = client.cookies.copy()
        client.post(ERASURE, {"email": mira.user.email})
        answer = again.post(ERASURE, {"email": mira.user.email})
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))

    def test_click_that_comes_while_the_first_is_at_work_is_fine(self, client, mira, monkeypatch):
        def twice(user, *, at):
            erase(user, at=at)
            erase(user, at=at)

        monkeypatch.setattr(views, "erase", twice)
        assert client.post(ERASURE, {"email": mira.user.email}).url == GONE
        assert Entry.objects.filter(kind=Kind.ERASED).count() == 1

    def test_other_devices_are_signed_out(self, client, mira):
        phone = Client()
        phone.force_login(mira.user)
        client.post(ERASURE, {"email": mira.user.email})
        assert phone.get(reverse("home")).url.startswith(reverse("account_login"))

    def test_one_who_signs_in_with_a_password_is_asked_for_it(self, client):
        user = make_user(password="a long password")
        client.force_login(user)
        for ask in (client.get, client.post):
            assert ask(ERASURE, {"email": user.email}).url.startswith(
                reverse("account_reauthenticate")
            )
        assert User.objects.exists()


class TestHandingOver:
    def test_only_administrator_is_told_to_hand_over(self, client):
        admin = make_membership(role=Role.ADMINISTRATOR)
        make_membership(firm=admin.firm)
        client = signed_in_again(client, admin.user)
        text = words(client.get(ERASURE))
        assert f"First hand over {admin.firm}" in text
        assert "1 other person works there" in text
        assert "Erase my account" not in text
        answer = client.post(ERASURE, {"email": admin.user.email})
        assert answer.status_code == 422
        assert f"First hand over {admin.firm}" in words(answer)
        assert User.objects.filter(pk=admin.user_id).exists()

    def test_last_member_of_a_firm_with_candidates_is_told_too(self, client):
        petra = make_membership(role=Role.ADMINISTRATOR)
        make_representation(firm=petra.firm)
        text = words(signed_in_again(client, petra.user).get(ERASURE))
        assert "It looks after 1 person, and nobody else works there" in text
