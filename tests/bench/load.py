"""The load: many couples on raw sockets in one process, each with one deed in flight.

A deed is over when it is acknowledged and every `view` that follows from it has come: its version must be the one
that the rules foretold.
"""

from __future__ import annotations

import random
import re
import resource
import select
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.script import Move
from tests.bench.wire import Line

ACK = 1
VIEW = {"A": 2, "B": 4}
OTHER = {"A": "B", "B": "A"}
VERSION = re.compile(rb'"version":(\d+)')
TICK = 100  # of /proc/<pid>/stat, a second
DRAIN_SECONDS = 5.0


@dataclass
class Tally:
    """What was seen between the end of the warm-up and the end of a phase."""

    seconds: float = 0.0
    deeds: int = 0
    ack: list[float] = field(default_factory=list)
    delivery: list[float] = field(default_factory=list)
    server_cpu: float = 0.0
    own_cpu: float = 0.0


class Couple:
    """Plays its sessions one after the other. `told` says that an author too gets a view of what they did."""

    def __init__(self, number: int, plays: list[tuple[str, list[Move]]], *, told: bool) -> None:
        self.number, self.lines, self._told = number, dict[str, Line](), told
        self._moves = iter([(stream.encode(), move) for stream, moves in plays for move in moves])
        self.move: Move | None = None
        self.missing = 0
        self.began = 0.0
        self.waiting: deque[float] = deque()

    def act(self, began: float, op: int) -> bool:
        """Send the next deed. False when there is none left."""
        stream, move = next(self._moves, (b"", None))
        if move is None:
            return False
        self.move, self.began = move, began
        self.missing = ACK + (_views(move) if self._told else VIEW[OTHER[move.seat]])
        name = b"%08x-0000-4000-8000-%012x" % (op, self.number)
        self.lines[move.seat].say(b'421["do",{"stream":"%b","op":"%b",%b]' % (stream, name, move.tail))
        return True

    def viewed(self, seat: str, version: int) -> bool:
        """A view has come. Whether it was the other's, of what one of them did."""
        assert self.missing & VIEW[seat], "a view came that nothing led to"
        foretold = self.move.shown[seat] if self._told else version
        assert version == foretold, f"version {version} came where {foretold} was due"
        self.missing &= ~VIEW[seat]
        return seat != self.move.seat


class Load:
    """`pid` is the server's, to read its processor time from."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._poll = select.epoll()
        self._lines: dict[int, Line] = {}
        self._tally = Tally()
        self._op = self._in_flight = 0
        self._measuring = self._over = False
        self._next: Callable[[Couple], None] = lambda couple: None

    def add(self, line: Line) -> None:
        self._lines[line.socket.fileno()] = line
        self._poll.register(line.socket.fileno(), select.EPOLLIN)

    def settle(self, seconds: float = 0.0) -> None:
        """Go on until every line has the answers that it waits for, and so many seconds longer."""
        while any(line.owed for line in self._lines.values()):
            self._turn(1.0)
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._turn(left)

    def close(self) -> None:
        for line in self._lines.values():
            line.socket.close()

    def closed(self, couples: list[Couple], warm: float, seconds: float) -> Tally:
        """Each couple does its next deed as soon as the one before is over."""
        self._over, self._next = False, self._go_on
        for couple in couples:
            self._go_on(couple)
        self._go(warm)
        self._measured(lambda: self._go(seconds))
        self._over = True
        return self._drained()

    def open(self, couples: list[Couple], rate: float, warm: float, seconds: float) -> Tally:
        """Deeds come at random moments, so many a second in all, whether or not the server keeps up.

        Their times count from when they were due, so waiting behind the couple's deed before counts too.
        """
        self._next, chance = self._take_waiting, random.Random(7)
        began = time.perf_counter()
        due = self._arrive(couples, chance, rate, began, began + warm)
        self._measured(lambda: self._arrive(couples, chance, rate, due, began + warm + seconds))
        return self._drained()

    # Phases

    def _go(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until and not self._over:
            self._turn(0.1)

    def _go_on(self, couple: Couple) -> None:
        if not self._over and not self._act(couple, time.perf_counter()):
            self._over = True  # one has nothing left to do: the phase ends here for all

    def _arrive(self, couples, chance, rate: float, due: float, until: float) -> float:
        while due < until:
            if (left := due - time.perf_counter()) > 0:
                self._turn(left)
                continue
            couple = chance.choice(couples)
            couple.waiting.append(due)
            if couple.move is None:
                self._take_waiting(couple)
            due += chance.expovariate(rate)
        return due

    def _take_waiting(self, couple: Couple) -> None:
        if couple.waiting:
            self._act(couple, couple.waiting.popleft())

    def _measured(self, phase: Callable[[], object]) -> None:
        tally = self._tally = Tally()
        self._measuring = True
        began, server, own = time.perf_counter(), cpu_of(self._pid), _own_cpu()
        phase()
        self._measuring = False
        tally.seconds = time.perf_counter() - began
        tally.server_cpu, tally.own_cpu = cpu_of(self._pid) - server, _own_cpu() - own

    def _drained(self) -> Tally:
        until = time.perf_counter() + DRAIN_SECONDS
        while self._in_flight and time.perf_counter() < until:
            self._turn(0.1)
        assert not self._in_flight, "a deed was never answered, or its view never came"
        return self._tally

    # One deed

    def _act(self, couple: Couple, began: float) -> bool:
        self._op += 1
        acted = couple.act(began, self._op)
        self._in_flight += acted
        return acted

    def _came(self, couple: Couple, times: list[float] | None) -> None:
        if self._measuring and times is not None:
            times.append(time.perf_counter() - couple.began)
        if couple.missing == 0:
            couple.move = None
            self._in_flight -= 1
            self._tally.deeds += self._measuring
            self._next(couple)

    # What comes

    def _turn(self, seconds: float) -> None:
        """Wait at most so long for news, and take it. select counts microseconds where epoll counts milliseconds."""
        if select.select([self._poll], [], [], seconds)[0]:
            for number, _ in self._poll.poll(0):
                line = self._lines[number]
                for data, start, stop in line.texts():
                    self._take(line, data, start, stop)

    def _take(self, line: Line, data: bytes, start: int, stop: int) -> None:
        if data.startswith(b"43", start):
            assert data.find(b'"ok":true', start, stop) >= 0, data[start:stop]
            self._answered(line)
        elif data.startswith(b'42["view"', start) and line.couple is not None:
            found = VERSION.search(data, start, stop)
            theirs = line.couple.viewed(line.seat, int(found[1]))
            self._came(line.couple, self._tally.delivery if theirs else None)
        elif data[start:stop] == b"2":
            line.say(b"3")

    def _answered(self, line: Line) -> None:
        if line.owed:
            line.owed -= 1
        else:
            line.couple.missing &= ~ACK
            self._came(line.couple, self._tally.ack)


def cpu_of(pid: int) -> float:
    """Seconds of processor time, of all threads."""
    words = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / TICK


def _views(move: Move) -> int:
    return sum(VIEW[seat] for seat, version in move.shown.items() if version is not None)


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
