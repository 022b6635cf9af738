"""Renders a stream's element from a view. The same function serves the page and the push, without a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any
from zlib import crc32

from jinja2 import Environment
from markupsafe import Markup

from couples.domain.pair import Seat
from couples.settings import Settings


class Fragments:
    def __init__(self, environment: Environment, settings: Settings) -> None:
        self._environment = environment
        self._settings = settings

    def render(
        self,
        template: str,
        stream: str,
        seat: Seat,
        view: Any,
        problem: Mapping[str, Any] | None = None,
        *,
        inside: str = "",
        beside: str = "",
    ) -> str:
        """`beside` is another stream's element to stand in this one. `inside` is the stream that this one stands in:
        whoever has no JavaScript comes back to it after a deed."""
        root = f"/demo/{seat.lower()}" if self._settings.in_demo else ""
        return self._environment.get_template(template).render(
            view=view,
            stream=stream,
            seat=seat,
            root=root,
            origin=self._settings.origin,
            deeds=f"{root}/streams/{stream}/deeds" + (f"?inside={inside}" if inside else ""),
            beside=Markup(beside),  # noqa: S704 (made by our own templates, escaped there)
            op=_op(stream, seat, view.version),
            problem=problem,
            inside=inside,
            live=True,
        )


def iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def clock(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%H:%M UTC")


def day(seconds: float) -> str:
    return date(datetime.fromtimestamp(seconds, UTC).date().isoformat())


def date(written: str) -> str:
    """A day in words, as it was chosen: it has no time zone."""
    moment = datetime.fromisoformat(written)
    return f"{moment.day} {moment:%B %Y}"


def _op(stream: str, seat: Seat, version: int) -> Callable[..., str]:
    """Op ids of forms sent without JavaScript: the same form sent twice is the same deed."""
    made = blake2b(f"{stream}|{seat}|{version}".encode(), digest_size=12).hexdigest()
    start = f"{made[:8]}-{made[8:12]}-{made[12:16]}-{made[16:20]}-{made[20:]}"

    def op(deed: str, step: str | None = None) -> str:
        return f"{start}{crc32(f'{deed}|{step}'.encode()):08x}"

    return op
