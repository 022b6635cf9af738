"""Sign up, sign in, sign out, and the list of places where one is signed in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.accounts import actions
from couples.accounts.cookie import forget_token, give_token, this_place
from couples.accounts.device import device_in_words
from couples.accounts.doors import DOORS, Kind, door
from couples.accounts.forms import SHORT_MINUTES, SignIn, SignUp
from couples.house import house
from couples.language import gettext as _
from couples.security.throttle import SLOW, network_of

blueprint = Blueprint("accounts", __name__)

WRONG = "That name and passphrase do not fit together. Check both and try again."


@blueprint.route("/join", methods=["GET", "POST"])
def sign_up() -> Any:
    form = SignUp()
    if not form.validate_on_submit():
        return form_page("accounts/sign_up.html", form)
    settings = house().settings
    if wait := house().throttle.wait("sign_up", settings.sign_up_network, network_of(request.remote_addr)):
        return form_page("accounts/sign_up.html", form, _(SLOW, seconds=wait), 429)
    try:
        account = actions.sign_up(house().writer, house().passphrases, house().keys, *_given(form))
    except actions.NameTaken:
        return form_page("accounts/sign_up.html", form, _("Someone here has this name. Choose another one."))
    return signed_in(account, str(form.stay.data), next_path())


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Any:
    return sign_in_at("person", "accounts/sign_in.html")


def sign_in_at(kind: Kind, template: str) -> Any:
    """One door for each kind of account. Whoever has the other kind is nobody there."""
    form = SignIn()
    if not form.validate_on_submit():
        return form_page(template, form)
    if wait := _wait_to_sign_in(_given(form)[0]):
        return form_page(template, form, _(SLOW, seconds=wait), 429)
    account = actions.by_passphrase(house().passphrases, *_given(form), kind)
    if account is None:
        return form_page(template, form, _(WRONG))
    stay, wanted = str(form.stay.data), next_path()
    return house().second_step(account, stay, wanted) or signed_in(account, stay, wanted)


@blueprint.post("/sign-out")
@login_required
def sign_out() -> Any:
    house().end_logins([current_user.id])
    return forget_token(redirect(url_for(door().out), 303))


@blueprint.get("/you/places")
@login_required
def logins() -> str:
    shown = [
        {
            "id": login.label,
            "started": login.started,
            "last_used": login.last_used,
            "device": login.device,
            "here": login.id == current_user.id,
        }
        for login in house().logins.of(current_user.account_id)
    ]
    return render_template("accounts/logins.html", logins=shown)


@blueprint.post("/you/places/<label>/end")
@login_required
def revoke(label: str) -> Any:
    found = [each for each in house().logins.of(current_user.account_id) if each.label == label]
    if not found:
        abort(404)
    house().end_logins([found[0].id])
    return redirect(url_for("accounts.logins"), 303)


@blueprint.post("/you/places/end-others")
@login_required
def revoke_others() -> Any:
    found = house().logins.of(current_user.account_id)
    house().end_logins([each.id for each in found if each.id != current_user.id])
    return redirect(url_for("accounts.logins"), 303)


@blueprint.post("/you/notices/seen")
@login_required
def got_it() -> Any:
    actions.got_it(house().writer, this_place())
    return redirect(next_path() or url_for(door().home), 303)


def _given(form: SignIn | SignUp) -> tuple[str, str]:
    return str(form.name.data), str(form.passphrase.data)


def form_page(template: str, form: Any, problem: str | None = None, status: int = 422) -> Any:
    """The form again with what was written, or for the first time."""
    if problem:
        form.form_errors.append(problem)
    page = render_template(template, form=form, next=next_path())
    return page, (status if request.method == "POST" else 200)


def signed_in(account: Any, stay: str, wanted: str) -> Any:
    """A place of sign-in begins here, and they go where they wanted to be. `stay` is "short", "long" or ""."""
    settings = house().settings
    minutes = {"short": SHORT_MINUTES, "long": settings.stay_minutes}.get(stay, settings.idle_minutes)
    token = house().logins.start(account.id, device_in_words(request.user_agent.string), minutes)
    goes_to = url_for("own_data.stay") if account.leaving else wanted or url_for(DOORS[account.kind].home)
    return give_token(redirect(goes_to, 303), token, stay=stay == "long")


def next_path() -> str:
    """Where to go after signing in: a path of ours, or nothing."""
    wanted = str(request.values.get("next", ""))
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if ours and wanted.isprintable() else ""


def _wait_to_sign_in(name: str) -> int:
    """By network, and by name and network: a stranger's tries elsewhere never slow down the owner."""
    settings, network = house().settings, network_of(request.remote_addr)
    key = f"{actions.name_key(name)}|{network}"
    return max(
        house().throttle.wait("sign_in_network", settings.sign_in_network, network),
        house().throttle.wait("sign_in_account", settings.sign_in_account, key),
    )
