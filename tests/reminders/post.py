"""A real mail server, and a clock that tests set."""

from __future__ import annotations

import asyncio

from aiosmtpd.controller import Controller

from tests.ports import free_port


class Post:
    """Takes mail on a port of its own. `hold` keeps each mail waiting, `refuse` is an answer to give instead."""

    def __init__(self, **options):
        self._options = options
        self.port, self.mails, self.tried = free_port(), [], 0
        self.hold, self.refuse, self._running = 0, "", None
        self.open()

    def open(self):
        self._running = Controller(self, hostname="localhost", port=self.port, **self._options)
        self._running.start()

    def close(self):
        if self._running:
            self._running.stop()
            self._running = None

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        self.tried += 1
        await asyncio.sleep(self.hold)
        if self.refuse:
            return self.refuse
        self.mails.append(envelope)
        return "250 taken"

    @property
    def to(self):
        return sorted(address for mail in self.mails for address in mail.rcpt_tos)


class Clock:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now
