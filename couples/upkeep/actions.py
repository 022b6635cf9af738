"""What is over is let go of: rows that nobody needs any more, and keys that nothing is sealed under.

Rows go through the writer. No state of a stream is made of them, so a process of its own may do it beside the server.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Delete, delete, or_, select

from couples.accounts.models import LoginSession
from couples.domain.days import DAY
from couples.house import House
from couples.log.batch import Batch
from couples.log.rows import ACCEPTED, EVENT
from couples.pairing.models import Invitation
from couples.reminders.models import JobRow
from couples.security import keys
from couples.settings import Settings
from couples.upkeep.folder import one_at_a_time
from couples.upkeep.wrapped import epochs

# A reminder that was sent is remembered so that it is not sent twice; a deed, in case its sender had no answer.
REMINDERS, DEEDS, INVITATIONS, PLACES = 365 * DAY, 90 * DAY, 7 * DAY, 1 * DAY


@dataclass(frozen=True)
class Dropped:
    """How many went. `kept` are old keys whose time is over, but under which something is still sealed."""

    keys: int
    kept: int
    reminders: int
    deeds: int
    invitations: int
    places: int

    def __str__(self) -> str:
        told = (
            f"{self.keys} old keys, {self.reminders} reminders that were sent, {self.deeds} ids of deeds, "
            f"{self.invitations} old invitations, {self.places} ended places of sign-in"
        )
        kept = f". {self.kept} old keys are still needed: run couples keys rotate" if self.kept else ""
        return told + kept


def sweep(here: House, now: float) -> Dropped:
    """Raises Problem where another is at it."""
    with one_at_a_time(here.settings.data):
        rows = {
            name: _gone(here, statement)
            for name, statement in (
                ("reminders", delete(JobRow).where(JobRow.done_at <= now - REMINDERS)),
                ("deeds", _deeds(now - DEEDS)),
                ("invitations", delete(Invitation).where(Invitation.expires <= now - INVITATIONS)),
                ("places", _places(here.settings, now - PLACES)),
            )
        }
        destroyed, kept = _old_keys(here, now)
        return Dropped(destroyed, kept, **rows)


def _gone(here: House, statement: Delete) -> int:
    """Each in a transaction of its own, so that nobody waits long."""

    def act(batch: Batch) -> int:
        done: Any = batch.connection.execute(statement)
        return int(done.rowcount)

    return here.writer.run(act)


def _deeds(before: float) -> Delete:
    """Of streams in which nothing has happened since then."""
    lately = EVENT.c.at > before
    return delete(ACCEPTED).where(
        ACCEPTED.c.stream_id.not_in(select(EVENT.c.stream_id).where(lately)),
        ACCEPTED.c.stream_id.not_in(select(EVENT.c.about).where(lately, EVENT.c.about.is_not(None))),
    )


def _places(settings: Settings, at: float) -> Delete:
    """Those that had ended by then. What is on disk of their use is some minutes old: a day is well beyond that."""
    idle = LoginSession.last_used + LoginSession.idle_minutes * 60 <= at
    return delete(LoginSession).where(or_(idle, LoginSession.started <= at - settings.absolute_days * DAY))


def _old_keys(here: House, now: float) -> tuple[int, int]:
    """(destroyed, still needed). From here on no backup of their time opens."""
    path, before = here.settings.data / keys.NAME, now - here.settings.key_days * DAY
    present = keys.load(path)
    if present is None:
        return 0, 0
    over = {epoch for epoch in present.server if (at := present.retired(epoch)) is not None and at <= before}
    if not over:
        return 0, 0
    needed = over & set(here.writer.run(lambda batch: epochs(batch.connection)))
    if over - needed:
        keys.destroy(path, present, over - needed)
    for epoch in over - needed:
        here.keys.server.pop(epoch, None)
    return len(over - needed), len(needed)
