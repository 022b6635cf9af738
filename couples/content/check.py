"""What an exercise file must say. Each mistake is a sentence with its line, for authors who know no Python."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec

from couples.content.lines import Lines
from couples.content.lines import Path as Place
from couples.domain.exercise import Exercise, Option, Prompt, Step
from couples.domain.steps import KINDS

ALONE = ("read", "private", "scale", "choose", "boundary", "checkout")
IN_TURN = ("turn", "need", "boundary")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NAME = re.compile(r"[a-z0-9_-]{1,40}")
RESERVED = ("part", "deed", "step", "op", "csrf")
_PARTS = {"prompts": Prompt, "options": Option, "piles": Option}
_FIELD = re.compile(r"\.(\w+)|\[(\d+)\]")
_PLAIN = {"int": "a whole number", "str": "text in quotes", "bool": "true or false", "array": "a list"}


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    line: int
    sentence: str


class ContentError(Exception):
    """A content file that cannot be used. Each mistake comes with its file, its line and a sentence."""

    def __init__(self, name: str, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = sorted(mistakes)
        super().__init__("\n".join(f"{name}, line {each.line}: {each.sentence}" for each in self.mistakes))


def read(path: Path) -> Exercise:
    """The exercise in a file, or a ContentError with all that is wrong with it."""
    text = path.read_text("utf-8")
    if not SLUG.fullmatch(path.stem):
        raise ContentError(
            path.name, [Mistake(1, "Name the file in small letters with dashes: kind-words.toml.")]
        )
    return parse(text, path.stem, path.name)


def parse(text: str, slug: str, name: str) -> Exercise:
    """The exercise in a text; `name` is what a ContentError calls it."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(name, [not_toml(error)]) from None
    lines = Lines(text)
    found = [Mistake(lines.of(place), sentence) for place, sentence in _unknown(written)]
    if found:
        raise ContentError(name, found)
    try:
        exercise = msgspec.convert({"slug": slug, **written}, Exercise)
    except msgspec.ValidationError as error:
        raise ContentError(name, [of_wrong_type(str(error), lines, Step, Exercise)]) from None
    found = [Mistake(lines.of(place), sentence) for place, sentence in _complaints(exercise)]
    if found:
        raise ContentError(name, found)
    return exercise


def not_toml(error: tomllib.TOMLDecodeError) -> Mistake:
    where = re.search(r"\(at line (\d+)", str(error))
    what = re.sub(r" \(at .*\)$", "", str(error))
    sentence = f"This is not valid TOML: {what}. Look for a missing quote, bracket or =."
    return Mistake(int(where[1]) if where else 1, sentence)


def _unknown(written: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    """Words that no one reads are most often a slip of the pen, so they are refused."""
    yield from extra_keys(written, Exercise, (), "an exercise")
    for place, step in tables(written, ("steps",), ("alone",)):
        yield from extra_keys(step, Step, place, "a step")
        for key, part in _PARTS.items():
            for inner, each in tables(step, (key,)):
                yield from extra_keys(each, part, (*place, *inner), f"one of the {key}")


def tables(written: dict[str, Any], *keys: Place) -> Iterator[tuple[Place, dict[str, Any]]]:
    """(place, what stands there) of each table in the lists of these names."""
    for key in keys:
        value = written.get(str(key[0]), [])
        for index, each in enumerate(value if isinstance(value, list) else []):
            if isinstance(each, dict):
                yield (*key, index), each


def extra_keys(written: dict[str, Any], kind: type, place: Place, where: str) -> Iterator[tuple[Place, str]]:
    """(place, sentence) of each key that `kind` has no field for."""
    known = _fields(kind)
    for key in written:
        if key not in known or (kind is Exercise and key == "slug"):
            yield (*place, key), f'There is no "{key}" in {where}. Known are: {", ".join(known)}.'


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(get_type_hints(kind))


def of_wrong_type(told: str, lines: Lines, *kinds: type) -> Mistake:
    """The reader's one complaint, in plain words. `kinds` are what was read, for what their fields may be."""
    what, _, where = told.partition(" - at `$")
    place: Place = tuple(name or int(index) for name, index in _FIELD.findall(where))
    if (missing := re.search(r"missing required field `(\w+)`", what)) is not None:
        return Mistake(lines.of(place), f'"{missing[1]}" is missing here. Add a line: {missing[1]} = …')
    name = next((str(each) for each in reversed(place) if isinstance(each, str)), "This")
    if what.startswith("Invalid enum value"):
        return Mistake(
            lines.of(place), f'"{name}" cannot be that. It is one of: {", ".join(_allowed(name, kinds))}.'
        )
    if (expected := re.search(r"Expected `(\w+)", what)) is not None and expected[1] in _PLAIN:
        return Mistake(lines.of(place), f'"{name}" must be {_PLAIN[expected[1]]}.')
    return Mistake(lines.of(place), f'"{name}": {what}.')


def _allowed(name: str, kinds: Sequence[type]) -> tuple[str, ...]:
    hints = {field: hint for kind in kinds for field, hint in get_type_hints(kind).items()}
    return tuple(map(str, get_args(hints.get(name))))


def _complaints(exercise: Exercise) -> Iterator[tuple[Place, str]]:
    if not 0 <= exercise.tier <= 3:
        yield ("tier",), "tier is 0, 1, 2 or 3."
    if exercise.minutes < 1:
        yield ("minutes",), "minutes is at least 1."
    if not (exercise.steps or exercise.alone):
        yield (), "An exercise needs steps: [[steps]] for two, [[alone]] for one person."
    yield from _complaints_of_tier(exercise)
    for key, steps in (("steps", exercise.steps), ("alone", exercise.alone)):
        for index, step in enumerate(steps):
            for field, sentence in _complaints_of_step(step, steps[:index], alone=key == "alone"):
                yield (key, index, *field), sentence


def _complaints_of_tier(exercise: Exercise) -> Iterator[tuple[Place, str]]:
    if exercise.tier == 0 and exercise.steps:
        yield ("steps", 0), "A tier 0 is for one person alone: write [[alone]], not [[steps]]."
    if exercise.tier == 3 and exercise.steps and exercise.steps[-1].kind != "checkout":
        yield ("steps", len(exercise.steps) - 1), "A tier 3 ends with a checkout."
    if exercise.tier == 3 and not exercise.after:
        yield (), 'A tier 3 offers a warm exercise afterwards: after = "specific-thanks".'


def _complaints_of_step(step: Step, before: Sequence[Step], *, alone: bool) -> Iterator[tuple[Place, str]]:
    """(place in the step, sentence) of each thing wrong with it."""
    kind = KINDS.get(step.kind)
    if kind is None:
        yield ("kind",), f'There is no kind "{step.kind}". Kinds are: {", ".join(KINDS)}.'
        return
    if not NAME.fullmatch(step.id):
        yield ("id",), "An id is a short name in small letters, such as first-turn."
    if any(each.id == step.id for each in before):
        yield ("id",), f'Two steps have the id "{step.id}". Give one of them another.'
    yield from _links(step, before)
    yield from _names(step)
    yield from (_alone(step) if alone else _for_two(step))
    for sentence in kind.complaints(step):
        yield ("kind",), sentence


def _alone(step: Step) -> Iterator[tuple[Place, str]]:
    if step.kind not in ALONE:
        yield ("kind",), f"Alone there can be: {', '.join(ALONE)}. A {step.kind} needs two."
    if step.guess:
        yield ("guess",), "Alone there is nobody to guess about."
    if step.shows:
        yield ("shows",), "Alone there is nothing due: shows is for a read step of two people."


def _for_two(step: Step) -> Iterator[tuple[Place, str]]:
    if step.kind in IN_TURN and step.who == "both":
        yield ("who",), f'A {step.kind} is done by one: write who = "first" or who = "second".'
    if step.shows and step.kind != "read":
        yield ("shows",), "shows is for a read step."


def _links(step: Step, before: Sequence[Step]) -> Iterator[tuple[Place, str]]:
    for field in ("about", "cards"):
        named = getattr(step, field)
        if named and named not in (each.id for each in before):
            yield (field,), f'{field} names "{named}", which is not the id of an earlier step.'
    source = next((each for each in before if each.id == step.cards), None)
    if source is None:
        return
    if step.kind not in ("scale", "choose") or source.kind not in ("private", "choose"):
        yield ("cards",), "cards takes from a private or a choose step, for a scale or a choose step."
    elif step.reveal != "never" and (source.kind == "private" or source.reveal == "never"):
        yield ("reveal",), 'These cards are for their maker alone: write reveal = "never".'
    elif source.kind == "choose" and source.how not in ("one", "several"):
        yield ("cards",), 'cards can take from a choose step with how = "one" or how = "several".'


def _names(step: Step) -> Iterator[tuple[Place, str]]:
    """Names of boxes and cards are what answers are kept under, so each is there once."""
    for field in _PARTS:
        names = [each.name for each in getattr(step, field)]
        for index, name in enumerate(names):
            place: Place = (field, index, "name")
            if name in names[:index]:
                yield place, f'Two of the {field} have the name "{name}".'
            if not NAME.fullmatch(name) or name in RESERVED:
                yield place, f"Names of {field} are short, in small letters, such as my-wish."
