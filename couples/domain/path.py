"""Path: a few exercises in an order that makes sense, to be walked over some weeks. Nothing is counted or missed."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stop:
    """One exercise on the way, when in the walk it comes, and why here."""

    slug: str
    when: str
    why: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    slug: str
    title: str
    line: str
    why: str
    stops: tuple[Stop, ...]

    def next_stop(self, done: Container[str]) -> Stop | None:
        return next((stop for stop in self.stops if stop.slug not in done), None)
