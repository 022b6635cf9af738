"""Things that happen at a time: a ready gate that closes, and people who have left being told of."""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable, Iterable

from couples.domain.deed import Deed
from couples.domain.pair import Seat
from couples.log.stream import Head
from couples.log.writer import Job, Writer


class Clock:
    """`left` is told of streams whose presence changed. The thread starts with the first thing to wait for."""

    def __init__(self, writer: Writer, told: Callable[[Head], None]) -> None:
        self._writer = writer
        self._told = told
        self._due: list[tuple[float, str]] = []
        self._more = threading.Event()
        self._thread: threading.Thread | None = None

    def watch(self, stream_id: str, at: float) -> None:
        heapq.heappush(self._due, (at, stream_id))
        self._more.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._loop, name="clock", daemon=True)
            self._thread.start()

    def left(self, stream_ids: Iterable[str]) -> None:
        for stream_id in stream_ids:
            if (live := self._writer.streams.get(stream_id)) is not None:
                self._told(live.head)

    def _loop(self) -> None:
        while True:
            wait = self._due[0][0] - time.time() if self._due else None
            if wait is None or wait > 0:
                self._more.wait(wait)
                self._more.clear()
            else:
                self._lapse(heapq.heappop(self._due)[1])

    def _lapse(self, stream_id: str) -> None:
        job = Job(stream_id, Deed("lapse"), "", "", b"", _by_the_clock, lambda _result: None)
        self._writer.submit(job)


def _by_the_clock(_head: Head) -> Seat | None:
    return None
