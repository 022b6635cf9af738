"""Reads of the counselor's own side."""

from __future__ import annotations

import time
from collections.abc import Sequence

from sqlalchemy import select

from couples.accounts.counselors import CounselorInvitation, CounselorRow
from couples.extensions import db


def counted() -> tuple[Sequence[float], Sequence[float]]:
    """For the operator: when each counselor was invited, and until when each open code is good. No names."""
    joined = select(CounselorRow.invited).order_by(CounselorRow.invited)
    waiting = (
        select(CounselorInvitation.expires)
        .where(CounselorInvitation.used.is_(None), CounselorInvitation.expires > time.time())
        .order_by(CounselorInvitation.expires)
    )
    return db.session.execute(joined).scalars().all(), db.session.execute(waiting).scalars().all()
