"""One's own part, in sentences: with no number of the other's in it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from couples.balance.mine import Mine
from couples.balance.series import Series, series
from couples.balance.words import STRANDS
from couples.domain.balance.checkins import AREAS, MOST
from couples.domain.balance.facts import Rating
from couples.domain.balance.rates import Rate
from couples.domain.balance.sentences import levels, number
from couples.domain.balance.summary import Own, offered, own
from couples.language import gettext as _


@dataclass(frozen=True, slots=True)
class OwnRow:
    """`says` is empty where nothing was counted yet. `fit` is how it fits them; `shown`, whether the other sees it."""

    name: str
    title: str
    says: list[str]
    fit: int | None
    shown: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class OwnPart:
    """`offered` are the titles of what does not fit this person, as (strand, title)."""

    rows: list[OwnRow]
    offered: list[tuple[str, str]]
    series: list[Series]
    weeks: int


def own_part(me: Mine, weeks: int) -> OwnPart:
    now, choices = time.time(), me.choices
    found = me.contributions(now, weeks)
    told = _told(own(found, me.seat, now))
    rows = [
        OwnRow(
            name,
            _(words.title),
            told.get(name, []),
            choices.fits.get(name),
            name in choices.fits_shown,
            name in choices.hidden,
        )
        for name, words in STRANDS.items()
    ]
    mine = [
        fact for fact in (each.fact for each in found) if isinstance(fact, Rating) and fact.seat == me.seat
    ]
    lines = series(mine, me.seat, now, weeks)
    return OwnPart(rows, [(name, _(STRANDS[name].title)) for name in offered(choices)], lines, weeks)


def _told(mine: Own) -> dict[str, list[str]]:
    """What can be said, by strand."""
    seconds, talks = mine.spoke
    said = {
        "airtime": [_("You spoke for %(m)s minutes in %(talks)s talks.", m=round(seconds / 60), talks=talks)]
        if talks
        else [],
        "starting": [_("You started %(count)s times.", count=mine.started)] if mine.started else [],
        "heard": _rate(_("You were heard in %(yes)s of %(of)s."), mine.heard),
        "answered": _rate(
            _("%(yes)s of %(of)s requests of yours got an answer by their day."), mine.answered
        ),
        "met": _rate(_("%(yes)s of %(of)s needs of yours felt met to you."), mine.met),
        "footing": list(_stands(mine)),
    }
    if kept := mine.limits:
        told = {"of": kept.reviewed, "kept": kept.kept, "partly": kept.partly}
        said["limits"] = [
            _("Of %(of)s limits that you looked at, %(kept)s were kept, %(partly)s in part.", **told)
        ]
    if mine.said:
        said["say"] = [
            _(
                "Your say was %(say)s of 4 on average, in %(of)s decisions.",
                say=f"{MOST * mine.said.say:.1f}",
                of=mine.said.decisions,
            ),
            *_rate(_("It was right for you in %(yes)s of %(of)s."), mine.said.enough),
        ]
    return said


def _rate(template: str, rate: Rate) -> list[str]:
    return [template % {"yes": number(rate.yes), "of": rate.of}] if rate.of else []


def _stands(mine: Own) -> Iterator[str]:
    for area in AREAS:
        if stand := mine.stands.get(area.name):
            lean, footing = levels(stand)
            yield _(
                "%(area)s: you leaned %(lean)s, and would have managed %(footing)s.",
                area=_(area.text),
                lean=_(lean),
                footing=_(footing),
            )
