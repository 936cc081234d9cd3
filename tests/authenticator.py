"""A passkey in software: what a browser and its device would answer, byte for byte."""

import json
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Authenticator:
    """One key on one device, for the site at `origin`."""

    def __init__(self, origin: str, party: str) -> None:
        self.origin = origin
        self.party = sha256(party.encode()).digest()
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = token_bytes(32)
        self.count = 0

    def make(self, options: dict[str, Any]) -> str:
        """Answer what a page asks of `navigator.credentials.create`."""
        public = ES256.from_cryptography_key(self.key.public_key())
        held = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        data = AuthenticatorData.create(self.party, PRESENT | VERIFIED | ATTESTED, 0, held)
        made = AttestationObject.create("none", data, {})
        said = self._said("webauthn.create", options)
        return self._answer(clientDataJSON=said, attestationObject=bytes(made))

    def prove(self, options: dict[str, Any]) -> str:
        """Answer what a page asks of `navigator.credentials.get`."""
        self.count += 1
        data = bytes(AuthenticatorData.create(self.party, PRESENT | VERIFIED, self.count))
        said = self._said("webauthn.get", options)
        signed = self.key.sign(data + sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=said, authenticatorData=data, signature=signed)

    def _said(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _answer(self, **response: bytes) -> str:
        own = websafe_encode(self.id)
        told = {name: websafe_encode(value) for name, value in response.items()}
        return json.dumps({"id": own, "rawId": own, "type": "public-key", "response": told})
