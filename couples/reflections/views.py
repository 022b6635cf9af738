"""Solo prompts and what one writes to them. Every page that shows a written word asks for the open vault first."""

from __future__ import annotations

import time
from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.accounts.actions import new_id
from couples.accounts.views import next_path
from couples.consent import actions as consent
from couples.consent.mine import confidants
from couples.consent.words import SECRETS
from couples.content.prompts import THEMES
from couples.domain import entry as entries
from couples.domain.consent import ALONE
from couples.domain.entry import Entry
from couples.domain.pair import other
from couples.domain.refusal import Refusal
from couples.house import house
from couples.language import gettext as _
from couples.language import worded
from couples.letters import actions as letters
from couples.log.stream import Head
from couples.pairing.queries import Link, link_of
from couples.reflections import actions, queries
from couples.reflections.opened import opened
from couples.vault import access
from couples.vault.forms import Passphrase

blueprint = Blueprint("reflections", __name__, url_prefix="/prompts")
STALE = "This was changed in another window. Copy what you wrote here, then open it again."
LOCKED = "It is locked by now. Write your passphrase below and save again: your words are still here."
EMPTY = "Write a few words first. Three lines are enough."


@blueprint.get("")
@login_required
def index() -> str:
    deck = house().deck
    return render_template(
        "reflections/prompts.html",
        today=deck.of_the_day(current_user.account_id, time.time()),
        themes=[(title, deck.about(theme)) for theme, title in THEMES.items()],
        state=access.state(),
    )


@blueprint.route("/open", methods=["GET", "POST"])
@login_required
def unlock() -> Any:
    """Open the vault, or make it: then its keys are shown, this once."""
    form, wanted = Passphrase(), next_path() or url_for("reflections.history")
    if not form.validate_on_submit():
        return _unlock_page(form, wanted)
    found = access.open_by(str(form.passphrase.data))
    if found.refused:
        form.form_errors.append(found.refused[0])
        return _unlock_page(form, wanted, found.refused[1])
    if found.printed:
        return render_template("vault/keys.html", printed=found.printed, next=wanted)
    return redirect(wanted, 303)


@blueprint.post("/lock")
@login_required
def lock() -> Any:
    house().vaults.lock(current_user.id)
    return redirect(url_for("reflections.index"), 303)


@blueprint.get("/write")
@blueprint.get("/write/<prompt:slug>")
@login_required
@opened
def write(_key: bytes, slug: str = "") -> Any:
    if slug and house().deck.get(slug) is None:
        abort(404)
    return _write_page(new_id(), Entry(prompt=slug), 0)


@blueprint.get("/mine")
@login_required
@opened
def history(key: bytes) -> str:
    before = request.args.get("before", type=float)
    found = queries.page(key, current_user.account_id, before, queries.PAGE + 1)
    shown = found[: queries.PAGE]
    older = shown[-1].changed if len(found) > queries.PAGE else None
    return _list(shown, older=older, first=before is None)


@blueprint.post("/mine")
@login_required
@opened
def search(key: bytes) -> str:
    """What is looked for comes in a form and never in an address."""
    wanted = request.form.get("wanted", "")[:200]
    found = [each for each in queries.every(key, current_user.account_id) if _fits(each.entry, wanted)]
    return _list(found, wanted=wanted)


@blueprint.get("/mine/<id>")
@login_required
@opened
def entry(key: bytes, id: str) -> Any:
    found = queries.one(key, current_user.account_id, id)
    if found is None:
        abort(404)
    return _write_page(id, found.entry, found.version, changed=found.changed)


@blueprint.post("/mine/<id>")
@login_required
def save(id: str) -> Any:
    """By form, or by script while someone writes. Nothing that was written is lost where it cannot be saved."""
    if len(id) != len(new_id()):
        abort(404)
    seen, given = request.form.get("version", 0, type=int), _given()
    if isinstance(given, Refusal):
        return _not_saved(id, _raw(), seen, worded(given), 422)
    key = access.key() or _opened_by(request.form.get("passphrase", ""))
    if key is None:
        return _not_saved(id, given, seen, _(LOCKED), 403)
    if given.empty and seen == 0:
        return _not_saved(id, given, seen, _(EMPTY), 422)
    kept = actions.keep(house().writer, key, current_user.account_id, id, given, seen)
    if kept.state == "stale":
        return _not_saved(id, given, seen, _(STALE), 409)
    if request.form.get("lock"):
        house().vaults.lock(current_user.id)
    if _by_script():
        return jsonify(version=kept.version, at=kept.at)
    return redirect(url_for("reflections.entry", id=id), 303)


@blueprint.post("/mine/<id>/delete")
@login_required
def delete(id: str) -> Any:
    if not actions.throw_away(house().writer, current_user.account_id, id):
        abort(404)
    return redirect(url_for("reflections.history"), 303)


@blueprint.get("/mine/<id>/share")
@login_required
@opened
def preview(key: bytes, id: str) -> Any:
    """Just what the other will see, before they do."""
    link, head, words = *_linked(), _letter(key, id)
    names = head.names
    return render_template(
        "reflections/share.html",
        words=words,
        id=id,
        author=names[link.seat],
        them=names[other(link.seat)],
        counselors=[(mine.counsel.id, mine.who.name) for mine in confidants(link)],
        secrets=SECRETS[ALONE],
    )


@blueprint.post("/mine/<id>/share")
@login_required
@opened
def share(key: bytes, id: str) -> Any:
    link, head, words = *_linked(), _letter(key, id)
    sent = letters.send(house().writer, link.couple_id, head.key, current_user.account_id, words)
    return redirect(url_for("letters.letter", id=sent) if sent else url_for("reflections.entry", id=id), 303)


@blueprint.post("/mine/<id>/show")
@login_required
@opened
def show(key: bytes, id: str) -> Any:
    """To a counselor alone."""
    _linked()
    words, counsel = _letter(key, id), request.form.get("counsel", "")
    entry = consent.show(house().writer, counsel, current_user.account_id, words)
    if entry is None:
        abort(404)
    return redirect(url_for("consent.alone", id=counsel, entry=entry), 303)


def _opened_by(passphrase: str) -> bytes | None:
    """The key, where the form that could not be saved brings the passphrase along."""
    return access.open_by(passphrase).key if passphrase and access.state() == "locked" else None


def _linked() -> tuple[Link, Head]:
    """The link of someone who has one, and whose it is."""
    link = link_of(current_user.account_id)
    live = house().writer.live(link.stream_id) if link and link.linked else None
    if link is None or live is None:
        abort(404)
    return link, live.head


def _letter(key: bytes, id: str) -> dict[str, str]:
    """The words of an entry and what it answers. Mood and tags stay behind."""
    found = queries.one(key, current_user.account_id, id)
    if found is None or not found.entry.text.strip():
        abort(404)
    return {"text": found.entry.text, "asked": _asked(found.entry)}


def _given() -> Entry | Refusal:
    form, deck = request.form, house().deck
    prompt = form.get("prompt", "")
    known = prompt if deck.get(prompt) else ""
    return entries.read(form.get("text", ""), known, form.getlist("moods"), form.get("tags", ""), deck.moods)


def _raw() -> Entry:
    """What was sent, as it was sent: it goes back into its boxes."""
    form = request.form
    tags = entries.read_tags(form.get("tags", ""))
    return Entry(form.get("text", ""), form.get("prompt", ""), tuple(form.getlist("moods")), tags)


def _asked(entry: Entry) -> str:
    prompt = house().deck.get(entry.prompt)
    return prompt.ask if prompt else ""


def _fits(entry: Entry, wanted: str) -> bool:
    return entries.matches(entry, wanted, _asked(entry))


def _by_script() -> bool:
    return request.headers.get("Accept") == "application/json"


def _not_saved(id: str, given: Entry, seen: int, problem: str, status: int) -> Any:
    if _by_script():
        return jsonify(message=problem), status
    return _write_page(id, given, seen, problem=problem, status=status, locked=status == 403)


def _write_page(
    id: str,
    given: Entry,
    version: int,
    *,
    changed: float | None = None,
    problem: str = "",
    status: int = 200,
    locked: bool = False,
) -> Any:
    link = link_of(current_user.account_id)
    page = render_template(
        "reflections/write.html",
        id=id,
        entry=given,
        version=version,
        prompt=house().deck.get(given.prompt),
        moods=house().deck.moods,
        longest=entries.LONGEST,
        changed=changed,
        problem=problem,
        locked=locked,
        may_share=version > 0 and link is not None and link.linked,
    )
    return page, status


def _list(
    found: list[queries.Found], *, older: float | None = None, first: bool = True, wanted: str = ""
) -> str:
    return render_template(
        "reflections/mine.html",
        found=[
            {"id": each.id, "changed": each.changed, "line": entries.preview(each.entry.text) or _asked(each.entry),
             "moods": each.entry.moods, "tags": each.entry.tags}
            for each in found
        ],
        tags=entries.tags_of(each.entry for each in found)[:8],
        older=older,
        first=first,
        wanted=wanted,
    )  # fmt: skip


def _unlock_page(form: Passphrase, wanted: str, status: int = 422) -> Any:
    new = access.state() == "none"
    page = render_template(
        "reflections/open.html", form=form, next=wanted, new=new, by_passkey=access.by_passkey()
    )
    return page, (status if request.method == "POST" else 200)
