"""Sends what is due: in the serving process, or as `couples worker` in one of its own."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Mapping

from flask import Flask

from couples.house import House
from couples.log.writer import Writer
from couples.reminders import actions, mail
from couples.reminders.checks import Check
from couples.security.keys import Keys
from couples.security.quiet_log import where
from couples.settings import Settings

log = logging.getLogger("couples.reminders")
ENDS = (signal.SIGINT, signal.SIGTERM)


class Worker:
    """`checks` says, by kind of what a reminder is about, whether it still has its reason."""

    def __init__(self, settings: Settings, writer: Writer, keys: Keys, checks: Mapping[str, Check]) -> None:
        self.checks = dict(checks)
        self._settings = settings
        self._writer = writer
        self._keys = keys
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Where mail can be sent, and nobody else is meant to send it."""
        if self._settings.worker == "inside" and mail.configured(self._settings):
            self.start_here()

    def start_here(self) -> None:
        self._thread = threading.Thread(target=self._run, name="reminders", daemon=True)
        self._thread.start()

    def stop(self, patience: float = 2) -> None:
        """A mail on its way is not waited for long: its claim ends by itself."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=patience)
            self._thread = None

    def send_due(self) -> int:
        """One mail for each person who has something due. Returns how many were sent."""
        sent = 0
        while not self._stopping.is_set() and (claimed := actions.claim(self._writer, self.checks)):
            if claimed.jobs:
                error = self._send(claimed)
                actions.finish(self._writer, claimed, sent=error is None)
                sent += error is None
                if error is not None and mail.is_away(error):
                    break  # the others' tries are not used up on a mail server that is not there
        return sent

    def _run(self) -> None:
        """Look, send, wait, until told to stop."""
        while not self._stopping.is_set():
            try:
                self.send_due()
            except Exception as error:  # a database that is away comes back
                _note(error)
            self._stopping.wait(self._settings.worker_seconds)

    def _send(self, claimed: actions.Claimed) -> Exception | None:
        try:
            address = actions.address_of(self._keys, claimed.account_id, claimed.sealed)
            mail.send(self._settings, address)
        except Exception as error:
            _note(error)
            return error
        return None


def _note(error: Exception) -> None:
    """By kind and place: the message of a mail server quotes addresses."""
    log.error("not sent", extra={"kind": type(error).__name__, "where": where(error)})


def run_until_stopped(app: Flask) -> bool:
    """The worker alone, until a signal ends it. False where no mail server is set."""
    house: House = app.extensions["couples"]
    if not mail.configured(house.settings):
        return False
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)  # before any thread is made, so that they reach this one
    house.reminders.start_here()
    print("Reminders are being sent. Stop with Ctrl-C", flush=True)
    signal.sigwait(ENDS)
    house.reminders.stop(mail.SECONDS)
    house.writer.stop()
    return True
