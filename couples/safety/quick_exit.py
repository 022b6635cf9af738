"""Leaving quickly: ends this place of sign-in and leads to a page that has nothing to do with us.

With JavaScript, `static/js/modules/leave.js` blanks the page first, posts here beside it, and is gone already when this
answers. Without it the form posts here, and the answer forwards.

It is a post: a link would let any other site sign people out (`security/forgery.py`). It answers with a page of its own
and no redirect, since browsers stop a redirect to another site after a form (`form-action`). A forward of a page takes
that page's place in the list of the Back button. The form carries no token: one of an earlier sign-in, in a tab that
was open for long, would be refused, and nobody may be held here by a refusal.
"""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    after_this_request,
    has_request_context,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_login import current_user

from couples.accounts.cookie import bounds, forget_token
from couples.house import house
from couples.settings import Settings

blueprint = Blueprint("quick_exit", __name__)
MARK = "back"  # the cookie of a browser that somebody left, and the name of what opens it again
MARK_SECONDS = 60 * 60


def exit_name(settings: Settings) -> str:
    """What a tab on its way there is called, such as `wikipedia.org`."""
    return str(urlsplit(settings.exit_url).hostname).removeprefix("www.")


@blueprint.post("/leave")
def leave() -> Any:
    """Also for those who are signed in no more: whoever presses the button must get away, not to the sign-in page.

    Our cookie goes by name, and caches and storage as at each sign-out. All cookies together are left alone: that
    would sign people out of other sites of the same domain, and somebody would notice.
    """
    if current_user.is_authenticated:
        house().end_logins([current_user.id])
    settings = house().settings
    page = render_template("safety/left.html", exit_url=settings.exit_url, name=exit_name(settings))
    return _marked(forget_token(make_response(page)))


@blueprint.get("/about")
def how() -> str:
    """What it does and what it does not do, for everybody. Its address and its title stay in the browser's list."""
    return render_template("safety/leaving.html", exit_name=exit_name(house().settings))


def _marked(response: Any) -> Any:
    response.set_cookie(MARK, secrets.token_urlsafe(6), max_age=MARK_SECONDS, **bounds())
    return response


@blueprint.before_app_request
def show_the_way_in() -> Any:
    """For a while the Back button shows no more than the sign-in page, not even what anyone may read, such as help.

    Whoever goes on from there by a link of ours has what opens everything again. No page from before can have it.
    """
    mark = _mark()
    if not mark or request.method != "GET" or request.endpoint == "accounts.sign_in":
        return None
    if request.args.get(MARK) != mark:
        return redirect(url_for("accounts.sign_in"), 303)
    after_this_request(_unmarked)
    return None


def _unmarked(response: Any) -> Any:
    response.delete_cookie(MARK, **bounds())
    return response


@blueprint.app_url_defaults
def lead_on(endpoint: str, values: dict[str, Any]) -> None:
    if has_request_context() and endpoint != "accounts.sign_in" and (mark := _mark()):
        values.setdefault(MARK, mark)


def _mark() -> str:
    """What opens this browser again; empty for one that nobody left, and for whoever is signed in."""
    mark = request.cookies.get(MARK, "")
    return "" if not mark or house().settings.in_demo or current_user.is_authenticated else mark
