"""The whole of it on both databases: given, opened, traced, sat in, ended, forgotten."""

import pytest

from tests.cast import PASSPHRASE, counselor, open_session
from tests.consent.given import no, opened, text
from tests.own_data.plays import played


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    return request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""


def test_a_counselor_comes_and_goes(app, alex, sam, couple):
    noor = counselor(app, "Noor")
    session = played(app, alex, sam, "say-one-need")
    id = opened(app, noor, alex, sam, sessions=[session])
    for path in ("", f"/sessions/{session}", "/ours/need", "/brief", "/scales", "/report?part=need"):
        assert noor.get(f"/counsel/{id}{path}").status_code == 200, path
    assert text(alex.get("/with/opened")).count("Noor") >= 5
    running = open_session(alex, sam, "specific-thanks")
    for person in (alex, sam):
        person.form(running, "let_in", counsel=id)
    assert noor.get(f"/counsel/{id}/now/{running}").status_code == 200
    no(sam, id)
    assert (
        noor.get(f"/counsel/{id}/now/{running}").status_code == noor.get(f"/counsel/{id}").status_code == 404
    )
    for person in (noor, alex, sam):
        assert person.post("/you/data/delete", passphrase=PASSPHRASE, when="now").status_code == 200
