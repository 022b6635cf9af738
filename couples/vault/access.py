"""The vault of whoever makes this request: whether it is open here, and opening it by passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flask import request
from flask_login import current_user

from couples.accounts import proof
from couples.accounts.cookie import this_place, token_of
from couples.house import house
from couples.language import gettext as _
from couples.security.throttle import SLOW
from couples.vault import actions, locks
from couples.vault.queries import opens_by_passkey, passphrase_lock_of

State = Literal["none", "locked", "open"]


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of a passphrase: the vault's key, and the keys to print if the vault is new; or why it did not open, as
    a sentence and a status."""

    key: bytes | None = None
    printed: tuple[str, ...] = ()
    refused: tuple[str, int] | None = None


def state() -> State:
    if key() is not None:
        return "open"
    return "locked" if passphrase_lock_of(current_user.account_id) else "none"


def key() -> bytes | None:
    """The key of this person's vault while it is open at this place of sign-in."""
    return house().vaults.key(current_user.id, token_of(request))


def by_passkey() -> bool:
    """Whether a passkey of theirs opens it."""
    return opens_by_passkey(current_user.account_id)


def open_with(found: bytes) -> None:
    """Open it here: that is its key."""
    house().vaults.open(current_user.id, token_of(request), found)


def key_by(passphrase: str) -> bytes | None:
    """The key of this person's vault by their passphrase; it stays as locked or as open as it was."""
    lock = passphrase_lock_of(current_user.account_id)
    return locks.open_by_passphrase(house().passphrases, lock, passphrase) if lock else None


def open_by(passphrase: str) -> Opened:
    """Open the vault here, or make it at the first time."""
    if seconds := proof.wait():
        return Opened(refused=(_(SLOW, seconds=seconds), 429))
    mine, here = current_user.account_id, house()
    printed: list[str] = []
    found = key_by(passphrase)
    if found is None and passphrase_lock_of(mine) is None and proof.is_mine(passphrase):
        found, printed = actions.make(here.writer, here.passphrases, this_place(), passphrase)
    if found is None:
        return Opened(refused=(_(proof.WRONG), 422))
    open_with(found)
    return Opened(found, tuple(printed))
