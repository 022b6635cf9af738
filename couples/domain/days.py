"""Days that people name: one word for them in forms, as YYYY-MM-DD, and how far off they may be."""

from __future__ import annotations

import datetime

DAY = 86_400.0  # seconds


def a_day(text: str, now: float, most: int = 366) -> str:
    """The day if it is one, not past (whatever the time zone) and at most so many days off; else ""."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return ""
    return day.isoformat() if -1 <= (day - _today(now)).days <= most else ""


def in_days(count: int, now: float) -> str:
    return (_today(now) + datetime.timedelta(days=count)).isoformat()


def end_of(day: str) -> float:
    """The end of a day, in seconds since 1970."""
    at = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(), datetime.UTC)
    return at.timestamp() + DAY


def _today(now: float) -> datetime.date:
    return datetime.datetime.fromtimestamp(now, datetime.UTC).date()
