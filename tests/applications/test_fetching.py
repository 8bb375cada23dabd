"""Fetching a link: from public addresses alone, within so many hops, bytes and seconds (T23)."""

import itertools
import threading

import pytest

from applications import fetching
from applications.fetching import MAX_BYTES, Fetcher, NotFetched, Why
from tests.applications.web import PAGE, PUBLIC, answer, certificate, internet, to


def fetch(net, url, **options):
    return Fetcher(look_up=net.look_up, connect=net.connect, **options).fetch(url)


def refusal(net, url, **options):
    with pytest.raises(NotFetched) as caught:
        fetch(net, url, **options)
    return caught.value.why


def test_page_comes_from_the_very_address_that_was_checked():
    with internet(lambda path: answer()) as net:
        assert fetch(net, "http://jobs.example/1?a=b#part") == (PAGE, "utf-8")
        assert (net.connected, net.asked) == ([(PUBLIC, 80)], ["jobs.example"])
        head = net.site.requests[0]
    assert head.startswith("GET /1?a=b HTTP/1.1\r\n")
    assert "\r\nHost: jobs.example\r\n" in head
    assert not any(name in head for name in ("Cookie", "Referer", "Authorization"))


def test_secure_page_is_held_against_its_name(tmp_path):
    server, client = certificate(tmp_path, "jobs.example")
    with internet(lambda path: answer(), tls=server, **{"other.example": [PUBLIC]}) as net:
        assert fetch(net, "https://jobs.example/", tls=client).content == PAGE
        assert net.connected == [(PUBLIC, 443)]
        assert "\r\nHost: jobs.example\r\n" in net.site.requests[0]
        assert refusal(net, "https://other.example/", tls=client) is Why.NO_ANSWER


PRIVATE = {
    "decimal": "http://2130706433/",
    "hexadecimal": "http://0x7f000001/",
    "octal": "http://0177.0.0.1/",
    "mixed": "http://0x7f.1/",
    "short": "http://127.1/",
    "zero": "http://0/",
    "plain": "http://127.0.0.1/",
    "with a dot behind": "http://127.0.0.1./",
    "wide digits": "http://１２７.０.０.１/",
    "wide dots": "http://127。0。0。1/",
    "circled digits": "http://①②⑦.⓪.⓪.①/",
    "metadata": "http://169.254.169.254/latest/meta-data/",
    "carrier": "http://100.64.0.1/",
    "IPv6": "http://[::1]/",
    "mapped": "http://[::ffff:127.0.0.1]/",
    "mapped in hexadecimal": "http://[::ffff:7f00:1]/",
    "NAT64": "http://[64:ff9b::7f00:1]/",
    "6to4": "http://[2002:7f00:1::]/",
    "compatible": "http://[::7f00:1]/",
    "unique local": "http://[fd00::1]/",
    "link local": "http://[fe80::1]/",
    "with a zone": "http://[fe80::1%25eth0]/",
    "a private name": "http://intranet.example/",
    "a name of which one is private": "http://mixed.example/",
}
NAMES = {"intranet.example": ["10.0.0.1"], "mixed.example": [PUBLIC, "192.168.0.1"]}


@pytest.mark.parametrize("spelling", PRIVATE)
def test_no_packet_leaves_for_a_private_address(spelling):
    with internet(lambda path: answer(), **NAMES) as net:
        assert refusal(net, PRIVATE[spelling]) in (Why.NOT_PUBLIC, Why.NO_ANSWER, Why.ADDRESS)
        assert net.connected == []


@pytest.mark.parametrize("spelling", [name for name in PRIVATE if PRIVATE[name].isascii()])
def test_nor_does_it_by_way_of_a_redirect(spelling):
    says = {"/": to(PRIVATE[spelling])}
    with internet(says.get, **NAMES) as net:
        assert refusal(net, "http://jobs.example/") in (
            Why.NOT_PUBLIC,
            Why.NO_ANSWER,
            Why.ADDRESS,
        )
        assert net.connected == [(PUBLIC, 80)]


def test_name_that_changes_its_address_is_looked_up_once_a_hop():
    answers = itertools.cycle([[PUBLIC], ["127.0.0.1"]])
    with internet(lambda path: answer(), **{"rebinding.example": lambda: next(answers)}) as net:
        assert fetch(net, "http://rebinding.example/").content == PAGE
        assert net.connected == [(PUBLIC, 80)]
        assert refusal(net, "http://rebinding.example/") is Why.NOT_PUBLIC
        assert net.connected == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "jobs.example/1",
        "file:///etc/passwd",
        "ftp://jobs.example/",
        "gopher://jobs.example/",
        "javascript:alert(1)",
        "data:text/html,a",
        "http:///1",
        "http://",
        "http://user@jobs.example/",
        "http://user:secret@jobs.example/",
        "http://@jobs.example/",
        "http://jobs.example:22/",
        "http://jobs.example:443/",
        "https://jobs.example:80/",
        "http://jobs.example:99999/",
        "http://jobs.example:x/",
        "http://jobs.example/a b",
        "http://jobs.example/\r\nX: y",
        "http://jobs.example\\@127.0.0.1/",
        "http://jobs.example/\x00",
        "http://[::1",
        "http://" + "a" * 64 + ".example/",
        "http://jobs..example/",
    ],
)
def test_what_is_no_plain_web_address_is_not_even_looked_up(url):
    with internet(lambda path: answer()) as net:
        assert refusal(net, url) is Why.ADDRESS
        assert (net.asked, net.connected) == ([], [])


def test_address_in_other_letters_is_asked_for_as_computers_write_it():
    with internet(lambda path: answer(), **{"xn--mller-kva.example": [PUBLIC]}) as net:
        fetch(net, "http://müller.example/straße?q=ü")
        assert net.site.requests[0].startswith("GET /stra%C3%9Fe?q=%C3%BC HTTP/1.1")
        assert "Host: xn--mller-kva.example\r\n" in net.site.requests[0]


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 T", "308 P"])
def test_redirect_is_followed(status):
    says = {"/": to("/2", status), "/2": answer()}
    with internet(says.get) as net:
        assert fetch(net, "http://jobs.example/").content == PAGE
        assert len(net.asked) == 2


@pytest.mark.parametrize(("hops", "is_followed"), [(3, True), (4, False)])
def test_three_hops_are_followed_and_no_fourth(hops, is_followed):
    says = {f"/{n}": to(f"/{n + 1}") for n in range(hops)} | {f"/{hops}": answer()}
    with internet(says.get) as net:
        if is_followed:
            assert fetch(net, "http://jobs.example/0").content == PAGE
        else:
            assert refusal(net, "http://jobs.example/0") is Why.TOO_MANY_HOPS
        assert len(net.connected) == 4


def test_redirect_to_itself_ends():
    with internet(lambda path: to("/")) as net:
        assert refusal(net, "http://jobs.example/") is Why.TOO_MANY_HOPS


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (answer(status="404 Not Found"), Why.REFUSED),
        (answer(status="403 Forbidden"), Why.REFUSED),
        (answer(status="500 Oops"), Why.REFUSED),
        (answer(status="302 Found"), Why.REFUSED),
        (answer(kind="application/pdf"), Why.NO_PAGE),
        (answer(kind="image/png"), Why.NO_PAGE),
        (answer(Content_Encoding="gzip"), Why.NO_PAGE),
        (b"SSH-2.0-OpenSSH_9.9\r\n", Why.NO_ANSWER),
        (b"", Why.NO_ANSWER),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 10_000, Why.NO_ANSWER),
        (b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000, Why.NO_ANSWER),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 200_000, Why.NO_PAGE),
        (answer().replace(b"Content-Length: 38", b"Transfer-Encoding: chunked"), Why.NO_ANSWER),
    ],
)
def test_answer_that_is_no_page_is_refused(said, why):
    with internet(lambda path: said) as net:
        assert refusal(net, "http://jobs.example/") is why


@pytest.mark.parametrize("length", [MAX_BYTES, MAX_BYTES + 1, 3 * MAX_BYTES])
def test_no_more_than_two_megabytes_are_taken(length):
    with internet(lambda path: answer(b"x" * length)) as net:
        assert len(fetch(net, "http://jobs.example/").content) == MAX_BYTES


def test_page_without_an_end_ends_at_two_megabytes():
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    with internet(lambda path: [head, *[b"x" * 100_000] * 60]) as net:
        assert len(fetch(net, "http://jobs.example/").content) == MAX_BYTES


class Clock:
    """Each look at it takes so many seconds."""

    def __init__(self, step):
        self.time, self.step = 0.0, step

    def __call__(self):
        self.time += self.step
        return self.time


@pytest.mark.parametrize(
    "says",
    [
        [answer()[:20], *[b"x"] * 200],
        [answer(b"x" * 5_000)[:100], *[b"x" * 10] * 490],
    ],
    ids=["headers", "body"],
)
def test_site_that_drips_is_left_when_time_is_up(says):
    with internet(lambda path: list(says)) as net:
        assert refusal(net, "http://jobs.example/", now=Clock(1.0)) is Why.TOO_SLOW


def test_hops_share_the_time():
    says = {"/": to("/1"), "/1": to("/2"), "/2": answer()}
    with internet(says.get) as net:
        assert refusal(net, "http://jobs.example/", now=Clock(0.6)) is Why.TOO_SLOW
        assert 0 < len(net.connected) < 3


def test_site_that_says_nothing_is_left():
    silence = threading.Event()
    with internet(lambda path: [b""] if silence.wait(10) else b"") as net:
        assert refusal(net, "http://jobs.example/", seconds=0.2) is Why.TOO_SLOW
        silence.set()


def test_name_server_that_says_nothing_is_left():
    silence = threading.Event()
    with internet(lambda path: answer(), **{"slow.example": lambda: silence.wait(10) or []}) as net:
        assert refusal(net, "http://slow.example/", seconds=0.2) is Why.TOO_SLOW
        silence.set()


def test_second_address_is_tried_where_the_first_does_not_answer():
    with internet(lambda path: answer(), **{"two.example": ["8.8.8.8", PUBLIC]}) as net:
        connect = net.connect

        def connect_to_one(address, port, seconds):
            if address == "8.8.8.8":
                raise ConnectionRefusedError
            return connect(address, port, seconds)

        net.connect = connect_to_one
        assert fetch(net, "http://two.example/").content == PAGE


def test_only_so_many_wait_for_other_sites_at_once(monkeypatch):
    monkeypatch.setattr(fetching, "_AT_ONCE", threading.BoundedSemaphore(1))
    monkeypatch.setattr(fetching, "PATIENCE", 0)
    with fetching._AT_ONCE, pytest.raises(NotFetched) as caught:
        fetching.fetch("http://jobs.example/")
    assert caught.value.why is Why.BUSY


def test_place_is_given_back_after_a_failure(monkeypatch):
    monkeypatch.setattr(fetching, "_AT_ONCE", threading.BoundedSemaphore(1))
    for _ in range(3):
        with pytest.raises(NotFetched) as caught:
            fetching.fetch("http://127.0.0.1/")
        assert caught.value.why is Why.NOT_PUBLIC
