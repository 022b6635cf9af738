"""Exercise and Step: what is asked, in what order. Loaded from content files; a session keeps its own copy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Reveal = Literal["both_done", "author_releases", "never"]
Who = Literal["both", "first", "second"]
How = Literal["one", "several", "piles", "order"]
Shows = Literal["", "due"]
Measures = Literal["", "lean", "footing", "say", "enough", "week"]
Below = Literal["close", "help", "close_and_help"]
Grade = Literal["A", "B", "C", "D"]
Theme = Literal["talk", "needs", "limits", "leaning", "repair", "thanks", "deciding", "self", "rhythm"]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One box to write in."""

    name: str
    ask: str
    hint: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to pick, to sort or to rate; or one pile to sort into."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing asked. `kind` says how it is asked and which of the fields below it uses.

    `who` does it: both, or the one who goes first or second by the session's coin. `low` and `floor` mark answers
    after which the session closes, or help is shown, as `below` says: see `steps.base.StepKind.is_low`.
    """

    id: str
    kind: str
    title: str
    say: str = ""
    who: Who = "both"
    lines: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    options: tuple[Option, ...] = ()
    points: tuple[str, ...] = ()
    how: How = "one"
    least: int = 1
    most: int = 0  # 0: as many as there are
    piles: tuple[Option, ...] = ()
    mirrored: tuple[str, ...] = ()  # two piles that change places when the other looks: "me" and "you"
    cards: str = ""  # id of an earlier step whose answers are the things to sort or rate here
    guess: bool = False
    shares: bool = False  # points are shares of a whole, from none to all of it
    measures: Measures = ""  # what the answers say of the balance
    low: tuple[str, ...] = ()
    floor: int = 0
    below: Below = "close"
    reveal: Reveal = "both_done"
    seconds: int = 120
    days: int = 14
    reflect: bool = True
    tips: tuple[str, ...] = ()
    listen: tuple[str, ...] = ()
    talk: str = ""
    about: str = ""  # id of an earlier step that this one talks about
    shows: Shows = ""  # what is due of the couple's ledger stands in this step, to look at there


@dataclass(frozen=True, slots=True)
class Exercise:
    """`tier` 0 is for one person alone, 1 warm, 2 vulnerable, 3 charged; 2 and 3 open when each has tapped ready.

    `steps` are for two, `alone` for one person. Either may be empty, not both.
    """

    slug: str
    title: str
    line: str
    why: str
    theme: Theme
    tier: int
    minutes: int
    grade: Grade
    source: str
    shared: str
    not_now: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    alone: tuple[Step, ...] = ()
    alone_minutes: int = 0  # 0: as long as for two
    after: str = ""
    code: str = ""

    @property
    def minutes_alone(self) -> int:
        return self.alone_minutes or self.minutes

    def index(self, step: str | None) -> int | None:
        return next((i for i, each in enumerate(self.steps) if each.id == step), None)


def for_one(exercise: Exercise) -> Exercise:
    """The exercise as one person does it alone: nothing in it waits for another or opens to them."""
    steps = tuple(replace(step, reveal="never", who="both") for step in exercise.alone)
    return replace(exercise, steps=steps, alone=(), tier=0, minutes=exercise.minutes_alone)


def for_speaking(exercise: Exercise) -> Exercise:
    """The exercise as two do it aloud: what would be written is said, and one line is kept afterwards."""
    written = {step.cards for step in exercise.steps}  # cards are made of what is written there
    return replace(
        exercise, steps=tuple(step if step.id in written else _spoken(step) for step in exercise.steps)
    )


LINE = Prompt("line", "One line to keep, if you like", optional=True)


def _spoken(step: Step) -> Step:
    if step.kind != "private" or step.reveal == "never":
        return step
    asks = tuple(prompt.ask for prompt in step.prompts)
    return replace(step, lines=asks, prompts=(LINE,))
