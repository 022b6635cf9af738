"""Codes from an app: turned on and off under Security, and asked for after the passphrase."""

from __future__ import annotations

from typing import Any

import segno
from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.accounts import proof
from couples.accounts.cookie import this_place, token_of
from couples.accounts.doors import DOORS, Kind
from couples.accounts.views import signed_in
from couples.house import house
from couples.language import gettext as _
from couples.passkeys import browser
from couples.passkeys.codes import actions, half
from couples.passkeys.codes.forms import Code, TurnOff
from couples.passkeys.codes.queries import asked_since
from couples.passkeys.codes.seed import address, new_seed
from couples.passkeys.queries import account_of
from couples.security.throttle import SLOW, network_of
from couples.vault.forms import Passphrase
from couples.vault.locks import in_groups

blueprint = Blueprint("codes", __name__)

SETTING_UP = "set_up"
NOT_IT = "That code does not fit, or it was used before. Wait for the next one and try again."


@blueprint.get("/you/security/codes")
@login_required
def page() -> Any:
    return _page()


@blueprint.post("/you/security/codes/begin")
@login_required
def begin() -> Any:
    """With the passphrase: a new seed, shown as a picture and as letters until its first code is right."""
    form = Passphrase()
    if not form.validate():
        return _page(begin=form, status=422)
    if problem := proof.refusal(str(form.passphrase.data)):
        form.passphrase.errors = [problem[0]]
        return _page(begin=form, status=422)
    seed = new_seed()
    house().pending.keep(SETTING_UP, token_of(request), seed)
    return _set_up_page(seed, Code(formdata=None))


@blueprint.post("/you/security/codes/confirm")
@login_required
def confirm() -> Any:
    form, seed = Code(), house().pending.look(SETTING_UP, token_of(request))
    if seed is None:
        return redirect(url_for("codes.page", late=1), 303)
    if not form.validate():
        return _set_up_page(seed, form, 422)
    if wait := _wait(current_user.account_id):
        return _set_up_page(seed, _refused(form, _(SLOW, seconds=wait)), 429)
    if not actions.turn_on(house().writer, house().keys, this_place(), seed, str(form.code.data)):
        return _set_up_page(seed, _refused(form, _(NOT_IT)), 422)
    house().pending.take(SETTING_UP, token_of(request))
    return redirect(url_for("codes.page", done=1), 303)


@blueprint.post("/you/security/codes/off")
@login_required
def turn_off() -> Any:
    """With the passphrase and a code: what one knows and what one has."""
    form, mine = TurnOff(), current_user.account_id
    if not form.validate():
        return _page(off=form, status=422)
    if problem := proof.refusal(str(form.passphrase.data)):
        form.passphrase.errors = [problem[0]]
        return _page(off=form, status=422)
    if wait := _wait(mine):
        return _page(off=_refused(form, _(SLOW, seconds=wait)), status=429)
    if not actions.accept(house().writer, house().keys, mine, str(form.code.data)):
        return _page(off=_refused(form, _(NOT_IT)), status=422)
    actions.turn_off(house().writer, this_place())
    return redirect(url_for("codes.page", done=1), 303)


@blueprint.route("/sign-in/code", methods=["GET", "POST"], defaults={"kind": "person"})
@blueprint.route("/counsel/sign-in/code", methods=["GET", "POST"], defaults={"kind": "counselor"})
def sign_in(kind: Kind) -> Any:
    """The second page of signing in, for this browser and for five minutes. Each kind of account has its own door."""
    form, waits = Code(), half.waiting()
    if waits is None:
        return _sign_in_page(kind, None)
    if not form.validate_on_submit():
        return _sign_in_page(kind, form)
    if wait := _wait(waits.account_id):
        return _sign_in_page(kind, _refused(form, _(SLOW, seconds=wait)), 429)
    if not actions.accept(house().writer, house().keys, waits.account_id, str(form.code.data)):
        half.erred(waits)
        return _sign_in_page(kind, _refused(form, _(NOT_IT)) if half.waiting() else None)
    account, mine = account_of(waits.account_id), half.done()
    if account is None or mine is None:
        return _sign_in_page(kind, None)
    return browser.forget(signed_in(account, waits.stay, waits.wanted))


def _wait(account_id: str) -> int:
    """By account, whoever tries: six digits are few. And by network, as for signing in."""
    settings, throttle = house().settings, house().throttle
    return max(
        throttle.wait("sign_in_network", settings.sign_in_network, network_of(request.remote_addr)),
        throttle.wait("code_minute", settings.sign_in_account, account_id),
        throttle.wait("code", settings.code_account, account_id),
    )


def _refused(form: Any, problem: str) -> Any:
    form.code.errors = [problem]
    return form


def _page(begin: Passphrase | None = None, off: TurnOff | None = None, status: int = 200) -> Any:
    page = render_template(
        "passkeys/codes.html",
        begin=begin or Passphrase(formdata=None),
        off=off or TurnOff(formdata=None),
        since=asked_since(current_user.account_id),
        done="done" in request.args,
        late="late" in request.args,
    )
    return page, status


def _set_up_page(seed: str, form: Code, status: int = 200) -> Any:
    app_name = house().settings.app_name or _("Couples")
    picture = segno.make(address(seed, current_user.name, app_name), error="m").svg_data_uri(
        scale=6, border=2, light="#ffffff", dark="#000000"
    )
    page = render_template(
        "passkeys/codes_set_up.html", form=form, picture=picture, seed=in_groups(seed), listed=app_name
    )
    return page, status


def _sign_in_page(kind: Kind, form: Code | None, status: int = 422) -> Any:
    door = DOORS[kind]
    page = render_template("passkeys/sign_in_code.html", form=form, door=door, frame=door.frame)
    return page, (status if request.method == "POST" else 200)
