"""After each commit: sends every viewer their own fragment, once, at the newest version there is."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from queue import SimpleQueue

from couples.domain.events import Event
from couples.domain.pair import Seat
from couples.live.hub import Connection, Hub
from couples.log.batch import Change
from couples.log.stream import Head, Live, StreamKind
from couples.log.streams import Streams

log = logging.getLogger("couples.live")
SeatFor = Callable[[Connection, Head], Seat | None]


class Announcer:
    """Takes changes from the writer and returns at once; renders in a thread of its own.

    While it renders, newer changes of a stream pile up and are then sent as one.
    """

    def __init__(self, hub: Hub, streams: Streams, seat_for: SeatFor) -> None:
        self._hub = hub
        self._streams = streams
        self._seat_for = seat_for
        self._dirty: dict[str, list[Event]] = {}
        self._wake: SimpleQueue[bool] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def announce(self, changes: Sequence[Change]) -> None:
        for change in changes:
            if self._hub.watching(change.live.head.id):
                self._dirty.setdefault(change.live.head.id, []).extend(change.events)
        if self._dirty:
            self._ensure_started()
            self._wake.put(True)

    def _ensure_started(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._loop, name="announcer", daemon=True)
            self._thread.start()

    def _loop(self) -> None:
        while True:
            self._wake.get()
            time.sleep(0)  # the acknowledgements go out before anything is rendered
            while self._dirty:
                stream_id = next(iter(self._dirty))  # the one that has waited longest
                events = self._dirty.pop(stream_id)
                live = self._streams.get(stream_id)
                if live is not None:
                    self._send(live, events)

    def _send(self, live: Live, events: Sequence[Event]) -> None:
        kind = self._streams.kinds[live.head.kind]
        made: dict[Seat, tuple[str, str | None]] = {}
        for connection in self._hub.watching(live.head.id):
            seat = self._seat_for(connection, live.head)
            if seat is None:
                self._hub.gone(live.head.id, connection.account_id)
            else:
                try:
                    self._send_one(connection, live, kind, events, seat, made)
                except Exception as error:  # one viewer's fault must not silence the others
                    log.error("error", extra={"kind": type(error).__name__, "where": "announcer"})

    def _send_one(
        self,
        connection: Connection,
        live: Live,
        kind: StreamKind,
        events: Sequence[Event],
        seat: Seat,
        made: dict[Seat, tuple[str, str | None]],
    ) -> None:
        showing = connection.streams.get(live.head.id)
        version = kind.version(live.state, seat)
        if showing is None or version <= showing.version:
            return
        if seat not in made:
            made[seat] = kind.fragment(live, seat, time.time()), kind.said(events, live, seat)
        html, say = made[seat]
        since, showing.version = showing.version, version
        part = f"stream-{live.head.id}"
        told = {
            "stream": live.head.id,
            "since": since,
            "version": version,
            "part": part,
            "html": html,
            "say": say,
        }
        self._hub.emit(connection, "view", told)
