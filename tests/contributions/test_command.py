"""`couples balance rebuild`, as an operator runs it."""

from tests.server import Server
from tests.sqlite import connect
from tests.upkeep.tools import Writing, did


def test_it_works_out_what_was_lost_and_then_finds_nothing_wrong(tmp_path):
    server = Server(tmp_path / "data")
    pair = Writing(server, 0)
    assert pair.one.socket().do(pair.session, "stop")["ok"]
    server.stop()
    with connect(tmp_path / "data" / "couples.db") as connection:
        connection.execute("DELETE FROM contribution")
    assert "1 facts of 1 couples from 2 sessions and ledgers; 1 were" in did(
        tmp_path / "data", "balance", "rebuild"
    )
    assert "; 0 were" in did(tmp_path / "data", "balance", "rebuild")
