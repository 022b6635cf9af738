"""The one writer. Everything that changes the database goes through it, one transaction at a time.

It takes all deeds that wait, decides each against the present state, inserts what was decided, commits once, and only
then acknowledges and announces. It never waits for more work than there is.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

import gevent
from gevent import monkey
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from couples.domain.deed import Deed
from couples.domain.pair import Seat
from couples.domain.refusal import DENIED, Refusal
from couples.log.batch import Batch, Change
from couples.log.messages import keyed
from couples.log.stream import Head, Live
from couples.log.streams import Streams

log = logging.getLogger("couples.writer")
INLINE = 4  # up to this many waiting deeds, a commit in place is quicker than one in another thread
T = TypeVar("T")

REUSED = Refusal("invalid", "This was sent before with other words. Reload the page and try again.")
FULL = Refusal(
    "full", "There is no space left to save this. Your words are still here. Please try again later."
)
BROKEN = Refusal("error", "We could not save that. Your words are still here. Try again. Code: %(ref)s.")


@dataclass(frozen=True, slots=True)
class Saved:
    """A deed is on disk. `version` is what its author will be shown."""

    version: int


Result = Saved | Refusal
Authorise = Callable[[Head], Seat | Refusal | None]
Complete = Callable[[Head, Deed, Seat | None], Deed]


@dataclass(frozen=True, slots=True)
class Job:
    """A deed on its way; from the server's clock when `account` is empty.

    `authorise` is asked inside the transaction, with the head as it is then.
    """

    stream: str
    deed: Deed
    account: str
    op: str
    digest: bytes
    authorise: Authorise
    done: Callable[[Result], None]


class _Work:
    """Any other write: a function of an open batch, run alone in its own transaction."""

    def __init__(self, act: Callable[[Batch], Any]) -> None:
        self.act = act
        self.finished = threading.Event()
        self.result: Any = None
        self.error: BaseException | None = None


class Writer:
    """`announce` is told after each commit what changed. `complete` adds to a deed what its sender may not say."""

    def __init__(
        self,
        engine: Engine,
        streams: Streams,
        announce: Callable[[Sequence[Change]], None],
        clock: Callable[[], float] = time.time,
        complete: Complete = lambda _head, deed, _seat: deed,
    ) -> None:
        self.streams = streams
        self.clock = clock
        self._complete = complete
        self._engine = engine
        self._announce = announce
        self._queue: SimpleQueue[Job | _Work | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def submit(self, job: Job) -> None:
        """Hand in a deed. `job.done` is called from the writer, after the commit."""
        self._ensure_started()
        self._queue.put(job)

    def do(self, **job: Any) -> Result:
        """Hand in a deed and wait until it is on disk or refused."""
        finished, results = threading.Event(), list[Result]()

        def done(result: Result) -> None:
            results.append(result)
            finished.set()

        self.submit(Job(done=done, **job))
        finished.wait()
        return results[0]

    def run(self, act: Callable[[Batch], T]) -> T:
        """Do any other write, in a transaction of its own, and wait for it. Its errors are raised here."""
        self._ensure_started()
        work = _Work(act)
        self._queue.put(work)
        work.finished.wait()
        if work.error is not None:
            raise work.error
        result: T = work.result
        return result

    def soon(self, act: Callable[[Batch], object]) -> None:
        """The same for what nobody waits for and what may be lost with the power."""
        self._ensure_started()
        self._queue.put(_Work(act))

    def live(self, stream_id: str) -> Live | None:
        """The stream as it is now, from memory if it is there."""
        return self.streams.get(stream_id) or self.run(lambda batch: batch.live(stream_id))

    def stop(self) -> None:
        """Finish what waits, then stop."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join(timeout=5)
            self._thread = None
        self._engine.dispose()

    def _ensure_started(self) -> None:
        if self._thread is None:
            with self._starting:
                if self._thread is None:
                    self._thread = threading.Thread(target=self._loop, name="writer", daemon=True)
                    self._thread.start()

    def _loop(self) -> None:
        connection = self._engine.connect()
        with connection:
            while (first := self._queue.get()) is not None:
                waiting = [first, *self._waiting()]
                for group in _grouped(waiting):
                    if isinstance(group, _Work):
                        self._run(connection, group)
                    else:
                        self._write(connection, group)
                if waiting[-1] is None:
                    return

    def _waiting(self) -> list[Job | _Work | None]:
        found: list[Job | _Work | None] = []
        try:
            while not found or found[-1] is not None:
                found.append(self._queue.get_nowait())
        except Empty:
            pass
        return found

    def _run(self, connection: Connection, work: _Work) -> None:
        batch = Batch(connection, self.streams, self.clock())
        try:
            with connection.begin():
                work.result = work.act(batch)
                batch.flush()
        except BaseException as error:  # given back to whoever asked
            batch.forget()
            work.error = error
        else:
            batch.publish()
        work.finished.set()
        if work.error is None:
            self._tell(batch)

    def _write(self, connection: Connection, jobs: list[Job]) -> None:
        """One transaction for all. If it fails, nothing of it is kept, and each deed is tried alone."""
        batch = Batch(connection, self.streams, self.clock())
        try:
            transaction = connection.begin()
            try:
                results = [(job, self._decide(batch, job)) for job in jobs]
                batch.flush()
                _commit(connection, transaction, len(jobs))
            except BaseException:
                transaction.rollback()
                raise
        except Exception as error:
            batch.forget()
            self._retry(connection, jobs, error)
            return
        batch.publish()
        for job, result in results:
            job.done(result)
        self._tell(batch)

    def _retry(self, connection: Connection, jobs: list[Job], error: Exception) -> None:
        if len(jobs) > 1:
            for job in jobs:
                self._write(connection, [job])
        else:
            jobs[0].done(_refusal_for(error))

    def _decide(self, batch: Batch, job: Job) -> Result:
        try:
            return self._decide_one(batch, job)
        except DBAPIError:
            raise
        except Exception as error:  # a bug in a rule: only this deed suffers
            return _refusal_for(error)

    def _decide_one(self, batch: Batch, job: Job) -> Result:
        live = batch.live(job.stream)
        if live is not None and not job.account:
            return self._tick(batch, live, job)
        seat = job.authorise(live.head) if live else None
        if live is None or seat is None:
            return DENIED
        if isinstance(seat, Refusal):
            return seat
        digest = keyed(job.digest, self.streams.keys.forms)
        if (known := live.accepted.get((job.account, job.op))) is not None:
            return Saved(known[1]) if known[0] == digest else REUSED
        deed = self._complete(live.head, job.deed, seat)
        events = self.streams.kinds[live.head.kind].decide(live.state, deed, seat, batch.now)
        if isinstance(events, Refusal):
            return events
        return Saved(batch.accept(live, events, seat, job.account, job.op, digest))

    def _tick(self, batch: Batch, live: Live, job: Job) -> Result:
        """What the clock does. Nobody sends it twice, so no op id is kept."""
        events = self.streams.kinds[live.head.kind].decide(live.state, job.deed, None, batch.now)
        if isinstance(events, Refusal):
            return events
        return Saved(batch.append(live.head.id, events).version)

    def _tell(self, batch: Batch) -> None:
        if changes := batch.changes():
            try:
                self._announce(changes)
            except Exception as error:
                _note(error)


def _grouped(waiting: Sequence[Job | _Work | None]) -> list[_Work | list[Job]]:
    """Deeds that stand side by side share a commit; other work keeps its place between them."""
    groups: list[_Work | list[Job]] = []
    for each in waiting:
        if isinstance(each, _Work):
            groups.append(each)
        elif each is not None and groups and isinstance(groups[-1], list):
            groups[-1].append(each)
        elif each is not None:
            groups.append([each])
    return groups


def _commit(connection: Connection, transaction: Any, jobs: int) -> None:
    """A big batch commits in a real thread, so that sockets go on being read while the disk writes."""
    if jobs > INLINE and connection.dialect.name == "sqlite" and (pool := _real_threads()) is not None:
        driver: Any = connection.connection.dbapi_connection
        pool.apply(driver.commit)
    transaction.commit()


def _real_threads() -> Any:
    """gevent's pool of real threads, where the server runs on gevent."""
    return gevent.get_hub().threadpool if monkey.is_module_patched("threading") else None


def _refusal_for(error: Exception) -> Refusal:
    if "disk is full" in str(getattr(error, "orig", "")) or "No space left" in str(
        getattr(error, "orig", "")
    ):
        return FULL
    return Refusal(BROKEN.code, BROKEN.message, values={"ref": _note(error)})


def _note(error: Exception) -> str:
    """Writes the kind of an error and where it arose, never its message: that may hold someone's words."""
    ref = secrets.token_hex(2).upper()
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{place.tb_lineno}" if place else "?"
    log.error("error", extra={"kind": type(error).__name__, "where": where, "ref": ref})
    return ref
