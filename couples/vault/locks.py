"""Making and opening locks. Pure but for chance and the time that a passphrase takes.

A recovery key has 128 bits, so it needs no slow hash: nobody can try that many. Written as 26 letters and digits
(RFC 4648 base32), which have no 0, 1, 8 or 9 to be taken for a letter.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
import time
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from couples.accounts.actions import new_id
from couples.security.passphrase import Cost, Passphrases
from couples.security.sealing import SealBroken, place, seal, unseal
from couples.vault.models import LockRow

BYTES = 16
LETTERS = 26
GROUP = 4


def new_recovery_key() -> str:
    return base64.b32encode(secrets.token_bytes(BYTES)).decode().rstrip("=")


def in_groups(key: str) -> str:
    """As it is printed: in groups, so that it can be copied by hand."""
    return " ".join(key[at : at + GROUP] for at in range(0, len(key), GROUP))


def read_recovery_key(written: str) -> bytes | None:
    """The key that someone typed, whatever its spaces, dashes and case; None if it cannot be one."""
    letters = "".join(letter for letter in written.upper() if letter.isalnum())
    letters = letters.translate(str.maketrans("018", "OIB"))
    if len(letters) != LETTERS:
        return None
    try:
        return base64.b32decode(letters + "======")
    except ValueError:
        return None


def proof_of(recovery_key: bytes) -> bytes:
    return hashlib.sha256(recovery_key).digest()


def passphrase_lock(
    passphrases: Passphrases, account_id: str, passphrase: str, vault_key: bytes
) -> dict[str, Any]:
    """A row that opens the vault by passphrase."""
    salt = os.urandom(BYTES)
    key, cost = passphrases.derive(passphrase, salt)
    spent = f"{cost.memory},{cost.time},{cost.lanes}"
    return _lock(account_id, "passphrase", key, vault_key, salt, cost=spent, proof=None)


def recovery_lock(account_id: str, recovery_key: bytes, vault_key: bytes) -> dict[str, Any]:
    """A row that opens the vault by a printed key."""
    salt = os.urandom(BYTES)
    key = stretched(recovery_key, salt, "recovery")
    return _lock(account_id, "recovery", key, vault_key, salt, cost="", proof=proof_of(recovery_key))


def open_by_passphrase(passphrases: Passphrases, lock: LockRow, passphrase: str) -> bytes | None:
    """The vault's key, or None for another passphrase."""
    memory, spent, lanes = (int(each) for each in lock.cost.split(","))
    key, _cost = passphrases.derive(passphrase, lock.salt, Cost(memory, spent, lanes))
    return _opened(lock, key)


def open_by_recovery(lock: LockRow, recovery_key: bytes) -> bytes | None:
    return _opened(lock, stretched(recovery_key, lock.salt, "recovery"))


def passkey_lock(account_id: str, credential: bytes, secret: bytes, vault_key: bytes) -> dict[str, Any]:
    """A row that opens the vault by the secret that a passkey's device gives along."""
    salt = os.urandom(BYTES)
    key = stretched(secret, salt, "passkey")
    return _lock(account_id, "passkey", key, vault_key, salt, cost="", proof=mark_of(credential))


def open_by_passkey(lock: LockRow, secret: bytes) -> bytes | None:
    return _opened(lock, stretched(secret, lock.salt, "passkey"))


def mark_of(credential: bytes) -> bytes:
    """By which a passkey's lock is found."""
    return hashlib.sha256(b"passkey:" + credential).digest()


def stretched(secret: bytes, salt: bytes, purpose: str) -> bytes:
    """A key of 32 bytes from a secret that cannot be guessed, for one purpose only."""
    info = f"couples vault {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)


def _lock(
    account_id: str, kind: str, key: bytes, vault_key: bytes, salt: bytes, *, cost: str, proof: bytes | None
) -> dict[str, Any]:
    id = new_id()
    return {
        "id": id,
        "account_id": account_id,
        "kind": kind,
        "salt": salt,
        "cost": cost,
        "proof": proof,
        "sealed": seal(key, vault_key, _where(account_id, id, kind)),
        "made": time.time(),
    }


def _opened(lock: LockRow, key: bytes) -> bytes | None:
    try:
        return unseal(key, lock.sealed, _where(lock.account_id, lock.id, lock.kind))
    except SealBroken:
        return None


def _where(account_id: str, id: str, kind: str) -> bytes:
    return place("vault_lock", "sealed", account_id, id, kind)
