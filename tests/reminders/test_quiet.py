"""Quiet hours, by the clock where someone is."""

from datetime import UTC, datetime

import pytest

from couples.reminders.quiet import quiet_until, zones

LONDON = "Europe/London"


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("now", "hours", "zone", "until"),
    [
        ("2026-07-01T19:59", (21, 8), LONDON, None),  # 20:59 there
        ("2026-07-01T20:00", (21, 8), LONDON, "2026-07-02T07:00"),
        ("2026-07-02T06:59", (21, 8), LONDON, "2026-07-02T07:00"),
        ("2026-07-02T07:00", (21, 8), LONDON, None),
        ("2026-07-02T12:30", (13, 15), LONDON, "2026-07-02T14:00"),
        ("2026-07-02T14:00", (13, 15), LONDON, None),
        ("2026-07-02T14:00", (8, 8), LONDON, None),
        ("2026-07-01T18:00", (21, 8), "Asia/Kathmandu", "2026-07-02T02:15"),
        ("2026-10-24T22:00", (21, 8), LONDON, "2026-10-25T08:00"),  # the night when clocks go back
        ("2026-03-28T22:00", (21, 8), LONDON, "2026-03-29T07:00"),  # and forward
        ("2026-03-29T00:30", (0, 1), LONDON, "2026-03-29T01:00"),  # to an hour that is not there
        ("2026-10-25T01:30", (0, 1), LONDON, None),
        ("2026-07-01T22:00", (21, 8), "Mars/Olympus", "2026-07-02T08:00"),  # a name that is gone: UTC
    ],
)
def test_quiet_time_ends_when_it_says(now, hours, zone, until):
    assert quiet_until(at(now), *hours, zone) == (until and at(until))


@pytest.mark.parametrize("zone", [LONDON, "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"])
def test_a_reminder_that_was_moved_is_never_moved_again_for_the_same_night(zone):
    for hour in range(0, 366 * 24, 1):
        now = at("2026-01-01T00:00") + hour * 3600
        until = quiet_until(now, 21, 8, zone)
        assert until is None or (now < until <= now + 12.5 * 3600 and quiet_until(until, 21, 8, zone) is None)


def test_people_find_the_place_where_they_are():
    assert {"UTC", LONDON, "Asia/Tokyo", "America/Argentina/Buenos_Aires"} <= set(zones())
    assert not [name for name in zones() if name.startswith(("Etc", "posix", "right", "US/"))]
