"""An app on a fresh database for each test, and the cast in it."""

from __future__ import annotations

import os
import shutil
import tempfile
from itertools import count
from pathlib import Path

import pytest
from flask_migrate import upgrade
from hypothesis import settings

from couples import create_app
from couples.extensions import db
from couples.settings import Settings
from tests import compiled, postgres
from tests.cast import Person, link
from tests.server import OPEN, Remote, Server, link_remote

# How long an example takes says more of the machine than of the rules.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

compiled.share()

# Limits are settings; tests set their own, and those about a limit set the real one.
QUICK = {
    "testing": True,
    "demo": False,
    "rest_hours": 0,
    "argon2_memory_kib": 64,
    "argon2_time": 1,
    "sign_up_network": "10000 per hour",
    "sign_in_network": "10000 per minute",
    "redeem_account": "1000 per hour",
    "redeem_network": "10000 per hour",
    "redeem_instance": "10000 per hour",
}


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A migrated, empty data folder that each test gets a copy of."""
    data = tmp_path_factory.mktemp("empty")
    app = create_app(Settings(data=data, **QUICK))
    with app.app_context():
        upgrade()
        db.engine.dispose()
    app.extensions["couples"].writer.stop()
    return data


@pytest.fixture(scope="session")
def cluster():
    """A real PostgreSQL with a migrated, empty database named `empty`."""
    if postgres.bin_folder() is None:
        assert os.environ.get("CI") != "true", "PostgreSQL is missing, and in CI nothing is skipped"
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="couples-postgres-"))
    running = postgres.Cluster(folder)
    running.create("empty")
    app = create_app(Settings(data=folder / "keys", database_url=running.url("empty"), **QUICK))
    with app.app_context():
        upgrade()
        db.engine.dispose()
    app.extensions["couples"].writer.stop()
    yield running
    running.stop()


_numbers = count()


@pytest.fixture
def postgres_url(cluster):
    """A fresh database on it."""
    name = f"test{next(_numbers)}"
    cluster.create(name, template="empty")
    return cluster.url(name)


@pytest.fixture
def make_app(empty_database, tmp_path, database_url):
    """Apps with settings of one's own, all on one fresh database; stopped after the test."""
    made = []
    data = tmp_path / "data"
    shutil.copytree(empty_database, data)

    def make(**given):
        app = create_app(Settings(data=data, database_url=database_url, **{**QUICK, **given}))
        made.append(app)
        return app

    yield make
    for app in made:
        app.extensions["couples"].writer.stop()
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def database_url():
    """SQLite, unless a test asks for both databases (see `on_both`)."""
    return ""


@pytest.fixture
def app(make_app):
    return make_app()


@pytest.fixture
def alex(app):
    return Person(app, "Alex")


@pytest.fixture
def sam(app):
    return Person(app, "Sam")


@pytest.fixture
def robin(app):
    return Person(app, "Robin")


@pytest.fixture
def kim(app):
    return Person(app, "Kim")


@pytest.fixture
def jo(app):
    return Person(app, "Jo")


@pytest.fixture
def couple(alex, sam):
    """alex and sam, linked: their stream."""
    return link(alex, sam)


@pytest.fixture
def other_couple(robin, kim):
    return link(robin, kim)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """One real server for all tests that only need one; its people have names of their own."""
    running = Server(tmp_path_factory.mktemp("server") / "data")
    yield running
    running.stop()


@pytest.fixture
def named():
    """A name that nobody has yet."""
    return lambda name: f"{name} {next(_numbers):06}"


@pytest.fixture
def pair(server, named):
    """Two people at the real server, linked, with their couple's stream."""
    one, two = Remote(server, named("Alex")), Remote(server, named("Sam"))
    return one, two, link_remote(one, two)


@pytest.fixture(autouse=True)
def no_socket_is_left_open():
    yield
    while OPEN:
        OPEN.pop().close()
