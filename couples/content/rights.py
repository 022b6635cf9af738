"""The rights that stay each person's own, from rights.toml: their words, and the patterns that find them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from couples.domain.rights import Right

FILE = Path(__file__).parent / "rights.toml"
_NAMED = re.compile(r"\{([a-z_]+)\}")


class _Written(msgspec.Struct, forbid_unknown_fields=True):
    area: str
    name: str
    explain: str
    note: str
    patterns: list[str]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    words: dict[str, str]
    rights: list[_Written]


@cache
def rights() -> tuple[Right, ...]:
    """Every right, in the order in which a person is told of them. A file that cannot be read stops the app."""
    file = msgspec.toml.decode(FILE.read_bytes(), type=_File)
    return tuple(
        Right(
            area=each.area,
            name=each.name,
            explain=each.explain,
            note=each.note,
            patterns=tuple(_compiled(pattern, file.words) for pattern in each.patterns),
        )
        for each in file.rights
    )


def _compiled(pattern: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """The pattern with the named words put in, those that are made of others too. A wrong name is a KeyError."""
    while _NAMED.search(pattern):
        pattern = _NAMED.sub(lambda found: words[found[1]], pattern)
    return re.compile(pattern, re.IGNORECASE)
