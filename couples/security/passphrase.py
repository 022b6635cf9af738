"""Passphrases: argon2id in a pool of two real threads, and a check that refuses the easy ones.

One hash takes 64 MiB and a tenth of a second: more than two at a time would take memory without being quicker, and on
the server's own thread it would stop every socket for that long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type, hash_secret_raw
from gevent import monkey
from gevent.threadpool import ThreadPool
from zxcvbn import zxcvbn

from couples.language import N_
from couples.settings import Settings

SHORTEST = 12
LONGEST = 256  # bytes
ENOUGH = 3  # zxcvbn score
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Cost:
    """What argon2id is asked to spend: KiB of memory, passes over it, and lanes beside each other."""

    memory: int
    time: int
    lanes: int


class Passphrases:
    def __init__(self, settings: Settings) -> None:
        self._hasher = PasswordHasher(memory_cost=settings.argon2_memory_kib, time_cost=settings.argon2_time)
        self._threads: ThreadPool | None = None
        # Verified for names that nobody has, so that they take as long as names that someone has.
        self._nobody = self._hasher.hash("nobody has this passphrase")

    def hash(self, passphrase: str) -> str:
        return str(self._apart(self._hasher.hash, passphrase))

    def matches(self, stored: str | None, passphrase: str) -> bool:
        """Takes the same time whether or not there is anything stored."""
        right = bool(self._apart(self._verify, stored or self._nobody, passphrase))
        return right and stored is not None

    def outdated(self, stored: str) -> bool:
        return self._hasher.check_needs_rehash(stored)

    def derive(self, passphrase: str, salt: bytes, cost: Cost | None = None) -> tuple[bytes, Cost]:
        """A key of 32 bytes that only this passphrase makes, and what it cost: given again, it makes the same key."""
        cost = cost or Cost(self._hasher.memory_cost, self._hasher.time_cost, self._hasher.parallelism)
        made = self._apart(
            hash_secret_raw, passphrase.encode(), salt, cost.time, cost.memory, cost.lanes, 32, Type.ID
        )
        return cast(bytes, made), cost

    def _verify(self, stored: str, passphrase: str) -> bool:
        try:
            return self._hasher.verify(stored, passphrase)
        except (VerificationError, InvalidHashError):
            return False

    def _apart(self, act: object, *given: object) -> object:
        """In the pool where the server runs on gevent; in place elsewhere (command line, tests of pages)."""
        if not monkey.is_module_patched("threading"):
            return act(*given)  # type: ignore[operator]
        if self._threads is None:
            self._threads = ThreadPool(AT_ONCE)
        return self._threads.apply(act, given)


def complaint(passphrase: str, own_words: list[str]) -> str | None:
    """Why a passphrase is too weak, as a sentence, or None. `own_words` are the person's name and the like."""
    if len(passphrase) < SHORTEST:
        return N_("Use at least 12 characters. Four or five words that do not belong together work well.")
    if len(passphrase.encode()) > LONGEST:
        return N_("That is too long. Use at most 256 characters.")
    folded = passphrase.casefold()
    if any(len(word) > 2 and len(folded.replace(word.casefold(), "")) < SHORTEST for word in own_words):
        return N_("Leave your own name out of it. Someone close to you would guess that first.")
    if zxcvbn(passphrase[:100], user_inputs=own_words, max_length=100)["score"] < ENOUGH:
        return N_("That is easy to guess. Add another word or two that do not belong together.")
    return None
