"""Calendars that say when and nothing else: whoever sees the calendar of one of the two learns no more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from couples.language import gettext as _

LENGTH = timedelta(minutes=30)


def calendar(events: Iterable[tuple[str, float]]) -> bytes:
    """A calendar of (id, time). Ids leave as a hash: a calendar's reader can do nothing with them here."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//calendar//EN")
    for key, when in events:
        made.add_component(_event(key, when))
    return bytes(made.to_ical())


def calendar_file(when: float) -> bytes:
    """One date, to put into a calendar of one's own. The same date gives the same event."""
    return calendar([(f"{when:.0f}", when)])


def _event(key: str, when: float) -> Event:
    at = datetime.fromtimestamp(round(when), UTC)
    made = Event()
    made.add("uid", hashlib.sha256(key.encode()).hexdigest()[:32])
    made.add("dtstamp", at)
    made.add("dtstart", at)
    made.add("dtend", at + LENGTH)
    made.add("summary", _("Time for us"))
    made.add("class", "PRIVATE")
    return made
