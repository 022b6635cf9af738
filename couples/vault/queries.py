"""Whether someone has a vault, and what opens it."""

from __future__ import annotations

from sqlalchemy import func, select

from couples.accounts.actions import name_key
from couples.accounts.models import Account
from couples.extensions import db
from couples.vault import locks
from couples.vault.models import LockRow


def passphrase_lock_of(account_id: str) -> LockRow | None:
    query = select(LockRow).where(LockRow.account_id == account_id, LockRow.kind == "passphrase")
    return db.session.execute(query).scalar_one_or_none()


def passkey_lock_of(account_id: str, credential: bytes) -> LockRow | None:
    query = select(LockRow).where(
        LockRow.account_id == account_id, LockRow.proof == locks.mark_of(credential)
    )
    return db.session.execute(query).scalar_one_or_none()


def opens_by_passkey(account_id: str) -> bool:
    query = select(func.count()).where(LockRow.account_id == account_id, LockRow.kind == "passkey")
    return db.session.execute(query).scalar_one() > 0


def recovery_keys_left(account_id: str) -> int:
    query = select(func.count()).where(LockRow.account_id == account_id, LockRow.kind == "recovery")
    return db.session.execute(query).scalar_one()


def recovered(name: str, written: str) -> tuple[str, bytes] | None:
    """(account, key of its vault), if the printed key is one of that person's."""
    if (recovery_key := locks.read_recovery_key(written)) is None:
        return None
    lock = db.session.execute(
        select(LockRow)
        .join(Account, Account.id == LockRow.account_id)
        .where(LockRow.proof == locks.proof_of(recovery_key), Account.name_key == name_key(name))
    ).scalar_one_or_none()
    key = locks.open_by_recovery(lock, recovery_key) if lock else None
    return (lock.account_id, key) if lock and key else None
