"""Deeds that come by form, without JavaScript. The same deeds, the same writer, the same words."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

import msgspec
from flask import Blueprint, abort, redirect, request, url_for
from flask_login import current_user, login_required
from markupsafe import Markup

from couples.domain.deed import Deed
from couples.domain.refusal import Refusal
from couples.exercises.views import KINDS as SESSIONS
from couples.exercises.views import session_page
from couples.house import house
from couples.language import worded
from couples.ledger.views import ours_page
from couples.log.messages import Do, deed_of
from couples.log.writer import Saved
from couples.pairing import deeds

blueprint = Blueprint("live", __name__)
STATUS = {"stale": 409, "invalid": 422, "busy": 429, "full": 507, "error": 500}
_OURS = ("op", "deed", "step", "csrf")


@blueprint.post("/streams/<id>/deeds")
@login_required
def deed(id: str) -> Any:
    """303 only after success; a refusal shows the page again with the words kept."""
    wanted = _read(id)
    result = deeds.do(current_user, id, wanted[0], wanted[1])
    found = deeds.seen(current_user, id)
    if isinstance(result, Refusal) and (found is None or result.code == "denied"):
        abort(404)
    kind = found[0].head.kind if found else ""
    if isinstance(result, Saved) or kind == "couple" or not kind:
        return redirect(_back(kind, id), 303)
    shown, status = _with_problem(found, wanted[0], result), STATUS[result.code]
    if kind == "ledger":
        return ours_page(id, shown, status)
    return session_page(id, shown, status, worded(result))


def _back(kind: str, id: str) -> str:
    """The page that shows what was done: for a ledger that stands in a session, the session's."""
    if kind == "ledger":
        session = deeds.seen(current_user, request.args.get("inside", ""))
        if session is None or session[0].head.kind != "session":
            return url_for("ledger.ours")
        kind, id = "session", session[0].head.id
    return url_for("exercises.session", id=id) if kind in SESSIONS else url_for("pages.home")


def _read(stream_id: str) -> tuple[Deed, str]:
    fields = {name: _one_or_many(request.form.getlist(name)) for name in request.form if name not in _OURS}
    told = {
        "stream": stream_id,
        "op": request.form.get("op", ""),
        "deed": request.form.get("deed", ""),
        "step": request.form.get("step") or None,
        "fields": fields,
    }
    try:
        message = msgspec.convert(told, Do)
    except msgspec.ValidationError:
        abort(422)
    wanted = deed_of(message)
    if wanted is None:
        abort(422)
    return wanted, str(UUID(str(message.op)))


def _one_or_many(values: list[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else values


def _with_problem(found: Any, wanted: Deed, refusal: Refusal) -> Markup:
    """The fragment as it is now, with what was written back in its boxes and the problem beside it."""
    live, seat = found
    kind = house().writer.streams.kinds[live.head.kind]
    problem = {
        "field": refusal.field,
        "message": worded(refusal),
        "deed": wanted.name,
        "step": wanted.step,
        "fields": wanted.fields,
    }
    html = kind.fragment(live, seat, time.time(), problem)
    return Markup(html)  # noqa: S704 (made by our own templates, escaped there)
