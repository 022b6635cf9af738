"""Help & safety: who helps where, the private check, and who could see what. Readable by everyone, signed in or not.

The check is part of the page that everyone gets. Nothing of it is ever sent, so there is nothing of it here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, render_template, request

from couples.content.help import EVERYWHERE, Directory
from couples.house import house
from couples.safety import check
from couples.safety.who_could_see import GROUPS

blueprint = Blueprint("safety", __name__)


@blueprint.get("/info")
def help() -> Any:
    """The country is the one that was chosen, else the one the browser names, else none."""
    directory, today = house().help, datetime.now(UTC).date()
    chosen = request.args.get("country")
    country = _known(directory, [chosen]) if chosen is not None else _of_browser(directory)
    return render_template(
        "safety/help.html",
        countries=directory.countries,
        country=country,
        emergency=[(each, each.state(today)) for each in directory.emergency(country)],
        services=[(each, each.state(today)) for each in directory.of(country)],
        everywhere=[(each, each.state(today)) for each in directory.everywhere],
        questions=check.QUESTIONS,
    )


@blueprint.get("/info/who")
def who_could_see() -> str:
    return render_template("safety/who_could_see.html", groups=GROUPS)


def _of_browser(directory: Directory) -> str:
    """`de-AT` names Austria; `de` alone names no country."""
    tags = (tag.replace("_", "-").split("-") for tag in request.accept_languages.values())
    return _known(directory, (parts[-1].upper() for parts in tags if len(parts) > 1))


def _known(directory: Directory, codes: Iterable[str]) -> str:
    """The first of the codes that we have services for, or "" for none."""
    return next((code for code in codes if code in directory.countries and code != EVERYWHERE), "")
