"""One exercise to offer, from three plain questions. Pure; the same answers always give the same exercise."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from couples.catalogue.filters import Wish, fits
from couples.domain.exercise import Exercise, Theme

# What it should be about, in words that people choose from, and the themes that serve it, best first.
ABOUT: Mapping[str, tuple[Theme, ...]] = {
    "warm": ("thanks", "rhythm", "talk"),
    "say": ("needs", "limits", "deciding"),
    "hard": ("repair", "talk"),
    "room": ("self", "leaning", "limits"),
    "open": (),
}
LIGHT = ("light",)


def suggest(
    exercises: Iterable[Exercise], company: str, minutes: int, about: str, done: Container[str]
) -> Exercise | None:
    """Something that fits; what they have not done comes first, then what serves best, then what is lightest.

    Who cannot say what it should be about is offered something light.
    """
    themes = ABOUT.get(about, ())
    wish = Wish(company=company, minutes=minutes, themes=themes, depths=() if themes else LIGHT)

    def order(each: Exercise) -> tuple[bool, int, int, int, str]:
        best = themes.index(each.theme) if each.theme in themes else 0
        return each.slug in done, best, each.tier, each.minutes, each.slug

    return min((each for each in exercises if fits(each, wish)), key=order, default=None)
