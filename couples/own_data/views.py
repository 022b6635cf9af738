"""The page about someone's own data: take it along, delete it, stay after all."""

from __future__ import annotations

import time
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.accounts import proof
from couples.accounts.cookie import forget_token
from couples.accounts.doors import door
from couples.accounts.queries import leaving_of
from couples.attachments import attachment
from couples.house import house
from couples.log.own import Asked
from couples.own_data import actions
from couples.own_data.archive import collect, zipped
from couples.own_data.forms import Leave
from couples.vault import access
from couples.vault.forms import Passphrase

blueprint = Blueprint("own_data", __name__)


@blueprint.get("/you/data")
@login_required
def page() -> Any:
    return _page(Passphrase(formdata=None))


@blueprint.post("/you/data/export")
@login_required
def export() -> Any:
    """One file, made now and sent once."""
    form = Passphrase()
    if status := _refused(form):
        return _page(form, status)
    asked = Asked(current_user.account_id, access.key_by(str(form.passphrase.data)))
    made = zipped(collect(house().parts, asked), time.time(), render_template)
    return attachment(made, "application/zip", "data.zip")


@blueprint.route("/you/data/delete", methods=["GET", "POST"])
@login_required
def delete() -> Any:
    """What goes and what stays is said first. After it nobody is signed in here."""
    form = Leave()
    if request.method == "GET":
        return render_template("own_data/delete.html", form=form)
    if status := _refused(form):
        return render_template("own_data/delete.html", form=form), status
    later, account_id, at = form.when.data == "later", current_user.account_id, None
    if later:
        at = actions.delete_later(house(), account_id, time.time())
    else:
        actions.delete(house(), account_id)
    return forget_token(make_response(render_template("own_data/gone.html", at=at, me=None)))


@blueprint.route("/you/data/stay", methods=["GET", "POST"])
@login_required
def stay() -> Any:
    """Asked at sign-in of someone whose day has not come yet."""
    at = leaving_of(current_user.account_id)
    if at is None:
        return redirect(url_for(door().home), 303)
    if request.method == "GET":
        return render_template("own_data/stay.html", at=at)
    actions.stay(house(), current_user.account_id)
    return redirect(url_for(door().home), 303)


def _refused(form: Passphrase) -> int:
    """The status for a passphrase that is not theirs or a form that is not whole, which then says why; else 0."""
    if not form.validate():
        return 422
    if (refused := proof.refusal(str(form.passphrase.data))) is None:
        return 0
    form.passphrase.errors = [refused[0]]
    return refused[1]


def _page(form: Passphrase, status: int = 200) -> Any:
    at = leaving_of(current_user.account_id)
    return render_template("own_data/data.html", form=form, leaving=at), status
