"""Exercises that a counselor can give: those of the library for two, and their own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from flask_login import current_user

from couples.content.check import ContentError, Mistake, parse
from couples.content.lines import Lines
from couples.domain.exercise import Exercise
from couples.extensions import db
from couples.homework.queries import OwnExercise, own_exercises
from couples.house import house

MOST = 40_000  # characters: twice the longest that comes with the product
MINE = "own-"
ALL = 0  # instead of a line: a mistake of the whole


@dataclass(frozen=True, slots=True)
class Choices:
    """By the value that a form sends. The library is in the order of the catalogue."""

    own: dict[str, Exercise]
    library: dict[str, Exercise]

    def get(self, value: str) -> Exercise | None:
        return self.own.get(value) or self.library.get(value)


def mine() -> list[OwnExercise]:
    return own_exercises(db.session.connection(), current_user.account_id)


def choices() -> Choices:
    return Choices(
        own={each.exercise.slug: each.exercise for each in mine()},
        library={slug: each for slug, each in house().library.items() if each.steps},
    )


def checked(text: str) -> Exercise | list[Mistake]:
    """A counselor's own exercise, or all that is wrong with it. Its name says nothing, and is nobody else's."""
    if len(text) > MOST:
        return [Mistake(ALL, "This is too long for one exercise.")]
    try:
        exercise = parse(text, MINE, MINE)
    except ContentError as error:
        return list(error.mistakes)
    if not exercise.steps:
        return [Mistake(ALL, "What you give is for two. Write [[steps]], not only [[alone]].")]
    if exercise.after and exercise.after not in house().library:
        return [
            Mistake(
                Lines(text).of(("after",)), f'after names "{exercise.after}", which is not in the library.'
            )
        ]
    return replace(exercise, slug=MINE + hashlib.sha256(text.encode()).hexdigest()[:20])
