"""scale: both rate a few things, and may guess how the other rates them. Nothing shows until both are done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from couples.domain.deed import Fields
from couples.domain.events import Words
from couples.domain.exercise import Step
from couples.domain.pair import Seat, other
from couples.domain.refusal import Refusal, invalid
from couples.domain.steps.base import Answers, Moment, StepKind


class Scale(StepKind):
    name = "scale"

    def complaints(self, step: Step) -> list[str]:
        found = [] if step.options else ["A scale step needs options to rate."]
        if not 2 <= len(step.points) <= 7:
            found.append("A scale step needs 2 to 7 points, each with a word.")
        if step.guess and step.reveal != "both_done":
            found.append('A scale step with a guess needs reveal = "both_done".')
        return found

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
        shift = (seat == "B") + 2 * (part == "guess")
        return {
            option.name: str((index + shift) % len(step.points)) for index, option in enumerate(step.options)
        }

    def view(self, state: Answers, seat: Seat, moment: Moment) -> dict[str, Any]:
        seen = super().view(state, seat, moment)
        seen["rows"] = _rows(moment.step, seen["mine"], seen["theirs"]) if seen["phase"] == "open" else []
        return seen

    def carry(self, state: Answers, speaker: Seat, step: Step) -> str:
        """The thing where the listener's guess was furthest from what the speaker feels."""
        listener = other(speaker)
        if not (step.guess and state.shown(speaker) and state.shown(listener)):
            return ""
        own, guess = state.words[speaker].get("own", {}), state.words[listener].get("guess", {})
        gaps = [_apart(own.get(option.name), guess.get(option.name)) or 0 for option in step.options]
        return step.options[gaps.index(max(gaps))].text if any(gaps) else ""


def _rows(step: Step, mine: Mapping[str, Words], theirs: Mapping[str, Words]) -> list[dict[str, Any]]:
    """One row for each thing rated, seen from one side. Points are indexes, or None where nothing was shown."""
    rows = []
    for option in step.options:
        name = option.name
        row = {
            "text": option.text,
            "mine": _point(mine, "own", name),
            "theirs": _point(theirs, "own", name),
            "my_guess": _point(mine, "guess", name),
            "their_guess": _point(theirs, "guess", name),
        }
        rows.append({**row, "apart": _apart(row["mine"], row["theirs"])})
    return rows


def _point(words: Mapping[str, Words], part: str, name: str) -> int | None:
    value = words.get(part, {}).get(name)
    return None if value is None else int(str(value))


def _apart(one: object, two: object) -> int | None:
    return None if one is None or two is None else abs(int(str(one)) - int(str(two)))
