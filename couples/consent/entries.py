"""What one of the two showed a counselor alone: copies of their private writing, which the other can never see.

No line of the trail tells of it. It is there while something is open, and while the counselor holds limited secrets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from couples.accounts.counselors import counselor_of
from couples.consent.models import EntryRow
from couples.consent.queries import entry_place
from couples.domain.consent import ALONE
from couples.security.keys import Keys
from couples.security.sealing import Words, unwrap


@dataclass(frozen=True, slots=True)
class Shown:
    """One copy: whose, of when, and in what counsel."""

    id: str
    counsel_id: str
    account_id: str
    at: float


def of_counsel(connection: Connection, counsel_id: str) -> list[Shown]:
    """All that a counselor was shown of a couple by one alone, the latest first."""
    return _shown(connection, EntryRow.counsel_id == counsel_id)


def of_author(connection: Connection, counsel_id: str, account_id: str) -> list[Shown]:
    """One's own, the latest first."""
    return _shown(connection, EntryRow.counsel_id == counsel_id, EntryRow.account_id == account_id)


def one(connection: Connection, keys: Keys, counsel_id: str, id: str) -> tuple[Shown, Words] | None:
    """A copy and its words, for the counselor or for its author: whoever calls has asked who it is."""
    query = select(EntryRow).where(EntryRow.id == id, EntryRow.counsel_id == counsel_id)
    row = connection.execute(query).first()
    if row is None:
        return None
    plain = unwrap(keys, row.sealed, entry_place(row.account_id, row.id))
    return Shown(row.id, row.counsel_id, row.account_id, row.at), msgspec.json.decode(
        plain, type=dict[str, str]
    )


def takes_alone(counselor_id: str) -> bool:
    """Whether a counselor said that one of the two may show them something alone."""
    found = counselor_of(counselor_id)
    return found is not None and found.secrets == ALONE


def _shown(connection: Connection, *where: Any) -> list[Shown]:
    query = select(EntryRow.id, EntryRow.counsel_id, EntryRow.account_id, EntryRow.at).where(*where)
    return [Shown(*row) for row in connection.execute(query.order_by(EntryRow.at.desc()))]
