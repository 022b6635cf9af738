"""What someone looks for, and which exercises fit. Pure: no request, no database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from couples.domain.exercise import Exercise

DEPTHS: Mapping[str, tuple[int, ...]] = {"light": (0, 1), "medium": (2,), "deep": (3,)}
MINUTES = (5, 10, 15, 20)
COMPANY = ("two", "alone")


@dataclass(frozen=True, slots=True)
class Wish:
    """Empty fields ask for nothing. `minutes`: at most so many."""

    words: str = ""
    themes: tuple[str, ...] = ()
    depths: tuple[str, ...] = ()
    company: str = ""
    minutes: int = 0
    kept: bool = False

    @property
    def empty(self) -> bool:
        return self == Wish()


def fitting(exercises: Iterable[Exercise], wish: Wish, kept: Container[str]) -> list[Exercise]:
    return [each for each in exercises if fits(each, wish) and (not wish.kept or each.slug in kept)]


def fits(exercise: Exercise, wish: Wish) -> bool:
    tiers = [tier for depth in wish.depths for tier in DEPTHS.get(depth, ())]
    return (
        (not wish.themes or exercise.theme in wish.themes)
        and (not tiers or exercise.tier in tiers)
        and (not wish.minutes or minutes(exercise, wish.company) <= wish.minutes)
        and (not wish.company or bool(exercise.alone if wish.company == "alone" else exercise.steps))
        and _has(exercise, wish.words)
    )


def minutes(exercise: Exercise, company: str = "") -> int:
    """How long it takes: alone it may take less."""
    return exercise.minutes_alone if company == "alone" else exercise.minutes


def _has(exercise: Exercise, wanted: str) -> bool:
    """Every word that is looked for begins some word of what is said about the exercise."""
    said = _plain(" ".join((exercise.title, exercise.line, exercise.why, exercise.theme, *_titles(exercise))))
    return all(any(word.startswith(each) for word in said) for each in _plain(wanted))


def _titles(exercise: Exercise) -> Iterable[str]:
    return (step.title for step in (*exercise.steps, *exercise.alone))


def _plain(text: str) -> list[str]:
    """Words without case and accents."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return re.findall(r"\w+", bare.casefold())
