"""Which places of sign-in have their vault open: for five minutes after the last use, in memory only.

The key is kept sealed under the place's own token, which only its cookie holds. So what lies in memory opens nothing
between two requests, and a restart of the server locks every vault.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from couples.security.sealing import SealBroken, place, seal, unseal
from couples.vault.locks import stretched

OPEN_SECONDS = 300.0


@dataclass(slots=True)
class _Open:
    salt: bytes
    sealed: bytes
    until: float


class OpenVaults:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: dict[str, _Open] = {}

    def open(self, login_id: str, token: str, key: bytes) -> None:
        self._forget_old()
        salt = os.urandom(16)
        sealed = seal(_key(token, salt), key, _where(login_id))
        self._open[login_id] = _Open(salt, sealed, self._clock() + OPEN_SECONDS)

    def key(self, login_id: str, token: str) -> bytes | None:
        """The vault's key while it is open here. Using it keeps it open."""
        found = self._open.get(login_id)
        if found is None or found.until < self._clock():
            self._open.pop(login_id, None)
            return None
        found.until = self._clock() + OPEN_SECONDS
        try:
            return unseal(_key(token, found.salt), found.sealed, _where(login_id))
        except SealBroken:
            return None

    def lock(self, login_id: str) -> None:
        self._open.pop(login_id, None)

    def _forget_old(self) -> None:
        now = self._clock()
        for login_id in [id for id, each in self._open.items() if each.until < now]:
            del self._open[login_id]


def _key(token: str, salt: bytes) -> bytes:
    return stretched(token.encode(), salt, "place")


def _where(login_id: str) -> bytes:
    return place("open_vault", "sealed", login_id)
