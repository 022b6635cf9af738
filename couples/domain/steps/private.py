"""private: both write alone. It opens when both are done, when its author lets it, or never."""

from __future__ import annotations

from couples.domain.deed import Fields
from couples.domain.events import Words
from couples.domain.exercise import Option, Step
from couples.domain.pair import Seat
from couples.domain.refusal import Refusal, invalid
from couples.domain.steps.base import Answers, StepKind

LONGEST = 2_000


class Private(StepKind):
    name = "private"

    def complaints(self, step: Step) -> list[str]:
        return [] if step.prompts else ["A private step needs at least one prompt to write to."]

    def parse(self, step: Step, part: str, fields: Fields) -> Words | Refusal:
        words: dict[str, str | list[str]] = {}
        for prompt in step.prompts:
            text = str(fields.get(prompt.name, "")).strip()
            if not text and not prompt.optional:
                return invalid('Write an answer, or choose "I would rather not say".', prompt.name)
            if len(text) > LONGEST:
                over = len(text) - LONGEST
                return invalid("Your answer is %(over)s characters too long.", prompt.name, over=over)
            words[prompt.name] = text
        return words

    def cards(self, state: Answers, seat: Seat, step: Step) -> tuple[Option, ...]:
        given = state.words[seat].get("answer", {})
        return tuple(
            Option(prompt.name, str(given[prompt.name])) for prompt in step.prompts if given.get(prompt.name)
        )

    def example(self, step: Step, part: str, seat: Seat) -> Fields:
        return {prompt.name: f"{prompt.hint or prompt.ask} ({seat})" for prompt in step.prompts}
