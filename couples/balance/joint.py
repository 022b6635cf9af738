"""The view of both: there when each has opened it, and made anew with each look."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Mapping
from dataclasses import dataclass

from couples.balance.mine import Two
from couples.balance.rows import Row, rows
from couples.balance.series import Series, series
from couples.balance.words import STRANDS, Words
from couples.domain.balance.choices import for_both
from couples.domain.balance.sentences import top
from couples.domain.balance.summary import joint
from couples.domain.pair import Pair, Seat
from couples.language import gettext as _


@dataclass(frozen=True, slots=True)
class Joint:
    top: list[str]
    rows: list[Row]
    series: list[Series]
    weeks: int


def joint_of(two: Two, seat: Seat, weeks: int, words: Mapping[str, Words] = STRANDS) -> Joint | None:
    """With whoever has that seat first. None until both have opened it."""
    now = time.time()
    found = two.contributions(now, weeks)
    balance = joint(found, two.both, now)
    if balance is None:
        return None
    return Joint(
        top=[_(template, strand=_(words[name].title)) for template, name in top(balance)],
        rows=rows(balance, two.head.names, seat, words),
        series=series(for_both(found, two.both), seat, now, weeks),
        weeks=weeks,
    )


def as_csv(found: Joint, names: Pair[str]) -> str:
    """One line for each number, as the tables of the page have them. What could be taken for a formula is not one."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(["", "", *map(_harmless, names)])
    for row in found.rows:
        lines.writerows([row.title, *line] for line in row.table)
    return out.getvalue()


def _harmless(name: str) -> str:
    """A name that begins like a formula would be run by a spreadsheet."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name
