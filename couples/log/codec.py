"""Events to rows and back. The body of a row never holds words; those are sealed apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import msgspec

from couples.domain.events import Event, Words

_APART = ("words", "at")


_NAMES: dict[type[Event], tuple[str, ...]] = {}


def _names(kind: type[Event]) -> tuple[str, ...]:
    if kind not in _NAMES:
        _NAMES[kind] = tuple(each.name for each in fields(kind) if each.name not in _APART)
    return _NAMES[kind]


def body(event: Event) -> str:
    told = {name: getattr(event, name) for name in _names(type(event))}
    return msgspec.json.encode({name: value for name, value in told.items() if value is not None}).decode()


def event(known: Mapping[str, type[Event]], name: str, at: float, written: str, words: Words) -> Event:
    """The event of a row. Raises KeyError for a name that no rule knows."""
    kind = known[name]
    told: dict[str, Any] = dict.fromkeys(_names(kind))
    told.update(msgspec.json.decode(written))
    return kind(at=at, words=words, **told)
