"""Sessions as lists show them, and the copies of exercises that they carry."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from couples.extensions import Base


class SessionRow(Base):
    """One line of a couple's history. Written by the writer together with the events it follows from."""

    __tablename__ = "session"
    __table_args__ = (Index(None, "couple_id", "ended", "started"),)

    id: Mapped[str] = mapped_column(ForeignKey("stream.id"), primary_key=True)
    couple_id: Mapped[str] = mapped_column(ForeignKey("couple.id"))
    slug: Mapped[str] = mapped_column(String(64))
    exercise: Mapped[str] = mapped_column(ForeignKey("exercise_copy.digest"))
    mode: Mapped[str] = mapped_column(String(16))
    started: Mapped[float]
    ready_by: Mapped[float | None]
    opened: Mapped[float | None]
    ended: Mapped[float | None]
    state: Mapped[str] = mapped_column(String(16))  # gate, open, done, stopped, not_open


class ExerciseCopy(Base):
    """An exercise as it was when a session began, kept once however many sessions use it."""

    __tablename__ = "exercise_copy"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    packed: Mapped[bytes] = mapped_column(LargeBinary)
