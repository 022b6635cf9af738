"""What waits for a browser's next step: five minutes long, once, in memory, and found by that browser's cookie alone.

It is kept under a hash of the cookie's token, so what lies in memory tells nobody which cookie to bring.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from typing import Any

SECONDS = 300
MOST = 10_000  # whoever begins again and again pushes out the oldest, and the memory stays small


class Pending:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, Any]] = {}

    def keep(self, kind: str, token: str, what: Any) -> None:
        """One of a kind for each browser: a new one takes the place of the one before."""
        self._forget_old()
        key = _key(kind, token)
        self._kept.pop(key, None)
        self._kept[key] = (self._clock() + SECONDS, what)

    def look(self, kind: str, token: str) -> Any | None:
        """What waits, without using it up."""
        until, what = self._kept.get(_key(kind, token), (0.0, None))
        return what if self._clock() < until else None

    def take(self, kind: str, token: str) -> Any | None:
        """What waits. Whoever takes it is the only one who does."""
        until, what = self._kept.pop(_key(kind, token), (0.0, None))
        return what if self._clock() < until else None

    def _forget_old(self) -> None:
        now = self._clock()
        for key, (until, _what) in list(self._kept.items()):
            if now < until and len(self._kept) < MOST:
                return
            self._kept.pop(key, None)


def _key(kind: str, token: str) -> str:
    return hashlib.sha256(f"{kind}:{token}".encode()).hexdigest()
