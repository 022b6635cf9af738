"""Check-ins of one person, and what they chose about the balance. Sealed; each is its author's alone."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from couples.domain.balance.checkins import CheckInKind
from couples.extensions import Base


class CheckInRow(Base):
    """The points that someone gave at one time. `sealed` is under the server's key."""

    __tablename__ = "check_in"
    __table_args__ = (Index(None, "couple_id", "at"), Index(None, "account_id", "kind", "at"))

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    couple_id: Mapped[str] = mapped_column(ForeignKey("couple.id"))
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[CheckInKind] = mapped_column(String(8))
    at: Mapped[float]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class ChoicesRow(Base):
    """What someone lets be counted for both, hides, and says of how it fits: one sealed piece of one size."""

    __tablename__ = "balance_choices"

    couple_id: Mapped[str] = mapped_column(ForeignKey("couple.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
