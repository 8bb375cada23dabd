"""Whose a mail in a common mailbox is, by the lines of its head."""

import pytest

from interviews.mailroom.recipients import MOST, MOST_IN_LINE, MOST_LINES, envelope

DOMAIN = "in.example.org"
ONE, OTHER = "abcdefghjkmnpqrstuvw", "23456789abcdefghjkmn"


def names(head):
    return envelope(head.encode(), DOMAIN).names


@pytest.mark.parametrize(
    "field", ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "cc", "TO"]
)
def test_each_field_that_names_whom_it_is_for(field):
    assert names(f"{field}: {ONE}@{DOMAIN}\r\n") == [ONE]


@pytest.mark.parametrize(
    "written",
    [
        f"<{ONE}@{DOMAIN}>",
        f"Mira Okafor <{ONE}@{DOMAIN}>",
        f"{ONE.upper()}@IN.Example.ORG",
        f"a@b.example,\r\n\t{ONE}@{DOMAIN}",
        f"rfc822;{ONE}@{DOMAIN}.",
    ],
)
def test_address_however_it_is_written(written):
    assert names(f"To: {written}\r\n") == [ONE]


@pytest.mark.parametrize(
    "head",
    [
        "",
        f"From: {ONE}@{DOMAIN}",
        f"Subject: {ONE}@{DOMAIN}",
        f"Return-Path: <{ONE}@{DOMAIN}>",
        f"To: {ONE}@{DOMAIN}.example",
        f"To: {ONE}@not{DOMAIN}",
        f"To: {ONE}@inxexample.org",
        f"To: x+{ONE}@{DOMAIN}",
        f"To: {ONE}@example.org",
        f"X-To: {ONE}@{DOMAIN}",
        f"To {ONE}@{DOMAIN}",
    ],
)
def test_what_names_nobody_of_ours(head):
    assert names(head) == []


def test_mail_servers_come_before_the_sender_and_each_is_named_once():
    head = f"To: {ONE}@{DOMAIN}, {OTHER}@{DOMAIN}\r\nDelivered-To: {OTHER}@{DOMAIN}\r\n"
    assert names(head) == [OTHER, ONE]


def test_limits():
    many = "".join(f"To: {number:020}@{DOMAIN}\r\n" for number in range(MOST + 5))
    assert len(names(many)) == MOST
    assert names("X: y\r\n" * MOST_LINES + f"To: {ONE}@{DOMAIN}") == []
    assert names(f"To: {' ' * MOST_IN_LINE}{ONE}@{DOMAIN}") == []


@pytest.mark.parametrize(
    ("line", "forwarder"),
    [
        ("Return-Path: <rule@mail.example>", "rule@mail.example"),
        ("Return-Path: <>", ""),
        ("Return-Path: <a\x00b@mail.example>", ""),
        ("Subject: <rule@mail.example>", ""),
    ],
)
def test_who_handed_it_over(line, forwarder):
    assert envelope(f"To: a\r\n{line}\r\n".encode(), DOMAIN).forwarder == forwarder


@pytest.mark.parametrize(
    "head", [b"\xff\xfe: \xff", b"\x00" * 100, b":" * 60_000, b"\r\n\t" * 20_000]
)
def test_what_is_no_head_names_nobody(head):
    assert envelope(head, DOMAIN) == ([], "")
