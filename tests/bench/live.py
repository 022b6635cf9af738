"""`bin/bench live`: the real server under the load of couples, beside a bare Node server, in one run, as ratios.

The servers have the first processor to themselves in turn, the load has the last. Medians of all rounds are printed.
Nothing here fails for being slow: machines differ, ratios of one run do not differ much.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import statistics
import tempfile
import time
from pathlib import Path

from tests.bench.company import gather
from tests.bench.load import Load, Tally
from tests.bench.script import moves
from tests.bench.servers import PROCESSORS, SETTINGS, Peer, Product, resident
from tests.bench.wire import Line

WARM = 1.5
RATES = (200, 500)
IDLE = 1_000
MOST = 4_000  # deeds a second that sessions are prepared for; a quicker server ends its phase earlier
DEEDS_A_SESSION = 20  # on average a little more


def round_of(kind, made: Path, company, seconds: float) -> dict[str, dict[str, float]]:
    """One server, started anew: memory, then at each steady rate, then as fast as it goes."""
    with tempfile.TemporaryDirectory() as folder:
        server = kind(Path(folder), made, company)
        load = Load(server.pid)
        try:
            couples, idle = _connected(server, load)
            gc.collect()
            gc.freeze()
            load.closed(couples, 0, WARM)
            found = {f"{IDLE:,} more idle sockets": _memory(server, load, idle)}
            for rate in RATES:
                found[f"{rate} deeds a second"] = _figures(load.open(couples, rate, WARM, seconds))
            found["as fast as it goes"] = _figures(load.closed(couples, WARM, seconds))
            return found
        finally:
            load.close()
            server.stop()


def _connected(server, load: Load):
    """Both of every couple, in every session they will play."""
    couples, idle = [], []
    for couple, cookies, streams, quiet, passed_by in server.couples():
        for seat, cookie in cookies.items():
            couple.lines[seat] = Line(server.port, cookie, couple, seat)
            load.add(couple.lines[seat])
            idle.append((cookie, quiet))
            _enter(couple.lines[seat], streams, passed_by)
            load.settle()
        couples.append(couple)
    return couples, idle


def _enter(line: Line, streams: list[str], passed_by: str | None) -> None:
    for stream in streams:
        line.ask("enter", stream=stream, seen=0)
    if passed_by:  # they came from Home
        line.ask("enter", stream=passed_by, seen=0)
        line.ask("leave", stream=passed_by)


def _memory(server, load: Load, idle) -> dict[str, float]:
    """Each idle socket looks at a session that nobody plays. They stay to the end of the round."""
    load.settle(0.5)
    before = resident(server.pid)
    for number in range(IDLE):
        cookie, stream = idle[number % len(idle)]
        line = Line(server.port, cookie)
        load.add(line)
        line.ask("enter", stream=stream, seen=0)
        if number % 50 == 0:
            load.settle()
    load.settle(0.5)
    return {"kB for each": (resident(server.pid) - before) / 1024 / IDLE}


def _figures(tally: Tally) -> dict[str, float]:
    assert tally.deeds, "the couples ran out of sessions: ask for fewer seconds"
    return {
        "deeds a second": tally.deeds / tally.seconds,
        "acknowledged p50 ms": _percentile(tally.ack, 0.50),
        "acknowledged p99 ms": _percentile(tally.ack, 0.99),
        "seen by the other p50 ms": _percentile(tally.delivery, 0.50),
        "seen by the other p99 ms": _percentile(tally.delivery, 0.99),
        "server µs of CPU a deed": tally.server_cpu / tally.deeds * 1e6,
        "server's processor %": tally.server_cpu / tally.seconds * 100,
        "load's processor %": tally.own_cpu / tally.seconds * 100,
    }


def _percentile(times: list[float], part: float) -> float:
    return sorted(times)[int(len(times) * part)] * 1000


def _print(rounds: dict[type, list[dict[str, dict[str, float]]]]) -> None:
    for phase, figures in rounds[Product][0].items():
        print(f"\n{phase:28}{Product.name:>12}{Peer.name:>12}{'ratio':>8}   range of the ratio")
        for name in figures:
            ours, theirs = ([each[phase][name] for each in rounds[kind]] for kind in (Product, Peer))
            ratios = [one / two for one, two in zip(ours, theirs, strict=True) if two]
            print(
                f"  {name:26}{statistics.median(ours):12.2f}{statistics.median(theirs):12.2f}"
                f"{statistics.median(ratios):8.2f}   {min(ratios):.2f} to {max(ratios):.2f}"
            )


def _flush_us(folder: str) -> float:
    """How long this disk takes to keep a page: what the peer waits for at each deed, and we for each batch."""
    taken = []
    with (Path(folder) / "page").open("wb", buffering=0) as file:
        for _ in range(200):
            file.write(b"x" * 4096)
            began = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1e6


def _prologue(given, company, peer_versions: str, flush: float) -> None:
    played = [move for two in company for play in two.plays for move in moves(play.slug, play.first)]
    told = sum(None not in move.shown.values() for move in played)
    print(
        f"{given.couples} couples, {given.rounds} rounds of {given.seconds:g} s for each figure.\n"
        f"Servers on processor {PROCESSORS[0]}, the load on {PROCESSORS[-1]}. A flush takes {flush:.0f} µs here.\n"
        "Ours: four exercises. Each deed is authorised, decided, sealed, committed and acknowledged, and a\n"
        f"fragment is rendered for each who is shown it: for both after {100 * told / len(played):.0f} % of deeds,"
        " else for its author.\n"
        "Peer: one commit, one acknowledgement, the message sent on; no rules, no sealing, no rendering.\n"
        f"Its versions: {peer_versions}. Both: WebSocket only, WAL, synchronous=FULL.\n"
        "Settings: " + " ".join(f"{name}={value}" for name, value in SETTINGS.items()),
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench live", description=__doc__.splitlines()[0])
    parser.add_argument("--couples", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    os.sched_setaffinity(0, {PROCESSORS[-1]})
    with tempfile.TemporaryDirectory() as folder:
        deeds = MOST * (given.seconds + 2 * WARM) + sum(RATES) * (given.seconds + WARM) * 1.5
        sessions = 2 + int(deeds / given.couples / DEEDS_A_SESSION)
        company = gather(Path(folder) / "made", given.couples, sessions)
        rounds: dict[type, list] = {Product: [], Peer: []}
        _prologue(given, company, _peer_versions(folder), _flush_us(folder))
        for number in range(given.rounds):
            for kind in rounds:
                rounds[kind].append(round_of(kind, Path(folder) / "made", company, given.seconds))
                print(f"… {kind.name}, round {number + 1}", flush=True)
        _print(rounds)


def _peer_versions(folder: str) -> str:
    peer = Peer(Path(folder), Path(folder), [])
    peer.stop()
    return f"Node {peer.versions['node']}, better-sqlite3 with SQLite {peer.versions['sqlite']}"


if __name__ == "__main__":
    main()
