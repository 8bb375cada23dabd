"""What our own mail server says of a sender, and nobody else in its name."""

import pytest

from interviews.mailroom.sender_checks import sender_checks
from tests.interviews.mailroom.mails import RECEIPT, mail

OURS = "mx.example.org"


def checked(*lines):
    head = "".join(f"Authentication-Results: {line}\r\n" for line in lines).encode()
    found = sender_checks(head + mail(RECEIPT), OURS)
    return [(each.method, each.result, each.domain) for each in found]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"{OURS}; dkim=pass header.d=vale.example", [("dkim", "pass", "vale.example")]),
        (f"{OURS} 1; spf=fail smtp.mailfrom=ada@x.example", [("spf", "fail", "x.example")]),
        (
            "MX.example.org;\r\n\tdkim=pass (2048-bit key) header.i=@Vale.example;\r\n arc=none",
            [("dkim", "pass", "vale.example")],
        ),
        (f"{OURS}; arc=fail; dkim=none", [("arc", "fail", ""), ("dkim", "none", "")]),
        (
            f"{OURS}; dmarc=pass (p=none) header.from=vale.example",
            [("dmarc", "pass", "vale.example")],
        ),
        (f"{OURS}; none", []),
        (f"{OURS}; iprev=pass policy.iprev=192.0.2.1", []),
        ("", []),
    ],
)
def test_reads_what_our_server_says(line, found):
    assert checked(line) == found


@pytest.mark.parametrize(
    "line",
    [
        "evil.example; dkim=pass header.d=vale.example",
        f"evil.example {OURS}; dkim=pass header.d=vale.example",
        f"{OURS}.evil.example; dkim=pass header.d=vale.example",
        f"(comment) x{OURS}; dkim=pass header.d=vale.example",
    ],
)
def test_nobody_else_speaks_in_its_name(line):
    assert checked(line) == []


def test_body_is_no_header():
    raw = mail(RECEIPT) + f"\nAuthentication-Results: {OURS}; dkim=pass\n".encode()
    assert sender_checks(raw, OURS) == []


def test_nothing_is_believed_where_no_server_is_named():
    assert sender_checks(b"Authentication-Results: ; dkim=pass\n\nx", "") == []


@pytest.mark.parametrize(
    ("result", "words"),
    [("pass", "is right"), ("fail", "is wrong"), ("temperror", "could not be checked")],
)
def test_result_in_words(result, words):
    raw = f"Authentication-Results: {OURS}; dkim={result} header.d=vale.example\n\n".encode()
    [found] = sender_checks(raw, OURS)
    assert found.words == f"The signature (DKIM) {words}: vale.example"
