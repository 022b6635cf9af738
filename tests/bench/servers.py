"""The two servers that are measured, each a process on the first processor, with the couples that use it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from couples.settings import ROOT
from tests.bench.company import Two
from tests.bench.load import Couple
from tests.bench.script import moves
from tests.server import ROOMY, Server

PEER = ROOT / "tests" / "bench" / "peer"
SETTINGS = {**ROOMY, "COUPLES_SOCKETS_PER_PERSON": "1000"}
PROCESSORS = sorted(os.sched_getaffinity(0))


@contextlib.contextmanager
def on_first_processor():
    """What is started here stays there. The load itself keeps to the last one."""
    os.sched_setaffinity(0, {PROCESSORS[0]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, {PROCESSORS[-1]})


class Fresh(Server):
    """Started as operators start it, on the processors that are set here."""

    def begun(self, environment, log):
        with log.open("ab") as file:
            command = [sys.executable, "-m", "couples", "serve"]
            return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=file)


class Product:
    name = "Couples"

    def __init__(self, folder: Path, made: Path, company: list[Two]):
        shutil.copytree(made, folder / "data")
        with on_first_processor():
            self._server = Fresh(folder / "data", **SETTINGS)
        self.port, self.pid = self._server.port, self._server.process.pid
        self._company = company

    def couples(self):
        for number, two in enumerate(self._company):
            plays = [(play.stream, moves(play.slug, play.first)) for play in two.plays]
            streams = [play.stream for play in two.plays]
            yield Couple(number, plays, told=True), two.cookies, streams, two.idle, two.ledger

    def stop(self):
        self._server.stop()


class Peer:
    """Its couples send the same deeds in the same order, all of them in their one room."""

    name = "Node, bare"

    def __init__(self, folder: Path, _made: Path, company: list[Two]):
        command = ["node", str(PEER / "server.mjs"), str(folder / "peer.db"), str(len(company))]
        with on_first_processor():
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.versions = json.loads(self._process.stdout.readline())
        self.port, self.pid = self.versions["port"], self._process.pid
        self._company = company

    def couples(self):
        for number, two in enumerate(self._company):
            room = f"room-{number}"
            plays = [(room, moves(play.slug, play.first)) for play in two.plays]
            cookies = {seat: f"place={number}{seat}" for seat in "AB"}
            yield Couple(number, plays, told=False), cookies, [room], f"{room}-idle", None

    def stop(self):
        self._process.terminate()
        self._process.wait(timeout=15)


def resident(pid: int) -> int:
    """Bytes of memory."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) * 1024
