"""Invites by mail: what they say and to whom, and that nobody learns who has an account."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from jobtracker.audit.models import Entry, Kind
from jobtracker.outbox.models import Mail
from jobtracker.outbox.rights import is_wanted
from jobtracker.people.mail import seen
from jobtracker.people.models import Candidate, Firm, Invite, Role, User, invite
from jobtracker.people.models.invite import Purpose
from jobtracker.ui.when import in_full
from tests.factories import make_candidate, make_membership, make_user

pytestmark = pytest.mark.django_db


def ask_to_join(client, firm, email="ida@example.org", role="coordinator"):
    address = reverse("firm:join-invites", args=[firm.pk])
    return client.post(address, {"email": email, "role": role})


def ask_to_claim(client, held):
    return client.post(reverse("firm:claim-invite", args=[held.pk]))


def post(client, name, one):
    return client.post(reverse(f"firm:{name}", args=[one.pk]))


def token_in(mail):
    return re.search(r"http://testserver/invites/([^/\s]+)/\n", mail.text)[1]


def masked(text):
    """The page or the mail, without what is new each time and without the address itself."""
    text = re.sub(r"(/|candidate=)\d+\b", r"\1pk", text)
    text = re.sub(r'(name="held" value=")\d+', r"\1pk", text)
    text = re.sub(r"[A-Za-z0-9_-]{43,64}", "token", text)
    text = re.sub(r'(name="form_key" value=")[^"]+', r"\1key", text)
    return re.sub(r"\w+@example\.org", "address", text)


def test_colleague_is_invited_by_a_mail_with_the_only_copy_of_the_token(signed_in, anna, firm):
    answer = ask_to_join(signed_in(anna), firm, email="Ida@Example.org", role="administrator")
    assert answer.url == reverse("firm:members", args=[firm.pk])
    mail, asked = Mail.objects.get(), Invite.objects.get()
    assert (mail.purpose, mail.to, mail.about) == ("join-invite", "ida@example.org", asked.pk)
    assert Invite.objects.with_token(token_in(mail)).get() == asked
    assert (asked.role, asked.made_by, mail.html) == (Role.ADMINISTRATOR, anna.user, "")
    assert f"{anna.user} invites you to work for Lindgren Staffing" in mail.text
    assert "as administrator" in mail.text
    assert is_wanted(mail)


def test_candidate_is_invited_by_a_mail_that_says_who_and_what_for(signed_in, petra, jonas):
    ask_to_claim(signed_in(petra), jonas)
    mail = Mail.objects.get()
    assert (mail.purpose, mail.to) == ("claim-invite", "jonas@example.org")
    assert (mail.candidate_id, mail.recipient) == (jonas.candidate_id, None)
    assert mail.subject == f"{petra.user} of Lindgren Staffing invites you"
    assert mail.text.startswith("Hello Jonas Weber,\n")
    for words in ("until you agree", "say no", "If you don't know them, do nothing."):
        assert words in mail.text
    assert Invite.objects.with_token(token_in(mail)).get().representation == jonas
    assert is_wanted(mail)


def test_candidate_is_added_and_invited_in_one_go(signed_in, petra, firm):
    contact = {"name": "Ida & Co", "email": "ida@example.org", "time_zone": "UTC"}
    address = reverse("firm:add-candidate", args=[firm.pk])
    signed_in(petra).post(address, contact | {"send_now": "on"})
    mail = Mail.objects.get()
    assert mail.candidate_id == Candidate.objects.get().pk
    assert mail.text.startswith("Hello Ida & Co,\n")


def test_token_is_nowhere_but_in_the_mail(signed_in, petra, jonas):
    client = signed_in(petra)
    answer = client.post(reverse("firm:claim-invite", args=[jonas.pk]), follow=True)
    token = token_in(Mail.objects.get())
    assert token not in answer.content.decode() + str(answer.redirect_chain)
    stored = [*Invite.objects.values_list(), *Entry.objects.values_list("target", "detail")]
    assert token not in str(stored)


@pytest.mark.parametrize("purpose", Purpose)
def test_day_of_the_end_is_on_the_readers_clock(signed_in, anna, jonas, firm, purpose):
    Candidate.objects.filter(pk=jonas.candidate_id).update(time_zone="Pacific/Kiritimati")
    User.objects.filter(pk=anna.user_id).update(time_zone="Pacific/Kiritimati")
    jonas.candidate.refresh_from_db()
    client = signed_in(anna)
    if purpose is Purpose.CLAIM:
        ask_to_claim(client, jonas)
    else:
        ask_to_join(client, firm)
    end = Invite.objects.get().expires_at + timedelta(hours=14)
    assert f"until {end.day} {end:%B %Y}." in Mail.objects.get().text


KNOWN = ["candidate", "member", "administrator elsewhere", "bare account"]


def known(kind):
    if kind == "candidate":
        make_candidate(user=make_user(email="known@example.org"), email="known@example.org")
        return
    user = make_user(email="known@example.org")
    if kind == "member":
        make_membership(user=user)
    elif kind == "administrator elsewhere":
        make_membership(user=user, role=Role.ADMINISTRATOR)


@pytest.mark.parametrize("kind", KNOWN)
def test_answer_to_a_join_invite_does_not_tell_a_known_address(signed_in, anna, firm, kind):
    known(kind)
    client, answers, mails = signed_in(anna), [], []
    for email in ("known@example.org", "unknown@example.org"):
        address = reverse("firm:join-invites", args=[firm.pk])
        answer = client.post(address, {"email": email, "role": "coordinator"}, follow=True)
        answers.append((answer.redirect_chain, masked(answer.content.decode())))
        mails.append(masked(Mail.objects.get(to=email).text + Mail.objects.get(to=email).subject))
        client.post(reverse("firm:join-invite-withdrawal", args=[Invite.objects.first().pk]))
        client.get(reverse("firm:members", args=[firm.pk]))
    assert answers[0] == answers[1]
    assert mails[0] == mails[1]


@pytest.mark.parametrize("kind", KNOWN)
def test_candidate_who_was_asked_looks_the_same_with_and_without_an_account(
    signed_in, petra, firm, kind
):
    known(kind)
    client, pages = signed_in(petra), []
    for email in ("known@example.org", "unknown@example.org"):
        contact = {"name": "Ida Holm", "email": email, "time_zone": "UTC", "send_now": "on"}
        address = reverse("firm:add-candidate", args=[firm.pk])
        answer = client.post(address, contact, follow=True)
        held = firm.representations.get()
        listed = client.get(reverse("firm:caseload", args=[firm.pk])).content.decode()
        pages.append(masked(answer.content.decode() + listed + Mail.objects.get().text))
        client.post(reverse("firm:ending", args=[held.pk]), {"sure": "on"})
        client.get(reverse("firm:caseload", args=[firm.pk]))
    assert pages[0] == pages[1]


def test_who_works_here_already_is_not_invited(signed_in, anna, petra, firm):
    answer = ask_to_join(signed_in(anna), firm, email=petra.user.email.upper())
    assert answer.status_code == 422
    assert answer.context["join_form"].errors["email"] == ["This person works here already."]
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    ("email", "role"), [("", "coordinator"), ("a@b", "coordinator"), ("a@example.org", "owner")]
)
def test_odd_invite_is_refused_and_kept_in_the_fields(signed_in, anna, firm, email, role):
    answer = ask_to_join(signed_in(anna), firm, email=email, role=role)
    assert answer.status_code == 422
    assert answer.context["join_form"]["email"].value() == email
    assert not Invite.objects.exists()


def listed(client, firm):
    """Each address with what the list says of it, and the buttons beside it."""
    page = LexborHTMLParser(client.get(reverse("firm:members", args=[firm.pk])).content)
    return {
        line.css_first("strong").text(): (
            " ".join(line.css_first("p").text().split()),
            [button.text(strip=True) for button in line.css("button")],
        )
        for line in page.css("main li.stack-small")
    }


def test_open_invites_are_listed_with_their_end_and_those_that_ended_of_late(
    signed_in, anna, petra, firm
):
    client = signed_in(anna)
    now = timezone.now()
    changes = {
        "open": {},
        "withdrawn": {"withdrawn_at": now},
        "late": {"expires_at": now},
        "old": {"expires_at": now - timedelta(days=31)},
        "no": {"used_at": now, "refused_at": now},
        "yes": {"used_at": now},
    }
    for name, change in changes.items():
        ask_to_join(client, firm, email=f"{name}@example.org")
        if change:
            Invite.objects.filter(email=f"{name}@example.org").update(**change)
    client.get(reverse("firm:members", args=[firm.pk]))
    today = in_full(timezone.localdate())
    ends = in_full(timezone.localdate(now + timedelta(days=7)))
    lines = {
        "open@example.org": (f"open@example.org as coordinator, until {ends}", "again, withdraw"),
        "late@example.org": (f"late@example.org as coordinator Ran out on {today}", "again"),
        "no@example.org": (f"no@example.org as coordinator Said no on {today}", ""),
    }
    buttons = {"again, withdraw": ["Send again", "Withdraw"], "again": ["Send again"], "": []}
    for member, may in ((anna, True), (petra, False)):
        assert listed(signed_in(member), firm) == {
            address: (words, buttons[which] if may else [])
            for address, (words, which) in lines.items()
        }


def test_invite_that_ran_out_is_listed_until_there_is_a_newer_one_or_they_came(
    signed_in, anna, firm
):
    client = signed_in(anna)
    for name in ("ida", "ulla"):
        ask_to_join(client, firm, email=f"{name}@example.org")
    Invite.objects.update(expires_at=timezone.now(), made_at=timezone.now() - timedelta(days=7))
    post(client, "join-invite-again", Invite.objects.get(email="ida@example.org"))
    make_membership(firm=firm, user=make_user(email="ulla@example.org"))
    ((address, (words, _)),) = listed(client, firm).items()
    assert (address, "until" in words) == ("ida@example.org", True)


@pytest.mark.parametrize("purpose", Purpose)
def test_second_mail_replaces_the_first(signed_in, anna, jonas, firm, purpose):
    client = signed_in(anna)
    if purpose is Purpose.CLAIM:
        ask_to_claim(client, jonas)
        ask_to_claim(client, jonas)
    else:
        ask_to_join(client, firm)
        post(client, "join-invite-again", Invite.objects.get())
    first, second = Mail.objects.order_by("pk")
    assert (is_wanted(first), is_wanted(second)) == (False, True)
    assert first.to == second.to
    assert token_in(first) != token_in(second)


def test_withdrawn_invite_is_neither_sent_nor_sent_again(signed_in, anna, firm):
    client = signed_in(anna)
    ask_to_join(client, firm)
    asked = Invite.objects.get()
    post(client, "join-invite-withdrawal", asked)
    assert not is_wanted(Mail.objects.get())
    for name in ("join-invite-again", "join-invite-withdrawal"):
        assert post(client, name, asked).status_code == 302
    assert Mail.objects.count() == 1
    assert Entry.objects.filter(kind=Kind.INVITE_WITHDRAWN).count() == 1


def test_coordinator_invites_nobody_to_join(signed_in, anna, petra, firm):
    ask_to_join(signed_in(anna), firm)
    client, asked = signed_in(petra), Invite.objects.get()
    assert ask_to_join(client, firm).status_code == 403
    for name in ("join-invite-again", "join-invite-withdrawal"):
        assert post(client, name, asked).status_code == 403
    assert asked.is_open(timezone.now())


def test_stranger_finds_no_invite(signed_in, anna, stranger, firm):
    ask_to_join(signed_in(anna), firm)
    client, asked = signed_in(stranger), Invite.objects.get()
    assert ask_to_join(client, firm).status_code == 404
    for name in ("join-invite-again", "join-invite-withdrawal"):
        assert post(client, name, asked).status_code == 404


def test_invite_to_claim_is_no_invite_to_join(signed_in, anna, jonas):
    client = signed_in(anna)
    ask_to_claim(client, jonas)
    for name in ("join-invite-again", "join-invite-withdrawal"):
        assert post(client, name, Invite.objects.get()).status_code == 404


def test_invites_are_changed_by_post_alone(signed_in, anna, firm):
    client = signed_in(anna)
    ask_to_join(client, firm)
    pk = Invite.objects.get().pk
    for name, of in (
        ("join-invites", firm.pk),
        ("join-invite-again", pk),
        ("join-invite-withdrawal", pk),
    ):
        assert client.get(reverse(f"firm:{name}", args=[of])).status_code == 405


def test_day_has_a_limit_that_counts_all_of_ones_firms(signed_in, anna, jonas, firm, monkeypatch):
    monkeypatch.setattr(invite, "MOST_A_DAY", 2)
    client = signed_in(anna)
    other = Firm.objects.start(anna.user, "Another", at=timezone.now())
    assert ask_to_join(client, firm).status_code == 302
    assert ask_to_join(client, other, email="two@example.org").status_code == 302
    assert ask_to_join(client, firm, email="three@example.org").status_code == 422
    for address in (
        reverse("firm:claim-invite", args=[jonas.pk]),
        reverse("firm:join-invite-again", args=[Invite.objects.first().pk]),
    ):
        assert "More can go out tomorrow" in client.post(address, follow=True).content.decode()
    assert Mail.objects.count() == 2
    Invite.objects.update(made_at=timezone.now() - timedelta(days=1))
    assert ask_to_join(client, firm, email="three@example.org").status_code == 302


@pytest.mark.parametrize(
    "name", ["A\r\nBcc: all@example.org", "=?utf-8?q?A=0ABcc:_all?=", "A\u2028B", "A\x00"]
)
def test_odd_name_that_is_kept_already_changes_no_header(signed_in, petra, jonas, name):
    User.objects.filter(pk=petra.user_id).update(name=name.replace("\x00", ""))
    Firm.objects.filter(pk=petra.firm_id).update(name=name.replace("\x00", ""))
    ask_to_claim(signed_in(petra), jonas)
    message = Mail.objects.get().message().message()
    assert message["Bcc"] is None
    assert message["To"] == "jonas@example.org"
    assert "\n" not in seen(name)
