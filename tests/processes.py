"""`couples …` in processes of their own, forked from one that has loaded it (see `loaded`)."""

from __future__ import annotations

import atexit
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from couples.settings import ROOT
from tests.loaded import BEGUN, TOLD


class Process:
    """`couples …`, begun and not waited for. It takes what subprocess.Popen does. What it says goes to files."""

    def __init__(self, *arguments, environment, log=None):
        said = Path(tempfile.mkdtemp(dir=_folder()))
        self.args, self._out, self._err = arguments, log or said / "out", log or said / "err"
        self._parent = _loaded("serve" if arguments[0] in ("serve", "demo") else "other")
        self.pid = self._parent.begin(
            arguments=arguments, environment=environment, out=str(self._out), err=str(self._err)
        )

    @property
    def returncode(self):
        return self._parent.ended.get(self.pid)

    def poll(self):
        self._parent.hear()
        return self.returncode

    def wait(self, timeout=60):
        until = time.monotonic() + timeout
        while self.returncode is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(self.args, timeout)
            self._parent.hear(until - time.monotonic())
        return self.returncode

    def communicate(self, timeout=60):
        """(what it said, its errors), once it has ended."""
        self.wait(timeout)
        return self._out.read_text(), self._err.read_text()

    def send_signal(self, number):
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def kill(self):
        self.send_signal(signal.SIGKILL)


class _Loaded:
    """The parent of such processes, and what it has told of them."""

    def __init__(self, kind):
        self.ended, self._begun = {}, None
        command = [sys.executable, "-m", "tests.loaded", kind]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        atexit.register(self._end)

    def begin(self, **asked):
        """Its number."""
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        self._begun = None
        while self._begun is None:
            self.hear(60)
        return self._begun

    def hear(self, seconds=0):
        """Take what it has told, waiting that long for the first."""
        while select.select([self._process.stdout], [], [], seconds)[0]:
            told = self._process.stdout.read(TOLD.size)
            assert told, "couples could not be loaded"
            number, what = TOLD.unpack(told)
            if what == BEGUN:
                self._begun = number
                self.ended.pop(number, None)  # numbers come again
            else:
                self.ended[number] = what
            seconds = 0

    def _end(self):
        self._process.stdin.close()
        self._process.wait()


@cache
def _loaded(kind):
    return _Loaded(kind)


@cache
def _folder():
    folder = tempfile.mkdtemp(prefix="couples-said-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
