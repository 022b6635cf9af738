"""Who is asked for a code after the passphrase."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from couples.extensions import Base


class SecondStepRow(Base):
    """`seed` is what the app holds too, sealed under the server's key by `sealing.wrap` at `actions.seed_place`:
    whoever changes that key seals it anew. `last_step` is that of the last code accepted, in steps of 30 seconds since
    1970. No code works at it or before it.
    """

    __tablename__ = "second_step"

    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    seed: Mapped[bytes] = mapped_column(LargeBinary)
    last_step: Mapped[int]
    made: Mapped[float]
