"""A provider in this process that says whatever a test has it say, and keeps to PKCE."""

import base64
import hashlib
import json
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import jwt

from tests.provider import CLIENT_ID

DISCOVERY, TOKEN, USER_INFO = "/.well-known/openid-configuration", "/token", "/userinfo"
# Stopping takes as long.
POLL_SECONDS = 0.01


class Scripted:
    """What it says of the one person it knows; `says` replaces an answer, `silent` breaks it."""

    def __init__(self, url):
        self.url = url
        self.claims = {"sub": "ada", "name": "Ada Okafor", "email": "ada@firm.example"}
        self.claims["email_verified"] = True
        self.id_token = {"iss": url, "aud": CLIENT_ID, "exp": time.time() + 300, "sub": "ada"}
        self.says, self.silent = {}, set()
        self.challenges = {}

    def discovery(self):
        ends = {"authorization": "/authorize", "token": TOKEN, "userinfo": USER_INFO}
        found = {f"{name}_endpoint": self.url + path for name, path in ends.items()}
        return {**found, "issuer": self.url, "jwks_uri": self.url + "/keys"}

    def grant(self, asked):
        """A code for what a browser was sent to ask; as if the person had agreed."""
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = asked["code_challenge"]
        return code

    def token(self, told):
        """Hands out a token only to whoever can prove to have asked for the code."""
        digest = hashlib.sha256(told["code_verifier"].encode()).digest()
        proven = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if self.challenges.pop(told["code"], None) != proven:
            return {"error": "invalid_grant"}
        id_token = jwt.encode(self.id_token, "never looked at, as it comes straight from here")
        return {"access_token": "opens what is Ada's", "token_type": "Bearer", "id_token": id_token}

    def answer(self, path, told):
        if path in self.says:
            return self.says[path]
        if path == TOKEN:
            return self.token(told)
        return self.discovery() if path == DISCOVERY else self.claims


@contextmanager
def scripted():
    """Serves one on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            length = int(self.headers.get("Content-Length", 0))
            told = first_of(self.rfile.read(length).decode())
            if self.path in provider.silent:
                self.send_error(503)
                return
            said = json.dumps(provider.answer(self.path, told)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(said)

        do_POST = do_GET

        def log_message(self, *_args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider = Scripted(f"http://127.0.0.1:{server.server_port}")
        Thread(target=server.serve_forever, args=[POLL_SECONDS], daemon=True).start()
        yield provider
        server.shutdown()


def asked_of(url):
    """What a browser is sent to ask the provider for."""
    return first_of(urlsplit(url).query)


def first_of(query):
    return {name: first for name, (first, *_) in parse_qs(query).items()}
