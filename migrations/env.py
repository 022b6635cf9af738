"""Runs migrations on the app's own database, with a connection that may write."""

from __future__ import annotations

from alembic import context
from flask import current_app

from couples.extensions import db
from couples.log.database import writer_engine

engine = writer_engine(current_app.extensions["couples"].settings)

with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
