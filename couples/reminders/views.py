"""How someone is reminded: off until chosen. And the private calendar."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.accounts import proof
from couples.house import house
from couples.language import gettext as _
from couples.reminders import actions, mail, queries
from couples.reminders.calendar import calendar
from couples.reminders.forms import Reminders
from couples.reminders.quiet import zones
from couples.security.throttle import SLOW

blueprint = Blueprint("reminders", __name__)

NO_ZONE = "Choose your time zone from the list."


@blueprint.get("/you/reminders")
@login_required
def page() -> Any:
    return _page(_form())


@blueprint.post("/you/reminders")
@login_required
def choose() -> Any:
    if not mail.configured(house().settings):
        abort(404)
    form = _form()
    zone = form.zone(request.form.get("device_zone", ""))
    if not form.validate():
        return _page(form, status=422)
    if zone not in zones():
        return _page(_refused(form, "timezone", _(NO_ZONE)), status=422)
    if form.new_address and (refused := _passphrase_refused(form)):
        return refused
    choice = actions.Choice(form.new_address, int(form.quiet_from.data), int(form.quiet_to.data), zone)
    actions.choose(house().writer, house().keys, current_user.account_id, choice)
    return redirect(url_for("reminders.page"), 303)


@blueprint.post("/you/reminders/test")
@login_required
def test() -> Any:
    """The very mail that a reminder is, now."""
    settings, mine = house().settings, current_user.account_id
    chosen = queries.choice_of(house().keys, mine)
    if not mail.configured(settings) or chosen is None or not chosen.address:
        abort(404)
    if wait := house().throttle.wait("test_mail", settings.test_mail, mine):
        return _page(_form(), said=_(SLOW, seconds=wait), status=429)
    try:
        mail.send(settings, chosen.address)
    except (OSError, ValueError):
        return _page(_form(), said=_("The mail could not be sent. Please try again later."), status=503)
    return _page(
        _form(), said=_("The mail is on its way. If it does not come, look among the unwanted ones.")
    )


@blueprint.post("/you/reminders/off")
@login_required
def off() -> Any:
    actions.turn_off(house().writer, current_user.account_id)
    return redirect(url_for("reminders.page"), 303)


@blueprint.post("/you/reminders/calendar")
@login_required
def new_feed() -> Any:
    """A new private address, shown on this one page only: we keep no more than its hash."""
    token = actions.new_feed(house().writer, current_user.account_id)
    return _page(_form(), feed=f"{house().settings.origin}{url_for('reminders.feed', token=token)}")


@blueprint.get("/you/calendar/<token>.ics")
def feed(token: str) -> Response:
    """For calendars, which cannot sign in: the address is the key."""
    events = queries.feed(token)
    if events is None:
        abort(404)
    return Response(calendar(events), mimetype="text/calendar")


def _form() -> Reminders:
    """As it was chosen, or as it was just sent."""
    chosen = queries.choice_of(house().keys, current_user.account_id)
    if chosen is None or not chosen.address:
        return Reminders()
    return Reminders(
        has_address=True,
        quiet_from=str(chosen.quiet_from),
        quiet_to=str(chosen.quiet_to),
        timezone=chosen.timezone,
    )


def _page(form: Reminders, said: str = "", feed: str = "", status: int = 200) -> Any:
    chosen = queries.choice_of(house().keys, current_user.account_id)
    page = render_template(
        "reminders/reminders.html",
        form=form,
        said=said,
        problem=status >= 400 and not form.errors,
        feed=feed,
        address=_shortened(chosen.address) if chosen and chosen.address else "",
        chosen=chosen is not None,
        has_feed=chosen is not None and chosen.has_feed,
        can_mail=mail.configured(house().settings),
    )
    return page, status


def _passphrase_refused(form: Reminders) -> Any:
    refused = proof.refusal(str(form.passphrase.data), "reminder_passphrase")
    return _page(_refused(form, "passphrase", refused[0]), status=refused[1]) if refused else None


def _refused(form: Reminders, field: str, words: str) -> Reminders:
    form[field].errors = [words]
    return form


def _shortened(address: str) -> str:
    """Enough to know one's own address by, and not enough for somebody who looks on."""
    name, _at, domain = address.partition("@")
    return f"{name[0]}…@{domain}"
