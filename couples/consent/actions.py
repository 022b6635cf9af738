"""Make a code for a couple, bring a counselor in, answer, share one entry. Every write goes through the writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import msgspec
from sqlalchemy import delete, insert, select, update

from couples.accounts.actions import new_id
from couples.accounts.counselors import counselor_in
from couples.consent import trail
from couples.consent.models import AnswerRow, CounselRow, EntryRow, TrailEnd, TrailRow
from couples.consent.queries import (
    Counsel,
    Spoken,
    answer_place,
    counsel,
    ended_sessions,
    entry_place,
    granted,
    of_counselor,
    phrase_place,
    spoken,
)
from couples.content.phrase import new_phrase
from couples.domain.consent import ALONE, Answer, Asked, Grant, Made, Moved, answered
from couples.domain.days import DAY
from couples.domain.deed import Deed
from couples.domain.events import ShownOut
from couples.domain.refusal import STALE, Refusal
from couples.domain.trail import MINUTE, Kind, Line, added
from couples.log.batch import Batch
from couples.log.models import Stream
from couples.log.own import Going
from couples.log.store import stream_of
from couples.log.writer import Writer
from couples.pairing.code import as_typed, hashed, new_code
from couples.pairing.queries import is_linked
from couples.security.keys import Keys
from couples.security.sealing import Words, in_blocks, wrap

CODE_DAYS = 14
SIZE = 4_096  # an answer is filled up to a multiple of it, so that its length says little
ONE_LINE: Mapping[str, float] = {"joined": 3 * 3600.0}  # seconds for which one line stands
Why = Literal["unknown", "old"]


class CodeRefused(Exception):
    """A code that brings nobody in; `why` chooses the sentence."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def make(writer: Writer, counselor_id: str) -> str:
    """A code and four words for one couple. Returns the counsel's id."""

    def act(batch: Batch) -> str:
        id, given, keys = new_id(), Spoken(new_code(), new_phrase()), batch.streams.keys
        stream = {"id": id, "kind": "counsel", "account_id": counselor_id, "version": 0}
        row = {
            "id": id,
            "counselor_id": counselor_id,
            "code": _hashed(given.code, keys),
            "phrase": wrap(keys, msgspec.json.encode(given), phrase_place(id)),
            "made": batch.now,
            "expires": batch.now + CODE_DAYS * DAY,
        }
        batch.connection.execute(insert(Stream), stream)
        batch.connection.execute(insert(CounselRow), row)
        batch.append(id, [Made(at=batch.now, seat="A")])
        return id

    return writer.run(act)


def bring(writer: Writer, couple_id: str, account_id: str, typed: str) -> str:
    """One of the two comes with a counselor's code, which works once. Nothing is shared by it. Raises CodeRefused."""

    def act(batch: Batch) -> str:
        code = _hashed(as_typed(typed), batch.streams.keys)
        row = batch.connection.execute(select(CounselRow).where(CounselRow.code == code)).first()
        if row is None or row.couple_id or not is_linked(batch.connection, account_id, couple_id):
            raise CodeRefused("unknown")
        if batch.now >= row.expires:
            raise CodeRefused("old")
        brought = update(CounselRow).where(CounselRow.id == row.id)
        batch.connection.execute(brought.values(couple_id=couple_id, brought=batch.now))
        return str(row.id)

    return writer.run(act)


def answer(writer: Writer, id: str, account_id: str, deed: Deed, *, proven: bool = False) -> Refusal | None:
    """What one of the two gives or takes back. It holds from this moment; where it is refused nothing is written."""

    def act(batch: Batch) -> Refusal | None:
        found = counsel(batch.connection, batch.streams.keys, id)
        seat = found.seat_of(account_id) if found else None
        if found is None or seat is None or not found.linked:
            return STALE
        before = found.answers[seat]
        after = answered(before, deed, _asked(batch, found, proven=proven), batch.now)
        if isinstance(after, Refusal):
            return after
        _put(batch, id, account_id, after)
        _moved(batch, found)
        return None

    return writer.run(act)


def show(writer: Writer, id: str, account_id: str, words: Words) -> str | None:
    """A copy of one's own writing for a counselor alone. None where nothing is open, or they hold no secrets."""

    def act(batch: Batch) -> str | None:
        found, keys = counsel(batch.connection, batch.streams.keys, id), batch.streams.keys
        open_now = found is not None and found.grant(batch.now) is not None and found.seat_of(account_id)
        if found is None or not open_now or not _holds_alone(batch, found.counselor_id):
            return None
        entry = new_id()
        sealed = wrap(keys, in_blocks(msgspec.json.encode(words), SIZE), entry_place(account_id, entry))
        row = {"id": entry, "counsel_id": id, "account_id": account_id, "at": batch.now, "sealed": sealed}
        batch.connection.execute(insert(EntryRow), row)
        return entry

    return writer.run(act)


def take_back(writer: Writer, account_id: str, entry: str) -> bool:
    """Whether there was one of theirs."""
    mine = delete(EntryRow).where(EntryRow.id == entry, EntryRow.account_id == account_id)
    return writer.run(lambda batch: batch.connection.execute(mine).rowcount == 1)


def trace(
    writer: Writer, id: str, counselor_id: str, allows: Callable[[Grant], bool], kind: Kind, about: str
) -> bool:
    """Whether a counselor may see something now; if so, that they did is on disk before it is shown."""

    def act(batch: Batch) -> bool:
        open_now = granted(batch.connection, batch.streams.keys, id, counselor_id, batch.now)
        if open_now is None or not allows(open_now[1]):
            return False
        add_line(batch, open_now[0].couple_id, id, kind, about)
        return True

    return writer.run(act)


def add_line(batch: Batch, couple_id: str, id: str, kind: Kind, about: str) -> None:
    """To the trail. The same within one minute is one line; so is sitting in, however often the page moves."""
    run, at = batch.connection.execute, batch.now - batch.now % MINUTE
    same = {"couple_id": couple_id, "counsel_id": id, "kind": kind, "about": about}
    since = at - ONE_LINE.get(kind, 0.0)
    if run(select(TrailRow.id).filter_by(**same).where(TrailRow.at >= since)).first() is not None:
        return
    number, before = trail.end(batch.connection, couple_id)
    line = added(before, Line(number + 1, id, at, kind, about))
    run(insert(TrailRow), {**same, "at": at, "number": line.number, "hash": line.hash})
    last = {"number": line.number, "hash": line.hash}
    if number:
        run(update(TrailEnd).where(TrailEnd.couple_id == couple_id).values(**last))
    else:
        run(insert(TrailEnd), {"couple_id": couple_id, **last})


def restated(batch: Batch, counselor_id: str) -> None:
    """A counselor holds secrets in another way from now on: both of each couple read so."""
    for found in of_counselor(batch.connection, batch.streams.keys, counselor_id):
        if found.grant(batch.now) is not None:
            add_line(batch, found.couple_id, found.id, "restated", "")


def ended(writer: Writer, couple_id: str) -> None:
    """The two are linked no more: the pages of their counselors are told."""

    def act(batch: Batch) -> None:
        query = select(CounselRow.id).where(CounselRow.couple_id == couple_id, CounselRow.opened.is_not(None))
        for id in batch.connection.execute(query).scalars().all():
            _note(batch, id, closed=batch.now)
            batch.append(id, [Moved(at=batch.now)])

    writer.soon(act)


def leave(writer: Writer, id: str, session: str) -> None:
    """A counselor goes from a session by themself."""

    writer.run(lambda batch: _goes(batch, session, id))


def moved(writer: Writer, id: str) -> None:
    writer.soon(lambda batch: batch.append(id, [Moved(at=batch.now)]))


def forget(batch: Batch, going: Going) -> None:
    """Of a partner: what they gave, and all of couples with nobody left. Of a counselor: all of their codes."""
    run = batch.connection.execute
    for table in (EntryRow, AnswerRow):
        run(delete(table).where(table.account_id == going.account_id))
    theirs = (CounselRow.counselor_id == going.account_id) | CounselRow.couple_id.in_(going.left_empty)
    gone = run(select(CounselRow.id).where(theirs)).scalars().all()
    for table in (EntryRow, AnswerRow):
        run(delete(table).where(table.counsel_id.in_(gone)))
    run(delete(CounselRow).where(CounselRow.id.in_(gone)))
    for lines in (TrailRow, TrailEnd):
        run(delete(lines).where(lines.couple_id.in_(going.left_empty)))


def _asked(batch: Batch, found: Counsel, *, proven: bool) -> Asked:
    keys, run = batch.streams.keys, batch.connection.execute
    sealed = run(select(CounselRow.phrase).where(CounselRow.id == found.id)).scalar_one()
    sessions = frozenset(row.id for row in ended_sessions(batch.connection, found.couple_id))
    return Asked(spoken(keys, found.id, sealed).phrase, sessions, proven)


def _put(batch: Batch, id: str, account_id: str, after: Answer) -> None:
    padded = in_blocks(msgspec.json.encode(after, order="sorted"), SIZE)
    mine = AnswerRow.counsel_id == id, AnswerRow.account_id == account_id
    batch.connection.execute(delete(AnswerRow).where(*mine))
    sealed = wrap(batch.streams.keys, padded, answer_place(id, account_id))
    batch.connection.execute(
        insert(AnswerRow), {"counsel_id": id, "account_id": account_id, "sealed": sealed}
    )


def _moved(batch: Batch, before: Counsel) -> None:
    """Where what both gave is not what it was, the counselor's pages are told, and what began is in the trail."""
    now, after = batch.now, counsel(batch.connection, batch.streams.keys, before.id)
    was, is_now = before.grant(now), after.grant(now) if after else None
    if was == is_now:
        return
    if is_now is None:
        _note(batch, before.id, closed=now)
        _show_out(batch, before)
    else:
        _note(batch, before.id, opened=before.opened or now, closed=None, until=is_now.until)
    if was is None:
        add_line(batch, before.couple_id, before.id, "began", "")
    batch.append(before.id, [Moved(at=now)])


def _show_out(batch: Batch, ended: Counsel) -> None:
    """Whoever sits in a session of theirs does so no more."""
    stream = stream_of(batch.connection, ended.couple_id, "couple")
    couple = batch.live(stream) if stream else None
    for running in couple.state.running if couple else ():
        _goes(batch, running.session, ended.id)


def _goes(batch: Batch, session: str, id: str) -> None:
    live = batch.live(session)
    if live and not live.state.over and live.state.visit.here == id:
        batch.append(session, [ShownOut(at=batch.now, counsel=id)])


def _note(batch: Batch, id: str, **values: float | None) -> None:
    batch.connection.execute(update(CounselRow).where(CounselRow.id == id).values(**values))


def _holds_alone(batch: Batch, counselor_id: str) -> bool:
    who = counselor_in(batch.connection, counselor_id)
    return who is not None and who.secrets == ALONE


def _hashed(code: str, keys: Keys) -> bytes:
    return hashed("counsel:" + code, keys.forms)
