"""Contributions as rows: one for each session and item, and one more for what of it is private to a seat."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from couples.extensions import Base


class ContributionRow(Base):
    """Facts, sealed: under the couple's key where `seat` is "", else under the server's, for that seat alone.

    `at` is that of the latest fact in it, so that those of a time are found without opening any. `charted` ones hold
    what is drawn over the weeks, further back than anything else is asked for.
    """

    __tablename__ = "contribution"
    __table_args__ = (Index(None, "couple_id", "at"),)

    couple_id: Mapped[str] = mapped_column(ForeignKey("couple.id"), primary_key=True)
    about: Mapped[str] = mapped_column(String(90), primary_key=True)
    seat: Mapped[str] = mapped_column(String(1), primary_key=True)
    at: Mapped[float]
    charted: Mapped[bool]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
