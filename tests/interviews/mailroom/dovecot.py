"""A real IMAP server on loopback, with one mailbox and a certificate of its own."""

import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from interviews.mailroom.imap import Place, Ways

HOST, USER, PASSWORD = "imap.mail.example", "mira", "app-password-of-one"
PUBLIC = "93.184.216.34"
PATIENCE = 30
PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
mail_location = maildir:{home}/mail/box
default_internal_user = {inner}
default_internal_group = {inner_group}
default_login_user = {login}
ssl = required
ssl_cert = <{home}/certificate.pem
ssl_key = <{home}/key.pem
passdb {{
  driver = static
  args = user={user} password={password}
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={home}/mail
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {starttls}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass
class Mailbox:
    """The server’s one mailbox."""

    home: Path
    ports: dict[int, int]
    tls: ssl.SSLContext

    @property
    def ways(self):
        """To it, as though it were far away."""
        return Ways(look_up=lambda *_: [PUBLIC], connect=self.connect, tls=self.tls)

    def connect(self, address, port, seconds):
        assert address == PUBLIC
        return socket.create_connection(("127.0.0.1", self.ports[port]), seconds)

    def place(self, **other):
        values = {"host": HOST, "port": 993, "user": USER, "password": PASSWORD, "folder": "INBOX"}
        return Place(**(values | other))

    def run(self, *words, content=None):
        done = subprocess.run(
            ["doveadm", "-c", str(self.home / "config"), *words],
            input=content, capture_output=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def put(self, raw, *, folder="INBOX", at=None):
        """A mail that came now, or at another time."""
        if at is None:
            self.run("save", "-u", USER, "-m", folder, content=raw)
            return
        with imaplib.IMAP4("127.0.0.1", self.ports[143]) as line:
            line.host = HOST
            line.starttls(self.tls)
            line.login(USER, PASSWORD)
            line.append(folder, "", at, raw)

    def flags(self):
        return self.run("fetch", "-u", USER, "flags", "mailbox", "INBOX", "all").decode()


@contextmanager
def running():
    """The server, with an empty mailbox."""
    home = Path(tempfile.mkdtemp(prefix="dovecot-"))
    server = None
    try:
        mailbox = prepared(home)
        server = subprocess.Popen([PROGRAM, "-F", "-c", str(home / "config")])
        wait_for(mailbox, server)
        yield mailbox
    finally:
        if server is not None:
            server.terminate()
            server.wait()
        shutil.rmtree(home, ignore_errors=True)


def prepared(home):
    home.chmod(0o755)
    tls = make_certificate(home)
    (home / "mail").mkdir()
    ports = {993: free_port(), 143: free_port()}
    is_root = os.getuid() == 0
    me = pwd.getpwuid(os.getuid())
    owner = pwd.getpwnam("nobody") if is_root else me
    if is_root:
        os.chown(home / "mail", owner.pw_uid, owner.pw_gid)
    mine = me.pw_name
    words = {
        "home": home, "user": USER, "password": PASSWORD,
        "inner": "dovecot" if is_root else mine, "inner_group": "dovecot" if is_root else mine,
        "login": "dovenull" if is_root else mine, "owner": owner.pw_uid, "group": owner.pw_gid,
        "tls": ports[993], "starttls": ports[143],
    }  # fmt: skip
    (home / "config").write_text(CONFIG.format(**words))
    return Mailbox(home, ports, tls)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def wait_for(mailbox, server):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            mailbox.connect(PUBLIC, 993, 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError((mailbox.home / "log").read_text())


def make_certificate(home):
    """One that signs itself; who trusts it, and nothing else."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    (home / "certificate.pem").write_bytes(pem)
    (home / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return ssl.create_default_context(cadata=pem.decode())
