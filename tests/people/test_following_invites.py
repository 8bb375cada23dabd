"""The link of an invite: for one person, once, and without a word to anybody else."""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from jobtracker.audit.models import Entry, Kind
from jobtracker.log import JsonFormatter
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate, Invite, Membership, Representation, Role, Spent
from jobtracker.people.models.invite import Purpose, digest_of
from tests.factories import (
    make_application,
    make_candidate,
    make_firm,
    make_membership,
    make_user,
)
from tests.people.sign_in.visits import PASSWORD, code_in_mail, type_code

pytestmark = pytest.mark.django_db

OPEN = reverse("people:open-invite")
CLAIM = reverse("people:claim")
SHARING = reverse("people:sharing")
JOIN = reverse("people:join")
REFUSE = reverse("people:refuse-invite")
ALL_BUT_PAY = ["applications", "interviews", "feedback", "documents"]
MIRA = "mira@example.org"


@pytest.fixture
def petra():
    return make_membership(user=make_user(name="Petra Nyström"), firm=make_firm(name="Nordwind"))


@pytest.fixture
def held(petra):
    contact = {"name": "Mira S", "email": MIRA, "phone": "070-123"}
    held = petra.firm.add_candidate(petra, at=timezone.now(), **contact)
    make_application(candidate=held.candidate, job_title="Analyst")
    return held


def issue(held, *, at=None, email=MIRA):
    return Invite.objects.issue(
        Purpose.CLAIM,
        firm=held.firm,
        email=email,
        representation=held,
        made_by=held.coordinator.user,
        at=at or timezone.now(),
    )


def ask_to_join(petra, *, email=MIRA):
    return Invite.objects.issue(
        Purpose.JOIN,
        firm=petra.firm,
        email=email,
        role=Role.COORDINATOR,
        made_by=petra.user,
        at=timezone.now(),
    )


def link(token):
    return reverse("people:invite", args=[token])


def client_of(user, token=""):
    """Signed in as the person, who followed the link."""
    client = Client()
    client.force_login(user)
    if token:
        client.get(link(token))
    return client


@pytest.fixture
def mira():
    return make_user(email=MIRA, name="Mira Sandberg", time_zone="Asia/Tokyo")


def test_secret_leaves_the_address_before_anything_is_shown(client, held):
    _, token = issue(held)
    answer = client.get(link(token))
    assert (answer.status_code, answer.url) == (302, OPEN)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.session["invite"] == digest_of(token)
    assert token not in str(dict(client.session))


def test_looking_uses_nothing_up(client, held, mira):
    invite, token = issue(held)
    for visitor in (client, client_of(mira)):
        for ask in (visitor.head, visitor.get):
            ask(link(token))
            ask(OPEN)
    invite.refresh_from_db()
    assert invite.is_open(timezone.now())


def test_stranger_with_a_link_that_works_is_asked_who_they_are(client, held):
    _, token = issue(held)
    client.get(link(token))
    answer = client.get(OPEN)
    page = answer.content
    assert answer.status_code == 200
    for words in (b"Nordwind", b"Petra", b"Mira"):
        assert words not in page
    assert f"{reverse('account_signup')}?next={OPEN}".encode() in page
    assert f"{reverse('account_login')}?next={OPEN}".encode() in page


def test_stranger_with_any_other_link_is_not_asked_to_make_an_account(held):
    pages = set()
    for make in (*NOT_USABLE.values(), withdrawn, used, lambda held: f"{issue(held)[1]}>"):
        token, client = make(held), Client()
        if token:
            client.get(link(token))
        answer = client.get(OPEN)
        assert answer.status_code == 404
        pages.add(answer.content)
    (page,) = pages
    assert reverse("account_signup").encode() not in page
    assert f"{reverse('account_login')}?next={OPEN}".encode() in page
    assert b"Nordwind" not in page


def test_link_survives_signing_in(client, held, mira):
    _, token = issue(held)
    client.get(link(token))
    client.force_login(mira)
    assert "Nordwind" in client.get(OPEN).content.decode()


def test_link_survives_signing_up(client, held):
    _, token = issue(held)
    client.get(link(token))
    values = {"email": MIRA, "password1": PASSWORD, "name": "Mira", "next": OPEN}
    client.post(reverse("account_signup"), values)
    assert client.get(OPEN).status_code == 200
    answer = type_code(client, "account_email_verification_sent", code_in_mail(MIRA))
    assert answer.url == OPEN
    assert "Petra Nyström" in client.get(OPEN).content.decode()


def test_right_person_sees_who_asks_and_all_that_was_written_down(held, mira):
    _, token = issue(held)
    answer = client_of(mira, token).get(OPEN)
    text = answer.content.decode()
    for words in ("Nordwind", "Petra Nyström", "Mira S", MIRA, "070-123", "would see"):
        assert words in text
    assert answer.context["rows"] == "1 application"
    assert "You have a search here already" not in text
    assert answer.context["form"]["scopes"].initial == ALL_BUT_PAY


def withdrawn(held):
    invite, token = issue(held)
    invite.withdraw(by=held.coordinator.user, at=timezone.now())
    return token


def used(held):
    invite, token = issue(held)
    invite.spend(by=make_user(), at=timezone.now())
    return token


def of_claimed_record(held):
    """Such as a careless firm could still issue."""
    _, token = issue(held)
    Candidate.objects.filter(pk=held.candidate_id).update(user=make_user())
    return token


def for_another(make):
    """Whatever became of it, it went to another address than one's own."""

    def made(held):
        token = make(held)
        Invite.objects.update(email="other@example.org")
        return token

    return made


def expired(held):
    return issue(held, at=timezone.now() - timedelta(days=15))[1]


NOT_USABLE = {
    "forged": lambda held: "x" * 43,
    "expired": for_another(expired),
    "used": for_another(used),
    "withdrawn": for_another(withdrawn),
    "of a claimed record": of_claimed_record,
    "never followed": lambda held: "",
}


@pytest.fixture
def refused_page(mira):
    """What somebody reads whose link never existed."""
    return words_of(client_of(mira, "no-such-token").get(OPEN))


def words_of(answer):
    """The page, but for what is another one each time."""
    return re.sub(rb'(name="csrfmiddlewaretoken" value=)"\w+"', rb"\1", answer.content)


@pytest.mark.parametrize("make", NOT_USABLE.values(), ids=NOT_USABLE.keys())
def test_what_is_not_for_oneself_says_so_in_one_and_the_same_way(make, held, mira, refused_page):
    client = client_of(mira, make(held))
    before = Candidate.objects.count()
    answers = [client.get(OPEN), *(client.post(each) for each in (CLAIM, JOIN, REFUSE))]
    assert {(answer.status_code, words_of(answer)) for answer in answers} == {(404, refused_page)}
    assert b"Nordwind" not in refused_page
    assert Candidate.objects.count() == before
    assert not Representation.objects.filter(accepted_at__isnull=False).exists()


def test_link_that_one_has_used_leads_to_who_sees_what(held, mira):
    _, token = issue(held)
    client = client_of(mira, token)
    assert client.post(CLAIM, {"scopes": ALL_BUT_PAY}).url == SHARING
    client.get(link(token))
    for answer in (client.get(OPEN), client.post(CLAIM), client.post(REFUSE)):
        assert answer.url == SHARING
    assert "You answered this invitation already." in client.get(SHARING).text
    assert client_of(make_user(), token).get(OPEN).status_code == 404


def test_address_that_is_not_shown_to_be_ones_own_opens_nothing(held, refused_page):
    _, token = issue(held)
    make_user(email="eve@example.org")
    eve = make_user(email="mira2@example.org", is_verified=False)
    held.invites.update(email=eve.email)
    assert client_of(eve, token).get(OPEN).status_code == 404
    eve.emailaddress_set.update(verified=True)
    assert client_of(eve, token).get(OPEN).status_code == 200


def test_forwarded_link_opens_nothing_for_another_account(held, mira):
    _, token = issue(held)
    eve = client_of(make_user(), token)
    assert eve.get(OPEN).status_code == 404
    assert eve.post(CLAIM, {"scopes": ALL_BUT_PAY}).status_code == 404
    assert client_of(mira, token).get(OPEN).status_code == 200


def test_second_address_of_ones_own_will_do(held):
    user = make_user(email="work@example.org")
    user.emailaddress_set.create(email=MIRA, verified=True)
    _, token = issue(held)
    assert client_of(user, token).get(OPEN).status_code == 200


def test_accepting_makes_the_record_ones_own_and_shares_what_is_ticked(held, mira):
    _, token = issue(held)
    client = client_of(mira, token)
    answer = client.post(CLAIM, {"scopes": ["applications"]})
    assert answer.url == reverse("people:sharing")
    assert (
        "Nordwind looks after you now, and sees contact details and applications."
        in client.get(answer.url).content.decode()
    )
    candidate = Candidate.objects.get(user=mira)
    assert candidate == held.candidate
    held.refresh_from_db()
    assert held.scopes == {Scope.APPLICATIONS}
    assert "invite" not in client.session
    assert client.get(OPEN).status_code == 404
    accepted = Entry.objects.get(kind=Kind.REPRESENTATION_ACCEPTED)
    assert (accepted.actor_id, accepted.candidate_id) == (mira.pk, candidate.pk)


def test_scope_that_is_none_is_refused_and_the_invite_stays(held, mira):
    invite, token = issue(held)
    client = client_of(mira, token)
    assert client.post(CLAIM, {"scopes": ["everything"]}).status_code == 422
    invite.refresh_from_db()
    assert invite.is_open(timezone.now())
    assert client.post(CLAIM, {"scopes": ["pay"]}).status_code == 302


def test_who_has_a_search_gets_the_rows_added(held, mira):
    own = make_candidate(user=mira)
    make_application(candidate=own, job_title="Mine")
    _, token = issue(held)
    client = client_of(mira, token)
    assert "You have a search here already" in client.get(OPEN).content.decode()
    client.post(CLAIM, {"scopes": ALL_BUT_PAY})
    titles = Application.objects.filter(candidate=own).values_list("job_title", flat=True)
    assert set(titles) == {"Mine", "Analyst"}
    assert not Candidate.objects.filter(pk=held.candidate_id).exists()


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"name": "Mira Sandberg", "time_zone": "Asia/Tokyo"}, ("Mira Sandberg", "Asia/Tokyo")),
        ({"name": "", "time_zone": "UTC"}, ("Mira S", "UTC")),
    ],
)
def test_account_and_record_have_one_name_and_clock_from_then_on(held, told, kept):
    Candidate.objects.filter(pk=held.candidate_id).update(time_zone="Europe/Stockholm")
    user = make_user(email=MIRA, **told)
    _, token = issue(held)
    client_of(user, token).post(CLAIM, {"scopes": ALL_BUT_PAY})
    candidate = Candidate.objects.select_related("user").get(pk=held.candidate_id)
    assert (candidate.name, candidate.time_zone) == kept
    assert (candidate.user.name, candidate.user.time_zone) == kept


def test_who_has_told_no_clock_is_asked_for_it(held):
    user = make_user(email=MIRA, time_zone="")
    _, token = issue(held)
    client = client_of(user, token)
    assert "data-browser-zone" in client.get(OPEN).text
    refused = client.post(CLAIM, {"scopes": ["feedback"]})
    assert (refused.status_code, "Choose where your clock stands." in refused.text) == (422, True)
    assert not Representation.objects.filter(accepted_at__isnull=False).exists()
    client.post(CLAIM, {"scopes": ["feedback"], "time_zone": "America/Lima"})
    candidate = Candidate.objects.select_related("user").get(pk=held.candidate_id)
    assert (candidate.time_zone, candidate.user.time_zone) == ("America/Lima", "America/Lima")


def test_record_that_is_somebodys_is_taken_over_by_nobody(held, mira):
    owner = make_user()
    invite, _ = issue(held)
    Candidate.objects.filter(pk=held.candidate_id).update(user=owner)
    for use in (
        lambda: invite.claim(mira, [Scope.APPLICATIONS], at=timezone.now()),
        lambda: invite.refuse(mira, at=timezone.now()),
    ):
        with pytest.raises(Spent):
            use()
    assert Candidate.objects.get(pk=held.candidate_id).user == owner


def test_saying_no_deletes_what_was_written_down(held, mira):
    _, token = issue(held)
    client = client_of(mira, token)
    answer = client.post(REFUSE, follow=True)
    assert "You said no to Nordwind." in answer.content.decode()
    assert not Candidate.objects.exists()
    assert not Application.objects.exists()
    assert "invite" not in client.session
    assert client.get(OPEN).status_code == 404


def test_joining_gives_the_role_that_was_asked_for(petra, mira):
    _, token = ask_to_join(petra)
    client = client_of(mira, token)
    text = client.get(OPEN).content.decode()
    for words in ("Nordwind", "Petra Nyström", "Coordinator"):
        assert words in text
    answer = client.post(JOIN)
    assert answer.url == reverse("desk:worklist")
    member = Membership.objects.get(user=mira)
    assert (member.firm, member.role) == (petra.firm, Role.COORDINATOR)
    assert "invite" not in client.session


def test_who_joins_tells_their_clock_first(petra):
    user = make_user(email=MIRA, time_zone="")
    _, token = ask_to_join(petra)
    client = client_of(user, token)
    assert client.post(JOIN).status_code == 422
    assert not Membership.objects.filter(user=user).exists()
    client.post(JOIN, {"time_zone": "America/Lima"})
    user.refresh_from_db()
    assert (user.time_zone, user.firm_id) == ("America/Lima", petra.firm_id)


def test_saying_no_to_a_firm_joins_nothing_and_deletes_nothing(petra, held, mira):
    invite, token = ask_to_join(petra)
    client = client_of(mira, token)
    client.post(REFUSE)
    invite.refresh_from_db()
    assert invite.used_at is not None
    assert not Membership.objects.filter(user=mira).exists()
    assert Candidate.objects.filter(pk=held.candidate_id).exists()


@pytest.mark.parametrize(("make", "wrong"), [(issue, JOIN), (ask_to_join, CLAIM)])
def test_invite_is_for_its_own_purpose_only(held, petra, mira, make, wrong):
    invite, token = make(held if make is issue else petra)
    assert client_of(mira, token).post(wrong, {"scopes": ALL_BUT_PAY}).status_code == 404
    invite.refresh_from_db()
    assert invite.is_open(timezone.now())


def test_secret_is_in_no_log(caplog, held, mira):
    caplog.set_level(logging.DEBUG)
    _, token = issue(held)
    client = Client()
    client.get(link(token))
    client.get(OPEN)
    client.force_login(mira)
    client.get(link(token), headers={"HX-Request": "true"})
    for address in (OPEN, CLAIM, JOIN):
        client.get(address)
    client.post(CLAIM, {"scopes": ALL_BUT_PAY})
    client.post(CLAIM)
    assert token not in caplog.text
    assert digest_of(token) not in caplog.text
    assert any(record.name == "django.request" for record in caplog.records)


def test_secret_is_in_no_line_that_is_written_of_an_odd_request(caplog, held):
    _, token = issue(held)
    client = Client(enforce_csrf_checks=True)
    for ask in (client.post, client.put, client.delete):
        ask(link(token))
    client.get(link(token).rstrip("/"))
    client.get(f"{link(token)}more/")
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert lines
    assert not [line for line in lines if token in line]


@pytest.mark.parametrize("odd", ["x" * 3000, "%00", "ä", "a b", "../../etc"])
def test_odd_token_is_like_any_other(client, odd, db):
    answer = client.get(f"/invites/{odd}/")
    assert answer.status_code in (302, 404)
    assert client.get(OPEN).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("purpose", [Purpose.CLAIM, Purpose.JOIN])
def test_of_two_at_once_one_gets_through(purpose, petra, held, mira):
    _, token = issue(held) if purpose == Purpose.CLAIM else ask_to_join(petra)
    address = CLAIM if purpose == Purpose.CLAIM else JOIN
    clients = [client_of(mira, token) for _ in range(2)]
    start = Barrier(2, timeout=30)

    def post(client):
        start.wait()
        try:
            return client.post(address, {"scopes": ALL_BUT_PAY}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(post, clients))
    # Who comes second by the same person's hand is led to what the first one did; who works for a
    # firm by then is led to a second factor before anything else.
    assert answers == [302, 302] or (purpose == Purpose.JOIN and answers == [302, 404])
    done = Entry.objects.filter(kind__in=(Kind.REPRESENTATION_ACCEPTED, Kind.MEMBER_JOINED))
    assert done.count() == 1
    accepted = Representation.objects.filter(accepted_at__isnull=False).count()
    joined = Membership.objects.filter(user=mira).count()
    assert (accepted, joined) == ((1, 0) if purpose == Purpose.CLAIM else (0, 1))
