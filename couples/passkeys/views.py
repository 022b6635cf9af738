"""Passkeys: added, named and removed under Security; signing in with one; opening private writing by one.

The steps with a browser talk JSON (static/js/passkeys/passkeys.js): what to ask, where its answer goes, and
where to go then.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.accounts import proof
from couples.accounts.cookie import this_place, token_of
from couples.accounts.device import device_in_words
from couples.accounts.views import next_path, signed_in
from couples.house import house
from couples.passkeys import actions, browser, ceremony
from couples.passkeys.asking import Asked, ask, held, proven, refused, slowed, taken
from couples.passkeys.forms import Add, Rename
from couples.passkeys.models import PasskeyRow
from couples.passkeys.queries import account_of, by_credential, passkey_of, passkeys_of
from couples.security.throttle import network_of
from couples.vault import access, locks
from couples.vault.actions import let_passkey_open
from couples.vault.forms import Passphrase
from couples.vault.queries import passkey_lock_of

blueprint = Blueprint("passkeys", __name__)


@blueprint.get("/you/security/passkeys")
@login_required
def page() -> Any:
    form = Add(formdata=None, name=device_in_words(request.user_agent.string))
    shown = [_shown(row) for row in passkeys_of(current_user.account_id)]
    return render_template("passkeys/passkeys.html", form=form, shown=shown, done=request.args.get("done"))


@blueprint.post("/you/security/passkeys/begin")
@login_required
def begin() -> Any:
    """With the passphrase: ask this browser for a new passkey."""
    form, mine = Add(), current_user.account_id
    if problem := _problem(form):
        return problem
    challenge = ceremony.new_challenge()
    known = [row.credential for row in passkeys_of(mine)]
    vault = held(str(form.passphrase.data))
    asked = Asked(challenge, mine, str(form.name.data), vault=vault)
    options = ceremony.wish(challenge, mine, current_user.name, known)
    return ask("create", options, "passkeys.add", asked)


@blueprint.post("/you/security/passkeys/add")
@login_required
def add() -> Any:
    """It signs in from now on. Where its device gives a secret, it opens private writing too."""
    mine = current_user.account_id
    if (found := taken("passkeys.add")) is None or found[0].account_id != mine:
        return refused()
    asked, answer = found
    if (made := ceremony.new_passkey(answer, asked.challenge)) is None:
        return refused()
    id = actions.add(house().writer, house().keys, this_place(), asked.name, made)
    row = passkey_of(mine, id)
    if row is None:
        return refused()
    if asked.vault is None or not (answer.able or answer.secret):
        return jsonify(go=url_for("passkeys.page", done="added"))
    return _opens(asked, row, answer.secret) if answer.secret else _ask_for_secret(row, asked.vault)


@blueprint.get("/you/security/passkeys/<label>")
@login_required
def one(label: str) -> Any:
    return _one_page(_mine(label))


@blueprint.post("/you/security/passkeys/<label>/begin")
@login_required
def begin_lock(label: str) -> Any:
    """With the passphrase: ask for the secret with which a passkey opens private writing."""
    form, row = Passphrase(), _mine(label)
    if problem := _problem(form):
        return problem
    vault = held(str(form.passphrase.data))
    return _ask_for_secret(row, vault) if vault else refused()


@blueprint.post("/you/security/passkeys/lock")
@login_required
def lock() -> Any:
    mine = current_user.account_id
    if (found := taken("passkeys.lock")) is None or found[0].account_id != mine:
        return refused()
    asked, answer = found
    row = passkey_of(mine, asked.passkey_id)
    if row is None or not proven(asked, answer, row):
        return refused()
    return _opens(asked, row, answer.secret)


@blueprint.post("/you/security/passkeys/<label>/rename")
@login_required
def rename(label: str) -> Any:
    """With the passphrase: it is by its name that a passkey of somebody else would be noticed."""
    form, row = Rename(), _mine(label)
    if status := _wrong(form):
        return _one_page(row, named=form, status=status)
    actions.rename(house().writer, house().keys, row, str(form.name.data))
    return redirect(url_for("passkeys.page", done="renamed"), 303)


@blueprint.post("/you/security/passkeys/<label>/remove")
@login_required
def remove(label: str) -> Any:
    """With the passphrase. What it opened, it opens no more."""
    form, row = Passphrase(), _mine(label)
    if status := _wrong(form):
        return _one_page(row, form, status=status)
    actions.remove(house().writer, row, this_place())
    return redirect(url_for("passkeys.page", done="removed"), 303)


@blueprint.post("/you/vault/passkey/begin")
@login_required
def begin_open() -> Any:
    mine, challenge = current_user.account_id, ceremony.new_challenge()
    if seconds := proof.wait():
        return slowed(seconds)
    known = [row.credential for row in passkeys_of(mine) if passkey_lock_of(mine, row.credential)]
    options = ceremony.question(challenge, known, secret=True)
    return (
        ask("get", options, "passkeys.open_vault", Asked(challenge, mine, wanted=next_path()))
        if known
        else refused()
    )


@blueprint.post("/you/vault/passkey")
@login_required
def open_vault() -> Any:
    """Private writing opens here, by the secret of a passkey that opens it."""
    mine = current_user.account_id
    if (found := taken("passkeys.open_vault")) is None or found[0].account_id != mine:
        return refused()
    asked, answer = found
    row = by_credential(ceremony.credential_of(answer))
    if row is None or row.account_id != mine or not proven(asked, answer, row):
        return refused()
    its_lock = passkey_lock_of(mine, row.credential)
    key = locks.open_by_passkey(its_lock, answer.secret) if its_lock and answer.secret else None
    if key is None:
        return refused()
    access.open_with(key)
    return jsonify(go=asked.wanted or url_for("pages.home"))


@blueprint.post("/sign-in/passkey/begin")
def begin_sign_in() -> Any:
    """Ask for any passkey of ours: its device says whose it is. Only this browser can answer."""
    settings, challenge = house().settings, ceremony.new_challenge()
    network = network_of(request.remote_addr)
    if seconds := house().throttle.wait("sign_in_network", settings.sign_in_network, network):
        return slowed(seconds)
    token, stay = browser.new_token(), request.form.get("stay", "")
    asked = Asked(challenge, wanted=next_path(), stay=stay)
    answer = ask("get", ceremony.question(challenge), "passkeys.sign_in", asked, token)
    return browser.give(answer, token)


@blueprint.post("/sign-in/passkey")
def sign_in() -> Any:
    """A passkey is two factors: what one has, and the finger or the number that opens it. So no code is asked for."""
    if (found := taken("passkeys.sign_in", browser.token_here() or "none")) is None:
        return refused()
    asked, answer = found
    row = by_credential(ceremony.credential_of(answer))
    if row is None:
        return refused()
    key = f"{row.id}|{network_of(request.remote_addr)}"
    if seconds := house().throttle.wait("sign_in_account", house().settings.sign_in_account, key):
        return slowed(seconds)
    account = account_of(row.account_id)
    if account is None or not proven(asked, answer, row):
        return refused()
    way = signed_in(account, asked.stay, asked.wanted)
    told = jsonify(go=way.location)
    told.headers.extend([("Set-Cookie", each) for each in way.headers.getlist("Set-Cookie")])
    return browser.forget(told)


def _ask_for_secret(row: PasskeyRow, vault: Any) -> Any:
    challenge = ceremony.new_challenge()
    asked = Asked(challenge, row.account_id, passkey_id=row.id, vault=vault)
    return ask("get", ceremony.question(challenge, [row.credential], secret=True), "passkeys.lock", asked)


def _opens(asked: Asked, row: PasskeyRow, secret: bytes | None) -> Any:
    """It opens private writing from now on, if its device gave a secret and the time was not over."""
    key = asked.vault.key(current_user.id, token_of(request)) if asked.vault else None
    if key is None or secret is None:
        return jsonify(go=url_for("passkeys.page", done="added"))
    let_passkey_open(house().writer, row.account_id, row.credential, secret, key)
    return jsonify(go=url_for("passkeys.page", done="opens"))


def _problem(form: Passphrase) -> Any | None:
    """What a page is told instead, where the form or the passphrase is wrong."""
    if not form.validate():
        return refused(next(iter(form.errors.values()))[0])
    problem = proof.refusal(str(form.passphrase.data))
    return refused(*problem) if problem else None


def _wrong(form: Passphrase) -> int:
    """The status with which that form is shown again; 0 where all of it is right."""
    if not form.validate():
        return 422
    problem = proof.refusal(str(form.passphrase.data))
    if problem:
        form.passphrase.errors = [problem[0]]
    return problem[1] if problem else 0


def _mine(label: str) -> PasskeyRow:
    return passkey_of(current_user.account_id, label) or abort(404)


def _shown(row: PasskeyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": actions.name_of(house().keys, row),
        "made": row.made,
        "last_used": row.last_used,
        "copied": row.copied,
        "opens": passkey_lock_of(row.account_id, row.credential) is not None,
    }


def _one_page(
    row: PasskeyRow, form: Passphrase | None = None, named: Rename | None = None, status: int = 200
) -> Any:
    shown, lock = _shown(row), Passphrase(formdata=None)
    lock.passphrase.id = "lock-passphrase"  # the page has three
    page = render_template(
        "passkeys/passkey.html",
        form=form or Passphrase(formdata=None),
        named=named or Rename(formdata=None, name=shown["name"]),
        lock=lock,
        has_vault=access.state() != "none",
        each=shown,
    )
    return page, status
