"""The same with PostgreSQL: pg_dump makes the copy, pg_restore and psql put it back, in one transaction."""

import os
from contextlib import closing

import psycopg
import pytest

from tests import postgres
from tests.server import Remote, Server, link_remote, start_remote
from tests.upkeep.tools import DONE, did, figures, leaves, new_place, refused


@pytest.fixture
def path(cluster):
    """The tools of the same version first."""
    return f"{postgres.bin_folder()}:{os.environ['PATH']}"


def names(url):
    with closing(psycopg.connect(url)) as connection:
        return sorted(name for (name,) in connection.execute("SELECT name FROM account"))


def test_back_and_forth_without_those_who_left(cluster, postgres_url, tmp_path, path):
    data, backup = tmp_path / "data", tmp_path / "copy.pgdump"
    cluster.create("elsewhere")
    new_url = cluster.url("elsewhere")
    server = Server(data, COUPLES_DATABASE_URL=postgres_url)
    robin, kim, jo = (Remote(server, name) for name in ("Robin", "Kim", "Jo"))
    link_remote(robin, kim)
    session = start_remote(robin, "specific-thanks")
    assert robin.socket().do(session, "answer", "thanks", **DONE)["ok"]
    here = {"COUPLES_DATABASE_URL": postgres_url, "PATH": path}
    there = {"COUPLES_DATABASE_URL": new_url, "PATH": path}
    said = did(data, "backup", backup, **here)
    assert figures(said, "words") == (2, 2)
    leaves(jo)
    assert "is running" in refused(data, "restore", backup, "--replace", **here)
    server.stop()
    place = new_place(data, tmp_path / "elsewhere")
    assert "people deleted 1, returned 0." in did(place, "restore", backup, **there)
    assert names(new_url) == ["Kim", "Robin"]
    assert "--replace" in refused(place, "restore", backup, **there)
    unaware = new_place(data, tmp_path / "unaware", without=["forgotten"])
    did(unaware, "restore", backup, "--replace", **there)
    assert names(new_url) == ["Jo", "Kim", "Robin"]
    again = Server(place, COUPLES_DATABASE_URL=new_url)
    robin.server = again
    assert "canary" in robin.get(f"/sessions/{session}").text
    again.stop()


def test_one_that_is_cut_off_or_of_another_server_changes_nothing(postgres_url, tmp_path, path):
    data, backup = tmp_path / "data", tmp_path / "copy.pgdump"
    here = {"COUPLES_DATABASE_URL": postgres_url, "PATH": path}
    server = Server(data, COUPLES_DATABASE_URL=postgres_url)
    link_remote(Remote(server, "Robin"), Remote(server, "Kim"))
    did(data, "backup", backup, **here)
    server.stop()
    whole = backup.read_bytes()
    (tmp_path / "cut").write_bytes(whole[: len(whole) * 2 // 3])
    assert "cannot be read" in refused(data, "restore", tmp_path / "cut", "--replace", **here)
    Server(tmp_path / "stranger").stop()
    stranger = refused(tmp_path / "stranger", "restore", backup, "--replace", **here)
    assert "opened 0 of 1" in stranger
    assert names(postgres_url) == ["Kim", "Robin"]


def test_without_its_tools_it_says_which_one_to_install(postgres_url, tmp_path):
    data, here = tmp_path / "data", {"COUPLES_DATABASE_URL": postgres_url}
    Server(data, **here).stop()
    said = refused(data, "backup", tmp_path / "out", PATH=str(tmp_path), **here)
    assert "pg_dump is missing" in said
    assert not (tmp_path / "out").exists()
