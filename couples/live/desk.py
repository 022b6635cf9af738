"""The desk where socket events arrive: who, how often, what, may they; then the deed, then one honest answer.

No answer is ever empty: a client takes only `{ok: true, …}` for done.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from typing import Any

import msgspec

from couples.accounts.logins import Logins
from couples.domain.refusal import DENIED, Refusal
from couples.language import worded
from couples.live.hub import Connection, Hub
from couples.live.presence import Presence
from couples.log.messages import Do, Enter, Hint, Leave, deed_of, digest
from couples.log.writer import Job, Result, Saved, Writer
from couples.pairing.seats import SIGNED_OUT, Seats

log = logging.getLogger("couples.live")
Answer = dict[str, Any]
Reply = Callable[[Answer], None]

BUSY = Refusal("busy", "That was a lot at once. Wait a few seconds and try again.")
BAD = Refusal("invalid", "We could not read that. Reload the page and try again.")
STRIKES = 5


# What a person does. A page that lies open asks for news by itself, and that alone keeps nobody signed in.
SIGNS_OF_LIFE = ("do", "hint")


class Desk:
    def __init__(self, hub: Hub, writer: Writer, logins: Logins, presence: Presence, seats: Seats) -> None:
        self._hub = hub
        self._writer = writer
        self._logins = logins
        self._presence = presence
        self._seats = seats
        self._handlers: dict[str, Callable[[Connection, Any, Reply], None]] = {
            "enter": self._enter,
            "do": self._do,
            "hint": self._hint,
            "leave": self._leave,
        }

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._handlers)

    def receive(self, connection: Connection, data: Any, reply: Reply) -> None:
        """One event from one socket. `reply` is called once, now or after the commit."""
        try:
            self._receive(connection, data, reply)
        except Exception as error:
            ref = secrets.token_hex(2).upper()
            log.error("error", extra={"kind": type(error).__name__, "where": "desk", "ref": ref})
            text = "Something went wrong on our side. Nothing you wrote was shared. Code: %(ref)s."
            reply(refused(Refusal("error", text, values={"ref": ref})))

    def _receive(self, connection: Connection, data: Any, reply: Reply) -> None:
        if not connection.bucket.take(time.monotonic()):
            return reply(refused(BUSY))
        handler = self._handlers.get(data[0]) if data and isinstance(data[0], str) else None
        if handler is None or len(data) != 2:
            return self._strike(connection, reply)
        login = self._logins.get(connection.id)
        if login is None:
            reply(refused(SIGNED_OUT))
            return self._hub.cut(connection)
        if data[0] in SIGNS_OF_LIFE or self._presence.both_in_one(connection):
            self._logins.used(login)
        try:
            handler(connection, data[1], reply)
        except msgspec.ValidationError:
            self._strike(connection, reply)

    def _strike(self, connection: Connection, reply: Reply) -> None:
        """Nothing of ours sends what cannot be read; whoever does so again and again is cut off."""
        connection.strikes += 1
        reply(refused(BAD))
        if connection.strikes >= STRIKES:
            self._hub.cut(connection)

    def _enter(self, connection: Connection, payload: Any, reply: Reply) -> None:
        message = msgspec.convert(payload, Enter)
        live = self._writer.live(message.stream)
        seat = self._seats.reading(connection, live.head) if live else None
        if live is None or seat is None:
            return reply(refused(DENIED))
        kind = self._writer.streams.kinds[live.head.kind]
        version = kind.version(live.state, seat)
        html = None if message.seen == version else kind.fragment(live, seat, time.time())
        self._hub.enter(connection, message.stream, version)
        reply({"ok": True, "version": version, "html": html})
        self._presence.changed(live.head)

    def _do(self, connection: Connection, payload: Any, reply: Reply) -> None:
        message = msgspec.convert(payload, Do)
        deed = deed_of(message)
        if deed is None:
            return self._strike(connection, reply)
        self._writer.submit(
            Job(
                stream=message.stream,
                deed=deed,
                account=connection.account_id,
                op=str(message.op),
                digest=digest(deed),
                authorise=self._seats.acting(connection, deed.name),
                done=lambda result: reply(answer(result)),
            )
        )

    def _hint(self, connection: Connection, payload: Any, reply: Reply) -> None:
        message = msgspec.convert(payload, Hint)
        showing = connection.streams.get(message.stream)
        live = self._writer.streams.get(message.stream)
        if showing is None or live is None:
            return reply(refused(DENIED))
        reply({"ok": True})
        if showing.writing != (message.what == "writing"):
            showing.writing = message.what == "writing"
            self._presence.changed(live.head)

    def _leave(self, connection: Connection, payload: Any, reply: Reply) -> None:
        message = msgspec.convert(payload, Leave)
        left = self._hub.leave(connection, message.stream)
        reply({"ok": True})
        live = self._writer.streams.get(message.stream)
        if left and live is not None:
            self._presence.changed(live.head)


def answer(result: Result) -> Answer:
    return {"ok": True, "version": result.version} if isinstance(result, Saved) else refused(result)


def refused(refusal: Refusal) -> Answer:
    return {"ok": False, "code": refusal.code, "message": worded(refusal), "field": refusal.field}
