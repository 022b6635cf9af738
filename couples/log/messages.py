"""What a client may send, and how a deed is read from it. Anything else is refused before it is looked at."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from couples.domain.deed import Deed

Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+\Z")]
Text = Annotated[str, Meta(max_length=20_000)]
LONGEST_NAME = 64


class Enter(msgspec.Struct, forbid_unknown_fields=True):
    stream: Id
    seen: Annotated[int, Meta(ge=0, le=2**53)] = 0


class Do(msgspec.Struct, forbid_unknown_fields=True):
    stream: Id
    op: UUID
    deed: Id
    step: Id | None = None
    fields: Annotated[dict[Id, Text | Annotated[list[Text], Meta(max_length=100)]], Meta(max_length=60)] = {}


class Hint(msgspec.Struct, forbid_unknown_fields=True):
    stream: Id
    what: Literal["writing", "idle"]


class Leave(msgspec.Struct, forbid_unknown_fields=True):
    stream: Id


def deed_of(message: Do) -> Deed | None:
    """The deed, with text in one normal form; None when it holds characters that no keyboard makes."""
    fields: dict[str, str | list[str]] = {}
    for name, value in message.fields.items():
        texts = [_clean(text) for text in ([value] if isinstance(value, str) else value)]
        if any(text is None for text in texts):
            return None
        cleaned = [text for text in texts if text is not None]
        fields[name] = cleaned[0] if isinstance(value, str) else cleaned
    return Deed(message.deed, message.step, fields)


def digest(deed: Deed) -> bytes:
    """Tells whether the same op id came with the same deed."""
    packed = msgspec.json.encode([deed.name, deed.step, sorted(deed.fields.items())])
    return hashlib.blake2b(packed, digest_size=16).digest()


def keyed(digest: bytes, key: bytes) -> bytes:
    """As it is stored: on a copy of the database, without the key, nobody can test what a deed may have said."""
    return hashlib.blake2b(digest, digest_size=16, key=key).digest()


def _clean(text: str) -> str | None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.isprintable():
        return text
    if any(_unwanted(character) for character in text):
        return None
    return unicodedata.normalize("NFC", text)


def _unwanted(character: str) -> bool:
    """Control characters and lone surrogates. Line breaks, tabs, joiners and marks of direction are wanted."""
    return unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"
