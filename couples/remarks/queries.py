"""Reads of what a counselor said of a session: by the couple, while they are linked, and by who said it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from couples.accounts.models import Account
from couples.log.stream import Head
from couples.remarks.actions import comment_place, read_note
from couples.remarks.models import CommentRow, NoteRow
from couples.security.keys import Keys
from couples.security.sealing import unseal_words


@dataclass(frozen=True, slots=True)
class Remark:
    """`who` is the counselor's name. `alone` is what nobody but its author reads."""

    id: str
    who: str
    session: str
    step: str
    at: float
    text: str
    alone: bool = False


def comments(connection: Connection, head: Head, session_id: str) -> list[Remark]:
    """All that counselors said to both of a couple about a session, the earliest first. Not after an unlink."""
    if not head.linked or head.ended:
        return []
    return _comments(connection, head, CommentRow.session_id == session_id)


def comments_by(connection: Connection, head: Head, counselor_id: str, session_id: str = "") -> list[Remark]:
    """What one counselor said to a couple, about one session or all. Whether they may see it is asked before."""
    where = [CommentRow.counselor_id == counselor_id]
    if session_id:
        where.append(CommentRow.session_id == session_id)
    return _comments(connection, head, *where)


def notes(connection: Connection, keys: Keys, counselor_id: str, session_id: str = "") -> list[Remark]:
    """A counselor's own notes, about one session or all."""
    query = select(NoteRow).where(NoteRow.counselor_id == counselor_id).order_by(NoteRow.at)
    if session_id:
        query = query.where(NoteRow.session_id == session_id)
    rows = connection.execute(query).all()
    return [Remark(row.id, "", row.session_id, row.step, row.at, read_note(keys, row), True) for row in rows]


def by_step(remarks: Iterable[Remark]) -> dict[str, list[Remark]]:
    """By the id of a step, the earliest first; "" holds those of the whole session."""
    found: dict[str, list[Remark]] = {}
    for each in sorted(remarks, key=lambda each: each.at):
        found.setdefault(each.step, []).append(each)
    return found


def _comments(connection: Connection, head: Head, *where: Any) -> list[Remark]:
    query = (
        select(CommentRow, Account.name)
        .join(Account, Account.id == CommentRow.counselor_id)
        .where(CommentRow.couple_id == head.couple_id, *where)
        .order_by(CommentRow.at)
    )
    return [
        Remark(row.id, row.name, row.session_id, row.step, row.at, _text(row, head))
        for row in connection.execute(query)
    ]


def _text(row: Any, head: Head) -> str:
    where = comment_place(row.couple_id, row.counselor_id, row.id)
    return str(unseal_words(head.key, row.sealed, where)["text"])
