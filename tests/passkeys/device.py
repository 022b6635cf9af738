"""A device that holds passkeys, in software: what browsers and their authenticators answer, true or told otherwise.

It says nothing of its maker (attestation "none"), counts its uses, and gives a secret along as `prf` does.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ELIGIBLE, BACKED_UP, ATTESTED = 1, 4, 8, 16, 64
ORIGIN, RP = "http://localhost:8000", "localhost"


def text(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def raw(told):
    return base64.urlsafe_b64decode(told + "=" * (-len(told) % 4))


class Device:
    """`secret` is whether it gives one: "always", "later" (not when a passkey is made) or ""."""

    def __init__(self, secret="always", flags=PRESENT | VERIFIED | ELIGIBLE | BACKED_UP):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential, self.seed = os.urandom(32), os.urandom(32)
        self.secret, self.flags, self.count, self.holder = secret, flags, 0, ""

    def makes(self, options, **lies):
        """The answer to a wish for a passkey."""
        self.holder = options["user"]["id"]
        point = self.key.public_key().public_numbers()
        public = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        )
        held = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + public
        told = self._told(lies, ATTESTED) + held
        response = {
            "attestationObject": text(cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": told})),
            "clientDataJSON": text(self._client("webauthn.create", options, lies)),
        }
        return self._answer(response, options, gives=self.secret == "always")

    def proves(self, options, **lies):
        """The answer to a question. `lies` may be origin, rp, flags, count, challenge or holder."""
        self.count = lies.get("count", self.count + 1)
        client, told = self._client("webauthn.get", options, lies), self._told(lies)
        signed = self.key.sign(told + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        response = {
            "authenticatorData": text(told),
            "clientDataJSON": text(client),
            "signature": text(signed),
            "userHandle": lies.get("holder", self.holder),
        }
        return self._answer(response, options, gives=bool(self.secret))

    def _client(self, kind, options, lies):
        told = {
            "type": kind,
            "challenge": lies.get("challenge", options["challenge"]),
            "origin": lies.get("origin", ORIGIN),
        }
        return json.dumps(told).encode()

    def _told(self, lies, more=0):
        rp = hashlib.sha256(lies.get("rp", RP).encode()).digest()
        return rp + bytes([lies.get("flags", self.flags) | more]) + self.count.to_bytes(4, "big")

    def _answer(self, response, options, gives):
        credential = {
            "id": text(self.credential),
            "rawId": text(self.credential),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }
        salt = options.get("extensions", {}).get("prf")
        given = hmac.digest(self.seed, salt["eval"]["first"].encode(), "sha256") if gives and salt else None
        secret = base64.b64encode(given).decode() if given else None
        return {"credential": credential, "secret": secret, "able": bool(self.secret and salt)}


class Client:
    """The pages' script: what it sends for a person or a browser."""

    def __init__(self, client):
        self.client = client

    def begin(self, path, **fields):
        return self.client.post(path, data=fields, headers={"Sec-Fetch-Site": "same-origin"})

    def tells(self, path, answer):
        return self.client.post(path, json=answer, headers={"Sec-Fetch-Site": "same-origin"})


def adds(person, device, passphrase, name="My phone"):
    """All of adding a passkey; the last answer of the server."""
    pages = Client(person.client)
    told = pages.begin("/you/security/passkeys/begin", passphrase=passphrase, name=name).get_json()
    answer = pages.tells(told["then"], device.makes(told["options"]))
    while "ask" in (told := answer.get_json()):
        answer = pages.tells(told["then"], device.proves(told["options"]))
    return answer


def signs_in(client, device, **lies):
    pages = Client(client)
    told = pages.begin("/sign-in/passkey/begin", next="/history", stay="short").get_json()
    return pages.tells(told["then"], device.proves(told["options"], **lies))


def opens(person, device, **lies):
    pages = Client(person.client)
    told = pages.begin("/you/vault/passkey/begin", next="/prompts/mine").get_json()
    if "ask" not in told:
        return None
    return pages.tells(told["then"], device.proves(told["options"], **lies))
