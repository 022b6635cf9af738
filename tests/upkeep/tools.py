"""The commands as an operator runs them: processes of their own, on a data folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
from uuid import uuid4

from tests.cast import PASSPHRASE
from tests.processes import Process
from tests.server import ROOMY, Remote, link_remote, start_remote

DONE = {"did": "canary", "effect": "e", "about_you": "a"}


def couples(data, *arguments, wait=True, **environment):
    """`couples …`, ended: with returncode, stdout and stderr. Not waited for, the process itself."""
    command = [*map(str, arguments)]
    around = {**os.environ, **ROOMY, "COUPLES_DATA": str(data), **environment}
    process = Process(*command, environment=around)
    if not wait:
        return process
    out, errors = process.communicate(timeout=120)
    return subprocess.CompletedProcess(command, process.returncode, out, errors)


def did(data, *arguments, **environment):
    """What it said, having done it."""
    done = couples(data, *arguments, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    print(done.stdout.strip())
    return done.stdout


def refused(data, *arguments, **environment):
    done = couples(data, *arguments, **environment)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def figures(said, name):
    """(opened, of) in what a command said."""
    found = re.search(rf"{name} opened ([\d,]+) of ([\d,]+)", said)
    return tuple(int(each.replace(",", "")) for each in found.groups())


def new_place(data, folder, *, without=()):
    """An empty folder with what an operator keeps apart from backups: the keys, and the file of who left."""
    folder.mkdir(mode=0o700)
    for name in {"keys.json", "forgotten"} - {*without}:
        if (data / name).exists():
            shutil.copy(data / name, folder / name)
    return folder


def epochs(data):
    return json.loads((data / "keys.json").read_text())


class Writing(threading.Thread):
    """Two people who are linked; one changes an answer again and again and knows what was acknowledged."""

    def __init__(self, server, number):
        super().__init__(daemon=True)
        self.one, self.two = Remote(server, f"Alex {number}"), Remote(server, f"Sam {number}")
        link_remote(self.one, self.two)
        self.session = start_remote(self.one, "specific-thanks")
        self.acknowledged, self.ending = [], False

    def run(self):
        socket = self.one.socket()
        while not self.ending:
            op = str(uuid4())
            assert socket.do(self.session, "answer", "thanks", op=op, **DONE)["ok"]
            self.acknowledged.append(op)
        socket.close()

    def end(self):
        self.ending = True
        self.join(timeout=30)
        assert not self.is_alive()


def writes_alone(person, number=0):
    person.post("/prompts/open", passphrase=PASSPHRASE, next="/prompts/write")
    answer = person.post(f"/prompts/mine/{number:022}", text=f"canary secret {number}", version="0")
    assert answer.status == 303, answer.text


def leaves(person):
    answer = person.post("/you/data/delete", passphrase=PASSPHRASE, when="now")
    assert answer.status == 200, answer.text
