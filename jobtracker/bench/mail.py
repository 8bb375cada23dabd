"""How fast mail comes in: from a mail server, by the receiver and the worker, to the inbox."""

import json
import os
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid
from pathlib import Path

from jobtracker.bench.server import PRODUCT, cpu_seconds, free_port
from jobtracker.bench.words import Words

DOMAIN = "in.bench.example"
MAIL_PEOPLE, APPLICATIONS_EACH = 20, 100
CONNECTIONS, WORKERS = 2, 2
PATIENCE_SECONDS = 300
WANTED_A_SECOND = 50

STEPS = """{greeting}

{line}

{filler}

Best regards
{who}
Talent Acquisition, {employer}
"""
LINES = (
    ("Thank you for applying to {employer}", "We have received your application for {title}."),
    ("Your application at {employer}", "Unfortunately we have decided not to move forward."),
    ("Interview: {title}", "We would like to invite you to an interview on {day} at 10:00 CET."),
    ("Ten jobs that may suit you", "New openings near you this week, chosen for you."),
    ("Einladung: {title}", "Wir laden Sie gern zu einem Gespräch am {tag} um 14:00 Uhr ein."),
)


@dataclass(frozen=True)
class MailFigures:
    """Mails a second, and milliseconds of processor a mail in our own processes (None: unknown)."""

    mails: int
    taken_in_a_second: float
    to_the_inbox_a_second: float
    receiver_cpu: float | None
    worker_cpu: float | None

    @property
    def goal(self) -> tuple[str, bool]:
        said = f"{WANTED_A_SECOND} mails a second from the mail server to the inbox"
        return said, self.to_the_inbox_a_second >= WANTED_A_SECOND

    def lines(self) -> Iterator[str]:
        yield f"{self.mails} mails of 2 to 40 kB, to {MAIL_PEOPLE} people with {APPLICATIONS_EACH}"
        yield f"taken in: {self.taken_in_a_second:.1f} a second"
        yield f"in the inbox, read: {self.to_the_inbox_a_second:.1f} a second"
        for name in ("receiver_cpu", "worker_cpu"):
            spent = getattr(self, name)
            told = "not known" if spent is None else f"{spent:.1f} ms a mail"
            yield f"{name.replace('_', ', ')}: {told}"


def measure_mail(mails: int) -> MailFigures:
    """Fill a database of its own, hand the mails over, and wait until all of them are read.

    :raises RuntimeError: where that takes longer than five minutes
    """
    from interviews.models import Message
    from jobtracker.server import let_go_of_database

    addresses = seed_people()
    words = Words(1)
    written = [as_bytes(number, words) for number in range(mails)]
    let_go_of_database()
    port = free_port()
    with processes(port) as (receiver, *workers):
        wait_for(port)
        before = spent([receiver]), spent(workers)
        began = time.perf_counter()
        hand_over(port, addresses, written)
        taken = time.perf_counter() - began
        until = time.monotonic() + PATIENCE_SECONDS
        while Message.objects.filter(due_at=None).count() < mails:
            if time.monotonic() > until:
                raise RuntimeError("The mails were not read in time.")
            time.sleep(0.05)
        whole = time.perf_counter() - began
        after = spent([receiver]), spent(workers)
        each = [
            None if x is None or y is None else 1000 * (y - x) / mails
            for x, y in zip(before, after, strict=True)
        ]
    return MailFigures(mails, mails / taken, mails / whole, *each)


def seed_people() -> list[str]:
    """People with a search of some size each; their private addresses."""
    from interviews.models import MailAddress
    from jobtracker.bench.seed import make, settle
    from jobtracker.people.models import Candidate

    now = datetime.now(UTC)
    make(range(MAIL_PEOPLE), MAIL_PEOPLE * APPLICATIONS_EACH, Words(1), now)
    settle()
    made = (MailAddress.objects.issue(each, at=now) for each in Candidate.objects.order_by("pk"))
    return [each.address for each in made]


def as_bytes(number: int, words: Words) -> bytes:
    """A mail of one of the usual kinds, with the same in HTML, as most senders write."""
    day = datetime.now(UTC) + timedelta(days=7 + number % 20)
    told = {
        "employer": f"Company {number % 200}",
        "title": f"Analyst {number % 50}",
        "day": f"{day:%A, %d %B %Y}",
        "tag": f"{day:%d.%m.%Y}",
    }
    subject, line = LINES[number % len(LINES)]
    text = STEPS.format(
        greeting="Hello,",
        line=line.format(**told),
        filler="\n\n".join(words.text(60) for _ in range(1 + number % 8)),
        who="Ada Berg",
        employer=told["employer"],
    )
    mail = EmailMessage()
    mail["From"] = f"Ada Berg <talent@company{number % 200}.example>"
    mail["To"] = "me@example.org"
    mail["Subject"] = subject.format(**told)
    mail["Date"] = datetime.now(UTC)
    mail["Message-ID"] = make_msgid(str(number), DOMAIN)
    mail.set_content(text)
    style = "<style>p{margin:0 0 1em;font:14px sans-serif}</style>" * (1 + number % 30 * 10)
    body = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    mail.add_alternative(f"<html><head>{style}</head><body>{body}</body></html>", subtype="html")
    return mail.as_bytes(policy=SMTP)


def hand_over(port: int, addresses: Sequence[str], mails: Sequence[bytes]) -> None:
    """By several connections at once, as a mail server does."""
    from concurrent.futures import ThreadPoolExecutor

    def some(first: int) -> None:
        with smtplib.LMTP("127.0.0.1", port) as peer:
            for number in range(first, len(mails), CONNECTIONS):
                to = addresses[number % len(addresses)]
                peer.sendmail("sender@example.org", [to], mails[number])

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(some, range(CONNECTIONS)))


@contextmanager
def processes(port: int) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """The receiver and the workers, as `jobtracker.serve` starts them."""
    settings = {"DJANGO_SETTINGS_MODULE": PRODUCT, "MAIL_LISTEN": f"lmtp://127.0.0.1:{port}"}
    commands = ["receive", *["work"] * WORKERS]
    started = [
        subprocess.Popen(  # noqa: S603 - commands of our own
            [sys.executable, "-m", "django", each],
            env={**os.environ, **settings},
            stdout=subprocess.DEVNULL,
        )
        for each in commands
    ]
    try:
        yield started
    finally:
        for each in started:
            each.terminate()
        for each in started:
            each.wait(30)


def wait_for(port: int) -> None:
    """:raises RuntimeError: where nobody listens there within a while"""
    until = time.monotonic() + PATIENCE_SECONDS / 5
    while time.monotonic() < until:
        with suppress(OSError, smtplib.SMTPException), smtplib.LMTP("127.0.0.1", port):
            return
        time.sleep(0.1)
    raise RuntimeError("The receiver did not start.")


def spent(programs: Sequence["subprocess.Popen[bytes]"]) -> float | None:
    """Seconds of processor by now, with the children that they waited for or that still run."""
    try:
        return sum(with_children(each.pid) for each in programs)
    except OSError:
        return None


def with_children(number: int) -> float:
    found = cpu_seconds(number, with_ended=True)
    told = Path(f"/proc/{number}/task/{number}/children").read_text()
    return found + sum(with_children(int(each)) for each in told.split())


def tell_mail(found: MailFigures, file: Path | None) -> None:
    """Print it, and write the same for machines."""
    said, is_met = found.goal
    print(*found.lines(), f"{'met   ' if is_met else 'MISSED'}  {said}", sep="\n")
    if file is not None:
        file.write_text(json.dumps(asdict(found), indent=2) + "\n")
