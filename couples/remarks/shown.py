"""Comments as both of a couple read them, beside their session."""

from __future__ import annotations

from flask_login import current_user

from couples.extensions import db
from couples.house import house
from couples.pairing.queries import couple_head, link_of
from couples.remarks.queries import Remark, by_step, comments


def remarks(session_id: str) -> dict[str, list[Remark]]:
    """By step. Nothing about a session of others, or of a link that has ended."""
    link = link_of(current_user.account_id)
    if link is None or not link.linked:
        return {}
    head = couple_head(db.session.connection(), link.couple_id, house().keys)
    return by_step(comments(db.session.connection(), head, session_id)) if head else {}
