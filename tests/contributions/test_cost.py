"""Reading what counts takes the same work, however long the history behind it."""

import time

import pytest
from sqlalchemy import insert

from couples.contributions.models import ContributionRow
from couples.contributions.queries import since
from couples.domain.days import DAY
from couples.extensions import db

SESSIONS = 3_000


def a_history(couple, sessions):
    """Rows that only a query which walks past them would touch: nobody could open what is in them."""
    old = time.time() - 400 * DAY
    return [
        {
            "couple_id": couple,
            "about": f"s{n}",
            "seat": "",
            "at": old - n,
            "charted": bool(n % 2),
            "sealed": b"-",
        }
        for n in range(sessions)
    ]


def steps_of(app, head, weeks):
    """How many instructions of SQLite's machine it takes, to the next hundred."""
    count = 0

    def counted():
        nonlocal count
        count += 1

    now, house = time.time(), app.extensions["couples"]
    with app.app_context(), db.engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.set_progress_handler(counted, 100)
        since(connection, head, house.keys, now - 90 * DAY, now - weeks * 7 * DAY)
        driver.set_progress_handler(None, 0)
    return count


@pytest.mark.parametrize("weeks", [4, 13, 26])
def test_what_is_older_is_not_even_walked_past(app, couple, weeks):
    writer = app.extensions["couples"].writer
    head = writer.live(couple).head
    before = steps_of(app, head, weeks)
    writer.run(
        lambda batch: batch.connection.execute(insert(ContributionRow), a_history(head.couple_id, SESSIONS))
    )
    assert steps_of(app, head, weeks) <= before + 1
