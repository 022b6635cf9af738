"""What a counselor gave a couple to practise, and a counselor's own exercises."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from couples.extensions import Base


class HomeworkRow(Base):
    """An exercise for two, with a day and a line of why, which is sealed under the couple's key.

    `session_id` is what was begun from it last, `seen` when its counselor first opened that, `put_away` when one of the
    two did not want it on their pages any more. Who that was is not kept.
    """

    __tablename__ = "homework"
    __table_args__ = (Index(None, "couple_id"), Index(None, "counselor_id"), Index(None, "session_id"))

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    counsel_id: Mapped[str] = mapped_column(ForeignKey("counsel.id"), index=True)
    couple_id: Mapped[str] = mapped_column(ForeignKey("couple.id"))
    counselor_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    exercise: Mapped[str] = mapped_column(ForeignKey("exercise_copy.digest"))
    due: Mapped[str] = mapped_column(String(10))
    at: Mapped[float]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    session_id: Mapped[str | None] = mapped_column(String(22))
    seen: Mapped[float | None]
    put_away: Mapped[float | None]


class OwnExerciseRow(Base):
    """An exercise that a counselor wrote themself. Couples see it when they are given it."""

    __tablename__ = "counselor_exercise"
    __table_args__ = (UniqueConstraint("counselor_id", "digest"),)

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    counselor_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    digest: Mapped[str] = mapped_column(String(64))
    packed: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[float]
