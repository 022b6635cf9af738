"""Quiet hours, by the clock where someone is."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

HOUR = 3600.0
REGIONS = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
)  # fmt: skip


@cache
def zones() -> tuple[str, ...]:
    """Names that people find themselves in: a place in a region, and UTC."""
    return "UTC", *sorted(name for name in available_timezones() if name.split("/")[0] in REGIONS)


def quiet_until(now: float, start: int, end: int, zone: str) -> float | None:
    """When the quiet time that `now` falls into ends, or None outside of it. Equal hours mean no quiet time."""
    here = datetime.fromtimestamp(now, _zone(zone))
    quiet = start <= here.hour < end if start <= end else here.hour >= start or here.hour < end
    if not quiet:
        return None
    day = here + timedelta(days=1) if here.hour >= end else here
    until = day.replace(hour=end, minute=0, second=0, microsecond=0, fold=0).timestamp()
    return until if until > now else now + HOUR  # clocks that are put back pass an hour twice


def _zone(name: str) -> ZoneInfo:
    """Places are renamed now and then. One that is no longer known stops nobody's reminders."""
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return ZoneInfo("UTC")
