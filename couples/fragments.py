"""Renders a stream's element from a view. The same function serves the page and the push, without a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from jinja2 import Environment

from couples.domain.pair import Seat
from couples.settings import Settings

_OPS = UUID("5d0b6c1e-5a51-4d0c-9a54-7e9f2a1b6c3d")


class Fragments:
    def __init__(self, environment: Environment, settings: Settings) -> None:
        self._environment = environment
        self._settings = settings

    def render(
        self, template: str, stream: str, seat: Seat, view: Any, problem: Mapping[str, Any] | None = None
    ) -> str:
        root = f"/demo/{seat.lower()}" if self._settings.in_demo else ""
        return self._environment.get_template(template).render(
            view=view,
            stream=stream,
            seat=seat,
            root=root,
            origin=self._settings.origin,
            deeds=f"{root}/streams/{stream}/deeds",
            op=_op(stream, seat, view.version),
            problem=problem,
            live=True,
        )


def iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def clock(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%H:%M UTC")


def day(seconds: float) -> str:
    moment = datetime.fromtimestamp(seconds, UTC)
    return f"{moment.day} {moment:%B %Y}"


def _op(stream: str, seat: Seat, version: int) -> Callable[..., str]:
    """Op ids of forms sent without JavaScript: the same form sent twice is the same deed."""

    def op(deed: str, step: str | None = None) -> str:
        return str(uuid5(_OPS, f"{stream}|{seat}|{version}|{deed}|{step}"))

    return op
