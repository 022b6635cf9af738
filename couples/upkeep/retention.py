"""Retention as an operator asks for it: beside a running server, or in place of one that is stopped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace

from flask import Flask

from couples.extensions import db
from couples.log.database import write_back, writer_engine
from couples.settings import Settings
from couples.upkeep import forget
from couples.upkeep.actions import sweep
from couples.upkeep.folder import alone, shared
from couples.upkeep.problem import Problem


def run(settings: Settings, make_app: Callable[[Settings], Flask], now: float) -> str:
    """What went, in one line. Accounts only where no server runs: it has them in memory, and deletes them itself."""
    if settings.sqlite and not (settings.data / "couples.db").exists():
        raise Problem(f"There is nothing to let go of in {settings.data}: no server has run on it.")
    with ExitStack() as held:
        stopped = _have(held, settings)
        app = make_app(replace(settings, demo=False))
        try:
            dropped = sweep(app.extensions["couples"], now)
            people = sum(forget.again(app).values()) if stopped else None
        finally:
            app.extensions["couples"].writer.stop()
            with app.app_context():
                db.engine.dispose()
        _empty_the_log(settings)
    accounts = (
        "the server deletes accounts itself" if people is None else f"{people} accounts whose time was up"
    )
    return f"Let go of: {dropped}; {accounts}."


def _have(held: ExitStack, settings: Settings) -> bool:
    """Whether the folder is ours alone; else we share it with the server."""
    try:
        held.enter_context(alone(settings.data))
    except Problem:
        held.enter_context(shared(settings.data))
        return False
    return True


def _empty_the_log(settings: Settings) -> None:
    engine = writer_engine(settings)
    write_back(engine)
    engine.dispose()
