"""`bin/bench live`: the real server under the load of couples, beside a bare Node server, in one run, as ratios.

Each server has processor 0 to itself, the load has processor 1. Rounds are taken in turn; medians are printed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from couples.settings import ROOT
from tests.server import Server, free_port

PEER = ROOT / "tests" / "bench" / "peer"
TICK = os.sysconf("SC_CLK_TCK")
DEEDS_PER_SESSION = 12
SETTINGS = {
    "COUPLES_SOCKETS_PER_PERSON": "4",
    "COUPLES_SOCKET_QUEUE": "1000",
    "COUPLES_STREAMS_IN_MEMORY": "100000",
}


class Product:
    name = "Couples"

    def __init__(self, folder, couples, sessions):
        data = folder / "data"
        command = [sys.executable, "-m", "tests.bench.prepare", str(data), str(couples), str(sessions)]
        made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        self.plan = json.loads(made.stdout)
        self.server = Server(data, **SETTINGS)
        self.port, self.pid, self.origin = self.server.port, self.server.process.pid, self.server.origin

    def stop(self):
        self.server.stop()


class Peer:
    name = "Node, bare"

    def __init__(self, folder, couples, sessions):
        self.port = free_port()
        command = ["node", str(PEER / "server.mjs"), str(folder / "peer.db"), str(self.port)]
        self._process = subprocess.Popen(command, cwd=PEER, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout.readline().strip() == str(self.port)
        self.pid, self.origin = self._process.pid, f"http://127.0.0.1:{self.port}"
        self.plan = [
            {"tokens": ["a", "b"], "sessions": [f"{n}-{m}" for m in range(sessions)]} for n in range(couples)
        ]

    def stop(self):
        self._process.terminate()
        self._process.wait()


def measure(make, couples, seconds, rate=0):
    """One round with a server of its own. Figures of the load, and what the server used for it."""
    sessions = 2 + int((rate or 12_000) * seconds / DEEDS_PER_SESSION / couples * 1.3)
    with tempfile.TemporaryDirectory() as folder:
        server = make(Path(folder), couples, sessions)
        try:
            os.sched_setaffinity(server.pid, {0})
            plan = {"port": server.port, "origin": server.origin, "couples": server.plan, "enter": True}
            with Load({**plan, "seconds": seconds, "rate": rate}) as load:
                assert load.stdout.readline().strip() == "ready", "the load did not get ready"
                before = _cpu(server.pid)
                figures = json.loads(load.stdout.readline())
                figures["cpu_us"] = (_cpu(server.pid) - before) / max(1, figures["deeds"]) * 1e6
            return figures
        finally:
            server.stop()


def memory(make, sockets):
    """Resident kilobytes for each of many idle connections."""
    with tempfile.TemporaryDirectory() as folder:
        server = make(Path(folder), sockets // 2, 1)
        try:
            before = _resident(server.pid)
            plan = {"port": server.port, "origin": server.origin, "couples": server.plan, "enter": False}
            with Load({**plan, "seconds": 2, "rate": 0.5}) as load:
                load.stdout.readline()
                return (_resident(server.pid) - before) / 1024 / sockets
        finally:
            server.stop()


class Load:
    """The load as a process of its own, on the other processor."""

    def __init__(self, plan):
        command = [sys.executable, "-m", "tests.bench.load"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        os.sched_setaffinity(self._process.pid, {os.cpu_count() - 1})
        self._process.stdin.write(json.dumps(plan))
        self._process.stdin.close()

    def __enter__(self):
        return self._process

    def __exit__(self, *_):
        self._process.wait(timeout=120)


def _cpu(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _resident(pid):
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _medians(rounds):
    def middle(pick):
        return statistics.median(pick(each) for each in rounds)

    return {
        "deeds a second": middle(lambda each: each["deeds"] / each["seconds"]),
        "ack p50 ms": middle(lambda each: each["ack"][0]),
        "ack p99 ms": middle(lambda each: each["ack"][1]),
        "delivery p50 ms": middle(lambda each: each["delivery"][0]),
        "delivery p99 ms": middle(lambda each: each["delivery"][1]),
        "server CPU µs a deed": middle(lambda each: each["cpu_us"]),
        "load on its processor": middle(lambda each: each["load_cpu"]),
    }


def _table(title, product, peer):
    print(f"\n{title}")
    print(f"  {'':24}{Product.name:>12}{Peer.name:>12}{'ratio':>8}")
    for name, value in product.items():
        other = peer[name]
        print(f"  {name:24}{value:12.2f}{other:12.2f}{value / other if other else 0:8.2f}")


def _compare(title, couples, seconds, rounds, rate=0):
    taken = {Product: [], Peer: []}
    for _ in range(rounds):
        for make in taken:
            taken[make].append(measure(make, couples, seconds, rate))
    ran_out = sum(each["ran_out"] for each in taken[Product])
    _table(title, _medians(taken[Product]), _medians(taken[Peer]))
    if ran_out:
        print(f"  {ran_out} couples ran out of prepared sessions: the figures are too low")


def main():
    parser = argparse.ArgumentParser(prog="bin/bench live", description=__doc__.splitlines()[0])
    parser.add_argument("--couples", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print(
        f"{given.couples} couples, {given.rounds} rounds of {given.seconds:g} s, server on processor 0. {SETTINGS}"
    )
    print(
        "A deed of Couples: authorised, sealed, committed, acknowledged, a fragment rendered for each of the two."
    )
    print(
        "A deed of the peer: committed, acknowledged, sent on. Both: WebSocket only, WAL, synchronous=FULL."
    )
    _compare("closed loop", given.couples, given.seconds, given.rounds)
    _compare("one couple alone", 1, min(given.seconds, 2), given.rounds)
    for rate in (200, 500):
        _compare(f"open loop, {rate} a second", given.couples, given.seconds, 1, rate)
    kilobytes = [memory(make, 1000) for make in (Product, Peer)]
    _table("memory", {"kB a connection": kilobytes[0]}, {"kB a connection": kilobytes[1]})


if __name__ == "__main__":
    main()
