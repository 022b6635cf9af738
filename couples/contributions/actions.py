"""Keep what a session or an item says, in the transaction in which it came to say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, insert

from couples.contributions.codec import encode
from couples.contributions.models import ContributionRow
from couples.domain.balance.facts import AnyFact, Contribution, Rating
from couples.domain.pair import SEATS
from couples.log.batch import Batch
from couples.log.own import Going
from couples.log.stream import Head
from couples.security.keys import Keys
from couples.security.sealing import place, seal, wrap


def contribution_place(couple_id: str, about: str, seat: str) -> bytes:
    return place_in_couple(couple_id) + place(about, seat)


def place_in_couple(couple_id: str) -> bytes:
    """What the places of all of a couple's begin with."""
    return place("contribution", "sealed", couple_id)


def keep(batch: Batch, head: Head, about: str, found: Iterable[Contribution]) -> None:
    """In place of what it said before. Nothing is kept of what says nothing any more."""
    mine = ContributionRow.couple_id == head.couple_id, ContributionRow.about == about
    batch.connection.execute(delete(ContributionRow).where(*mine))
    told = list(found) if head.members.all() else []  # of someone who is gone nothing is worked out any more
    if rows := _rows(head, about, told, batch.streams.keys):
        batch.connection.execute(insert(ContributionRow), rows)


def _rows(head: Head, about: str, found: Sequence[Contribution], keys: Keys) -> list[dict[str, object]]:
    told = {"": [each.fact for each in found if each.only is None]}
    told |= {seat: [each.fact for each in found if each.only == seat] for seat in SEATS}
    return [_row(head, about, seat, facts, keys) for seat, facts in told.items() if facts]


def _row(head: Head, about: str, seat: str, facts: Sequence[AnyFact], keys: Keys) -> dict[str, object]:
    where, encoded = contribution_place(head.couple_id, about, seat), encode(facts)
    return {
        "couple_id": head.couple_id,
        "about": about,
        "seat": seat,
        "at": max(fact.at for fact in facts),
        "charted": any(isinstance(fact, Rating) and fact.measure == "week" for fact in facts),
        "sealed": wrap(keys, encoded, where) if seat else seal(head.key, encoded, where),
    }


def forget(batch: Batch, going: Going) -> None:
    """All of every couple that someone was in: a balance is of two."""
    couples = {*going.seats, *going.left_empty}
    batch.connection.execute(delete(ContributionRow).where(ContributionRow.couple_id.in_(couples)))
