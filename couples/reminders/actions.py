"""Remind and forget, what someone chose, and what the worker claims and puts away. Every write goes through a writer.

None of these rows is part of a stream, and nothing of them is kept in memory: so a worker in a process of its own may
have a writer of its own.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, insert, or_, select, update
from sqlalchemy.exc import DBAPIError

from couples.accounts.actions import new_id
from couples.log.batch import Batch
from couples.log.own import Going
from couples.log.writer import Writer
from couples.reminders.checks import Check, has_account
from couples.reminders.models import JobRow, ReminderChoice
from couples.reminders.quiet import quiet_until
from couples.security.keys import Keys
from couples.security.quiet_log import where
from couples.security.sealing import place, unwrap, wrap

log = logging.getLogger("couples.reminders")
CLAIM_SECONDS = 600  # after this a claim belonged to a worker that is no more
WAITS = (60, 300, 1_800, 7_200)  # before the second try and those after it
MOST = 254  # characters of an address: all are sealed at one length


def remind(batch: Batch, account_id: str, about: str, due: float) -> None:
    """One reminder for each (account, about): a second call moves it. One that was sent is never sent again."""
    mine = (JobRow.account_id == account_id, JobRow.about == about)
    if batch.connection.execute(select(JobRow.id).where(*mine)).first() is None:
        kind = about.partition(":")[0]
        row = {"id": new_id(), "kind": kind, "account_id": account_id, "about": about, "due": due, "tries": 0}
        batch.connection.execute(insert(JobRow), row)
    else:
        batch.connection.execute(update(JobRow).where(*mine, JobRow.done_at.is_(None)).values(due=due))


def forget(batch: Batch, about: str) -> None:
    """Nobody is to be reminded of it any more. That it was sent stays known, so that it is not sent again."""
    batch.connection.execute(delete(JobRow).where(JobRow.about == about, JobRow.done_at.is_(None)))


def forget_all_of(batch: Batch, about: str) -> None:
    """The same for everything whose key begins so."""
    here = JobRow.about.startswith(about, autoescape=True)
    batch.connection.execute(delete(JobRow).where(here, JobRow.done_at.is_(None)))


def forget_all(batch: Batch, account_id: str) -> None:
    """Everything that was to be sent to someone, and was."""
    batch.connection.execute(delete(JobRow).where(JobRow.account_id == account_id))


def forget_person(batch: Batch, going: Going) -> None:
    batch.connection.execute(delete(ReminderChoice).where(ReminderChoice.account_id == going.account_id))
    forget_all(batch, going.account_id)


@dataclass(frozen=True, slots=True)
class Choice:
    """`address` is None where the one from before stays."""

    address: str | None
    quiet_from: int
    quiet_to: int
    timezone: str


def choose(writer: Writer, keys: Keys, account_id: str, choice: Choice) -> None:
    """Turn reminders on, or change how they come."""

    def act(batch: Batch) -> None:
        values: dict[str, Any] = {
            "on": True,
            "quiet_from": choice.quiet_from,
            "quiet_to": choice.quiet_to,
            "timezone": choice.timezone,
        }
        if choice.address is not None:
            values["email"] = _sealed(keys, account_id, choice.address)
        _put(batch, account_id, values)

    writer.run(act)


def turn_off(writer: Writer, account_id: str) -> None:
    """The address, the calendar and all that waits go at once."""

    def act(batch: Batch) -> None:
        # The choice first: a worker that is claiming just now holds it, and is waited for.
        batch.connection.execute(delete(ReminderChoice).where(ReminderChoice.account_id == account_id))
        forget_all(batch, account_id)

    writer.run(act)


def new_feed(writer: Writer, account_id: str) -> str:
    """The token of a calendar of one's own, known here and now only. The one before opens nothing any more."""
    token = secrets.token_urlsafe(32)
    writer.run(lambda batch: _put(batch, account_id, {"feed": feed_key(token)}))
    return token


def feed_key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(keys: Keys, account_id: str, sealed: bytes) -> str:
    return unwrap(keys, sealed, address_place(account_id)).decode().rstrip()


@dataclass(frozen=True, slots=True)
class Claimed:
    """Someone's reminders that are due now: one mail. No `jobs` where all of them were moved or dropped."""

    account_id: str
    sealed: bytes
    jobs: tuple[str, ...]


def claim(writer: Writer, checks: Mapping[str, Check]) -> Claimed | None:
    """What one person is to be told now, claimed for ten minutes; None when nothing is due.

    In the same transaction it is asked again: do they still want it, is its reason still there, is it quiet there?
    """

    def act(batch: Batch) -> Claimed | None:
        _drop_unwanted(batch)
        choice = _next(batch)
        if choice is None:
            return None
        until = quiet_until(batch.now, choice.quiet_from, choice.quiet_to, choice.timezone)
        free = and_(JobRow.account_id == choice.account_id, _due(batch.now))
        if until is not None:
            batch.connection.execute(update(JobRow).where(free).values(due=until, claimed_at=None))
            return Claimed(choice.account_id, choice.email, ())
        return Claimed(choice.account_id, choice.email, _claim(batch, free, checks))

    return writer.run(act)


def finish(writer: Writer, claimed: Claimed, *, sent: bool) -> None:
    """Put away what was sent, or let it wait for the next try. After the last one it is given up."""

    def act(batch: Batch) -> None:
        mine = JobRow.id.in_(claimed.jobs)
        over = mine if sent else mine & (JobRow.tries > len(WAITS))
        batch.connection.execute(update(JobRow).where(over).values(done_at=batch.now))
        if not sent:
            for tries, wait in enumerate(WAITS, start=1):
                again = update(JobRow).where(mine, JobRow.tries == tries, JobRow.done_at.is_(None))
                # One that was moved to a later day meanwhile keeps that day.
                due = case((JobRow.due > batch.now, JobRow.due), else_=batch.now + wait)
                batch.connection.execute(again.values(claimed_at=None, due=due))

    writer.run(act)


def _put(batch: Batch, account_id: str, values: dict[str, Any]) -> None:
    mine = ReminderChoice.account_id == account_id
    if batch.connection.execute(select(ReminderChoice.account_id).where(mine)).first() is None:
        batch.connection.execute(insert(ReminderChoice), {"account_id": account_id, **values})
    else:
        batch.connection.execute(update(ReminderChoice).where(mine).values(**values))


def _due(now: float) -> ColumnElement[bool]:
    free = or_(JobRow.claimed_at.is_(None), JobRow.claimed_at <= now - CLAIM_SECONDS)
    return and_(JobRow.done_at.is_(None), JobRow.due <= now, free)


def _drop_unwanted(batch: Batch) -> None:
    """Due for someone who has not chosen to be reminded; or tried often enough, by workers that were killed."""
    due = _due(batch.now)
    wanted = select(ReminderChoice.account_id).where(ReminderChoice.on, ReminderChoice.email.is_not(None))
    batch.connection.execute(delete(JobRow).where(due, JobRow.account_id.not_in(wanted)))
    given_up = update(JobRow).where(due, JobRow.tries > len(WAITS))
    batch.connection.execute(given_up.values(done_at=batch.now))


def _next(batch: Batch) -> Any:
    """Whose turn it is. The lock is on the person, so that two workers never write two mails to one."""
    query = (
        select(ReminderChoice.__table__)
        .join(JobRow, JobRow.account_id == ReminderChoice.account_id)
        .where(ReminderChoice.on, ReminderChoice.email.is_not(None), _due(batch.now))
        .order_by(JobRow.due)
        .limit(1)
        .with_for_update(of=ReminderChoice.__table__, skip_locked=True)
    )
    return batch.connection.execute(query).first()


def _claim(batch: Batch, free: ColumnElement[bool], checks: Mapping[str, Check]) -> tuple[str, ...]:
    """Those that still have their reason; the others go. Only what this very statement claimed is ours to send."""
    rows = batch.connection.execute(select(JobRow.__table__).where(free)).all()
    wanted = {row.id for row in rows if _still(batch, checks.get(row.kind, has_account), row)}
    groundless = [row.id for row in rows if row.id not in wanted]
    batch.connection.execute(delete(JobRow).where(JobRow.id.in_(groundless)))
    claimed = update(JobRow).where(free, JobRow.id.in_(wanted)).returning(JobRow.id)
    return tuple(
        batch.connection.execute(claimed.values(claimed_at=batch.now, tries=JobRow.tries + 1)).scalars()
    )


def _still(batch: Batch, check: Check, row: Any) -> bool:
    """A check with a bug stops no other reminder. Where we cannot know, we say nothing."""
    try:
        return check(batch.connection, row.account_id, row.about)
    except DBAPIError:
        raise
    except Exception as error:
        log.error("check", extra={"kind": type(error).__name__, "where": where(error)})
        return False


def _sealed(keys: Keys, account_id: str, address: str) -> bytes:
    return wrap(keys, address.ljust(MOST).encode(), address_place(account_id))


def address_place(account_id: str) -> bytes:
    return place("reminder_choice", "email", account_id)
