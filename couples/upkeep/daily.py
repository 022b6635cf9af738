"""Once a day the serving process lets go of what is over, so that nobody has to think of it."""

from __future__ import annotations

import logging
import threading
import time

from flask import Flask

from couples.domain.days import DAY
from couples.house import House
from couples.security.quiet_log import where
from couples.upkeep.actions import sweep
from couples.upkeep.problem import Problem

log = logging.getLogger("couples.upkeep")
FIRST = 60.0  # after a start there is other work


class Daily:
    def __init__(self, app: Flask) -> None:
        self._house: House = app.extensions["couples"]
        self._stopping = threading.Event()
        threading.Thread(target=self._run, name="daily", daemon=True).start()

    def stop(self) -> None:
        self._stopping.set()

    def _run(self) -> None:
        wait = FIRST
        while not self._stopping.wait(wait):
            wait = DAY
            try:
                sweep(self._house, time.time())
            except Problem:  # an operator is at it
                continue
            except Exception as error:  # a database that is away comes back
                log.error("daily", extra={"kind": type(error).__name__, "where": where(error)})


def start(app: Flask) -> None:
    """Until the app is told to stop, before its writer is."""
    app.extensions["couples_stop"].insert(0, Daily(app).stop)
