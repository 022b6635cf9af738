"""Who is asked for a code."""

from __future__ import annotations

from sqlalchemy import select

from couples.extensions import db
from couples.passkeys.codes.models import SecondStepRow


def asked_since(account_id: str) -> float | None:
    """Since when someone is asked for a code, in seconds since 1970; None for those who are not."""
    query = select(SecondStepRow.made).where(SecondStepRow.account_id == account_id)
    return db.session.execute(query).scalar()
