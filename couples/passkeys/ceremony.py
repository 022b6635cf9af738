"""What a browser is asked for a passkey, and whether its answer is true. Every answer must prove who holds the device.

Where the device can, it gives a secret along (the extension `prf`), the same each time for the same passkey and salt.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import webauthn
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import options_to_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from couples.house import house
from couples.passkeys.pending import SECONDS

CHALLENGE = 32  # bytes
SECRET = 32
SALT = b"couples: private writing, 1"
NEEDED = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page sends: the browser's answer, the secret that came along, and whether the device knows of such."""

    credential: dict[str, Any]
    secret: bytes | None
    able: bool


def new_challenge() -> bytes:
    return secrets.token_bytes(CHALLENGE)


def wish(challenge: bytes, account_id: str, name: str, known: Iterable[bytes]) -> dict[str, Any]:
    """Ask for a new passkey that can be found without a name, on a device that has none of these yet."""
    settings = house().settings
    asked = webauthn.generate_registration_options(
        rp_id=settings.rp_id,
        rp_name=settings.rp_id,
        user_id=account_id.encode(),
        user_name=name,
        challenge=challenge,
        timeout=SECONDS * 1000,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=NEEDED
        ),
    )
    return {**json.loads(options_to_json(asked)), "extensions": _with_secret()}


def question(challenge: bytes, known: Iterable[bytes] = (), *, secret: bool = False) -> dict[str, Any]:
    """Ask for a proof by one of these passkeys; by any of ours, where none are named."""
    asked = webauthn.generate_authentication_options(
        rp_id=house().settings.rp_id,
        challenge=challenge,
        timeout=SECONDS * 1000,
        allow_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
        user_verification=NEEDED,
    )
    return {**json.loads(options_to_json(asked)), **({"extensions": _with_secret()} if secret else {})}


def new_passkey(answer: Answer, challenge: bytes) -> VerifiedRegistration | None:
    try:
        return webauthn.verify_registration_response(credential=answer.credential, **_expected(challenge))
    except Exception:  # it is a stranger's bytes, read by three libraries
        return None


def proof(answer: Answer, challenge: bytes, public_key: bytes, count: int) -> VerifiedAuthentication | None:
    """`count` is the passkey's last: one that does not grow is that of a copy."""
    try:
        return webauthn.verify_authentication_response(
            credential=answer.credential,
            credential_public_key=public_key,
            credential_current_sign_count=count,
            **_expected(challenge),
        )
    except Exception:
        return None


def _expected(challenge: bytes) -> Any:
    """What every answer must be about, and that its holder was asked for a finger or a number."""
    settings = house().settings
    return {
        "expected_challenge": challenge,
        "expected_rp_id": settings.rp_id,
        "expected_origin": settings.origin,
        "require_user_verification": True,
    }


def read(told: Any) -> Answer | None:
    """What a page sent, if it has the form of an answer."""
    if not isinstance(told, dict) or not isinstance(told.get("credential"), dict):
        return None
    return Answer(told["credential"], _secret(told.get("secret")), told.get("able") is True)


def credential_of(answer: Answer) -> bytes:
    """Which passkey says that it answers; b"" for none."""
    try:
        return webauthn.base64url_to_bytes(str(answer.credential.get("rawId", "")))
    except ValueError:
        return b""


def holder_of(answer: Answer) -> str:
    """Whose the device says the passkey is; "" where it does not say."""
    response = answer.credential.get("response")
    told = response.get("userHandle") if isinstance(response, dict) else None
    try:
        return webauthn.base64url_to_bytes(str(told or "")).decode()
    except ValueError:
        return "?"


def _secret(told: Any) -> bytes | None:
    try:
        found = base64.b64decode(str(told or ""), validate=True)
    except binascii.Error:
        return None
    return found if len(found) == SECRET else None


def _with_secret() -> dict[str, Any]:
    """The browser's script makes bytes of `first`."""
    return {"prf": {"eval": {"first": base64.b64encode(SALT).decode()}}}
