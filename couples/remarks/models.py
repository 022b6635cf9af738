"""Comments for both of a couple, and a counselor's own notes, apart from each other."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from couples.extensions import Base


class CommentRow(Base):
    """Something said to both, sealed under the couple's key. `step` is "" for what is of the whole session."""

    __tablename__ = "comment"
    __table_args__ = (Index(None, "couple_id", "session_id"), Index(None, "counselor_id"))

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    couple_id: Mapped[str] = mapped_column(ForeignKey("couple.id"))
    counselor_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    session_id: Mapped[str] = mapped_column(String(22))
    step: Mapped[str] = mapped_column(String(64))
    at: Mapped[float]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class NoteRow(Base):
    """A counselor's own note, sealed under the server's key at a place that is theirs. No partner ever reads one."""

    __tablename__ = "counselor_note"
    __table_args__ = (Index(None, "counselor_id", "session_id"), Index(None, "couple_id"))

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    couple_id: Mapped[str] = mapped_column(ForeignKey("couple.id"))
    counselor_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    session_id: Mapped[str] = mapped_column(String(22))
    step: Mapped[str] = mapped_column(String(64))
    at: Mapped[float]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
