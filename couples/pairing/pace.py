"""Pace: whether someone keeps the deeper exercises closed for themself, and nobody can tell.

Their own yes at the gate is shown to them as any yes, even to somebody who looks over their shoulder, and opens
nothing: to both it is as if one of them had not tapped. One sealed bit an account, which everybody has.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine, select, update

from couples.accounts.models import Account
from couples.accounts.pace import read_pace, sealed_pace
from couples.domain.deed import Deed
from couples.domain.pair import Seat
from couples.domain.session import HELD, NOT_HELD
from couples.log.batch import Batch
from couples.log.stream import Head
from couples.log.writer import Writer
from couples.security.keys import Keys


class Pace:
    """`writer` gives the writer, which asks this object in turn."""

    def __init__(self, reader: Engine, writer: Callable[[], Writer], keys: Keys) -> None:
        self._reader = reader
        self._writer = writer
        self._keys = keys
        self._held: dict[str, bool] = {}

    def is_held(self, account_id: str) -> bool:
        if account_id not in self._held:
            with self._reader.connect() as connection:
                sealed = connection.execute(select(Account.pace).where(Account.id == account_id)).scalar()
            self._held[account_id] = read_pace(self._keys, account_id, sealed)
        return self._held[account_id]

    def hold(self, account_id: str, *, held: bool) -> None:
        sealed = sealed_pace(self._keys, account_id, held=held)

        def act(batch: Batch) -> None:
            batch.connection.execute(update(Account).where(Account.id == account_id).values(pace=sealed))
            self._held[account_id] = held

        self._writer().run(act)

    def forget(self, account_id: str) -> None:
        self._held.pop(account_id, None)

    def complete(self, head: Head, deed: Deed, seat: Seat | None) -> Deed:
        """A tap at the gate says whether it is held, whatever its sender wrote there."""
        account = head.members[seat] if seat else None
        if deed.name != "ready" or account is None:
            return deed
        return Deed(
            deed.name, deed.step, {**deed.fields, "held": HELD if self.is_held(account) else NOT_HELD}
        )
