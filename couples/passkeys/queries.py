"""Someone's passkeys."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from couples.accounts.models import Account
from couples.extensions import db
from couples.passkeys.models import PasskeyRow


def passkeys_of(account_id: str) -> Sequence[PasskeyRow]:
    query = select(PasskeyRow).where(PasskeyRow.account_id == account_id).order_by(PasskeyRow.made)
    return db.session.execute(query).scalars().all()


def passkey_of(account_id: str, id: str) -> PasskeyRow | None:
    found = db.session.get(PasskeyRow, id)
    return found if found is not None and found.account_id == account_id else None


def by_credential(credential: bytes) -> PasskeyRow | None:
    query = select(PasskeyRow).where(PasskeyRow.credential == credential)
    return db.session.execute(query).scalar_one_or_none()


def account_of(account_id: str) -> Account | None:
    return db.session.get(Account, account_id)
