"""choose: each picks one of several, alone; both picks open together."""

from __future__ import annotations

from typing import Any

from couples.domain.deed import Fields
from couples.domain.events import Words
from couples.domain.exercise import Step
from couples.domain.pair import Seat
from couples.domain.refusal import Refusal, invalid
from couples.domain.steps.base import Answers, Moment, StepKind


class Choose(StepKind):
    name = "choose"

    def complaints(self, step: Step) -> list[str]:
        return [] if len(step.options) >= 2 else ["A choose step needs at least two options."]

    def parse(self, step: Step, part: str, fields: Fields) -> Words | Refusal:
        pick = str(fields.get("pick", ""))
        if pick not in (option.name for option in step.options):
            return invalid("Choose one, or choose to pass.", "pick")
        return {"pick": pick}

    def example(self, step: Step, part: str, seat: Seat) -> Fields:
        return {"pick": step.options[0 if seat == "A" else 1].name}

    def view(self, state: Answers, seat: Seat, moment: Moment) -> dict[str, Any]:
        seen = super().view(state, seat, moment)
        texts = {option.name: option.text for option in moment.step.options}
        for whose in ("mine", "theirs"):
            pick = seen[whose].get("answer", {}).get("pick")
            seen[whose + "_text"] = texts.get(str(pick), "")
        return seen

    def carry(self, state: Answers, speaker: Seat, step: Step) -> str:
        pick = state.words[speaker].get("answer", {}).get("pick") if state.shown(speaker) else None
        return next((option.text for option in step.options if option.name == pick), "")
