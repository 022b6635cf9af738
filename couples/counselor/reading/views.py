"""What a counselor reads of a couple over time: the balance, what is new, ratings side by side, and a report."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask_login import login_required

from couples.attachments import attachment
from couples.balance import paper
from couples.balance.words import FITS, PARTS
from couples.counselor.cases import caseload, scope
from couples.counselor.cases.scope import Case
from couples.counselor.reading import balance as of_both
from couples.counselor.reading import brief as news
from couples.counselor.reading import report as chosen_parts
from couples.counselor.reading.report import MOST, Chosen
from couples.counselor.reading.scales import scales as compared
from couples.domain.balance.window import RANGES
from couples.language import gettext as _
from couples.settings import ROOT

blueprint = Blueprint("reading", __name__)
STYLE = ROOT / "static" / "paper" / "report.css"


@blueprint.get("/counsel/<id>/balance")
@login_required
def balance(id: str) -> str:
    """The view of both. Until both have opened it, the same page whoever of them has not."""
    found = scope.part(id, "balance")
    wanted = request.args.get("weeks", type=int)
    view = of_both.balance(found, wanted if wanted in RANGES else RANGES[1])
    return _page("balance", found, view=view, ranges=RANGES)


@blueprint.get("/counsel/<id>/brief")
@login_required
def brief(id: str) -> str:
    """From the trail as it was before this look."""
    day = news.since(scope.case(id), request.args.get("since", ""))
    found = scope.whole(id, "opened", "brief")
    return _page("brief", found, brief=news.brief(found, day))


@blueprint.get("/counsel/<id>/scales")
@login_required
def scales(id: str) -> str:
    found = scope.whole(id, "opened", "scales")
    return _page("scales", found, scales=compared(found))


@blueprint.get("/counsel/<id>/report")
@login_required
def report(id: str) -> Any:
    """Choose parts, and see below what they come to. Where something was chosen, that it was read is written down."""
    chosen = _chosen()
    found = scope.choose(id, chosen.scope, chosen.sessions)
    problem = _("Choose at most %(most)s sessions.", most=MOST) if len(chosen.sessions) > MOST else ""
    made = chosen_parts.report(found, chosen) if chosen and not problem else None
    if made:
        scope.report(found, chosen.scope, chosen.rests_on(found))
    page = _page(
        "report",
        found,
        report=made,
        chosen=chosen,
        problem=problem,
        sessions=caseload.sessions(found),
        offered=chosen_parts.offered(found),
        titles=chosen_parts.PARTS,
        pdf=_address(id) if made and paper.maker() else "",
    )
    return page, 422 if problem else 200


@blueprint.get("/counsel/<id>/report.pdf")
@login_required
def document(id: str) -> Any:
    """The same on paper, where this server can make it."""
    chosen = _chosen()
    found = scope.choose(id, chosen.scope, chosen.sessions)
    if paper.maker() is None or not chosen or len(chosen.sessions) > MOST:
        abort(404)
    made = paper.pdf(_on_paper(found, chosen), STYLE)
    scope.report(found, chosen.scope, chosen.rests_on(found))
    return attachment(made, "application/pdf", "report.pdf")


def _address(id: str) -> str:
    """Of the same report as a PDF."""
    return url_for("reading.document", id=id) + "?" + request.query_string.decode("ascii", "ignore")


def _chosen() -> Chosen:
    """What is no part is none that anyone could have given, so it is left out here."""
    parts = set(request.args.getlist("part")) & {*chosen_parts.PARTS}
    return Chosen(frozenset(parts), frozenset(request.args.getlist("session")))


def _on_paper(found: Case, chosen: Chosen) -> str:
    made = chosen_parts.report(found, chosen)
    told = {"report": made, "chosen": chosen, "titles": chosen_parts.PARTS, "fits": FITS, "parts": PARTS}
    return render_template("counselor/reading/paper.html", names=found.names, **told)


def _page(name: str, found: Case, **told: Any) -> str:
    return render_template(
        f"counselor/reading/{name}.html",
        case=found,
        names=found.names,
        fits=FITS,
        parts=PARTS,
        panel=caseload.panel(found),
        **told,
    )
