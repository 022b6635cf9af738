"""Events as lines that a person can read: what was asked, and what they said, in the words of the exercise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from couples.domain.events import (
    Confirmed,
    Drafted,
    Event,
    Kept,
    Passed,
    Reflected,
    Released,
    Signed,
    Spoke,
    TappedReady,
)
from couples.domain.exercise import Exercise, Option, Step
from couples.domain.own import Own
from couples.language import N_
from couples.language import gettext as _
from couples.log.own import Line

LABELS = {
    "when": N_("When"), "feel": N_("I feel"), "need": N_("I need"), "ask": N_("Would you"), "by": N_("By the day"),
    "matters": N_("What matters to me"), "line": N_("My line"), "will": N_("What I will do"),
    "reply": N_("My answer"), "until": N_("I will have thought about it by"), "text": N_("In my words"),
    "review": N_("The day to look at it again"), "rating": N_("How it is now"), "said": N_("What I heard"),
    "willing": N_("How freely willing I am"), "word": N_("One word"), "thanks": N_("Thanks"),
    "heard": N_("How heard I felt"), "park": N_("To come back to"), "words": N_("What I said"),
    "pick": N_("I chose"), "picks": N_("I chose"), "order": N_("My order"),
}  # fmt: skip
ANSWERS = {
    "yes": N_("Yes"), "differently": N_("Yes, differently"), "not_now": N_("Not now"), "later": N_("I need to think"),
    "hear": N_("I hear it"), "question": N_("I have a question"), "time": N_("I need some time with it"),
    "almost": N_("Almost"), "not_yet": N_("Not yet"),
    "met": N_("met"), "partly": N_("partly met"), "gone": N_("no longer needed"),
}  # fmt: skip
DEGREES = {
    "willing": (N_("not at all"), N_("hardly"), N_("half"), N_("mostly"), N_("freely")),
    "heard": (N_("not at all"), N_("a little"), N_("somewhat"), N_("well"), N_("fully")),
}
DONE: Mapping[type[Event], str] = {
    Passed: N_("I passed."),
    Signed: N_("I signed."),
    Released: N_("I shared it."),
}
CHOICES = ("reply", "rating")
CARDS = ("pick", "picks", "order")
NO_STEP = Step("", "", "")


def lines_of(exercise: Exercise, found: Iterable[Own], about: Mapping[str, str] | None = None) -> list[Line]:
    """`about` names what is no step of the exercise: items of a ledger, by id."""
    made: dict[
        str, dict[str, str]
    ] = {}  # what someone wrote in a step, where it became cards for a later one
    told: list[Line] = []
    for each in found:
        event, index = each.event, exercise.index(each.event.step)
        step = exercise.steps[index] if index is not None else NO_STEP
        if isinstance(event, Kept):
            made[step.id] = {name: str(value) for name, value in event.words.items()}
        title = step.title or (about or {}).get(str(event.step), "")
        cards = cards_of(exercise, step, made)
        words = (
            {} if isinstance(event, TappedReady) else event.words
        )  # what is sealed there is for the house alone
        for name, value in words.items():
            told.append(
                Line(
                    title,
                    _label(step, name, event, each.of, cards),
                    in_words(step, name, value, cards),
                    each.of,
                )
            )
        if not words and (said := _done(event)):
            told.append(Line(title, _("What I did"), said))
    return [line for line in told if line.text]


def _done(event: Event) -> str:
    match event:
        case TappedReady(ready=ready):
            return _("I was ready for it.") if ready else _("I was not ready for it.")
        case Confirmed(heard=heard):
            return _("I said how well I was heard: %(answer)s.", answer=_(ANSWERS[heard]))
        case Kept(held=True):
            return _("I kept it for myself, or passed.")
        case Spoke() | Reflected():
            return _("I said it aloud.")
    return _(DONE[type(event)]) if type(event) in DONE else ""


def cards_of(exercise: Exercise, step: Step, made: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What the names of cards stand for: cards of the step itself, or those a person made of an earlier one."""
    index = exercise.index(step.cards)
    options: tuple[Option, ...] = (
        *step.options,
        *(exercise.steps[index].options if index is not None else ()),
    )
    return {option.name: option.text for option in options} | dict(made.get(step.cards, {}))


def _label(step: Step, name: str, event: Event, of: str, cards: Mapping[str, str]) -> str:
    if of == "both":
        label = _("What we both signed") if name == "text" else _(LABELS.get(name, name))
    else:
        asks = {prompt.name: prompt.ask for prompt in step.prompts}
        label = (
            asks.get(name) or (cards.get(name) if name not in CARDS else None) or _(LABELS.get(name, name))
        )
    if isinstance(event, Kept) and event.part == "guess":
        return _("My guess of the other: %(what)s", what=label)
    return _("%(what)s (half written)", what=label) if isinstance(event, Drafted) else label


def in_words(
    step: Step, name: str, value: str | list[str], cards: Mapping[str, str]
) -> str | tuple[str, ...]:
    """One word or choice as people read it: the text of a card, of a pile or of a point, or what was written."""
    if isinstance(value, list):
        return tuple(cards.get(each, each) for each in value)
    if name in CARDS:
        return cards.get(value, value)
    if name in CHOICES:
        return _(ANSWERS.get(value, value))
    if step.kind == "choose":
        return {pile.name: pile.text for pile in step.piles}.get(value, value)
    if step.kind == "private":
        return value
    degrees = step.points if step.kind == "scale" else DEGREES.get(name, ())
    return _(degrees[int(value)]) if value.isdecimal() and int(value) < len(degrees) else value
