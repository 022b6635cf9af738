"""The echo server of the transport's tests, one process for all of them, and a peer connected to it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from couples.settings import ROOT
from tests.live.wire import Peer


@pytest.fixture(scope="session")
def echo():
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.live.echo_server"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.terminate()
        assert process.stderr.read() == "", "the server wrote down an error"


@pytest.fixture(scope="session")
def echo_port(echo):
    return int(echo.stdout.readline())


@pytest.fixture
def peer(echo_port):
    with Peer(echo_port) as connected:
        assert connected.accepted
        yield connected
