"""Tiers, themes, kinds and grades of evidence in plain words."""

from __future__ import annotations

from couples.catalogue.filters import DEPTHS, Wish
from couples.domain.exercise import Step
from couples.language import N_
from couples.language import gettext as _

_TIERS = {0: N_("Light"), 1: N_("Light"), 2: N_("Medium"), 3: N_("Deep")}
_THEMES = {
    "talk": N_("Talking and listening"),
    "needs": N_("Needs"),
    "limits": N_("Limits and agreements"),
    "leaning": N_("Leaning and footing"),
    "repair": N_("After a hard moment"),
    "thanks": N_("Thanks and good news"),
    "deciding": N_("Deciding and sharing work"),
    "self": N_("For myself"),
    "rhythm": N_("A steady rhythm"),
}
_GRADES = {
    "A": N_("Tested in trials."),
    "B": N_("Supported by studies of how it works."),
    "C": N_("Long used by counselors."),
    "D": N_("Our own design."),
}
_KINDS = {
    "read": N_("Read"),
    "private": N_("Write alone"),
    "scale": N_("Rate alone"),
    "choose": N_("Choose alone"),
    "turn": N_("One speaks, one listens"),
    "need": N_("One says a need, one answers"),
    "boundary": N_("One says a limit, one hears it"),
    "agreement": N_("Write one text and sign it, or not"),
    "pause": N_("Rehearse a pause"),
    "checkout": N_("One word each"),
}
_THEN = {
    "both_done": N_("then both open"),
    "author_releases": N_("then share it or keep it"),
    "never": N_("only you see it"),
}
_HOW = {"piles": N_("Sort cards alone"), "order": N_("Put cards in order alone")}


def tier_in_words(tier: int) -> str:
    return _(_TIERS[tier])


def theme_in_words(theme: str) -> str:
    return _(_THEMES[theme])


def themes() -> list[tuple[str, str]]:
    return [(theme, _(words)) for theme, words in _THEMES.items()]


def chosen_in_words(wish: Wish) -> list[str]:
    """What was asked for, as it stands beside the number of what was found."""
    found = [f"“{wish.words}”"] if wish.words else []
    found += [theme_in_words(theme) for theme in wish.themes]
    found += [{"two": _("For two"), "alone": _("Alone")}[wish.company]] if wish.company else []
    found += [_("up to %(n)s minutes", n=wish.minutes)] if wish.minutes else []
    found += [tier_in_words(DEPTHS[depth][-1]) for depth in wish.depths]
    return found + ([_("Kept")] if wish.kept else [])


def evidence_in_words(grade: str) -> str:
    return _(_GRADES[grade])


def kind_in_words(step: Step, *, alone: bool = False) -> str:
    """What is done in a step and who sees it, in one line."""
    if alone:
        return _(_ALONE.get(step.kind, _KINDS[step.kind]))
    what = _(_HOW.get(step.how, _KINDS[step.kind])) if step.kind == "choose" else _(_KINDS[step.kind])
    if step.kind not in ("private", "scale", "choose"):
        return what
    if step.who != "both" and step.reveal != "never":
        return _("One of you answers, the other sees it")
    guess = ", " + _("guess") if step.guess else ""
    return f"{what}{guess}, {_(_THEN[step.reveal])}"


_ALONE = {
    "private": N_("Write"),
    "scale": N_("Rate"),
    "choose": N_("Choose or sort"),
    "boundary": N_("Put a limit into words"),
    "checkout": N_("One word at the end"),
}
