"""A passkey in software: what a browser and its authenticator answer, without either."""

import hashlib
import json
from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

FLAGS = AuthenticatorData.FLAG
SEEN = FLAGS.USER_PRESENT | FLAGS.USER_VERIFIED


def text_of(data):
    return urlsafe_b64encode(data).decode().rstrip("=")


class Passkey:
    """Made for a host; it signs whatever challenge it is asked."""

    def __init__(self, host="testserver", scheme="https", credential_id=b"passkey"):
        self.host, self.origin = host, f"{scheme}://{host}"
        self.credential_id = credential_id
        self.key = ec.generate_private_key(ec.SECP256R1())

    def registration(self, challenge=""):
        """What `credentials.create` gives, as JSON."""
        public = ES256.from_cryptography_key(self.key.public_key())
        attested = AttestedCredentialData.create(b"\0" * 16, self.credential_id, public)
        data = AuthenticatorData.create(self._host_hash(), SEEN | FLAGS.ATTESTED, 0, attested)
        return self._credential(
            attestationObject=text_of(AttestationObject.create("none", data, {})),
            clientDataJSON=text_of(self._client_data("webauthn.create", challenge)),
        )

    def assertion(self, options, user_handle=b"", seen=SEEN):
        """What `credentials.get` gives for these options, as JSON."""
        data = AuthenticatorData.create(self._host_hash(), seen, 1)
        told = self._client_data("webauthn.get", options["publicKey"]["challenge"])
        signed = data + hashlib.sha256(told).digest()
        return self._credential(
            authenticatorData=text_of(data),
            clientDataJSON=text_of(told),
            signature=text_of(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            userHandle=text_of(user_handle),
        )

    def _host_hash(self):
        return hashlib.sha256(self.host.encode()).digest()

    def _client_data(self, kind, challenge):
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _credential(self, **response):
        own = text_of(self.credential_id)
        values = {"id": own, "rawId": own, "type": "public-key", "clientExtensionResults": {}}
        return {**values, "response": response}
