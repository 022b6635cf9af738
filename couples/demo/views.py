"""The demo's page: two frames, one for each side of the sample couple."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, make_response, render_template, request

from couples.demo.mount import SIDES, DemoMount
from couples.house import house
from couples.language import gettext as _
from couples.security.throttle import network_of

blueprint = Blueprint("demo", __name__)
VISITS = "30 per hour"


@blueprint.get("/demo")
def show() -> Any:
    """A new sample couple at each visit. `?both=1` lets the visitor play both sides."""
    both = request.args.get("both") == "1"
    if wait := house().throttle.wait("demo", VISITS, network_of(request.remote_addr)):
        slow = _("Try again in %(seconds)s seconds.", seconds=wait)
        return render_template(
            "errors/error.html", title=_("That was a lot at once"), text=slow, code=None
        ), 429
    mount: DemoMount | None = current_app.extensions.get("couples_demo")
    if mount is None:  # this server shows none
        abort(404)
    sandbox = mount.sandboxes.new(alone=not both)
    page = render_template("demo/show.html", session=sandbox.session, both=both, sides=SIDES)
    response = make_response(page)
    settings = house().settings
    for side, token in zip(SIDES, sandbox.tokens, strict=True):
        root = request.script_root + side
        response.set_cookie(
            "demo" + root.replace("/", "_"),
            token,
            max_age=60 * settings.demo_minutes,
            path=root,
            secure=settings.https,
            httponly=True,
            samesite="Lax",
        )
    return response
