"""Invitation codes: ten letters and digits that are hard to mix up, made by chance, kept as a keyed hash."""

from __future__ import annotations

import hmac
import secrets

# Crockford's base 32: no I, L, O or U. What people read as such is taken for what it looks like.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_ALIKE = str.maketrans("ILO", "110")


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def as_typed(text: str) -> str:
    """The code as it was meant: any case, with or without dashes and spaces."""
    kept = "".join(character for character in text.upper() if character.isalnum())
    return kept.translate(_ALIKE)


def in_groups(code: str) -> str:
    return f"{code[:5]}-{code[5:]}"


def hashed(code: str, key: bytes) -> bytes:
    return hmac.digest(key, b"invitation:" + code.encode(), "sha256")
