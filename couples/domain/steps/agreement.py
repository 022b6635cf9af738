"""agreement: both write one text, in turns; say in private how freely willing they are; and sign it, both or none.

One holds the pen at a time, so that nobody writes over the other. Frozen words can be signed; whoever wants other words
opens them again, and then nobody has signed. If one of the two is not freely willing it cannot be signed, and neither
learns who it was from anything that is shown. What stays each person's own cannot be written into it.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, replace
from typing import Any

from couples.domain.days import a_day, in_days
from couples.domain.deed import Deed, Fields
from couples.domain.events import (
    BothWeighed,
    Drafted,
    Event,
    Froze,
    Passed,
    Reopened,
    Signed,
    TookPen,
    Weighed,
    Words,
    Wrote,
)
from couples.domain.exercise import Step
from couples.domain.pair import Pair, Seat, both, other
from couples.domain.refusal import STALE, Refusal, invalid
from couples.domain.rights import refusal_of
from couples.domain.steps.base import Moment, StepKind

LONGEST = 2_000
FARTHEST = 30  # days to the first look back
IDLE = 60.0  # a pen that rests so long may be taken
WILLING = 5
FREELY = 3  # from here on it is a yes
CHANGED = Refusal("stale", "The words changed. Read the new text, then sign if it still fits.")
HELD = Refusal(
    "stale", "The other is writing. You can take the pen when they put it down, or after a minute."
)


@dataclass(frozen=True, slots=True)
class Draft:
    """`edition` counts the texts: a signature is for one of them. `before` is the text that this one changed."""

    text: str = ""
    review: str = ""
    before: str = ""
    edition: int = 0
    pen: Seat | None = None
    touched: float = 0.0
    frozen: bool = False
    willing: Pair[int | None] = field(default_factory=lambda: both(None))
    weighed: bool = False
    signed: Pair[float | None] = field(default_factory=lambda: both(None))
    passed: bool = False

    def pen_is_free(self, now: float) -> bool:
        return self.pen is None or now - self.touched >= IDLE

    @property
    def agreed(self) -> bool:
        return all(at is not None for at in self.signed)

    @property
    def free(self) -> bool:
        return all(each is not None and each >= FREELY for each in self.willing)


class Agreement(StepKind):
    name = "agreement"
    state = Draft

    def complaints(self, step: Step) -> list[str]:
        found = [] if step.say else ["An agreement step needs say: what the two agree on."]
        return found if 1 <= step.days <= FARTHEST else [*found, f"days is 1 to {FARTHEST}."]

    def example(self, step: Step, part: str, seat: Seat) -> Fields:
        return {
            "text": f"On Tuesdays each of us has the evening to themself ({seat})",
            "willing": "4",
            "edition": "1",
        }

    def decide(self, state: Draft, deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        if state.agreed or state.passed:
            return STALE
        if deed.name == "pass":
            return [Passed(at=moment.now, seat=seat, step=moment.step.id)]
        if deed.name == "sign":
            return self._sign(state, deed, seat, moment)
        decide = self._decide_frozen if state.frozen else self._decide_open
        return decide(state, deed, seat, moment)

    def _decide_open(self, state: Draft, deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        match deed.name:
            case "take_pen":
                return self._take(state, seat, moment)
            case "write":
                return self._write(state, deed, seat, moment)
            case "freeze" if state.text and state.pen_is_free(moment.now):
                return [Froze(at=moment.now, seat=seat, step=moment.step.id)]
        return STALE

    def _decide_frozen(self, state: Draft, deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        match deed.name:
            case "reopen":
                return [Reopened(at=moment.now, seat=seat, step=moment.step.id)]
            case "weigh" if not state.weighed:
                return self._weigh(state, deed, seat, moment)
        return STALE

    def evolve(self, state: Draft, event: Event, step: Step) -> Draft:
        match event:
            case TookPen() | Drafted() | Wrote():
                return _with_pen(state, event)
            case Froze():
                return replace(state, frozen=True, pen=None)
            case Reopened():
                return replace(state, frozen=False, weighed=False, willing=both(None), signed=both(None))
            case Passed():
                return replace(state, passed=True, pen=None)
        return _with_signature(state, event)

    def may_go_on(self, state: Draft, seat: Seat, moment: Moment) -> bool:
        return state.agreed or state.passed

    def without_words_of(self, state: Draft, seat: Seat, moment: Moment) -> Draft:
        """What both signed is left to both. Words that were not signed are nobody's alone, so they go."""
        return state if state.agreed else replace(state, text="", before="", willing=both(None))

    def view(self, state: Draft, seat: Seat, moment: Moment) -> dict[str, Any]:
        return {
            "phase": self._agreement_phase(state, seat),
            "part": "text",
            "text": state.text,
            "review": state.review or in_days(moment.step.days, moment.now),
            "changes": _changes(state.before, state.text) if state.before and not state.agreed else [],
            "edition": state.edition,
            "pen_is_mine": state.pen == seat,
            "pen_is_free": state.pen_is_free(moment.now),
            "willing": state.willing[seat],
            "signed": state.signed[seat],
            "they_signed": state.signed[other(seat)],
            "agreed": state.agreed,
        }

    def _agreement_phase(self, state: Draft, seat: Seat) -> str:
        if state.agreed or state.passed:
            return "open"
        if not state.frozen:
            return "writing" if state.pen == seat else "reading"
        if not state.weighed:
            return "weighing" if state.willing[seat] is None else "waiting"
        return "signing" if state.free else "not_now"

    def _take(self, state: Draft, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        if state.pen == other(seat) and not state.pen_is_free(moment.now):
            return HELD
        taken = TookPen(at=moment.now, seat=seat, step=moment.step.id)
        return STALE if state.pen == seat else [taken]

    def _write(self, state: Draft, deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        if state.pen != seat:
            return HELD
        text, review = deed.text("text"), deed.text("review") or in_days(moment.step.days, moment.now)
        if not text:
            return invalid("Write what the two of you agree on. One small thing is enough.", "text")
        if len(text) > LONGEST:
            return invalid("This is %(over)s characters too long.", "text", over=len(text) - LONGEST)
        if not (day := a_day(review, moment.now, FARTHEST + 1)):
            return invalid("Choose a day within 30 days to look at it again.", "review")
        if refusal := refusal_of(text, moment.rights, "text"):
            return refusal
        words = {"text": text, "review": day}
        return [Wrote(at=moment.now, seat=seat, step=moment.step.id, words=words)]

    def _weigh(self, state: Draft, deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        willing = deed.text("willing")
        if willing not in map(str, range(WILLING)):
            return invalid("Choose how willing you are. Only you see it.", "willing")
        step = moment.step.id
        events: list[Event] = [Weighed(at=moment.now, seat=seat, step=step, words={"willing": willing})]
        if state.willing[other(seat)] is not None:
            events.append(BothWeighed(at=moment.now, seat=seat, step=step))
        return events

    def _sign(self, state: Draft, deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        if not state.frozen or deed.text("edition") != str(state.edition):
            return CHANGED
        if not (state.weighed and state.free) or state.signed[seat] is not None:
            return STALE
        return [Signed(at=moment.now, seat=seat, step=moment.step.id)]


def _with_pen(state: Draft, event: Event) -> Draft:
    match event:
        case TookPen(seat=seat, at=at):
            return replace(state, pen=seat, touched=at)
        case Drafted(seat=seat, at=at) if seat == state.pen:
            return replace(state, touched=max(state.touched, at))
        case Wrote(words=words):
            return _written(state, words)
    return state


def _with_signature(state: Draft, event: Event) -> Draft:
    match event:
        case Weighed(seat=("A" | "B") as seat, words=words):
            return replace(state, willing=state.willing.put(seat, int(str(words.get("willing", 0)))))
        case BothWeighed():
            return replace(state, weighed=True)
        case Signed(seat=("A" | "B") as seat, at=at):
            return replace(state, signed=state.signed.put(seat, at))
    return state


def _written(state: Draft, words: Words) -> Draft:
    text = str(words.get("text", ""))
    changed = text != state.text
    return replace(
        state,
        text=text,
        review=str(words.get("review", "")),
        before=state.text if changed else state.before,
        edition=state.edition + 1,
        pen=None,
    )


def _changes(before: str, after: str) -> list[tuple[str, str]]:
    """(mark, words) in order; the mark is "same", "gone" or "new"."""
    old, new = before.split(), after.split()
    found: list[tuple[str, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", " ".join(old[a:b])))
            continue
        found += [(mark, " ".join(words)) for mark, words in (("gone", old[a:b]), ("new", new[c:d])) if words]
    return found
