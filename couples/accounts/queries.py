"""Reads of accounts, and of what a place of sign-in is told."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from couples.accounts.models import Account, Notice
from couples.extensions import db


def leaving_of(account_id: str) -> float | None:
    """When someone's account is to be deleted, in seconds since 1970; None for those who stay."""
    return db.session.execute(select(Account.leaving).where(Account.id == account_id)).scalar()


def passphrase_changed(account_id: str) -> float | None:
    """When someone's passphrase was last changed, in seconds since 1970; None for their first one."""
    query = select(Account.passphrase_changed).where(Account.id == account_id)
    return db.session.execute(query).scalar()


def notices_of(login_id: str) -> Sequence[Notice]:
    """What that place of sign-in is told, the earliest first."""
    query = select(Notice).where(Notice.login_id == login_id).order_by(Notice.at)
    return db.session.execute(query).scalars().all()
