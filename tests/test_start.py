"""The product's start, as `make run` does it, on a free port with data of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from jobtracker import serve
from jobtracker.environment import Environment
from tests.thorough import only_thorough

ROOT = Path(__file__).resolve().parent.parent
# Long enough for a busy machine; nothing waits for it when all is well.
PATIENCE = 120


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def start(data, port, **environment):
    """A supervisor in an environment that holds nothing but what is given."""
    return subprocess.Popen(
        [sys.executable, "-m", "jobtracker.serve"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "JOBTRACKER_DATA": str(data),
            "PORT": str(port),
            "WEB_CONCURRENCY": "1",
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def started(data, port, **environment):
    process = start(data, port, **environment)
    try:
        lines = []
        for line in process.stdout:
            lines.append(line.strip())
            if "Ctrl-C" in line:
                break
        assert process.poll() is None, process.stderr.read()
        yield process, lines
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=PATIENCE)
        process.kill()


@only_thorough
def test_fresh_start_answers_with_the_sign_in_page_and_stops_cleanly(tmp_path):
    port = free_port()
    with started(tmp_path / "var", port) as (process, lines):
        assert f"Jobtracker is ready: http://localhost:{port}" in lines
        assert any(line.startswith("Database: SQLite") for line in lines)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as answer:
            assert answer.status == 200
            assert b'type="password"' in answer.read()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
        assert errors == ""
    with socket.create_server(("127.0.0.1", port)):
        pass


def workers_of(process):
    """The numbers of the workers that a supervisor has started and that live."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return {pid for pid in map(int, children) if is_worker(pid)}


def is_worker(pid):
    with suppress(OSError):
        return b"manage.py\0work\0" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def until(is_true):
    deadline = time.monotonic() + PATIENCE
    while not is_true():
        assert time.monotonic() < deadline, "It never happened."
        time.sleep(0.05)


def queue_mail(data):
    code = (
        "from django.utils import timezone; from jobtracker.outbox.models import Mail;"
        "Mail.objects.enqueue(purpose='account', to='ada@example.org', subject='Hello',"
        " text='Hello', at=timezone.now())"
    )
    subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "JOBTRACKER_DATA": str(data)},
        check=True,
    )


def test_worker_that_dies_is_started_again_sends_mail_and_stops_with_the_server(tmp_path):
    data = tmp_path / "var"
    with started(data, free_port()) as (process, lines):
        assert f"Mail: written to {data / 'mail'}, no mail server is set" in lines
        [first] = workers_of(process)
        os.kill(first, signal.SIGKILL)
        until(lambda: workers_of(process) - {first})
        [second] = workers_of(process)
        queue_mail(data)
        until(lambda: list(data.glob("mail/*.eml")))
        process.terminate()
        _, errors = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
        assert not is_worker(second)
    assert "manage.py work ended with exit code -9" in errors


def test_worker_that_cannot_live_is_not_started_all_the_time(monkeypatch, caplog):
    class Dead:
        returncode = 1

        def poll(self):
            return self.returncode

    launched = []
    monkeypatch.setattr(serve, "launch", lambda *command: launched.append(command) or Dead())
    worker = serve.Kept("work")
    for seconds, starts in [(3600, 1), (3600, 1), (0, 2)]:
        monkeypatch.setattr(serve, "RESTART_SECONDS", seconds)
        worker.keep_running()
        assert len(launched) == starts
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("", "written to /data/mail, no mail server is set"),
        ("smtp://jo:hunter2@mail.example.org", "sent by mail.example.org, port 25"),
    ],
)
def test_start_says_where_mail_goes_and_no_password(url, line, settings):
    mailer = Environment({"X": url}).mailer("X", Path("/data/mail"))
    settings.MAILERS = {"default": mailer}
    assert serve.describe_mail() == line


@only_thorough
def test_second_start_has_nothing_left_to_prepare(tmp_path):
    for expected in (True, False):
        with started(tmp_path / "var", free_port()) as (_, lines):
            assert ("Preparing the database …" in lines) is expected
            assert ("Collecting static files …" in lines) is expected


def test_busy_port_is_one_clear_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        process = start(tmp_path / "var", port)
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert errors.count("\n") == 1
    assert f"port {port} cannot be used" in errors


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "http"), ("WEB_CONCURRENCY", "0"), ("JOBTRACKER_HTTPS", "on")]
)
def test_malformed_setting_is_one_clear_line(tmp_path, name, value):
    process = start(tmp_path / "var", free_port(), **{name: value})
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert errors.startswith(f"Cannot start: {name} must be ")
    assert errors.count("\n") == 1


def test_failed_check_refuses_to_start(tmp_path):
    hosts = "localhost,jobs.example.org"
    process = start(tmp_path / "var", free_port(), JOBTRACKER_DEBUG="1", ALLOWED_HOSTS=hosts)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "jobtracker.E003" in errors
    assert errors.splitlines()[-1] == "Cannot start: the checks above found errors."


def test_demo_stays_off_where_strangers_can_reach_us(settings):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    assert serve.is_local()
    settings.ALLOWED_HOSTS = ["localhost", "jobs.example.org"]
    assert not serve.is_local()


def test_fingerprint_changes_with_the_content_of_a_static_file(settings, tmp_path):
    settings.STATICFILES_DIRS = [tmp_path]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    file = tmp_path / "app.css"
    file.write_text("a{}")
    before = serve.static_fingerprint()
    assert serve.static_fingerprint() == before
    file.write_text("b{}")
    assert serve.static_fingerprint() != before


def test_demo_people_are_refused_where_strangers_can_reach_us(db):
    from django.utils import timezone

    from jobtracker.demo import search
    from jobtracker.people.models import User

    serve.refuse_demo_people()
    search.build(timezone.now())
    with pytest.raises(serve.StartError, match="passwords are public"):
        serve.refuse_demo_people()
    User.objects.update(is_active=False)
    serve.refuse_demo_people()
