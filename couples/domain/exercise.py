"""Exercise and Step: what is asked, in what order. Loaded from content files; a session keeps its own copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Reveal = Literal["both_done", "author_releases", "never"]
Speaker = Literal["first", "second"]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One box to write in."""

    name: str
    ask: str
    hint: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to pick or to rate."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing asked. `kind` says how it is asked and which of the fields below it uses."""

    id: str
    kind: str
    title: str
    say: str = ""
    lines: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    options: tuple[Option, ...] = ()
    points: tuple[str, ...] = ()
    guess: bool = False
    reveal: Reveal = "both_done"
    speaker: Speaker = "first"
    seconds: int = 120
    reflect: bool = True
    tips: tuple[str, ...] = ()
    talk: str = ""
    about: str = ""  # id of an earlier step that this one talks about


@dataclass(frozen=True, slots=True)
class Exercise:
    """`tier` 1 is warm, 2 vulnerable, 3 charged; 2 and 3 open only when each has tapped ready in private."""

    slug: str
    title: str
    line: str
    why: str
    tier: int
    minutes: int
    grade: Literal["A", "B", "C", "D"]
    source: str
    shared: str
    not_now: tuple[str, ...]
    steps: tuple[Step, ...]
    after: str = ""
    code: str = ""

    def index(self, step: str | None) -> int | None:
        return next((i for i, each in enumerate(self.steps) if each.id == step), None)
