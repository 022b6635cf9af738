"""scale: both rate a few things, and may guess how the other rates them. Nothing shows until both are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from couples.domain.balance.facts import Contribution, Measure, Rating
from couples.domain.deed import Fields
from couples.domain.events import Words
from couples.domain.exercise import Step
from couples.domain.pair import SEATS, Seat, other
from couples.domain.refusal import Refusal, invalid
from couples.domain.steps.base import Answers, Moment, StepKind


class Scale(StepKind):
    name = "scale"

    def complaints(self, step: Step) -> list[str]:
        found = [] if step.options or step.cards else ["A scale step needs options to rate."]
        if not 2 <= len(step.points) <= 7:
            found.append("A scale step needs 2 to 7 points, each with a word.")
        if step.guess and step.reveal != "both_done":
            found.append('A scale step with a guess needs reveal = "both_done".')
        if step.guess and step.cards:
            found.append("Cards that people made cannot be guessed.")
        if not 0 <= step.floor < max(1, len(step.points)):
            found.append("floor is one of the points, counted from 0.")
        if step.measures == "enough":
            found.append('measures = "enough" is for sorting into piles.')
        return found + self.complaints_of_low(step)

    def parts(self, step: Step) -> tuple[str, ...]:
        return ("own", "guess") if step.guess else ("own",)

    def parse(self, step: Step, part: str, fields: Fields) -> Words | Refusal:
        words: dict[str, str | list[str]] = {}
        for option in step.options:
            point = str(fields.get(option.name, ""))
            if not (point.isascii() and point.isdecimal() and int(point[:3]) < len(step.points)):
                return invalid('Choose a point for "%(item)s".', option.name, item=option.text)
            words[option.name] = str(int(point))
        return words

    def example(self, step: Step, part: str, seat: Seat) -> Fields:
        shift, above = (seat == "B") + 2 * (part == "guess"), len(step.points) - step.floor
        return {
            option.name: str(step.floor + (index + shift) % above)
            for index, option in enumerate(step.options)
        }

    def is_low(self, step: Step, words: Mapping[str, Words]) -> bool:
        return any(int(str(point)) < step.floor for point in words.get("own", {}).values())

    def contributions(self, state: Answers, moment: Moment, about: str) -> Sequence[Contribution]:
        """Each point that was given, and each guess. What does not open to the other counts for one person only."""
        measure = _measure(moment.step)
        if measure is None:
            return ()
        return [
            state.contributed(
                Rating(
                    at=moment.now,
                    about=about,
                    seat=seat,
                    measure=measure,
                    item=name,
                    value=int(str(point)),
                    most=len(moment.step.points) - 1,
                    guess=part == "guess",
                )
            )
            for seat in SEATS
            for part, words in state.words[seat].items()
            for name, point in words.items()
        ]

    def view(self, state: Answers, seat: Seat, moment: Moment) -> dict[str, Any]:
        seen = super().view(state, seat, moment)
        step = moment.asked if moment.step.reveal == "never" else moment.step
        seen["rows"] = _rows(step, seen["mine"], seen["theirs"]) if seen["phase"] == "open" else []
        return seen

    def carry(self, state: Answers, speaker: Seat, step: Step) -> str:
        """The thing where the listener's guess was furthest from what the speaker feels."""
        listener = other(speaker)
        if not (step.guess and state.shown(speaker) and state.shown(listener)):
            return ""
        own, guess = state.words[speaker].get("own", {}), state.words[listener].get("guess", {})
        gaps = [_apart(own.get(option.name), guess.get(option.name)) or 0 for option in step.options]
        return step.options[gaps.index(max(gaps))].text if any(gaps) else ""


def _measure(step: Step) -> Measure | None:
    """Guesses and shares of a whole always say something of how each sees the two of them."""
    return step.measures or ("share" if step.shares else "view" if step.guess else None)


def _rows(step: Step, mine: Mapping[str, Words], theirs: Mapping[str, Words]) -> list[dict[str, Any]]:
    """One row for each thing rated, seen from one side. Points are indexes, or None where nothing was shown."""
    rows = []
    for option in step.options:
        name = option.name
        row: dict[str, Any] = {
            "name": name,
            "text": option.text,
            "mine": _point(mine, "own", name),
            "theirs": _point(theirs, "own", name),
            "my_guess": _point(mine, "guess", name),
            "their_guess": _point(theirs, "guess", name),
        }
        row["apart"] = _apart(row["mine"], row["theirs"])
        row["sum"] = _sum(row["mine"], row["theirs"], len(step.points) - 1) if step.shares else None
        rows.append(row)
    return [row for row in rows if not step.cards or row["mine"] is not None or row["theirs"] is not None]


def _sum(one: int | None, two: int | None, whole: int) -> int | None:
    """Both claims together, in percent of the whole. More than 100 is usual: we see our own share best."""
    return None if one is None or two is None else round(100 * (one + two) / whole)


def _point(words: Mapping[str, Words], part: str, name: str) -> int | None:
    value = words.get(part, {}).get(name)
    return None if value is None else int(str(value))


def _apart(one: object, two: object) -> int | None:
    return None if one is None or two is None else abs(int(str(one)) - int(str(two)))
