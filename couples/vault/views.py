"""What opens an account: the passphrase, recovery keys on paper, and taking the account back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.accounts import proof
from couples.accounts.cookie import give_token, this_place
from couples.accounts.device import device_in_words
from couples.accounts.queries import passphrase_changed
from couples.house import house
from couples.language import gettext as _
from couples.reminders.actions import turn_off
from couples.security.throttle import SLOW, network_of
from couples.vault import access, actions
from couples.vault.forms import NewPassphrase, PrintKeys, Recover
from couples.vault.queries import passphrase_lock_of, recovered, recovery_keys_left

blueprint = Blueprint("vault", __name__)

NO_KEY = "That name and recovery key do not fit together. Check both against the paper."


@blueprint.get("/you/security")
@login_required
def security() -> Any:
    return _page()


@blueprint.post("/you/security/keys")
@login_required
def print_keys() -> Any:
    """Two recovery keys, shown this once. Those printed before stop working."""
    form = PrintKeys()
    if not form.validate():
        return _page(keys=form, status=422)
    opened = access.open_by(str(form.passphrase.data))
    if opened.refused:
        form.passphrase.errors = [opened.refused[0]]
        return _page(keys=form, status=opened.refused[1])
    assert opened.key is not None
    printed = opened.printed or actions.print_anew(house().writer, this_place(), opened.key)
    return _keys_page(printed)


@blueprint.post("/you/security/passphrase")
@login_required
def change() -> Any:
    """Another passphrase. All else that opened this account opens it no more: other places, old keys, the calendar."""
    form = NewPassphrase()
    if not form.validate():
        return _page(form, status=422)
    given = str(form.passphrase.data)
    if refused := proof.refusal(given):
        form.passphrase.errors = [refused[0]]
        return _page(form, status=refused[1])
    return _taken_back(current_user.account_id, str(form.new.data), access.key_by(given))


@blueprint.route("/recover", methods=["GET", "POST"])
def recover() -> Any:
    """With a name and a printed key: a new passphrase, and everything that opened the account before is shut."""
    form = Recover()
    if not form.validate_on_submit():
        return _recover_page(form)
    settings, network = house().settings, network_of(request.remote_addr)
    if seconds := house().throttle.wait("recover", settings.sign_in_account, network):
        return _recover_page(form, _(SLOW, seconds=seconds), 429)
    found = recovered(str(form.name.data), str(form.key.data))
    if found is None:
        return _recover_page(form, _(NO_KEY))
    account_id, key = found
    return _taken_back(account_id, str(form.new.data), key)


def _taken_back(account_id: str, passphrase: str, key: bytes | None) -> Any:
    """A new passphrase and new keys; every place of sign-in ends, and one begins here."""
    here = house()
    printed = actions.change_passphrase(
        here.writer, here.passphrases, account_id, passphrase, key, also=here.taken_back
    )
    turn_off(here.writer, account_id)
    here.end_logins([each.id for each in here.logins.of(account_id)])
    token = here.logins.start(account_id, device_in_words(request.user_agent.string), knows=True)
    page = _keys_page(printed) if printed else redirect(url_for("vault.security", done=1), 303)
    return give_token(page, token)


def _keys_page(printed: Any) -> Any:
    return make_response(render_template("vault/keys.html", printed=printed))


def _page(form: NewPassphrase | None = None, keys: PrintKeys | None = None, status: int = 200) -> Any:
    page = render_template(
        "vault/security.html",
        form=form or NewPassphrase(formdata=None),
        keys=keys or PrintKeys(formdata=None),
        left=recovery_keys_left(current_user.account_id),
        has_vault=passphrase_lock_of(current_user.account_id) is not None,
        changed=passphrase_changed(current_user.account_id),
        done="done" in request.args,
    )
    return page, status


def _recover_page(form: Recover, problem: str | None = None, status: int = 422) -> Any:
    if problem:
        form.form_errors.append(problem)
    return render_template("vault/recover.html", form=form), (status if request.method == "POST" else 200)
