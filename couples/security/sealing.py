"""Sealing of people's words: AES-256-GCM, padded, and bound to the place where they belong.

A sealed text opens only under its own key and at its own place (table, column, owner, row, key): words that are moved
to another row, couple or table do not open.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from couples.security.keys import Keys

FORMAT = b"\x01"
NONCE = 12
SIZES = (256, 1_024, 4_096, 16_384, 65_536)

Words = Mapping[str, str | list[str]]


class SealBroken(Exception):
    """A sealed text did not open: a wrong key, a wrong place, or changed bytes. Holds nothing of the text."""


def new_key() -> bytes:
    return AESGCM.generate_key(256)


def place(*parts: str) -> bytes:
    """Where a text belongs, length-prefixed so that no two places can spell the same bytes."""
    encoded = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


def seal(key: bytes, plain: bytes, where: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, plain, FORMAT + where)


def unseal(key: bytes, sealed: bytes, where: bytes) -> bytes:
    return opener(key)(sealed, where)


def opener(key: bytes) -> Callable[[bytes, bytes], bytes]:
    """`unseal` for many texts under one key: a third of its time goes into getting the key ready."""
    cipher = AESGCM(key)

    def opened(sealed: bytes, where: bytes) -> bytes:
        try:
            return cipher.decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], FORMAT + where)
        except Exception:
            raise SealBroken("a sealed text did not open") from None

    return opened


def seal_words(key: bytes, words: Words, where: bytes) -> bytes:
    return seal(key, _padded(msgspec.json.encode(words)), where)


def unseal_words(key: bytes, sealed: bytes, where: bytes) -> dict[str, str | list[str]]:
    return msgspec.json.decode(unseal(key, sealed, where), type=dict[str, str | list[str]])


def wrap(keys: Keys, key: bytes, where: bytes) -> bytes:
    """A key sealed under the server's current key; its epoch stands in front."""
    return keys.epoch.encode().ljust(8) + seal(keys.current, key, where + keys.epoch.encode())


def unwrap(keys: Keys, wrapped: bytes, where: bytes) -> bytes:
    epoch = wrapped[:8].decode().strip()
    if epoch not in keys.server:
        raise SealBroken("this server has no key of that epoch")
    return unseal(keys.server[epoch], wrapped[8:], where + epoch.encode())


def in_blocks(plain: bytes, size: int) -> bytes:
    """Spaces up to a multiple of a size, for what is sealed under the server's key. JSON ignores them."""
    return plain.ljust(-(-len(plain) // size) * size)


def _padded(plain: bytes) -> bytes:
    """Spaces up to the next size, so that a sealed text's length says little. JSON ignores them."""
    size = next((size for size in SIZES if size >= len(plain)), len(plain))
    return plain.ljust(size, b" ")
