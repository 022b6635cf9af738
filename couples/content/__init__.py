"""The words. One TOML file for each exercise; this module finds and keeps them. What they must say: `check`."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import msgspec

from couples.content.check import ContentError, read
from couples.domain.exercise import Exercise

__all__ = ["ContentError", "Library", "address", "exercises", "library", "load", "pack", "unpack"]
EXERCISES = Path(__file__).parent / "exercises"
Library = Mapping[str, Exercise]
log = logging.getLogger("couples.content")


def load(path: Path) -> Exercise:
    return read(path)


@cache
def exercises() -> Mapping[str, Exercise]:
    """Every exercise that comes with the product by its slug, in the order of the catalogue."""
    return _in_order(load(path) for path in EXERCISES.glob("*.toml"))


def library(extra: Path) -> Library:
    """What comes with the product and what this instance adds in its own folder. A file with a mistake is left out:
    nobody should be kept from all the others. `couples content check` says what is wrong with it."""
    found = dict(exercises())
    for path in sorted(extra.glob("*.toml")):
        try:
            found[path.stem] = load(path)
        except ContentError as error:
            log.warning("exercise left out", extra={"lines": [each.line for each in error.mistakes]})
    return _in_order(found.values())


def address(slug: str) -> str:
    """What stands for an exercise in an address: its code, which says nothing; of an operator's own, its name."""
    known = exercises().get(slug)
    return known.code.lower() if known and known.code else slug


def pack(exercise: Exercise) -> tuple[str, bytes]:
    """(digest, bytes) of an exercise: a session's own copy, kept once however many sessions use it."""
    packed = msgspec.json.encode(exercise)
    return hashlib.sha256(packed).hexdigest(), packed


def unpack(packed: bytes) -> Exercise:
    return msgspec.json.decode(packed, type=Exercise)


def _in_order(found: Iterable[Exercise]) -> Mapping[str, Exercise]:
    ordered = sorted(found, key=lambda each: (each.tier or 1, each.minutes, each.slug))
    return {exercise.slug: exercise for exercise in ordered}
