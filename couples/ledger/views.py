"""The page "Ours", what is over, and what is left after an unlink."""

from __future__ import annotations

import time
from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_login import current_user, login_required

from couples.attachments import attachment
from couples.domain.board import board, without_words_of
from couples.domain.ledger import Ledger
from couples.domain.pair import other
from couples.house import house
from couples.ledger.kind import morning_of
from couples.ledger.queries import ledger_of, ledgers_of
from couples.ledger.words import waits_in_words
from couples.letters.queries import lines as letters
from couples.pairing import deeds
from couples.pairing.queries import Link, link_of
from couples.reminders.calendar import calendar_file

blueprint = Blueprint("ledger", __name__)


@blueprint.get("/ours")
@login_required
def ours() -> Any:
    link = link_of(current_user.account_id)
    if link is None or not link.linked:
        return render_template("ledger/ours.html", fragment=None, past=_past())
    return ours_page(ledger_of(link))


def ours_page(stream: str, fragment: Any = None, status: int = 200) -> Any:
    """`fragment` is given where a refused form shows its words again."""
    shown = fragment or deeds.fragment(current_user, stream)
    link = link_of(current_user.account_id)
    shared = letters(link, current_user.account_id) if link else []
    page = render_template("ledger/ours.html", fragment=shown, stream=stream, letters=shared, past=_past())
    return page, status


@blueprint.get("/ours/<id>/kept")
@login_required
def kept(id: str) -> Any:
    """All of a ledger to read: also what is over; and after an unlink what is left of it."""
    live = house().writer.live(id)
    seat = live.head.seat_of(current_user.account_id) if live else None
    if live is None or seat is None or live.head.kind != "ledger":
        abort(404)
    now, ledger = time.time(), live.state or Ledger()
    if live.head.ended:
        ledger = without_words_of(ledger, other(seat), now)
    if not live.head.linked:
        return redirect(url_for("pages.home"), 303)
    return render_template(
        "ledger/kept.html", view=board(ledger, seat, live.head.names, now), linked=not live.head.ended
    )


@blueprint.get("/ours/<id>/<item>/calendar")
@login_required
def calendar(id: str, item: str) -> Any:
    """The day to look at something again, as a file for a calendar. It says nothing of what it is."""
    found = deeds.seen(current_user, id)
    if found is None or found[0].head.kind != "ledger" or found[0].state is None:
        abort(404)
    live, seat = found
    kept = live.state.items.get(item)
    if kept is None or not kept.seen_by(seat) or not kept.review:
        abort(404)
    return attachment(calendar_file(morning_of(kept.review)), "text/calendar", "time.ics")


def waiting_lines(link: Link, count: int) -> list[dict[str, str]]:
    """What waits for someone, as Home shows it: what has its day first."""
    live = house().writer.live(ledger_of(link))
    if live is None or live.state is None:
        return []
    seen = board(live.state, link.seat, live.head.names, time.time())
    cards = sorted(seen.waiting, key=lambda card: not card.due)[:count]
    return [
        {"words": waits_in_words(seen, card), "url": url_for("ledger.ours", _anchor=f"card-{card.id}")}
        for card in cards
    ]


def _past() -> list[str]:
    """Ledgers of links that have ended and still hold something."""
    found = []
    for stream in ledgers_of(current_user.account_id):
        live = house().writer.live(stream)
        if live is not None and live.head.ended and live.state is not None:
            found.append(stream)
    return found
