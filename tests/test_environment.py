import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from jobtracker.environment import SECRET_KEY_LENGTH, Environment, kept_secret

HERE = Path("/var/lib/example/db.sqlite3")


@pytest.mark.parametrize(
    ("given", "expected"), [({}, False), ({"X": "0"}, False), ({"X": "1"}, True)]
)
def test_flag_is_off_unless_it_is_one(given, expected):
    assert Environment(given).flag("X") is expected


def test_empty_variable_counts_as_unset():
    assert Environment({"X": " "}).flag("X") is False
    assert Environment({"X": ""}).words("X", ["kept"]) == ["kept"]


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda e: e.flag("X"), "yes"),
        (lambda e: e.flag("X"), "true"),
        (lambda e: e.number("X", 1, most=65535), "0"),
        (lambda e: e.number("X", 1, most=65535), "65536"),
        (lambda e: e.number("X", 1, most=65535), "-1"),
        (lambda e: e.number("X", 1, most=65535), "eight"),
        (lambda e: e.hosts("X", []), "https://jobs.example.org"),
        (lambda e: e.hosts("X", []), "jobs.example.org, *"),
        (lambda e: e.folder("X", HERE), "/dev/null/below-a-file"),
        (lambda e: e.secret("X", HERE), "too-short"),
        (lambda e: e.database("X", HERE), "mysql://root@localhost/jobs"),
        (lambda e: e.database("X", HERE), "jobs.sqlite3"),
        (lambda e: e.database("X", HERE), "sqlite:jobs.sqlite3"),
        (lambda e: e.database("X", HERE), "sqlite://:memory:"),
        (lambda e: e.database("X", HERE), "postgres://localhost:5432"),
        (lambda e: e.database("X", HERE), "postgres://localhost:port/jobs"),
        (lambda e: e.database("X", HERE), "postgres://[localhost/jobs"),
        (lambda e: e.mailer("X", HERE), "localhost:25"),
        (lambda e: e.mailer("X", HERE), "smtp://"),
        (lambda e: e.mailer("X", HERE), "https://mail.example.org"),
        (lambda e: e.mailer("X", HERE), "smtp://mail.example.org:many"),
        (lambda e: e.site("X", HERE), "jobs.example.org"),
        (lambda e: e.site("X", HERE), "https://"),
        (lambda e: e.site("X", HERE), "ftp://jobs.example.org"),
        (lambda e: e.site("X", HERE), "https://jobs.example.org/here"),
        (lambda e: e.site("X", HERE), "https://jobs.example.org?here"),
        (lambda e: e.site("X", HERE), "https://somebody@jobs.example.org"),
        (lambda e: e.site("X", HERE), "https://jobs.example.org\nBcc: all@example.org"),
        (lambda e: e.mailbox("X"), "imap.example.org"),
        (lambda e: e.mailbox("X"), "imap://jo:pw@imap.example.org"),
        (lambda e: e.mailbox("X"), "imaps://imap.example.org"),
        (lambda e: e.mailbox("X"), "imaps://jo@imap.example.org"),
        (lambda e: e.mailbox("X"), "imaps://:pw@imap.example.org"),
        (lambda e: e.mailbox("X"), "imaps://jo:pw@"),
        (lambda e: e.mailbox("X"), "imaps://jo:pw@imap.example.org:many"),
        (lambda e: e.mailbox("X"), "imaps://jo:p#w@imap.example.org"),
        (lambda e: e.mailbox("X"), "imaps://jo:p?w@imap.example.org"),
        (lambda e: e.mailbox("X"), "imaps://jo:p/w@imap.example.org"),
        (lambda e: e.mailbox("X"), "imaps://jo:pw@imap.example.org/a%0Ab"),
        (lambda e: e.sender("X", "jobs@localhost"), "Jobtracker"),
        (lambda e: e.sender("X", "jobs@localhost"), "jobs@"),
        (lambda e: e.sender("X", "jobs@localhost"), "jobs@example.org\nBcc: all@example.org"),
    ],
)
def test_malformed_value_names_its_variable_in_one_line(read, value):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(Environment({"X": value}))
    assert str(refusal.value).startswith("X must ")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", ["database", "mailer"])
def test_refused_url_does_not_repeat_its_password(name):
    with pytest.raises(ImproperlyConfigured) as refusal:
        getattr(Environment({"X": "ftp://jo:hunter2@example.org/jobs"}), name)("X", HERE)
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize("url", ["imap://jo:hunter2@example.org", "imaps://:hunter2@example.org"])
def test_refused_mailbox_does_not_repeat_its_password(url):
    with pytest.raises(ImproperlyConfigured) as refusal:
        Environment({"X": url}).mailbox("X")
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", None),
        ("imaps://jo:pw@imap.example.org", ("imap.example.org", 993, "jo", "pw", "INBOX")),
        ("imaps://jo:pw@imap.example.org/", ("imap.example.org", 993, "jo", "pw", "INBOX")),
        (
            "imaps://all%40in.example.org:p%40%2Fs%25@127.0.0.1:1993/B%C3%BCro/Jobs%20%26%20so",
            ("127.0.0.1", 1993, "all@in.example.org", "p@/s%", "Büro/Jobs & so"),
        ),
    ],
)
def test_mailbox_to_fetch_from(url, expected):
    assert Environment({"X": url}).mailbox("X") == expected


def test_refused_secret_is_not_repeated():
    with pytest.raises(ImproperlyConfigured) as refusal:
        Environment({"X": "hunter2"}).secret("X", HERE)
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize("given", ["https://jobs.example.org", "https://jobs.example.org/"])
def test_site_has_no_slash_at_its_end(given):
    found = Environment({"X": given}).site("X", "http://localhost:8000")
    assert found == "https://jobs.example.org"
    assert Environment({}).site("X", "http://localhost:8000") == "http://localhost:8000"


def test_words_are_separated_by_commas():
    assert Environment({"X": " a.example , b.example,"}).words("X", []) == [
        "a.example",
        "b.example",
    ]


def test_database_defaults_to_the_file(tmp_path):
    database = Environment({}).database("DATABASE_URL", tmp_path / "db.sqlite3")
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == tmp_path / "db.sqlite3"


def test_database_at_a_postgresql_url():
    url = "postgresql://jo:p%40ss@db.example.org:6432/jobs"
    database = Environment({"DATABASE_URL": url}).database("DATABASE_URL", HERE)
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == (
        "db.example.org",
        6432,
        "jobs",
    )
    assert (database["USER"], database["PASSWORD"]) == ("jo", "p@ss")


def test_mail_goes_to_files_by_default(tmp_path):
    mailer = Environment({}).mailer("EMAIL_URL", tmp_path / "mail")
    assert mailer["BACKEND"] == "jobtracker.outbox.folder.EmailBackend"
    assert mailer["OPTIONS"] == {"file_path": str(tmp_path / "mail")}


@pytest.mark.parametrize(
    ("scheme", "port", "starttls", "tls"),
    [("smtp", 25, False, False), ("smtp+tls", 587, True, False), ("smtps", 465, False, True)],
)
def test_mail_server_by_scheme(scheme, port, starttls, tls):
    url = f"{scheme}://jo:p%40ss@mail.example.org"
    options = Environment({"EMAIL_URL": url}).mailer("EMAIL_URL", HERE)["OPTIONS"]
    assert (options["host"], options["port"]) == ("mail.example.org", port)
    assert (options["username"], options["password"]) == ("jo", "p@ss")
    assert (options["use_tls"], options["use_ssl"]) == (starttls, tls)


@pytest.mark.parametrize("value", ["", "in.example.org", "IN.example.org", "localhost"])
def test_domain_of_addresses(value):
    assert Environment({"X": value}).domain("X") == value.lower()


@pytest.mark.parametrize(
    "value", ["@example.org", "a b.org", "-a.org", "a..org", f"{'a.' * 120}org", "https://a.org"]
)
def test_what_is_no_domain_is_refused(value):
    with pytest.raises(ImproperlyConfigured, match="X must be a domain"):
        Environment({"X": value}).domain("X")


def test_where_mail_is_handed_over():
    assert Environment({}).listen("X", "lmtp://127.0.0.1:8024") == ("127.0.0.1", 8024, True)
    given = Environment({"X": "smtp://0.0.0.0:2525"})
    assert given.listen("X", "") == ("0.0.0.0", 2525, False)


@pytest.mark.parametrize("url", ["127.0.0.1:8024", "lmtp://127.0.0.1", "http://a:1", "lmtp://a:x"])
def test_nowhere_to_hand_mail_over(url):
    with pytest.raises(ImproperlyConfigured, match="X must be"):
        Environment({"X": url}).listen("X", "")


def test_folder_is_made_for_its_owner_only(tmp_path):
    folder = Environment({"X": str(tmp_path / "new")}).folder("X", HERE)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_secret_is_kept_for_its_owner_only(tmp_path):
    secret = kept_secret(tmp_path / "secret-key")
    assert len(secret) >= SECRET_KEY_LENGTH
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert kept_secret(tmp_path / "secret-key") == secret


def test_processes_that_start_together_agree_on_the_secret(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(kept_secret, [tmp_path / "secret-key"] * 32))
    assert len(secrets) == 1


def test_unusable_secret_file_is_refused_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr("jobtracker.environment.SECRET_KEY_WAIT_SECONDS", 0)
    (tmp_path / "secret-key").write_text("")
    with pytest.raises(ImproperlyConfigured, match="secret-key holds no usable secret"):
        kept_secret(tmp_path / "secret-key")


SIGN_ON = {
    "OIDC_URL": "https://id.firm.example/realms/staff/",
    "OIDC_CLIENT_ID": "jobtracker",
    "OIDC_CLIENT_SECRET": "hunter2",
}


def test_firm_without_a_sign_on_of_its_own_has_none():
    assert Environment({}).sign_on("OIDC") is None


def test_sign_on_is_told_from_its_variables():
    found = Environment(SIGN_ON | {"OIDC_NAME": "Lindgren"}).sign_on("OIDC")
    assert (found.name, found.origin) == ("Lindgren", "https://id.firm.example")
    assert found.url == "https://id.firm.example/realms/staff"
    assert (found.client_id, found.secret) == ("jobtracker", "hunter2")
    assert found.settings["settings"]["oauth_pkce_enabled"]


def test_sign_on_without_a_name_is_called_by_its_host():
    assert Environment(SIGN_ON).sign_on("OIDC").name == "id.firm.example"


@pytest.mark.parametrize("name", sorted(SIGN_ON))
def test_half_a_sign_on_is_refused_by_what_is_missing(name):
    with pytest.raises(ImproperlyConfigured, match=f"{name} must be set too") as caught:
        Environment({**SIGN_ON, name: ""}).sign_on("OIDC")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["id.firm.example", "ftp://id.firm.example", "http://id.firm.example"]
)
def test_sign_on_in_the_clear_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="OIDC_URL must"):
        Environment(SIGN_ON | {"OIDC_URL": url}).sign_on("OIDC")


@pytest.mark.parametrize("url", ["http://localhost:9000", "http://127.0.0.1:9000"])
def test_sign_on_in_the_clear_is_for_this_machine(url):
    assert Environment(SIGN_ON | {"OIDC_URL": url}).sign_on("OIDC").origin == url


def test_one_of_the_choices_or_none():
    assert Environment({}).choice("X", ["one", "two"]) == ""
    assert Environment({"X": "two"}).choice("X", ["one", "two"]) == "two"
    with pytest.raises(ImproperlyConfigured, match="X must be one of one, two"):
        Environment({"X": "three"}).choice("X", ["one", "two"])
