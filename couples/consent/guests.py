"""What counselors are told of as it happens: that two unlinked, and each step of a session in which they sit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Engine

from couples.consent import actions
from couples.consent.queries import is_open
from couples.domain.couple import Unlinked
from couples.domain.deed import Deed
from couples.domain.pair import Seat
from couples.domain.session import Session
from couples.domain.visiting import OPEN, guests
from couples.log.batch import Change
from couples.log.stream import Head
from couples.log.writer import Writer
from couples.security.keys import Keys

Complete = Callable[[Head, Deed, Seat | None], Deed]


class Guests:
    def __init__(self, reader: Engine, keys: Keys, writer: Writer) -> None:
        self._reader = reader
        self._keys = keys
        self._writer = writer

    def complete(self, further: Complete, head: Head, deed: Deed, seat: Seat | None) -> Deed:
        """Whoever lets a counselor in does not say themself whether that one may come."""
        if deed.name != "let_in":
            return further(head, deed, seat)
        counsel = deed.text("counsel")
        open_now = is_open(self._reader, self._keys, counsel, head.couple_id)
        return Deed(deed.name, deed.step, {"counsel": counsel, "open": OPEN if open_now else ""})

    def told(self, changes: Sequence[Change]) -> None:
        """After each commit. What a page asks for is refused from then on; this moves those that lie open."""
        for change in changes:
            if any(isinstance(event, Unlinked) for event in change.events):
                actions.ended(self._writer, change.live.head.couple_id)
            elif isinstance(change.live.state, Session):
                for counsel in guests(change.live.state.visit, change.events):
                    actions.moved(self._writer, counsel)
