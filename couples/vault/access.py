"""The vault of whoever makes this request: whether it is open here, and opening it by passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flask import request
from flask_login import current_user

from couples.accounts.cookie import token_of
from couples.accounts.models import Account
from couples.extensions import db
from couples.house import house
from couples.vault import actions, locks
from couples.vault.queries import opens_by_passkey, passphrase_lock_of

State = Literal["none", "locked", "open"]


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of a passphrase: the vault's key, the keys to print if the vault is new, or how long to wait."""

    key: bytes | None = None
    printed: tuple[str, ...] = ()
    wait: int = 0


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


def is_mine(passphrase: str) -> bool:
    """Whether that is the passphrase of whoever asks."""
    account = db.session.get(Account, current_user.account_id)
    return account is not None and house().passphrases.matches(account.passphrase, passphrase)


def wait() -> int:
    """Seconds until the next try; 0 when there may be one now."""
    return house().throttle.wait("vault", house().settings.sign_in_account, current_user.account_id)


def open_by(passphrase: str) -> Opened:
    """Open the vault here, or make it at the first time."""
    if seconds := wait():
        return Opened(wait=seconds)
    mine, here = current_user.account_id, house()
    printed: list[str] = []
    if (lock := passphrase_lock_of(mine)) is not None:
        found = locks.open_by_passphrase(here.passphrases, lock, passphrase)
    elif is_mine(passphrase):
        found, printed = actions.make(here.writer, here.passphrases, mine, passphrase)
    else:
        found = None
    if found is not None:
        open_with(found)
    return Opened(found, tuple(printed))
