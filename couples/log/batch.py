"""A batch: what one transaction reads and changes. Seen by nobody else until it is on disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from couples.domain.events import Drafted, Event, Kept, draft_ended_by
from couples.domain.pair import Seat
from couples.domain.steps.base import OWN
from couples.log import erase
from couples.log.rows import Rows, key_of, places_to_open
from couples.log.stream import Live
from couples.log.streams import Streams


@dataclass(slots=True)
class Change:
    """A stream that changed: as it is now, and the events that made it so."""

    live: Live
    events: list[Event] = field(default_factory=list)


class Batch:
    def __init__(self, connection: Connection, streams: Streams, now: float) -> None:
        self.connection = connection
        self.now = now
        self.streams = streams
        self._rows = Rows(streams.keys, streams.answer_keys)
        self._live: dict[str, Live] = {}
        self._changed: dict[str, Change] = {}
        self._dropped: set[str] = set()

    def live(self, stream_id: str) -> Live | None:
        """The stream as it is within this batch."""
        if stream_id not in self._live:
            known = None if stream_id in self._dropped else self.streams.get(stream_id)
            found = known or self.streams.load(self.connection, stream_id)
            if found is None:
                return None
            self._live[stream_id] = found
        return self._live[stream_id]

    def refresh_couple(self, couple_id: str) -> None:
        """Whose the couple's streams are has changed: read them anew once this is on disk."""
        mine = [id for id, live in self._live.items() if live.head.couple_id == couple_id]
        for stream_id in {*self.streams.of_couple(couple_id), *mine}:
            self._dropped.add(stream_id)
            self._live.pop(stream_id, None)

    def accept(
        self, live: Live, events: Sequence[Event], seat: Seat, account: str, op: str, digest: bytes
    ) -> int:
        """Append a deed's events and remember its op id. Returns the version that its author will be shown."""
        live = self.append(live.head.id, events)
        version = self.streams.kinds[live.head.kind].version(live.state, seat)
        live.accepted[account, op] = (digest, version)
        self._rows.accept(live.head.id, account, op, digest, version)
        return version

    def append(self, stream_id: str, events: Sequence[Event]) -> Live:
        """Append events, each in the stream where it belongs, with all that follows from them elsewhere."""
        live = self.live(stream_id)
        assert live is not None
        kind = self.streams.kinds[live.head.kind]
        for event in events:
            live = self._append(live, event)
            for other, told in kind.follow(live, event, self):
                self.append(other, [told])
        return live

    def erase_words(self, live: Live, seat: Seat, steps: Sequence[str] = ()) -> None:
        """What one of the two wrote in a stream, or in some of its steps, but for what both signed."""
        kind = self.streams.kinds[live.head.kind]
        for place in erase.places_of(self.connection, live.head.id, kind, seat, steps):
            self._rows.erase(place)
        erase.erase_drafts(self.connection, live.head.id, seat, steps)
        live.kept = {
            key: at for key, at in live.kept.items() if key[0] != seat or (steps and key[1] not in steps)
        }

    def flush(self) -> None:
        versions = {id: change.live.version for id, change in self._changed.items()}
        self._rows.flush(self.connection, versions)

    def publish(self) -> None:
        """It is on disk: from now on everybody sees it."""
        for live in self._live.values():
            self.streams.put(live)
        self.streams.put_own(self._rows.versions)
        self.streams.put_keys(self._rows.answer_keys)
        if self._dropped:
            with self.connection.begin():
                self._reload()

    def forget(self) -> None:
        """It failed: what memory holds may not be what the disk holds, so it is read anew."""
        for stream_id in {*self._live, *self._dropped}:
            self.streams.drop(stream_id)
        self.streams.drop_own(self._rows.versions)

    def changes(self) -> list[Change]:
        return list(self._changed.values())

    def _reload(self) -> None:
        for stream_id in self._dropped:
            self.streams.drop(stream_id)
            if (live := self.streams.load(self.connection, stream_id)) is not None:
                self.streams.put(live)
                self._changed.setdefault(stream_id, Change(live)).live = live

    def _append(self, live: Live, event: Event) -> Live:
        before, head = live, live.head
        kind = self.streams.kinds[head.kind]
        state = kind.begin(event, self.connection) if live.state is None else kind.evolve(live.state, event)
        live = Live(head, state, live.version, live.kept, live.accepted)
        if isinstance(event, Drafted):
            self._rows.draft(head, event)
        elif event.private:
            self._append_own(live, event)
        else:
            live.version += 1
            self._rows.append(head, live.version, event)
        if part := draft_ended_by(event):
            self._rows.drop_draft(head, event, part)
        self._open(before, live, event)
        self._live[head.id] = live
        self._note(live, event)
        return live

    def _append_own(self, live: Live, event: Event) -> None:
        assert event.seat is not None
        own = live.head.own[event.seat]
        assert own is not None
        version = self._rows.versions.get(own) or self.streams.own_version(self.connection, own)
        self._rows.versions[own] = version + 1
        at = self._rows.append_own(live.head, own, version + 1, event)
        if isinstance(event, Kept):
            self._keep(live, event, at)

    def _keep(self, live: Live, event: Kept, at: tuple[str, int]) -> None:
        """A changed answer replaces the one before, whose words are erased."""
        if event.words:
            key = key_of(event.seat, event)
            if key in live.kept:
                self._rows.erase(live.kept[key])
            live.kept = {**live.kept, key: at}

    def _open(self, before: Live, live: Live, event: Event) -> None:
        for seat, step in self.streams.kinds[live.head.kind].opens(before.state, event):
            for at in places_to_open(live, seat, step, OWN):
                self._rows.open(live.head, at, self.connection)

    def _note(self, live: Live, event: Event) -> None:
        """Drafts change nothing that anyone is shown, so they are not announced."""
        if not isinstance(event, Drafted):
            change = self._changed.setdefault(live.head.id, Change(live))
            change.live = live
            change.events.append(event)
