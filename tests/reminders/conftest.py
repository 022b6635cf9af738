"""Everything about reminders runs on both databases, with a real mail server, from noon in London on a summer's day."""

from datetime import UTC, datetime

import pytest

from couples.reminders import actions
from couples.reminders.models import JobRow
from tests.cast import PASSPHRASE
from tests.reminders.post import Clock, Post

NOON = datetime(2026, 7, 1, 11, tzinfo=UTC).timestamp()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    return "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")


@pytest.fixture
def post():
    running = Post()
    yield running
    running.close()


@pytest.fixture
def by_mail(post):
    return {
        "smtp_host": "localhost",
        "smtp_port": post.port,
        "smtp_tls": "none",
        "mail_from": "Updates <updates@example.org>",
    }


@pytest.fixture
def app(make_app, by_mail):
    return make_app(**by_mail)


@pytest.fixture
def clock(app):
    app.extensions["couples"].writer.clock = Clock(NOON)
    return app.extensions["couples"].writer.clock


@pytest.fixture
def send_due(app):
    return app.extensions["couples"].reminders.send_due


@pytest.fixture
def remind(app):
    """Have someone reminded; due at once unless told otherwise."""

    def remind(person, about, due=NOON):
        writer, account = app.extensions["couples"].writer, person.login.account_id
        writer.run(lambda batch: actions.remind(batch, account, about, due))

    return remind


@pytest.fixture
def jobs(app):
    """All there are, by what they are about."""

    def jobs():
        read = app.extensions["couples"].writer.run
        return {
            row.about: row
            for row in read(lambda batch: batch.connection.execute(JobRow.__table__.select()).all())
        }

    return jobs


@pytest.fixture
def chooses():
    def chooses(person, **given):
        fields = {
            "address": f"{person.name.lower()[::-1]}@example.org",
            "passphrase": PASSPHRASE,
            "quiet_from": "21",
            "quiet_to": "8",
            "timezone": "Europe/London",
        }
        return person.post("/you/reminders", **{**fields, **given})

    return chooses
