"""Reads of accounts."""

from __future__ import annotations

from sqlalchemy import select

from couples.accounts.models import Account
from couples.extensions import db


def leaving_of(account_id: str) -> float | None:
    """When someone's account is to be deleted, in seconds since 1970; None for those who stay."""
    return db.session.execute(select(Account.leaving).where(Account.id == account_id)).scalar()
