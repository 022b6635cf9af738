"""`couples counselor`, as an operator runs it beside a running server, and a counselor's socket."""

import re

import pytest

from tests.server import Remote, Server, link_remote, start_remote
from tests.upkeep.tools import did


class RemoteCounselor(Remote):
    def post(self, path, **fields):
        """Joins at the counselors' door."""
        if path == "/join":
            return super().post("/counsel/join", code=self.code, **fields)
        return super().post(path, **fields)


@pytest.fixture
def server(tmp_path):
    running = Server(tmp_path / "data")
    yield running
    running.stop()


def invited(tmp_path, server, name):
    said = did(tmp_path / "data", "counselor", "invite", PORT=str(server.port))
    assert f"{server.origin}/counsel/join" in said and "once, for 7 days" in said
    RemoteCounselor.code = re.search(r"Code:\s+([0-9A-Z]{5}-[0-9A-Z]{5})", said)[1]
    return RemoteCounselor(server, name)


def test_a_code_from_the_command_opens_an_account_and_the_list_names_nobody(tmp_path, server):
    assert "Counselors: 0\nOpen codes: 0" in did(tmp_path / "data", "counselor", "list")
    noor = invited(tmp_path, server, "Noor")
    assert noor.get("/counsel").status == 303
    did(tmp_path / "data", "counselor", "invite")
    said = did(tmp_path / "data", "counselor", "list")
    assert re.search(r"Counselors: 1, invited on \d{4}-\d\d-\d\d\nOpen codes: 1, good until \d{4}-", said)
    assert "Noor" not in said


def test_a_counselor_holds_a_socket_on_which_nothing_of_a_couple_comes_or_can_be_done(tmp_path, server):
    alex, sam = Remote(server, "Alex"), Remote(server, "Sam")
    couple = link_remote(alex, sam)
    session = start_remote(alex, "specific-thanks")
    socket = invited(tmp_path, server, "Noor").socket()
    for stream in (couple, session):
        for asked in (socket.enter, lambda stream: socket.do(stream, "stop")):
            assert asked(stream) == asked("nobody-has-this-one")
            assert asked(stream)["ok"] is False
    assert alex.socket().do(session, "answer", "read")["ok"] in (True, False)
    assert socket.quiet() == []
