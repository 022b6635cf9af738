"""choose: each picks or sorts cards alone, and may guess what the other does; all of it opens together.

`how` says what is done with the cards: pick one, pick several, sort them into piles, or put them in order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from couples.domain.balance.facts import Contribution, Rating
from couples.domain.deed import Fields
from couples.domain.events import Words
from couples.domain.exercise import Option, Step
from couples.domain.pair import SEATS, Seat, other
from couples.domain.refusal import Refusal, invalid
from couples.domain.steps.base import Answers, Moment, StepKind

MOST_TO_ORDER = 8
ENOUGH = "right"  # the pile of what was as someone wanted it


class Choose(StepKind):
    name = "choose"

    def complaints(self, step: Step) -> list[str]:
        found = [] if step.cards or len(step.options) >= 2 else ["A choose step needs at least two options."]
        if step.how == "piles" and not 2 <= len(step.piles) <= 5:
            found.append("Sorting needs two to five piles.")
        if step.how != "piles" and step.piles:
            found.append('Piles need how = "piles".')
        if step.mirrored and (step.guess or not _are_two(step.mirrored, [pile.name for pile in step.piles])):
            found.append("mirrored names two of the piles, and goes without a guess.")
        if step.how == "order" and not (step.cards or 3 <= len(step.options) <= MOST_TO_ORDER):
            found.append(f"Three to {MOST_TO_ORDER} cards can be put in order.")
        if step.how == "several" and not step.cards and not 1 <= step.least <= _most(step):
            found.append("least and most must fit the number of options.")
        if step.guess and step.reveal != "both_done":
            found.append('A choose step with a guess needs reveal = "both_done".')
        known = {"piles": step.piles, "order": ()}.get(step.how, step.options)
        answers = {each.name for each in known}
        return (
            found
            + self.complaints_of_low(step)
            + _complaints_of_measures(step)
            + [f'low names "{name}", which nobody can choose.' for name in step.low if name not in answers]
        )

    def parts(self, step: Step) -> tuple[str, ...]:
        return ("own", "guess") if step.guess else ("own",)

    def parse(self, step: Step, part: str, fields: Fields) -> Words | Refusal:
        match step.how:
            case "one":
                return _picked(step, fields)
            case "several":
                return _several(step, fields)
            case "piles":
                return _sorted(step, fields)
        return _ordered(step, fields)

    def example(self, step: Step, part: str, seat: Seat) -> Fields:
        cards = [option.name for option in step.options]
        shift = (seat == "B") + (part == "guess")
        turned = cards[shift % max(1, len(cards)) :] + cards[: shift % max(1, len(cards))]
        match step.how:
            case "one":
                return {"pick": turned[0]} if cards else {}
            case "several":
                return {"picks": [card for card in turned if card not in step.low][: _most(step)]}
            case "piles":
                piles = [pile.name for pile in step.piles if pile.name not in step.low]
                return {card: piles[(index + shift) % len(piles)] for index, card in enumerate(cards)}
        return {card: str(place) for place, card in enumerate(turned, 1)}

    def is_low(self, step: Step, words: Mapping[str, Words]) -> bool:
        own = words.get("own", {})
        given = (each for value in own.values() for each in ([value] if isinstance(value, str) else value))
        return any(each in step.low for each in given)

    def cards(self, state: Answers, seat: Seat, step: Step) -> tuple[Option, ...]:
        picked = _names(state.words[seat].get("own", {}))
        return tuple(option for option in step.options if option.name in picked)

    def contributions(self, state: Answers, moment: Moment, about: str) -> Sequence[Contribution]:
        """Of what people sorted: whether each thing was right for them."""
        if moment.step.measures != "enough":
            return ()
        return [
            state.contributed(
                Rating(
                    at=moment.now,
                    about=about,
                    seat=seat,
                    measure="enough",
                    item=card,
                    value=int(pile == ENOUGH),
                    most=1,
                )
            )
            for seat in SEATS
            for card, pile in _own(state.words[seat]).items()
        ]

    def view(self, state: Answers, seat: Seat, moment: Moment) -> dict[str, Any]:
        seen, step = super().view(state, seat, moment), moment.step
        texts = {option.name: option.text for option in (*step.options, *moment.asked.options)}
        mine, theirs = _own(seen["mine"]), _own(seen["theirs"])
        seen["my_cards"], seen["their_cards"] = _texts(mine, texts), _texts(theirs, texts)
        seen["my_guess"] = _texts(seen["mine"].get("guess", {}), texts)
        seen["their_guess"] = _texts(seen["theirs"].get("guess", {}), texts)
        if step.how == "order":
            pairs = zip(seen["my_cards"], seen["their_cards"], strict=False)
            seen["common"] = [one for one, two in pairs if one == two]
        else:
            seen["common"] = [text for text in seen["my_cards"] if text in seen["their_cards"]]
        seen["rows"] = _rows(moment, seen["mine"], seen["theirs"]) if step.how == "piles" else []
        return seen

    def carry(self, state: Answers, speaker: Seat, step: Step) -> str:
        """What the speaker picked; where several could be, one that both did, if there is one."""
        own = _own(state.words[speaker]) if state.shown(speaker) else {}
        texts = {option.name: option.text for option in step.options}
        listener = other(speaker)
        theirs = _names(_own(state.words[listener])) if state.shown(listener) else ()
        both = [name for name in _names(own) if name in theirs]
        name = next(iter(both or _names(own)), "")
        return texts.get(name, "")


def _own(words: Mapping[str, Words]) -> Words:
    return words.get("own", {})


def _complaints_of_measures(step: Step) -> list[str]:
    if not step.measures:
        return []
    if (step.measures, step.how) != ("enough", "piles"):
        return ['Of sorting, only measures = "enough" with piles says something of the balance.']
    named = ENOUGH in [pile.name for pile in step.piles]
    return [] if named else [f'measures = "enough" needs a pile with the name "{ENOUGH}".']


def _most(step: Step) -> int:
    return min(step.most or len(step.options), len(step.options))


def _picked(step: Step, fields: Fields) -> Words | Refusal:
    pick = str(fields.get("pick", ""))
    if pick not in (option.name for option in step.options):
        return invalid("Choose one, or choose to pass.", "pick")
    return {"pick": pick}


def _several(step: Step, fields: Fields) -> Words | Refusal:
    given = fields.get("picks", [])
    wanted = [given] if isinstance(given, str) else given
    picks = [option.name for option in step.options if option.name in wanted]
    if len(picks) < min(step.least, len(step.options)):
        return invalid("Choose at least %(count)s, or choose to pass.", "picks", count=step.least)
    if len(picks) > _most(step):
        return invalid(
            "Choose at most %(count)s. Take away what matters least today.", "picks", count=_most(step)
        )
    return {"picks": picks}


def _sorted(step: Step, fields: Fields) -> Words | Refusal:
    words: dict[str, str | list[str]] = {}
    for option in step.options:
        pile = str(fields.get(option.name, ""))
        if pile not in (each.name for each in step.piles):
            return invalid('Choose where "%(card)s" goes.', option.name, card=option.text)
        words[option.name] = pile
    return words


def _ordered(step: Step, fields: Fields) -> Words | Refusal:
    """Fields hold each card's place, from 1."""
    places = {option.name: str(fields.get(option.name, "")) for option in step.options}
    if sorted(places.values()) != sorted(str(place) for place in range(1, len(places) + 1)):
        return invalid("Give each place to one card. Two have the same place, or one has none.", "order")
    return {"order": sorted(places, key=lambda name: int(places[name]))} if places else {}


def _names(words: Words) -> Sequence[str]:
    """The cards picked, or in order."""
    if "pick" in words:
        return [str(words["pick"])]
    given = words.get("picks", words.get("order", []))
    return [given] if isinstance(given, str) else given


def _texts(words: Words, texts: Mapping[str, str]) -> list[str]:
    return [texts[name] for name in _names(words) if name in texts]


def _rows(moment: Moment, mine: Mapping[str, Words], theirs: Mapping[str, Words]) -> list[dict[str, Any]]:
    """For each card, in whose eyes it lies on which pile. Empty where nothing is shown."""
    step = moment.step
    piles = {pile.name: pile.text for pile in step.piles}
    theirs_as_i_say_it = {part: _mirrored(words, step) for part, words in theirs.items()}

    def pile(words: Mapping[str, Words], part: str, card: Option) -> str:
        return piles.get(str(words.get(part, {}).get(card.name, "")), "")

    def row(card: Option) -> dict[str, Any]:
        one, two = pile(mine, "own", card), pile(theirs_as_i_say_it, "own", card)
        guesses = {"my_guess": pile(mine, "guess", card), "their_guess": pile(theirs, "guess", card)}
        who = {"mine_who": _who(mine, card, step), "theirs_who": _who(theirs_as_i_say_it, card, step)}
        return {"text": card.text, "mine": one, "theirs": two, **who, **guesses, "differ": one != two}

    # Of cards that people made, those that either of them sorted.
    rows = [row(card) for card in moment.step.options or moment.asked.options]
    return [each for each in rows if not moment.step.cards or each["mine"] or each["theirs"]]


def _mirrored(words: Words, step: Step) -> Words:
    """What the other calls "me" is "you" to whoever reads it, and the other way round."""
    if not step.mirrored:
        return words
    one, two = step.mirrored
    turned = {one: two, two: one}
    return {
        card: turned.get(str(pile), pile) if isinstance(pile, str) else pile for card, pile in words.items()
    }


def _are_two(names: Sequence[str], among: Sequence[str]) -> bool:
    return len(set(names)) == len(names) == 2 and set(names) <= set(among)


def _who(words: Mapping[str, Words], card: Option, step: Step) -> str:
    """Whom a mirrored pile names, for whoever reads it: "self", "other", or "" for any other pile."""
    pile = str(words.get("own", {}).get(card.name, ""))
    return dict(zip(step.mirrored, ("self", "other"), strict=False)).get(pile, "")
