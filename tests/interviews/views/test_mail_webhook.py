"""Mail that a provider posts, in the forms that Postmark and Mailgun describe."""

import base64
import hashlib
import hmac
import json
import logging
from urllib.parse import urlencode

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from interviews.intake.limits import MAX_BYTES
from interviews.mailroom import delivery
from interviews.models import MailAddress, Message
from interviews.views import mail_webhook
from tests.factories import NOW, make_candidate
from tests.interviews.mailroom.mails import RECEIPT, mail

pytestmark = pytest.mark.django_db
SECRET = "postmark:a-password-of-some-length"
KEY = "signing-key"
USUAL = mail(RECEIPT)
DOMAIN = "in.example.org"
FROM = "rule@mail.example"
URL = reverse("interviews:mail-webhook")
# What no UTF-8 text holds, as older programs still write it.
ODD = b"Subject: Bewerbung\r\nContent-Type: text/plain; charset=latin-1\r\n\r\nGr\xfc\xdfe\r\n"


@pytest.fixture
def address(settings):
    settings.MAIL_DOMAIN, settings.MAIL_WEBHOOK_SECRET = DOMAIN, SECRET
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "MAILGUN_WEBHOOK_SIGNING_KEY": KEY}
    return MailAddress.objects.issue(make_candidate(), at=NOW).address


@pytest.fixture
def postmark(address, settings):
    settings.MAIL_WEBHOOK = "postmark"
    return lambda raw=USUAL, to=address, **extra: sent_by_postmark(raw, to, **extra)


@pytest.fixture
def mailgun(address, settings):
    settings.MAIL_WEBHOOK = "mailgun"
    return lambda raw=USUAL, to=address, **extra: sent_by_mailgun(raw, to, **extra)


def basic(secret=SECRET):
    return {"Authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"}


def sent_by_postmark(raw, to, *, headers=None, **fields):
    """As on https://postmarkapp.com/developer/webhooks/inbound-webhook"""
    body = {
        "FromName": "Ada Berg",
        "From": "jobs@vale.example",
        "To": "mira@example.org",
        "OriginalRecipient": to,
        "MessageID": "22c74902-a0c1-4511-804f-341342852c90",
        "Headers": [{"Name": "Return-Path", "Value": f"<{FROM}>"}],
        "TextBody": "Thank you",
        "Attachments": [],
        "RawEmail": raw.decode(),
    }
    body = {name: value for name, value in (body | fields).items() if value is not None}
    return posting().post(
        URL, json.dumps(body), content_type="application/json", headers=headers or basic()
    )


def sent_by_mailgun(raw, to, *, headers=None, key=KEY, is_urlencoded=False):
    """As on https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store"""
    signed = {"timestamp": "2098000000", "token": "a" * 50}
    text = "".join(signed.values()).encode()
    signature = hmac.new(key.encode(), text, hashlib.sha256).hexdigest()
    fields = {**signed, "signature": signature, "recipient": to, "sender": FROM, "body-mime": raw}
    if is_urlencoded:
        form = "application/x-www-form-urlencoded"
        return posting().post(URL, urlencode(fields), content_type=form, headers=headers or basic())
    parts = [
        f'--limit\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        + (value if isinstance(value, bytes) else value.encode())
        for name, value in fields.items()
    ]
    body = b"\r\n".join([*parts, b"--limit--\r\n"])
    form = "multipart/form-data; boundary=limit"
    return posting().post(URL, body, content_type=form, headers=headers or basic())


def posting():
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.fixture(params=["postmark", "mailgun"])
def send(request):
    return request.getfixturevalue(request.param)


def test_mail_is_kept_byte_for_byte_with_who_handed_it_over(send):
    assert send().status_code == 200
    kept = Message.objects.get()
    assert bytes(kept.raw) == USUAL
    assert (kept.forwarder, kept.way, kept.is_being_read) == (FROM, "forwarded", True)


def test_mail_that_is_no_utf8_keeps_its_bytes(mailgun):
    assert mailgun(ODD).status_code == 200
    assert bytes(Message.objects.get().raw) == ODD


def test_mail_that_comes_again_is_one_message(send):
    assert [send().status_code for _ in range(2)] == [200, 200]
    assert Message.objects.count() == 1


def test_several_mails_that_mailgun_posts_url_encoded_are_each_kept_as_they_came(mailgun):
    texts = [RECEIPT, f"{RECEIPT} Grüße & 100 % = alles; a+b", "=?&+%41 %zz"]
    raws = [mail(text, number=number) for number, text in enumerate(texts)]
    assert [mailgun(raw, is_urlencoded=True).status_code for raw in [*raws, raws[0]]] == [200] * 4
    assert [bytes(each.raw) for each in Message.objects.order_by("pk")] == raws


@pytest.mark.parametrize("to", [f"nobody@{DOMAIN}", "mira@elsewhere.example", "", "\x00"])
def test_mail_to_nobody_is_dropped_without_a_word(to, send):
    assert send(to=to).status_code == 200
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"X": "y"}, basic("postmark:guess"), basic(":"), {"Authorization": "Basic ?"}]
)
def test_who_does_not_show_the_secret_hands_nothing_over(headers, send):
    assert send(headers=headers).status_code == 401
    assert not Message.objects.exists()


def test_what_mailgun_did_not_sign_is_not_its_own(mailgun):
    assert mailgun(key="another").status_code == 401
    assert not Message.objects.exists()


def test_mail_beyond_the_limit_is_dropped_for_good_and_the_log_says_so(send, caplog):
    large = b"Subject: large\r\n\r\n" + b"a" * MAX_BYTES
    assert send(large).status_code == 200
    assert not Message.objects.exists()
    assert [each.getMessage() for each in caplog.records] == [
        "A mail by webhook was larger than 10 MB and is dropped"
    ]


def test_body_beyond_the_limit_is_not_even_read(postmark, monkeypatch):
    monkeypatch.setattr(mail_webhook, "MOST_JSON", 100)
    assert postmark().status_code == 200
    assert not Message.objects.exists()


def test_largest_mail_comes_with_its_attachments_once_more(postmark):
    large = b"Subject: large\n\n" + b"a" * (MAX_BYTES - 100)
    assert postmark(large, Attachments=[{"Content": "a" * MAX_BYTES}]).status_code == 200
    assert len(Message.objects.get().raw) == len(large)


def test_after_enough_for_a_day_the_provider_tries_again(send, monkeypatch):
    monkeypatch.setattr(delivery, "MOST_A_DAY", 0)
    assert send().status_code == 429
    monkeypatch.undo()
    assert send().status_code == 200
    assert Message.objects.count() == 1


def test_what_could_not_be_stored_is_tried_again(send, monkeypatch):
    def no_database(*_, **__):
        raise OperationalError

    monkeypatch.setattr(mail_webhook, "deliver", no_database)
    assert send().status_code == 503
    monkeypatch.undo()
    assert send().status_code == 200
    assert Message.objects.count() == 1


@pytest.mark.parametrize("fields", [{"RawEmail": None}, {"OriginalRecipient": None}])
def test_without_the_raw_mail_the_log_says_what_to_turn_on(fields, postmark, caplog):
    caplog.set_level(logging.ERROR, "interviews")
    assert postmark(**fields).status_code == 500
    assert "turn that on there" in caplog.text
    assert "vale.example" not in caplog.text
    assert not Message.objects.exists()


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"x"', b"\xff", b'{"Headers": 1}'])
def test_what_is_no_such_request_is_no_mail(body, postmark):
    answer = posting().post(URL, body, content_type="application/json", headers=basic())
    assert answer.status_code == 500
    assert not Message.objects.exists()


def test_who_is_signed_in_meanwhile_changes_nothing(postmark, address):
    client = posting()
    client.force_login(MailAddress.objects.get().candidate.user)
    body = {"OriginalRecipient": address, "Headers": [], "RawEmail": "Subject: x\n\nBody"}
    answer = client.post(URL, json.dumps(body), "application/json", headers=basic())
    assert answer.status_code == 200
    assert Message.objects.count() == 1


@pytest.mark.parametrize("name", ["MAIL_WEBHOOK", "MAIL_WEBHOOK_SECRET"])
def test_without_provider_or_secret_there_is_no_such_address(name, postmark, settings):
    setattr(settings, name, "")
    assert postmark().status_code == 404
    assert not Message.objects.exists()
