"""What the balance costs: its page with 10, 1,000 and 20,000 sessions behind it, and working it all out anew.

The page is asked for in this process, so the figures are of the server's work alone. Ratios are what counts: a history
that is two thousand times as long may cost half as much again, and no more.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from couples import content, factory
from couples.contributions.rebuild import rebuild
from couples.domain.balance.choices import Choices
from couples.domain.days import DAY
from couples.domain.events import (
    Confirmed,
    ListenerReady,
    Reflected,
    Spoke,
    Started,
    Stopped,
    TurnStarted,
    WentOn,
)
from couples.domain.exercise import Step
from couples.domain.pair import SEATS
from couples.exercises.actions import open_session
from couples.settings import load
from tests.balance.test_kept import chooses
from tests.cast import Person, link
from tests.server import ROOMY

SIZES = (10, 1_000, 20_000)
AT_ONCE = 500
ASKED = 200
PATHS = ("/balance", "/balance/both", "/balance/both?weeks=26")
TURNS = tuple(
    Step(f"turn-{who}", "turn", "A turn", say="Speak", who=who, seconds=90) for who in ("first", "second")
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench balance")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="sessions behind the couple")
    sizes = parser.parse_args().sizes
    with ExitStack() as stack:
        found = measured({size: stack.enter_context(lived(size)) for size in sizes})
    least, most = min(sizes), max(sizes)
    print(f"\n{'sessions':>10}" + "".join(f"{path:>28}" for path in PATHS))
    for size, times in found.items():
        print(f"{size:>10,}" + "".join(f"{1000 * times[path]:>25.1f} ms" for path in PATHS))
    ratios = [found[most][path] / found[least][path] for path in PATHS]
    print(f"{'ratio':>10}" + "".join(f"{ratio:>28.2f}" for ratio in ratios))
    print(f"most that is allowed from {least:,} to {most:,}: 1.50; found {max(ratios):.2f}")


@contextmanager
def lived(sessions: int) -> Iterator[Person]:
    """One of two with so many sessions behind them, one a day."""
    with tempfile.TemporaryDirectory() as folder:
        app = factory.make_ready_app(load({"data": str(Path(folder) / "data")}, ROOMY))
        try:
            alex, sam = Person(app, "Alex"), Person(app, "Sam")
            couple = link(alex, sam)
            for person in (alex, sam):
                chooses(app, person, couple, lambda _before: Choices(joins=True))
            _live_through(app, couple, sessions)
            _worked_out(app, sessions)
            yield alex
        finally:
            for stop in app.extensions["couples_stop"]:
                stop()


def measured(people: dict[int, Person]) -> dict[int, dict[str, float]]:
    """The median time of each page, in seconds. Asked for in turns: what slows the machine slows all of them."""
    times = {size: {path: [] for path in PATHS} for size in people}
    for _ in range(ASKED):
        for path in PATHS:
            for size, person in people.items():
                times[size][path].append(_asked(person, path))
    return {
        size: {path: statistics.median(found) for path, found in each.items()} for size, each in times.items()
    }


def _live_through(app, couple: str, sessions: int) -> None:
    writer = app.extensions["couples"].writer
    head = writer.live(couple).head
    exercise = replace(content.exercises()["slow-turns"], steps=TURNS, tier=1)
    digest, now = content.pack(exercise)[0], time.time()
    began = time.perf_counter()
    for first in range(0, sessions, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, sessions))
        writer.run(partial(_some, exercise=exercise, digest=digest, head=head, numbers=numbers, now=now))
    print(f"{sessions:>10,} sessions laid down in {time.perf_counter() - began:.1f} s")


def _some(batch, exercise, digest, head, numbers, now) -> None:
    for number in numbers:
        id = open_session(batch, exercise, "together", None, couple_id=head.couple_id)
        batch.append(id, list(_session(number, now - number * DAY - 60, digest)))


def _session(number: int, at: float, digest: str):
    """Two turns by the clock, said back, and the end. Nobody writes a word."""
    who = SEATS[number % 2]
    yield Started(at=at - 600, seat=who, first=who, mode="together", exercise=digest, ready_by=None)
    for step, speaker in zip(TURNS, (who, "B" if who == "A" else "A"), strict=True):
        told, listener = {"step": step.id}, "B" if speaker == "A" else "A"
        yield ListenerReady(at=at - 500, seat=listener, **told)
        yield TurnStarted(at=at - 400, seat=speaker, deadline=at - 300, **told)
        yield Spoke(at=at - 340 + number % 37, seat=speaker, **told)
        yield Reflected(at=at - 200, seat=listener, **told)
        yield Confirmed(at=at - 100, seat=speaker, heard="yes" if number % 3 else "not_yet", **told)
        if number % 3:
            yield from (WentOn(at=at - 50, seat=seat, **told) for seat in SEATS)
    yield Stopped(at=at, seat=who)


def _worked_out(app, sessions: int) -> None:
    began = time.perf_counter()
    done = rebuild(app.extensions["couples"].writer)
    took = time.perf_counter() - began
    print(f"{'':>10} worked out anew in {took:.1f} s: {done.facts:,} facts, {done.changed} changed")
    assert done.changed == 0 and done.streams == sessions + 1


def _asked(person, path: str) -> float:
    began = time.perf_counter()
    assert person.get(path).status_code == 200
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
