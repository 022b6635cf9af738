"""Sockets: the gate, the desk, who is here, and the telling after each commit."""

from __future__ import annotations

from flask import Flask

from couples.exercises.queries import waiting_gates
from couples.house import House
from couples.live.announcer import Announcer
from couples.live.clock import Clock
from couples.live.desk import Desk
from couples.live.presence import Presence
from couples.live.sockets import Sockets

__all__ = ["Sockets", "bind", "start"]


def bind(app: Flask) -> None:
    """Give the app its socket server."""
    house: House = app.extensions["couples"]
    sockets, writer, seats = house.sockets, house.writer, house.seats
    presence = Presence(sockets.hub, seats.reading)
    announcer = Announcer(sockets.hub, writer.streams, seats.reading)
    desk = Desk(sockets.hub, writer, house.logins, presence, seats)
    clock = Clock(writer, presence.changed)
    sockets.bind(app, desk, presence, announcer, clock, house.throttle, house.logins)


def start(app: Flask) -> None:
    """After a start: gates that were open go on waiting for their time."""
    house: House = app.extensions["couples"]
    for stream_id, ready_by in house.writer.run(lambda batch: waiting_gates(batch.connection)):
        house.sockets.clock.watch(stream_id, ready_by)
