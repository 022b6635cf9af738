"""A report on paper: on every page whose it is and until when both share it, and nothing that was not chosen."""

import html
import re
import sys

import pytest
import weasyprint
from werkzeug.exceptions import NotFound

from couples.balance import paper
from couples.consent.actions import answer
from couples.counselor.cases import scope
from couples.counselor.reading.report import Chosen
from couples.counselor.reading.views import STYLE, _on_paper
from couples.domain.deed import Deed
from tests.balance.told import tell
from tests.cast import counselor
from tests.consent.given import opened, text
from tests.reading.shared import rated, stopped


@pytest.fixture
def noor(app):
    return counselor(app, "Noor")


def on_paper(noor, id, parts=(), sessions=()):
    """The page of which the PDF is made."""
    with noor.client:
        noor.get(f"/counsel/{id}")
        return _on_paper(scope.case(id), Chosen(frozenset(parts), frozenset(sessions)))


def pages_of(page):
    """What stands on each page of paper."""
    styles = [weasyprint.CSS(filename=each) for each in (paper.PAGE, STYLE)]
    made = weasyprint.HTML(string=paper._with_styles(page)).render(stylesheets=styles)
    return [_text(each._page_box) for each in made.pages]


def _text(box):
    if hasattr(box, "text"):
        return box.text
    return " ".join(_text(child) for child in getattr(box, "children", ()))


def test_every_page_says_whose_it_is_and_until_when(app, noor, alex, sam, couple):
    tell(app, couple)
    session = rated(app, alex, sam)
    id = opened(app, noor, alex, sam, sessions=[session])
    pages = pages_of(on_paper(noor, id, ["need", "balance", "scales"], [session]))
    assert len(pages) > 3
    for page in pages:
        assert re.search(r"Alex & Sam\. Shared by both until .+ May be withdrawn\.", " ".join(page.split()))
    print(f"pages of paper {len(pages)}, all of them say so")


def test_it_is_a_tagged_pdf(app, noor, alex, sam, couple):
    session = rated(app, alex, sam)
    id = opened(app, noor, alex, sam, sessions=[session])
    made = noor.get(f"/counsel/{id}/report.pdf?session={session}&part=scales")
    assert made.status_code == 200 and made.mimetype == "application/pdf"
    assert made.data.startswith(b"%PDF-")
    assert made.headers["Content-Disposition"] == 'attachment; filename="report.pdf"'


def test_only_what_was_chosen_is_in_it(app, noor, alex, sam, couple):
    one, two = rated(app, alex, sam), stopped(alex, sam)
    id = opened(app, noor, alex, sam, sessions=[one, two])
    page = html.unescape(on_paper(noor, id, ["scales"], [two]))
    assert "Good news, well met" in page and "Ratings over time" in page
    assert "You made tea before I asked" not in page and "<h2>Needs</h2>" not in page
    page = html.unescape(on_paper(noor, id, ["need"], [one]))
    assert "You made tea before I asked" in page and "<h2>Needs</h2>" in page and "Good news" not in page


def test_what_one_wrote_to_both_is_in_it_and_what_one_noted_for_oneself_is_not(app, noor, alex, sam, couple):
    session = rated(app, alex, sam)
    id = opened(app, noor, alex, sam, sessions=[session])
    for whom, words in (("both", "How did the thanks land?"), ("me", "They look tired.")):
        sent = {"step": "seen", "text": words, "for": whom}
        assert noor.post(f"/counsel/{id}/sessions/{session}", **sent).status_code == 303
    chosen = f"report?session={session}&part=comments"
    for page in (text(noor.get(f"/counsel/{id}/{chosen}")), on_paper(noor, id, ["comments"], [session])):
        assert "How did the thanks land?" in page and "They look tired." not in page
    assert "How did the thanks land?" not in on_paper(noor, id, [], [session])


def test_a_part_taken_back_is_refused_by_itself(app, noor, alex, sam, couple):
    one, two = rated(app, alex, sam), stopped(alex, sam)
    id = opened(app, noor, alex, sam, sessions=[one, two])
    for gone in (False, True):
        expected = 404 if gone else 200
        for end in ("", ".pdf"):
            assert noor.get(f"/counsel/{id}/report{end}?session={one}&session={two}").status_code == expected
            assert noor.get(f"/counsel/{id}/report{end}?session={one}").status_code == 200
        sam.post(f"/with/{id}/share", session=two, on="0")


def test_who_ends_it_while_it_is_made_gets_it_refused(app, noor, alex, sam, couple):
    """What was made is asked for again when it is ready, by the grant of that moment."""
    id = opened(app, noor, alex, sam)
    with noor.client:
        noor.get(f"/counsel/{id}")
        found = scope.choose(id, frozenset({"need"}), frozenset())
        assert answer(sam.house.writer, id, sam.login.account_id, Deed("no", None, {})) is None
        with pytest.raises(NotFound):
            scope.report(found, frozenset({"need"}), frozenset())


def test_more_sessions_than_go_on_paper_are_refused_in_words(app, noor, alex, sam, couple):
    sessions = [stopped(alex, sam) for _ in range(27)]
    id = opened(app, noor, alex, sam, sessions=sessions)
    asked = "&".join(f"session={each}" for each in sessions)
    page = noor.get(f"/counsel/{id}/report?{asked}")
    assert page.status_code == 422 and "Choose at most 26 sessions." in text(page)
    assert text(page).count(" checked") == len(sessions)  # what was chosen stands there again
    assert noor.get(f"/counsel/{id}/report.pdf?{asked}").status_code == 404


def test_where_no_pdf_can_be_made_none_is_offered(app, noor, alex, sam, couple, monkeypatch):
    id = opened(app, noor, alex, sam)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    paper.maker.cache_clear()
    try:
        page = text(noor.get(f"/counsel/{id}/report?part=need"))
        assert "As a PDF" not in page and "use your browser" in page
        assert noor.get(f"/counsel/{id}/report.pdf?part=need").status_code == 404
    finally:
        paper.maker.cache_clear()
