"""Deleting an account: now, or on a day until which its owner may come back."""

from __future__ import annotations

from flask import has_app_context
from sqlalchemy import Engine, select

from couples.accounts.actions import leave_later
from couples.accounts.models import Account
from couples.domain.days import DAY
from couples.extensions import db
from couples.house import House
from couples.log.batch import Batch
from couples.log.database import write_back
from couples.log.models import Stream
from couples.pairing import leave

DAYS = 7


def delete(here: House, account_id: str) -> None:
    """All of it, at once. The other of the two sees an unlink and nothing more.

    That it is to be forgotten is on disk before anything goes: whatever stops us then, `delete_due` does the rest.
    """
    here.forgotten.add("account", account_id)
    places = here.logins.every(account_id)

    def act(batch: Batch) -> Engine:
        going = leave.going(batch, account_id)
        leave.leave(batch, going)
        theirs = select(Stream.id).where(Stream.couple_id.in_(going.seats))
        here.phones.forget(places, batch.connection.execute(theirs).scalars().all())
        for part in here.parts:
            part.delete(batch, going)
        return batch.connection.engine

    engine = here.writer.run(act)
    # After the link, as by an unlink: of somebody who is signed out first, the other would see that they are away.
    here.end_logins([*{*places, *here.logins.every(account_id)}])
    here.pace.forget(account_id)
    if has_app_context():
        db.session.rollback()  # what this request has read holds the log back
    write_back(engine)


def tidy(here: House) -> None:
    """Once more for what somebody was reading from when it was deleted."""
    write_back(here.writer.run(lambda batch: batch.connection.engine))


def delete_later(here: House, account_id: str, now: float) -> float:
    """Signed out everywhere now, deleted in a week. Returns when."""
    at = now + DAYS * DAY
    leave_later(here.writer, account_id, at)
    here.end_logins(here.logins.every(account_id))
    return at


def stay(here: House, account_id: str) -> None:
    leave_later(here.writer, account_id, None)


def delete_due(here: House, now: float) -> int:
    """Deletes whose day has come, and whoever came back with an old backup. Returns how many."""
    forgotten = here.forgotten.all("account")

    def due(batch: Batch) -> list[str]:
        query = select(Account.id).where((Account.leaving <= now) | Account.id.in_(forgotten))
        return list(batch.connection.execute(query).scalars())

    found = here.writer.run(due)
    for account_id in found:
        delete(here, account_id)
    return len(found)
