"""The counselor's own pages: the way in, what they state of secrets, and the couples."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.accounts.actions import NameTaken
from couples.accounts.counselors import counselor_of
from couples.accounts.views import form_page, next_path, sign_in_at, signed_in
from couples.consent.words import SCOPES
from couples.counselor import actions
from couples.counselor.cases.caseload import all_cases, codes, unread
from couples.counselor.cases.practice import next_given
from couples.counselor.forms import Join, Policy
from couples.house import house
from couples.language import gettext as _
from couples.pairing.code import in_groups
from couples.security.throttle import SLOW, network_of

blueprint = Blueprint("counselor", __name__)

NO_CODE = "That code does not open an account. It may be mistyped, used or too old. Ask for a new one."
TAKEN = "Someone here has this name. Choose another one."


@blueprint.route("/counsel/join", methods=["GET", "POST"])
def join() -> Any:
    form, here = Join(), house()
    if not form.validate_on_submit():
        return form_page("counselor/join.html", form)
    network = network_of(request.remote_addr)
    if wait := here.throttle.wait("sign_up", here.settings.sign_up_network, network):
        return form_page("counselor/join.html", form, _(SLOW, seconds=wait), 429)
    given = str(form.code.data), str(form.name.data), str(form.passphrase.data)
    try:
        account = actions.join(here.writer, here.passphrases, here.keys, *given)
    except actions.CodeRefused:
        return form_page("counselor/join.html", form, _(NO_CODE))
    except NameTaken:
        return form_page("counselor/join.html", form, _(TAKEN))
    return signed_in(account, str(form.stay.data), next_path())


@blueprint.route("/counsel/sign-in", methods=["GET", "POST"])
def sign_in() -> Any:
    return sign_in_at("counselor", "counselor/sign_in.html")


@blueprint.get("/counsel")
@login_required
def caseload() -> Any:
    """Who stated nothing of secrets yet is asked for that first: until then no couple can be linked."""
    counselor = counselor_of(current_user.account_id)
    if counselor is None or not counselor.secrets:
        return redirect(url_for("counselor.policy"), 303)
    cases, ended = all_cases()
    return render_template(
        "counselor/caseload.html",
        counselor=counselor,
        cases=cases,
        ended=ended,
        codes=[(in_groups(each.code), each.phrase, until) for each, until in codes()],
        scopes=SCOPES,
        next_given=next_given,
        unread=unread,
    )


@blueprint.route("/counsel/policy", methods=["GET", "POST"])
@login_required
def policy() -> Any:
    counselor = counselor_of(current_user.account_id)
    stated = counselor.secrets if counselor else ""
    form = Policy(secrets=stated or None)
    if form.validate_on_submit():
        actions.state(house().writer, current_user.account_id, str(form.secrets.data))
        return redirect(url_for("counselor.policy", done=1) if stated else url_for("counselor.caseload"), 303)
    page = render_template("counselor/policy.html", form=form, stated=stated, done="done" in request.args)
    return page, (422 if form.is_submitted() else 200)
