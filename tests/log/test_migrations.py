"""The database's shape follows the models, up and down."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from couples.extensions import db
from couples.log.database import PRAGMAS, writer_engine
from tests.cast import open_session, seats, start, state_of


def test_the_newest_migration_is_what_the_models_say(app):
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_down_leaves_nothing_and_up_again_works(app):
    settings = app.extensions["couples"].settings
    with app.app_context():
        db.engine.dispose()
        downgrade(revision="base")
        assert tables(settings) == ["alembic_version"]
        upgrade()
        assert "event" in tables(settings)


def test_a_need_that_was_said_before_there_were_ledgers_is_still_answered(app, alex, sam, couple):
    session = open_session(alex, sam, "say-one-need")
    owner, listener = seats(app, session, alex, sam)
    if state_of(app, session).first == "B":
        owner, listener = listener, owner
    for person in (owner, listener):
        person.do(session, "answer", "read")
    need = {"when": "it is late", "feel": "worn out", "need": "quiet", "ask": "start without me"}
    owner.do(session, "answer", "first-need", **need)
    owner.do(session, "release", "first-need")
    with app.app_context():
        db.engine.dispose()
        downgrade(revision="0003")
        upgrade()
    assert hasattr(listener.do(session, "reflect", "first-need", said="You need quiet."), "version")
    assert "Nothing here yet" in alex.get("/ours").get_data(as_text=True)


def test_sqlite_is_opened_so_that_saved_means_on_disk(app):
    settings = app.extensions["couples"].settings
    if not settings.sqlite:
        return
    meant = {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000, "foreign_keys": 1, "secure_delete": 1,
             "trusted_schema": 0}  # fmt: skip
    assert meant.keys() == PRAGMAS.keys()
    engine = writer_engine(settings)
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in meant}
    engine.dispose()
    assert found == meant


def test_pages_read_through_a_connection_that_cannot_write(app):
    with app.app_context(), db.engine.connect() as connection, pytest.raises(DBAPIError, match="read"):
        connection.exec_driver_sql("DELETE FROM account")


def tables(settings):
    engine = writer_engine(settings)
    with engine.connect() as connection:
        found = inspect(connection).get_table_names()
    engine.dispose()
    return found


def test_a_couple_from_before_the_ledgers_gets_one_and_keeps_its_sessions(app, alex, sam, couple):
    session = start(alex, "specific-thanks")
    start(alex, "find-my-line", mode="alone")
    with app.app_context():
        db.engine.dispose()
        downgrade(revision="0003")
        upgrade()
    assert 'data-phase="board"' in alex.get("/ours").get_data(as_text=True)
    assert alex.get(f"/sessions/{session}").status_code == 200
