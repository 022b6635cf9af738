"""Say something of a session, take it back. Every write goes through the writer."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import delete, insert, or_

from couples.accounts.actions import new_id
from couples.consent.actions import add_line
from couples.consent.queries import granted
from couples.domain.refusal import DENIED, Refusal, invalid
from couples.log.batch import Batch
from couples.log.own import Going
from couples.log.writer import Writer
from couples.remarks.models import CommentRow, NoteRow
from couples.security.keys import Keys
from couples.security.sealing import in_blocks, place, seal_words, unwrap, wrap

MOST = 2_000  # characters
SIZE = 4_096  # a note is filled up to a multiple of it, so that its length says little


def comment_place(couple_id: str, counselor_id: str, id: str) -> bytes:
    return place("comment", "sealed", couple_id, counselor_id, id)


def note_place(counselor_id: str, id: str) -> bytes:
    return place("counselor_note", "sealed", counselor_id, id)


def write(
    writer: Writer, counsel_id: str, counselor_id: str, about: tuple[str, str], text: str, *, alone: bool
) -> Refusal | None:
    """Of a session and a step of it ("" for the whole), while both share that session.

    What is for both stands in their trail. A note for oneself leaves no line anywhere.
    """
    session_id, step = about

    def act(batch: Batch) -> Refusal | None:
        open_now = granted(batch.connection, batch.streams.keys, counsel_id, counselor_id, batch.now)
        live = batch.live(session_id) if open_now and open_now[1].shows_session(session_id) else None
        if open_now is None or live is None or not _is_there(step, live.state):
            return DENIED
        if refused := _refused(text):
            return refused
        row: dict[str, Any] = {
            "id": new_id(),
            "counselor_id": counselor_id,
            "couple_id": open_now[0].couple_id,
        }
        row |= {"session_id": session_id, "step": step, "at": batch.now}
        if alone:
            _note(batch, row, text)
        else:
            _comment(batch, row, live.head.key, text)
            add_line(batch, row["couple_id"], counsel_id, "commented", session_id)
        return None

    return writer.run(act)


def take_back(writer: Writer, counselor_id: str, session_id: str, id: str) -> bool:
    """Whether there was a comment or a note of theirs."""

    def act(batch: Batch) -> bool:
        gone = 0
        for table in (CommentRow, NoteRow):
            theirs = table.id == id, table.counselor_id == counselor_id, table.session_id == session_id
            gone += batch.connection.execute(delete(table).where(*theirs)).rowcount
        return gone == 1

    return writer.run(act)


def read_note(keys: Keys, row: Any) -> str:
    return msgspec.json.decode(unwrap(keys, row.sealed, note_place(row.counselor_id, row.id)), type=str)


def forget(batch: Batch, going: Going) -> None:
    """All that a counselor said and noted, and all of couples where nobody is left."""
    for table in (CommentRow, NoteRow):
        theirs = or_(table.counselor_id == going.account_id, table.couple_id.in_(going.left_empty))
        batch.connection.execute(delete(table).where(theirs))


def _refused(text: str) -> Refusal | None:
    if not text.strip():
        return invalid("Write something first.", "text")
    if len(text) > MOST:
        return invalid(
            "Say it in %(most)s characters at most. There are %(count)s.", "text", most=MOST, count=len(text)
        )
    return None


def _is_there(step: str, state: Any) -> bool:
    return not step or any(each.id == step for each in state.exercise.steps)


def _comment(batch: Batch, row: dict[str, Any], key: bytes, text: str) -> None:
    where = comment_place(row["couple_id"], row["counselor_id"], row["id"])
    batch.connection.execute(insert(CommentRow), {**row, "sealed": seal_words(key, {"text": text}, where)})


def _note(batch: Batch, row: dict[str, Any], text: str) -> None:
    padded = in_blocks(msgspec.json.encode(text), SIZE)
    sealed = wrap(batch.streams.keys, padded, note_place(row["counselor_id"], row["id"]))
    batch.connection.execute(insert(NoteRow), {**row, "sealed": sealed})
