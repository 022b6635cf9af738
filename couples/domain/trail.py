"""The trail of what a counselor opened and wrote: each line holds the hash of the one before.

So a line that was changed, taken out or put elsewhere is found, and so is an end that was cut off.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

MINUTE = 60.0
FIRST = b"\0" * 32
Kind = Literal["began", "opened", "commented", "assigned", "reported", "joined", "restated"]


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts from 1 in each couple. `at` is a whole minute, in seconds since 1970. `about` is a session or a
    part; no word that anyone wrote is in it."""

    number: int
    counsel: str
    at: float
    kind: str
    about: str
    hash: bytes = b""


def added(before: bytes, line: Line) -> Line:
    """The line with its hash. `before` is that of the line before it, or FIRST."""
    return replace(line, at=line.at - line.at % MINUTE, hash=_hash(before, line))


def whole(lines: Sequence[Line], last: tuple[int, bytes]) -> bool:
    """Whether these are all lines there ever were, up to the last, (number, hash), as they were written."""
    before = FIRST
    for number, line in enumerate(lines, 1):
        if line.number != number or line.hash != _hash(before, line):
            return False
        before = line.hash
    return (len(lines), before) == last


def _hash(before: bytes, line: Line) -> bytes:
    at = int(line.at - line.at % MINUTE)
    parts = (str(line.number), line.counsel, str(at), line.kind, line.about)
    told = b"".join(len(part).to_bytes(4, "big") + part for part in (each.encode() for each in parts))
    return hashlib.sha256(before + told).digest()
