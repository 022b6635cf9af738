"""What "Ours" has of one person: their own needs and limits, their answers, and agreements that both signed."""

from __future__ import annotations

from collections.abc import Iterator

from couples.domain.exercise import Exercise
from couples.domain.ledger import NEW
from couples.domain.ledger_events import Began, BeganAlone, Noted
from couples.domain.own import own
from couples.exercises.told import lines_of
from couples.extensions import db
from couples.house import house
from couples.language import N_
from couples.language import gettext as _
from couples.ledger.queries import ledgers_of
from couples.log.own import Asked, Part, Piece, Told, told

KINDS = {"need": N_("A need"), "boundary": N_("A limit"), "agreement": N_("An agreement")}
NO_EXERCISE = Exercise(
    slug="", title="", line="", why="", theme="needs", tier=1, minutes=0, grade="D", source="", shared="", not_now=()
)  # fmt: skip


def _items(asked: Asked) -> Iterator[Piece]:
    """One piece for each item with words of theirs, in the order in which they were first said."""
    connection = db.session.connection()
    for stream in ledgers_of(asked.account_id):
        found = told(house().writer.streams, connection, stream)
        seat = found.head.seat_of(asked.account_id) if found else None
        if found and seat:
            mine = own(found.events, found.drafts, seat)
            kinds = _kinds(found)
            for item in dict.fromkeys(str(each.event.step) for each in mine):
                kind = _(KINDS[kinds[item]])
                lines = lines_of(
                    NO_EXERCISE, [each for each in mine if each.event.step == item], {item: kind}
                )
                at = next(each.event.at for each in mine if each.event.step == item)
                if lines:
                    yield Piece(kind, at, tuple(lines), item)


def _kinds(found: Told) -> dict[str, str]:
    begun = {str(e.step): e.kind for e, _place in found.events if isinstance(e, BeganAlone | Began | Noted)}
    return {**begun, **NEW}


PARTS = (Part("ours", N_("Ours: needs, limits and agreements"), _items),)
