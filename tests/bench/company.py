"""Couples with accounts, a link and sessions that wait to be played, laid into a data folder before a server starts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import cycle, islice

from couples import content, factory
from couples.exercises.actions import Way, start
from couples.pairing.queries import link_of
from couples.settings import load
from tests.cast import Person, link
from tests.server import ROOMY

# Always the same four, so that figures of one month can be laid beside those of another.
SLUGS = ("specific-thanks", "guess-then-ask", "say-one-need", "slow-turns")
WAY = Way("together", ready_minutes=24 * 60, rest_hours=0)


@dataclass(frozen=True, slots=True)
class Play:
    """A session that waits: its stream, which exercise it is, and who speaks first."""

    stream: str
    slug: str
    first: str


@dataclass(frozen=True, slots=True)
class Two:
    """A couple: a cookie for each seat, their own stream, the sessions to play, and one that is only looked at."""

    cookies: dict[str, str]
    ledger: str
    plays: list[Play]
    idle: str


def gather(data, couples: int, sessions: int) -> list[Two]:
    """People join and link through pages. Sessions are started by the action behind the page."""
    app = factory.make_ready_app(load({"data": str(data)}, ROOMY))
    try:
        return [_two(app, number, sessions) for number in range(couples)]
    finally:
        for stop in app.extensions["couples_stop"]:
            stop()


def _two(app, number: int, sessions: int) -> Two:
    one, two = Person(app, f"Alex {number}"), Person(app, f"Sam {number}")
    ledger = link(one, two)
    slugs = islice(cycle(SLUGS), number, number + sessions)
    plays = [_play(app, one, slug, n) for n, slug in enumerate(slugs)]
    cookies = {"A": f"place={one.token}", "B": f"place={two.token}"}
    return Two(cookies, ledger, plays, _play(app, one, "specific-thanks", sessions).stream)


def _play(app, person, slug: str, n: int) -> Play:
    """A couple has each exercise open once. To have many wait, each is a copy with a name of its own."""
    exercise = replace(content.exercises()[slug], slug=f"{slug}-{n}")
    with app.app_context():
        writer = app.extensions["couples"].writer
        stream = start(writer, link_of(person.login.account_id), exercise, WAY)
        return Play(stream, slug, writer.live(stream).state.first)
