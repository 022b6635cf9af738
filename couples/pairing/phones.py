"""Who holds a shared phone: for one place of sign-in and one session.

The other of the two proves themself there once, by passphrase. After that the phone is handed over by a cover screen,
and the seat of a deed is always the holder's: a client never says whose it is.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select

from couples.domain.pair import Seat, other
from couples.log.batch import Batch
from couples.log.writer import Writer
from couples.pairing.models import Phone


@dataclass(frozen=True, slots=True)
class Held:
    """`covered` is the moment between two people: nothing is shown until the next one says they have it."""

    seat: Seat
    covered: bool


class Phones:
    def __init__(self, reader: Engine, writer: Writer) -> None:
        self._reader = reader
        self._writer = writer
        self._held: dict[tuple[str, str], Held | None] = {}

    def held(self, login_id: str, stream_id: str) -> Held | None:
        """None where the phone is not shared."""
        key = login_id, stream_id
        if key not in self._held:
            query = select(Phone.seat, Phone.covered).where(
                Phone.login_id == login_id, Phone.stream_id == stream_id
            )
            with self._reader.connect() as connection:
                row = connection.execute(query).first()
            self._held[key] = Held(row.seat, row.covered) if row else None
        return self._held[key]

    def share(self, login_id: str, stream_id: str, seat: Seat) -> None:
        """The other has proved themself: from now on both use this phone. `seat` still holds it."""
        self._put(login_id, stream_id, Held(seat, covered=False))

    def hand_over(self, login_id: str, stream_id: str) -> None:
        """Cover the screen for the other, or, on the cover, take the phone."""
        if (held := self.held(login_id, stream_id)) is not None:
            self._put(
                login_id,
                stream_id,
                Held(other(held.seat), True) if not held.covered else Held(held.seat, False),
            )

    def forget(self, login_ids: Collection[str], stream_ids: Collection[str]) -> None:
        """What memory holds of places and sessions that are not there any more."""
        for key in [key for key in self._held if key[0] in login_ids or key[1] in stream_ids]:
            del self._held[key]

    def _put(self, login_id: str, stream_id: str, held: Held) -> None:
        row = {"login_id": login_id, "stream_id": stream_id, "seat": held.seat, "covered": held.covered}

        def act(batch: Batch) -> None:
            key = (Phone.login_id == login_id) & (Phone.stream_id == stream_id)
            batch.connection.execute(delete(Phone).where(key))
            batch.connection.execute(insert(Phone), row)
            self._held[login_id, stream_id] = held

        self._writer.run(act)
