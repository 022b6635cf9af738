"""Tiers, kinds and grades of evidence in plain words."""

from __future__ import annotations

from couples.domain.exercise import Step
from couples.language import N_
from couples.language import gettext as _

_TIERS = {
    1: N_("Light"),
    2: N_("Medium: opens when both of you are ready"),
    3: N_("Deep: opens when both of you are ready"),
}
_GRADES = {
    "A": N_("Tested in trials."),
    "B": N_("Supported by studies of how it works."),
    "C": N_("Long used by counselors."),
    "D": N_("Our own design."),
}
_KINDS = {
    "read": N_("Read"),
    "private": N_("Write alone, then open together"),
    "scale": N_("Rate alone, then open together"),
    "choose": N_("Choose alone, then open together"),
    "turn": N_("One speaks, one listens"),
    "need": N_("One states a need, one answers"),
    "checkout": N_("One word each"),
}
_STATES = {"done": N_("Finished"), "stopped": N_("Ended early")}


def tier_in_words(tier: int) -> str:
    return _(_TIERS[tier])


def evidence_in_words(grade: str) -> str:
    return _(_GRADES[grade])


def kind_in_words(step: Step) -> str:
    if step.kind == "scale" and step.guess:
        return _(N_("Rate, guess, then open together"))
    return _(_KINDS[step.kind])


def state_in_words(state: str) -> str:
    return _(_STATES.get(state, N_("Open")))
