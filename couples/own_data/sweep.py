"""Looks now and then whose day to be deleted has come. In the serving process, whose memory has to forget them too."""

from __future__ import annotations

import logging
import threading
import time

from couples.house import House
from couples.own_data.actions import delete_due, tidy
from couples.security.quiet_log import where

log = logging.getLogger("couples.own_data")
SECONDS = 600.0


class Sweep:
    def __init__(self, here: House) -> None:
        self._here = here
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="sweep", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=2)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                delete_due(self._here, time.time())
                tidy(self._here)
            except Exception as error:  # a database that is away comes back
                log.error("sweep", extra={"kind": type(error).__name__, "where": where(error)})
            self._stopping.wait(SECONDS)
