"""What exercises have of one person: what they wrote and chose in every session, and what they marked to find again."""

from __future__ import annotations

from collections.abc import Iterator

from couples.content import unpack
from couples.domain.own import own
from couples.exercises import actions, queries
from couples.exercises.told import lines_of
from couples.extensions import db
from couples.house import house
from couples.language import N_
from couples.log.own import Asked, Line, Part, Piece, told


def _sessions(asked: Asked) -> Iterator[Piece]:
    connection = db.session.connection()
    for row in queries.every(asked.account_id):
        found = told(house().writer.streams, connection, row.id)
        seat = found.head.seat_of(asked.account_id) if found else None
        if found and seat:
            exercise = unpack(row.packed)
            lines = lines_of(exercise, own(found.events, found.drafts, seat))
            yield Piece(exercise.title, row.started, tuple(lines), row.id)


def _favourites(asked: Asked) -> Iterator[Piece]:
    slugs, library = queries.favourites(asked.account_id), house().library
    titles = [library[slug].title if slug in library else slug for slug in sorted(slugs)]
    if titles:
        yield Piece("", 0.0, (Line("", "", tuple(titles)),))


PARTS = (
    Part("sessions", N_("Exercises"), _sessions, actions.forget_sessions),
    Part("favourites", N_("Exercises I marked"), _favourites, actions.forget_favourites),
)
