"""How the server starts, answers and stops, as a process of its own."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from couples.settings import ROOT
from tests.ports import free_port


def test_it_says_three_lines_and_no_more(running, port):
    _get(port, "/")
    assert _stopped(running) == [f"Demo: http://localhost:{port}/demo", "Stop with Ctrl-C", "told"]


def test_without_a_demo_it_names_none(port, start):
    process = start("no-demo")
    assert _stopped(process) == ["Stop with Ctrl-C", "told"]


def test_pages_do_not_wait_for_the_browsers_acknowledgement(running, port):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times = sorted(_timed(connection) for _ in range(50))
    connection.close()

    assert times[25] < 0.01


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_page_being_answered_is_finished_before_the_end(running, port, number):
    answers = []
    asking = threading.Thread(target=lambda: answers.append(_get(port, "/slow")))
    asking.start()
    time.sleep(0.3)
    running.send_signal(number)
    asking.join()

    assert answers == [(200, b"done")]
    assert running.wait(5) == 0


def test_it_stops_at_once_though_a_connection_is_idle(running, port):
    with socket.create_connection(("127.0.0.1", port)):
        began = time.monotonic()
        _stopped(running)

    assert time.monotonic() - began < 1.5


def test_a_port_in_use_is_one_sentence_and_no_traceback(running, port):
    second = subprocess.run(_command(port), cwd=ROOT, capture_output=True, text=True, timeout=20)

    assert second.returncode == 1
    assert second.stdout == ""
    assert second.stderr.count("\n") == 1
    assert second.stderr.startswith(f"Port {port} cannot be used: ")


def test_an_error_is_logged_by_kind_and_place_and_never_by_its_words(running, port):
    assert _get(port, "/broken?my-own-words")[0] == 500
    running.terminate()
    written = running.stderr.read()

    assert '"kind": "ValueError", "where": "plain_server.py:' in written
    assert "my-own-words" not in written


@pytest.mark.parametrize(
    "nonsense", [b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\xff" * 9_000]
)
def test_nonsense_is_refused_and_leaves_no_trace(running, port, nonsense):
    with socket.create_connection(("127.0.0.1", port), timeout=5) as rough:
        rough.sendall(nonsense + b"\r\n\r\n")
        rough.shutdown(socket.SHUT_WR)
        while rough.recv(4_096):
            pass

    assert _get(port, "/")[0] == 200
    running.terminate()
    assert running.stderr.read() == ""


def _get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _timed(connection):
    began = time.perf_counter()
    connection.request("GET", "/")
    connection.getresponse().read()
    return time.perf_counter() - began


def _stopped(process):
    """Stop it and give the lines it said after the first."""
    process.terminate()
    lines = process.stdout.read().splitlines()
    assert process.wait(5) == 0
    return lines


def _command(port, *more):
    return [sys.executable, "-m", "tests.plain_server", str(port), *more]


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def start(port):
    started = []

    def start(*more):
        process = subprocess.Popen(
            _command(port, *more), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout.readline() == f"Couples is running at http://localhost:{port}\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def running(start):
    return start()
