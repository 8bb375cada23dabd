"""A small internet on this machine: names, addresses, and sites that misbehave as they are told."""

import contextlib
import datetime
import socket
import socketserver
import ssl
import threading
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PUBLIC = "93.184.216.34"
PAGE = b"<!doctype html><h1>Voyage Planner</h1>"


def answer(body=PAGE, *, status="200 OK", kind="text/html; charset=utf-8", **headers):
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def to(address, status="302 Found"):
    return answer(b"", status=status, Location=address)


class _Site(socketserver.StreamRequestHandler):
    def handle(self):
        server = self.server
        with contextlib.suppress(OSError):
            stream = self.request
            if server.tls:
                stream = server.tls.wrap_socket(stream, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head and (part := stream.recv(4096)):
                head += part
            server.requests.append(head.decode())
            parts = server.says(head.split(b" ")[1].decode())
            for part in parts if isinstance(parts, list) else [parts]:
                stream.sendall(part)
            stream.close()


class Site(socketserver.ThreadingTCPServer):
    """Answers each path with what `says` returns: bytes, or a list of them."""

    daemon_threads = True

    def __init__(self, says, tls=None):
        self.says, self.tls, self.requests = says, tls, []
        super().__init__(("127.0.0.1", 0), _Site)


@dataclass
class Internet:
    """Whatever address somebody connects to, the site answers; it is noted which it was."""

    site: Site
    names: dict = field(default_factory=dict)
    connected: list = field(default_factory=list)
    asked: list = field(default_factory=list)

    def look_up(self, host, port):
        self.asked.append(host)
        found = self.names.get(host)
        if callable(found):
            found = found()
        if found is None:
            # What is a number is one in every spelling that the system knows.
            named = socket.getaddrinfo(
                host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST
            )
            found = list(dict.fromkeys(each[4][0] for each in named))
        return found

    def connect(self, address, port, seconds):
        self.connected.append((address, port))
        return socket.create_connection(self.site.server_address, timeout=seconds)


@contextlib.contextmanager
def internet(says, *, tls=None, **names):
    with Site(says, tls) as site:
        threading.Thread(target=site.serve_forever, args=[0.02], daemon=True).start()
        try:
            yield Internet(site, {"jobs.example": [PUBLIC], **names})
        finally:
            site.shutdown()


def certificate(folder, name):
    """A server's and a client's side of TLS, for a site of that name."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    file = folder / "site.pem"
    file.write_bytes(
        key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain)
        + made.public_bytes(encoding)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cadata=made.public_bytes(encoding).decode())
