"""What is due of a couple's ledger, to stand in a step of a session: the same element as on the page "Ours"."""

from __future__ import annotations

from sqlalchemy import Engine

from couples.domain.pair import Seat
from couples.ledger.kind import LedgerKind
from couples.log.store import stream_of
from couples.log.stream import Head
from couples.log.writer import Writer


class Due:
    def __init__(self, kind: LedgerKind, writer: Writer, reader: Engine) -> None:
        self._kind = kind
        self._writer = writer
        self._reader = reader
        self._ledgers: dict[str, str] = {}  # couple -> its ledger, which never changes

    def beside(self, session: Head, seat: Seat, now: float) -> str:
        """The ledger's element as this seat sees it, or "" where there is none."""
        live = self._writer.live(ledger) if (ledger := self._ledger(session.couple_id)) else None
        return self._kind.fragment(live, seat, now, inside=session.id) if live else ""

    def _ledger(self, couple_id: str) -> str | None:
        if couple_id not in self._ledgers:
            with self._reader.connect() as connection:
                if (found := stream_of(connection, couple_id, "ledger")) is None:
                    return None
            self._ledgers[couple_id] = found
        return self._ledgers[couple_id]
