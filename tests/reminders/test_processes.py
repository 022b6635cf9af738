"""The worker within the server and the one beside it, as processes; and kill -9 in the middle of a mail."""

import os
import signal
import time

import pytest
from sqlalchemy import update

from couples import create_app
from couples.reminders import actions
from couples.reminders.models import JobRow
from couples.settings import Settings
from tests.cast import PASSPHRASE
from tests.processes import Process
from tests.server import Remote, Server


@pytest.fixture
def environment(post, database_url):
    return {
        "COUPLES_DATABASE_URL": database_url,
        "COUPLES_SMTP_HOST": "localhost",
        "COUPLES_SMTP_PORT": str(post.port),
        "COUPLES_SMTP_TLS": "none",
        "COUPLES_MAIL_FROM": "updates@example.org",
        "COUPLES_WORKER_SECONDS": "1",
    }


@pytest.fixture
def start(tmp_path):
    running = []

    def start(**given):
        running.append(Server(tmp_path / "data", **given))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def write(tmp_path, database_url):
    """A write into the server's database from outside."""
    made = []

    def write(act):
        if not made:
            settings = Settings(data=tmp_path / "data", database_url=database_url, demo=False)
            made.append(create_app(settings).extensions["couples"].writer)
        return made[0].run(act)

    yield write
    for writer in made:
        writer.stop()


def someone(server):
    person = Remote(server, "Alex")
    fields = {"address": "a@example.org", "quiet_from": "0", "quiet_to": "0", "timezone": "UTC"}
    assert person.post("/you/reminders", passphrase=PASSPHRASE, **fields).status == 303


def due(write, about):
    def act(batch):
        (account,) = batch.connection.exec_driver_sql("SELECT id FROM account WHERE name = 'Alex'").one()
        actions.remind(batch, account, about, time.time())

    write(act)


def until(done, seconds=10):
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.05)
    assert done()


def test_the_server_sends_and_goes_on_answering_while_it_does(post, environment, start, write):
    server = start(**environment)
    someone(server)
    post.hold = 2
    due(write, "date:1")
    until(lambda: post.tried == 1)
    visitor, slowest = Remote(server, "Sam"), 0.0
    while not post.mails:
        began = time.monotonic()
        assert visitor.get("/home").status == 200
        slowest = max(slowest, time.monotonic() - began)
    print(f"the slowest page during a mail of 2 s took {slowest * 1000:.0f} ms")
    assert slowest < 1
    due(write, "date:1")
    time.sleep(2)
    assert len(post.mails) == 1


def test_killed_in_the_middle_of_a_mail_it_is_sent_after_ten_minutes(post, environment, start, write):
    server = start(**environment)
    someone(server)
    post.hold, post.refuse = 2, "451 the other side was gone"
    due(write, "date:1")
    until(lambda: post.tried == 1)
    server.kill()
    time.sleep(2)
    post.hold, post.refuse = 0, ""
    server.start()
    time.sleep(2.5)
    assert post.mails == []
    write(lambda batch: batch.connection.execute(update(JobRow).values(claimed_at=time.time() - 600)))
    until(lambda: post.mails)
    time.sleep(1.5)
    assert len(post.mails) == 1


def test_a_worker_of_its_own_sends_while_the_server_leaves_it_to_it(
    tmp_path, post, environment, start, write
):
    server = start(**environment, COUPLES_WORKER="outside")
    someone(server)
    due(write, "date:1")
    time.sleep(2)
    assert post.tried == 0
    worker = command(tmp_path, **environment)
    until(lambda: post.mails)
    worker.send_signal(signal.SIGTERM)
    told, errors = worker.communicate(timeout=10)
    assert (worker.returncode, errors) == (0, "")
    assert "Reminders are being sent" in told


def test_a_worker_without_a_mail_server_says_what_is_missing(tmp_path):
    worker = command(tmp_path)
    _, errors = worker.communicate(timeout=10)
    assert worker.returncode == 1 and "smtp_host" in errors


def command(tmp_path, **environment):
    given = {**os.environ, "COUPLES_DATA": str(tmp_path / "data"), "COUPLES_DEMO": "false", **environment}
    return Process("worker", environment=given)
