"""Make a vault, change what opens it. Every write goes through the writer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import delete, insert, update

from couples.accounts import notices
from couples.accounts.logins import Login
from couples.accounts.models import Account
from couples.log.batch import Batch
from couples.log.own import Going
from couples.log.writer import Writer
from couples.security.passphrase import Passphrases
from couples.security.sealing import new_key
from couples.vault import locks
from couples.vault.models import LockRow

RECOVERY_KEYS = 2


def make(writer: Writer, passphrases: Passphrases, login: Login, passphrase: str) -> tuple[bytes, list[str]]:
    """A vault of one's own. Returns its key, and the recovery keys to print: they are kept nowhere."""
    key = new_key()
    lock = locks.passphrase_lock(passphrases, login.account_id, passphrase, key)
    printed, rows = _recovery(login.account_id, key)
    _replace(writer, login, [lock, *rows])
    return key, printed


def print_anew(writer: Writer, login: Login, key: bytes) -> list[str]:
    """New recovery keys. Those printed before open nothing from now on."""
    printed, rows = _recovery(login.account_id, key)
    _replace(writer, login, rows, kind="recovery")
    return printed


def change_passphrase(
    writer: Writer,
    passphrases: Passphrases,
    account_id: str,
    passphrase: str,
    key: bytes | None,
    also: Sequence[Callable[[Batch, str], object]] = (),
) -> list[str]:
    """The same vault under another passphrase, where there is one. All else that opened it opens it no more.

    Whoever signs in next is told. `also` is done in the same transaction. Returns the new recovery keys to print.
    """
    hashed = passphrases.hash(passphrase)
    printed: list[str] = []
    rows: list[dict[str, Any]] = []
    if key is not None:
        printed, recovery = _recovery(account_id, key)
        rows = [locks.passphrase_lock(passphrases, account_id, passphrase, key), *recovery]

    def act(batch: Batch) -> None:
        changed = {"passphrase": hashed, "passphrase_changed": time.time()}
        batch.connection.execute(update(Account).where(Account.id == account_id).values(changed))
        notices.forget(batch, account_id)  # what they were about opens nothing any more
        notices.tell(batch, account_id, "passphrase")
        if rows:
            _put(batch, account_id, rows)
        for each in also:
            each(batch, account_id)

    writer.run(act)
    return printed


def let_passkey_open(writer: Writer, account_id: str, credential: bytes, secret: bytes, key: bytes) -> None:
    """From now on the vault opens by that passkey too."""
    row = locks.passkey_lock(account_id, credential, secret, key)

    def act(batch: Batch) -> None:
        drop_passkey_lock(batch, account_id, credential)
        batch.connection.execute(insert(LockRow), row)

    writer.run(act)


def drop_passkey_lock(batch: Batch, account_id: str, credential: bytes) -> None:
    mine = delete(LockRow).where(LockRow.account_id == account_id)
    batch.connection.execute(mine.where(LockRow.proof == locks.mark_of(credential)))


def forget(batch: Batch, going: Going) -> None:
    batch.connection.execute(delete(LockRow).where(LockRow.account_id == going.account_id))


def _recovery(account_id: str, key: bytes) -> tuple[list[str], list[dict[str, Any]]]:
    printed = [locks.new_recovery_key() for _ in range(RECOVERY_KEYS)]
    made = [locks.read_recovery_key(each) for each in printed]
    rows = [locks.recovery_lock(account_id, each, key) for each in made if each]
    return [locks.in_groups(each) for each in printed], rows


def _replace(writer: Writer, login: Login, rows: Sequence[dict[str, Any]], kind: str = "") -> None:
    """Recovery keys are among the rows, each time."""

    def act(batch: Batch) -> None:
        _put(batch, login.account_id, rows, kind)
        notices.tell(batch, login.account_id, "keys", but=login.id)

    writer.run(act)


def _put(batch: Batch, account_id: str, rows: Sequence[dict[str, Any]], kind: str = "") -> None:
    old = delete(LockRow).where(LockRow.account_id == account_id)
    batch.connection.execute(old.where(LockRow.kind == kind) if kind else old)
    batch.connection.execute(insert(LockRow), list(rows))
