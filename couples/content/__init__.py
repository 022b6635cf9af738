"""The words. One TOML file for each exercise; this module loads and checks them."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from couples.domain.exercise import Exercise, Option, Prompt, Step
from couples.domain.steps import KINDS

EXERCISES = Path(__file__).parent / "exercises"


class ContentError(Exception):
    """A content file that cannot be used; the message names the file and says what is wrong."""


@cache
def exercises() -> Mapping[str, Exercise]:
    """Every exercise by its slug, in the order of the catalogue."""
    found = [load(path) for path in sorted(EXERCISES.glob("*.toml"))]
    return {exercise.slug: exercise for exercise in sorted(found, key=lambda each: (each.tier, each.minutes))}


def load(path: Path) -> Exercise:
    try:
        written = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{path.name}: this is not valid TOML: {error}") from None
    return _checked({"slug": path.stem, **written}, path.name)


def pack(exercise: Exercise) -> tuple[str, bytes]:
    """(digest, bytes) of an exercise: a session's own copy, kept once however many sessions use it."""
    packed = msgspec.json.encode(exercise)
    return hashlib.sha256(packed).hexdigest(), packed


def unpack(packed: bytes) -> Exercise:
    return msgspec.json.decode(packed, type=Exercise)


def _checked(written: dict[str, Any], name: str) -> Exercise:
    complaints = _unknown(written)
    if not complaints:
        try:
            exercise = msgspec.convert(written, Exercise)
        except msgspec.ValidationError as error:
            raise ContentError(f"{name}: {error}") from None
        complaints = _complaints(exercise)
    if complaints:
        raise ContentError("\n".join(f"{name}: {complaint}" for complaint in complaints))
    return exercise


def _unknown(written: dict[str, Any]) -> list[str]:
    """Words that no one reads are most often a slip of the pen, so they are refused."""
    found = _extra(written, Exercise, "the exercise")
    for step in _tables(written, "steps"):
        found += _extra(step, Step, f"step {step.get('id', '?')}")
        for key, kind in (("prompts", Prompt), ("options", Option)):
            for each in _tables(step, key):
                found += _extra(each, kind, f"{key} of step {step.get('id', '?')}")
    return found


def _tables(written: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = written.get(key, [])
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _extra(written: dict[str, Any], kind: type, where: str) -> list[str]:
    known = {field.name for field in msgspec.inspect.type_info(kind).fields}  # type: ignore[attr-defined]
    return [f'there is no "{key}" in {where}.' for key in written if key not in known]


def _complaints(exercise: Exercise) -> list[str]:
    found = [] if 1 <= exercise.tier <= 3 else ["tier is 1, 2 or 3."]
    ids = [step.id for step in exercise.steps]
    if len(set(ids)) != len(ids):
        found.append("two steps have the same id.")
    for position, step in enumerate(exercise.steps):
        if step.kind not in KINDS:
            found.append(f'step {step.id}: there is no kind "{step.kind}". Kinds are: {", ".join(KINDS)}.')
            continue
        if step.about and step.about not in ids[:position]:
            found.append(f'step {step.id}: about names "{step.about}", which is not an earlier step.')
        found += [f"step {step.id}: {complaint}" for complaint in KINDS[step.kind].complaints(step)]
    return found
