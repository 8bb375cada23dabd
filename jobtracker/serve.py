"""Bring the product up: `python -m jobtracker.serve`, which `make run` calls.

Checks, migrates, collects static files, fills an empty local database with the demo, starts
gunicorn and the worker, and says where it is once it answers. Each step does nothing where
nothing is to do.
"""

import hashlib
import http.client
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, get_commands
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from jobtracker.checks import LOCAL_HOSTS, describe_durability

START_SECONDS = 60
STOP_SECONDS = 15
POLL_SECONDS = 0.05
WATCH_SECONDS = 0.5
# A worker that cannot live is not started all the time.
RESTART_SECONDS = 5

type Process = subprocess.Popen[bytes]

logger = logging.getLogger(__name__)


class StartError(Exception):
    """Why the product cannot start, in one line for the person who tried."""


def main() -> int:
    """The exit code: 0 after a clean stop, 1 where the product could not start."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobtracker.settings")
    # A script's shell has what it starts in the background ignore Ctrl-C, which is ours to heed.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_like_interrupt)
    try:
        prepare()
        return serve()
    except KeyboardInterrupt:
        return 0
    except (StartError, ImproperlyConfigured) as error:
        print(f"Cannot start: {error}", file=sys.stderr)
        return 1


def stop_like_interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def prepare() -> None:
    """Everything that has to be true before the first request."""
    django.setup()
    refuse_busy_port()
    check_product()
    migrate()
    collect_static_files()
    if is_local():
        fill_with_demo()
    else:
        refuse_demo_people()
    connections.close_all()


def address() -> tuple[str, int]:
    """Host and port, read late so that a malformed one is reported like any other setting."""
    from jobtracker.server import HOST, PORT

    return HOST, PORT


def is_local() -> bool:
    """Whether only this machine can reach us: the demo's passwords are public."""
    return set(settings.ALLOWED_HOSTS) <= LOCAL_HOSTS


def refuse_busy_port() -> None:
    host, port = address()
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise StartError(
                f"{host} port {port} cannot be used ({error.strerror}). "
                f"Choose another, for example: PORT={port + 1} make run"
            ) from error


def check_product() -> None:
    """Run every system check, those on the live database included."""
    try:
        messages = checks.run_checks(databases=["default"], include_deployment_checks=False)
    except DatabaseError as error:
        raise StartError(f"the database does not answer: {first_line(error)}") from error
    for message in messages:
        if not message.is_silenced():
            print(message, file=sys.stderr)
    if any(message.is_serious() and not message.is_silenced() for message in messages):
        raise StartError("the checks above found errors.")


def first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database …", flush=True)
        call_command("migrate", interactive=False, verbosity=0)


def collect_static_files() -> None:
    stamp = settings.DATA_FOLDER / "static.sha256"
    fingerprint = static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint and settings.STATIC_ROOT.is_dir():
        return
    print("Collecting static files …", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(fingerprint)


def static_fingerprint() -> str:
    """One hash over the names and contents of all static files."""
    digest = hashlib.sha256()
    files = [file for finder in get_finders() for file in finder.list([])]
    for path, storage in sorted(files, key=lambda file: file[0]):
        digest.update(path.encode() + b"\0")
        with storage.open(path) as content:
            digest.update(hashlib.sha256(content.read()).digest())
    return digest.hexdigest()


def fill_with_demo() -> None:
    if "demo" in get_commands():
        call_command("demo", if_empty=True)


def refuse_demo_people() -> None:
    """A demo that was looked at here must not let strangers in once they can reach us."""
    from jobtracker.demo.sign_ins import PASSWORD, PEOPLE
    from jobtracker.people.models import User

    people = User.objects.filter(email__in=PEOPLE, is_active=True)
    if any(each.check_password(PASSWORD) for each in people):
        raise StartError(
            "the demo's people are in this database, and their passwords are public. "
            "Use another JOBTRACKER_DATA or DATABASE_URL for a site that others can reach."
        )


def serve() -> int:
    """Run gunicorn, and what works beside it, until gunicorn ends or we are told to stop.

    Returns gunicorn's exit code.
    """
    server = launch("-m", "gunicorn", "--config", "python:jobtracker.server", "jobtracker.wsgi")
    beside = [Kept("work"), *([Kept("receive")] if settings.MAIL_DOMAIN else [])]
    try:
        wait_for_answer(server)
        keep_running(beside)
        announce()
        while server.poll() is None:
            keep_running(beside)
            time.sleep(WATCH_SECONDS)
        return server.returncode
    finally:
        stop(server, *(process for each in beside for process in each.processes))


def launch(*arguments: str) -> Process:
    """Python in a process group of its own: Ctrl-C reaches us alone, and what is under way ends."""
    return subprocess.Popen([sys.executable, *arguments], process_group=0)  # noqa: S603


class Kept:
    """A command of `manage.py`, started again whenever it ends."""

    def __init__(self, command: str) -> None:
        self.command = command
        self.processes: list[Process] = []
        self.started_at = 0.0

    def keep_running(self) -> None:
        """Start it unless it runs, or was started just now; to be called often."""
        for process in self.processes:
            if process.poll() is None or time.monotonic() < self.started_at + RESTART_SECONDS:
                return
            logger.error(
                "manage.py %s ended with exit code %d: starting it",
                self.command,
                process.returncode,
            )
        self.processes = [launch(str(settings.PROJECT_ROOT / "manage.py"), self.command)]
        self.started_at = time.monotonic()


def keep_running(beside: list[Kept]) -> None:
    for each in beside:
        each.keep_running()


def wait_for_answer(server: Process) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers():
        if server.poll() is not None:
            raise StartError("the web server ended; its last words are above.")
        if time.monotonic() > deadline:
            raise StartError(f"the web server did not answer within {START_SECONDS} seconds.")
        time.sleep(POLL_SECONDS)


def answers() -> bool:
    """Whether any answer comes back, a redirect to HTTPS included."""
    host, port = address()
    peer = http.client.HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=5)  # noqa: S104
    try:
        peer.request("HEAD", "/", headers={"Host": settings.ALLOWED_HOSTS[0].lstrip(".")})
        peer.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        peer.close()
    return True


def announce() -> None:
    print(f"\nJobtracker is ready: http://localhost:{address()[1]}")
    if is_local() and "demo" in get_commands():
        call_command("demo", show=True)
    print(f"Database: {describe_durability(connection)}")
    print(f"Mail: {describe_mail()}")
    if settings.MAIL_DOMAIN:
        listen = settings.MAIL_LISTEN
        print(f"Forwarded mail: {settings.MAIL_DOMAIN}, on {listen.host} port {listen.port}")
    if settings.MAIL_FETCH:
        print(f"Forwarded mail is fetched from {settings.MAIL_FETCH.host}, too")
    print("Stop it with Ctrl-C.", flush=True)
    connections.close_all()


def describe_mail() -> str:
    """Where our mail goes, in a line."""
    options = settings.MAILERS["default"]["OPTIONS"]
    if "host" in options:
        return f"sent by {options['host']}, port {options['port']}"
    return f"written to {options['file_path']}, no mail server is set"


def stop(*processes: Process) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
