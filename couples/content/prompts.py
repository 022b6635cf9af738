"""Prompts for one person alone, from prompts.toml, and what the operator's own prompts.toml adds to them or rewords."""

from __future__ import annotations

import logging
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from couples.content import Library, exercises, library
from couples.content.check import SLUG, ContentError, Mistake, extra_keys, not_toml, of_wrong_type, tables
from couples.content.lines import Lines
from couples.content.lines import Path as Place
from couples.domain.days import DAY
from couples.domain.solo import of_the_day
from couples.language import N_

FILE = Path(__file__).parent / "prompts.toml"
NAME = "prompts.toml"  # of the operator's own, in the data folder
LONGEST = 160  # more is no longer read at a glance
Theme = Literal["confidence", "interests", "care", "network", "feelings", "limits", "leaning"]
Minutes = Literal[3, 5, 7]
# In the order in which people see them.
THEMES: Mapping[Theme, str] = {
    "confidence": N_("What I can do"),
    "interests": N_("What I like and want"),
    "care": N_("Looking after myself"),
    "network": N_("People around me"),
    "feelings": N_("What I feel"),
    "limits": N_("What is mine"),
    "leaning": N_("Leaning and standing"),
}
log = logging.getLogger("couples.content")


@dataclass(frozen=True, slots=True)
class SoloPrompt:
    """`starter` is how a first line could begin, or ""; `exercise` is one that can be done alone and goes on, or ""."""

    slug: str
    theme: Theme
    ask: str
    minutes: Minutes
    starter: str = ""
    exercise: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """`moods` from pleasant to hard, `prompts` in the order of the themes. Each mood and each slug is there once."""

    moods: tuple[str, ...] = ()
    prompts: tuple[SoloPrompt, ...] = ()

    def get(self, slug: str) -> SoloPrompt | None:
        return next((each for each in self.prompts if each.slug == slug), None)

    def about(self, theme: Theme) -> list[SoloPrompt]:
        return [each for each in self.prompts if each.theme == theme]

    def of_the_day(self, seed: str, now: float) -> SoloPrompt:
        """The one that somebody is offered today, by the day in UTC."""
        today = of_the_day([each.slug for each in self.prompts], seed, int(now // DAY))
        return next(each for each in self.prompts if each.slug == today)


def deck(path: Path | None = None) -> Deck:
    """What comes with the product and what the operator's file adds, where there is one. One with a mistake is left
    out: nobody should be kept from all the others. `couples content check` says what is wrong with it."""
    if path is None or not path.is_file():
        return _ours()
    try:
        return _joined(_ours(), read(path, library(path.parent / "exercises")))
    except ContentError as error:
        log.warning("prompts left out", extra={"lines": [each.line for each in error.mistakes]})
        return _ours()


def read(path: Path, known: Library) -> Deck:
    """The file's own moods and prompts, or a ContentError with its mistakes. `known` are the exercises it may name."""
    text = path.read_text("utf-8")
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(path.name, [not_toml(error)]) from None
    lines = Lines(text)
    found = list(_unknown(written))
    if not found:
        try:
            file = msgspec.convert(written, Deck)
        except msgspec.ValidationError as error:
            raise ContentError(path.name, [of_wrong_type(str(error), lines, Deck, SoloPrompt)]) from None
        found = list(_complaints(file, known))
    if found:
        raise ContentError(path.name, [Mistake(lines.of(place), sentence) for place, sentence in found])
    return file


@cache
def _ours() -> Deck:
    return _joined(Deck(), read(FILE, exercises()))


def _joined(ours: Deck, theirs: Deck) -> Deck:
    """Their moods, if they give some. Their prompts in the place of ours of the same slug, else last in their theme."""
    found = {each.slug: each for each in (*ours.prompts, *theirs.prompts)}
    order = list(THEMES)
    prompts = sorted(found.values(), key=lambda each: order.index(each.theme))
    return Deck(theirs.moods or ours.moods, tuple(prompts))


def _unknown(written: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    yield from extra_keys(written, Deck, (), "this file")
    for place, each in tables(written, ("prompts",)):
        yield from extra_keys(each, SoloPrompt, place, "a prompt")


def _complaints(file: Deck, known: Library) -> Iterator[tuple[Place, str]]:
    if not (file.moods or file.prompts):
        yield (), "There is nothing in this file. Begin with [[prompts]]."
    for index, mood in enumerate(file.moods):
        if mood != mood.strip() or not mood:
            yield ("moods",), "A mood is a word, with no blank before or after it."
        if mood in file.moods[:index]:
            yield ("moods",), f'The mood "{mood}" is here twice.'
    for index, prompt in enumerate(file.prompts):
        if any(each.slug == prompt.slug for each in file.prompts[:index]):
            yield ("prompts", index, "slug"), f'Two prompts have the slug "{prompt.slug}".'
        for field, sentence in _complaints_of(prompt, known):
            yield ("prompts", index, field), sentence


def _complaints_of(prompt: SoloPrompt, known: Library) -> Iterator[tuple[str, str]]:
    """(field, sentence) of each thing wrong with a prompt."""
    if not SLUG.fullmatch(prompt.slug):
        yield "slug", "A slug is in small letters with dashes: a-free-hour."
    if not prompt.ask.strip():
        yield "ask", "A prompt asks something: one or two sentences."
    for name in ("ask", "starter"):
        if (over := len(getattr(prompt, name)) - LONGEST) > 0:
            yield name, f"{name} is {over} letters too long. {LONGEST} are the most."
        if re.search(r"\s\s|\n", getattr(prompt, name)):
            yield name, f"{name} is one line, with one blank between words."
    if prompt.exercise and (named := known.get(prompt.exercise)) is None:
        yield "exercise", f'There is no exercise "{prompt.exercise}".'
    elif prompt.exercise and named is not None and not named.alone:
        yield "exercise", f'"{prompt.exercise}" needs two. Name one that has [[alone]], or leave it out.'
