"""What a place of sign-in is told: that something which opens the account was changed, at another place.

Each other place is told until somebody there says "Got it", and so is whoever signs in next. A change and its notices
are one transaction. Only the account's owner is told: nothing of it is about the couple.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable
from typing import Literal

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select

from couples.accounts.models import LoginSession, Notice
from couples.log.batch import Batch

Kind = Literal["passphrase", "keys", "passkey", "passkey_gone", "code_on", "code_off"]


def tell(batch: Batch, account_id: str, kind: Kind, but: str = "") -> None:
    """Every place of theirs but the one that made the change. Of two changes of a kind the later one counts."""
    mine = and_(Notice.account_id == account_id, Notice.kind == kind)
    elsewhere = or_(Notice.login_id.is_(None), Notice.login_id != but)
    batch.connection.execute(delete(Notice).where(mine, elsewhere))
    places = select(LoginSession.id).where(LoginSession.account_id == account_id, LoginSession.id != but)
    found = batch.connection.execute(places).scalars().all()
    _put(batch, account_id, [(login_id, kind, time.time()) for login_id in (None, *found)])


def pass_on(batch: Batch, account_id: str, login_id: str) -> None:
    """A place begins: it is told what nobody has said "Got it" to."""
    waits = select(Notice.kind, Notice.at).where(Notice.account_id == account_id, _for_the_next())
    _put(batch, account_id, [(login_id, kind, at) for kind, at in batch.connection.execute(waits)])


def seen(batch: Batch, account_id: str, login_id: str) -> None:
    """That place is told no more, and neither is whoever signs in next. Places that are open are, each once."""
    here = or_(Notice.login_id == login_id, _for_the_next())
    batch.connection.execute(delete(Notice).where(Notice.account_id == account_id, here))


def forget(batch: Batch, account_id: str) -> None:
    batch.connection.execute(delete(Notice).where(Notice.account_id == account_id))


def _for_the_next() -> ColumnElement[bool]:
    return Notice.login_id.is_(None)


def _put(batch: Batch, account_id: str, told: Iterable[tuple[str | None, str, float]]) -> None:
    rows = [
        {
            "id": secrets.token_urlsafe(16),
            "account_id": account_id,
            "login_id": login_id,
            "kind": kind,
            "at": at,
        }
        for login_id, kind, at in told
    ]
    if rows:
        batch.connection.execute(insert(Notice), rows)
