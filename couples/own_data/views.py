"""The page about someone's own data: take it along."""

from __future__ import annotations

import time
from typing import Any

from flask import Blueprint, Response, render_template
from flask_login import current_user, login_required

from couples.house import house
from couples.language import gettext as _
from couples.log.own import Asked
from couples.own_data.archive import collect, zipped
from couples.vault import access, locks
from couples.vault.forms import Passphrase
from couples.vault.queries import passphrase_lock_of

blueprint = Blueprint("own_data", __name__)

SLOW = "That was a lot at once. Try again in %(seconds)s seconds."
WRONG = "That is not your passphrase. Check it and try again."


@blueprint.get("/you/data")
@login_required
def page() -> Any:
    return _page(Passphrase(formdata=None))


@blueprint.post("/you/data/export")
@login_required
def export() -> Any:
    """One file, made now and sent once."""
    form = Passphrase()
    if not form.validate():
        return _page(form, 422)
    if seconds := access.wait():
        return _page(_refused(form, seconds), 429)
    passphrase = str(form.passphrase.data)
    if not access.is_mine(passphrase):
        return _page(_refused(form), 422)
    asked = Asked(current_user.account_id, _vault_key(passphrase))
    made = zipped(collect(house().parts, asked), time.time(), render_template)
    answer = Response(made, mimetype="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="data.zip"'
    return answer


def _vault_key(passphrase: str) -> bytes | None:
    """For this one file: the vault stays as locked or as open as it was."""
    lock = passphrase_lock_of(current_user.account_id)
    return locks.open_by_passphrase(house().passphrases, lock, passphrase) if lock else None


def _refused(form: Passphrase, seconds: int = 0) -> Passphrase:
    form.passphrase.errors = [_(SLOW, seconds=seconds) if seconds else _(WRONG)]
    return form


def _page(form: Passphrase, status: int = 200) -> Any:
    return render_template("own_data/data.html", form=form), status
