"""The real settings, each read by a fresh interpreter in an environment of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.template import Context, Engine, Template
from pytest_socket import SocketConnectBlockedError

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "JOBTRACKER_HTTPS": "1",
    "JOBTRACKER_URL": "https://jobs.example.org",
    "ALLOWED_HOSTS": "jobs.example.org",
    "EMAIL_URL": "smtps://jobs:secret@mail.example.org",
    "SECRET_KEY": "kept-elsewhere-" * 5,
}


def run(*arguments, data, **environment):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "JOBTRACKER_DATA": str(data), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def settings(*names, data, **environment):
    code = (
        "import json, jobtracker.settings as s;"
        f"print(json.dumps({{n: getattr(s, n, None) for n in {names!r}}}, default=str))"
    )
    done = run("-c", code, data=data, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_no_environment_at_all_is_safe_and_local(tmp_path):
    found = settings(
        "DEBUG", "ALLOWED_HOSTS", "SECRET_KEY", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
        data=tmp_path / "var",
    )  # fmt: skip
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["SECRET_KEY"] == (tmp_path / "var" / "secret-key").read_text()
    assert found["SESSION_COOKIE_SECURE"] is False
    assert found["SECURE_SSL_REDIRECT"] is False


def test_https_secures_cookies_and_redirects(tmp_path):
    found = settings(
        "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER", data=tmp_path, **PRODUCTION,
    )  # fmt: skip
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_SSL_REDIRECT"]
    assert found["SECURE_HSTS_SECONDS"] >= 31536000
    assert found["SECURE_PROXY_SSL_HEADER"] is None


def test_forwarded_header_counts_only_from_a_trusted_proxy(tmp_path):
    found = settings("SECURE_PROXY_SSL_HEADER", data=tmp_path, JOBTRACKER_TRUSTED_PROXY="1")
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_client_is_taken_from_the_last_proxy_alone(tmp_path):
    name = "ALLAUTH_TRUSTED_PROXY_COUNT"
    assert settings(name, data=tmp_path)[name] is None
    assert settings(name, data=tmp_path, JOBTRACKER_TRUSTED_PROXY="1")[name] == 1


def test_forms_lead_to_the_firms_sign_on_where_there_is_one(tmp_path):
    told = {
        "OIDC_URL": "https://id.firm.example/staff",
        "OIDC_CLIENT_ID": "jobtracker",
        "OIDC_CLIENT_SECRET": "secret",
    }
    policy = settings("SECURE_CSP", data=tmp_path, **told)["SECURE_CSP"]
    assert policy["form-action"] == ["'self'", "https://id.firm.example"]
    assert policy["connect-src"] == ["'self'"]


def test_earlier_secrets_are_still_read(tmp_path):
    found = settings("SECRET_KEY_FALLBACKS", data=tmp_path, SECRET_KEY_FALLBACKS="one, two")
    assert found["SECRET_KEY_FALLBACKS"] == ["one", "two"]


def test_postgresql_is_pooled_and_outlives_a_restart(tmp_path):
    url = "postgres://jo@db.example.org/jobs"
    database = settings("DATABASES", data=tmp_path, DATABASE_URL=url)["DATABASES"]["default"]
    assert database["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 8, "timeout": 5}
    assert database["CONN_MAX_AGE"] == 0
    assert database["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    ("query", "options"),
    [("", "-c jit=off"), ("?options=-c%20work_mem%3D8MB", "-c jit=off -c work_mem=8MB")],
)
def test_postgresql_compiles_no_statement(query, options, tmp_path):
    url = f"postgres://jo@db.example.org/jobs{query}"
    database = settings("DATABASES", data=tmp_path, DATABASE_URL=url)["DATABASES"]["default"]
    assert database["OPTIONS"]["options"] == options


def test_deployment_checks_are_clean_on_production_settings(tmp_path):
    arguments = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    done = run(*arguments, "--database", "default", data=tmp_path, **PRODUCTION)
    assert done.returncode == 0, done.stderr


def test_malformed_value_stops_every_command(tmp_path):
    done = run("manage.py", "check", data=tmp_path, JOBTRACKER_DEBUG="maybe")
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1].endswith("JOBTRACKER_DEBUG must be 0 or 1, not 'maybe'.")


def test_policy_forbids_everything_that_is_not_ours(client, db):
    policy = client.get("/").headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["form-action"] == "'self'"
    assert set(directives.values()) == {"'none'", "'self'"}


def test_template_that_prints_a_missing_variable_fails_its_test():
    with pytest.raises(AssertionError, match="nobody"):
        Template("{{ nobody.name }}").render(Context())
    assert Engine.get_default().string_if_invalid


def test_test_that_leaves_this_machine_fails():
    import socket

    with pytest.raises((SocketConnectBlockedError, UserWarning)), socket.socket() as outside:
        outside.connect(("192.0.2.1", 80))
