"""Reads of reminders: what someone chose, and what waits for them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from couples.extensions import db
from couples.reminders.actions import address_of, feed_key
from couples.reminders.models import JobRow, ReminderChoice
from couples.security.keys import Keys
from couples.security.sealing import SealBroken


@dataclass(frozen=True, slots=True)
class Chosen:
    """How someone is reminded; `address` is empty while they are not."""

    address: str
    quiet_from: int
    quiet_to: int
    timezone: str
    has_feed: bool


def choice_of(keys: Keys, account_id: str) -> Chosen | None:
    row = db.session.get(ReminderChoice, account_id)
    if row is None:
        return None
    return Chosen(
        _address(keys, row) if row.on and row.email else "",
        row.quiet_from,
        row.quiet_to,
        row.timezone,
        row.feed is not None,
    )


def _address(keys: Keys, row: ReminderChoice) -> str:
    """Nothing where the server lost its key: then it can be written anew, or turned off."""
    try:
        return address_of(keys, row.account_id, row.email or b"")
    except SealBroken:
        return ""


def feed(token: str) -> list[tuple[str, float]] | None:
    """What waits for whoever made this calendar, as (id, time); None when it opens nothing."""
    query = select(ReminderChoice.account_id).where(ReminderChoice.feed == feed_key(token))
    account_id = db.session.execute(query).scalar()
    if account_id is None:
        return None
    waiting = select(JobRow.id, JobRow.due).where(JobRow.account_id == account_id, JobRow.done_at.is_(None))
    return [(row.id, row.due) for row in db.session.execute(waiting.order_by(JobRow.due))]
