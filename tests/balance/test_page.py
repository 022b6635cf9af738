"""The two pages of the balance: one's own part, and the view of both, which opens when both have said yes."""

import csv
import html
import io
import re
import sys
import zlib

import pytest

from couples.balance import paper
from couples.domain.balance.checkins import CHECK_INS, CLOSED, keys_shown
from tests.balance.told import forget_facts, tell
from tests.cast import start

DEFLATED = rb"FlateDecode[^>]*>>\nstream\n(.*?)\nendstream"
BLAME = (
    "dominat",
    "fails",
    "healthy",
    "toxic",
    "codependent",
    "unbalanced",
    "score of",
    "must",
    "should",
    "winner",
)


def text_of(answer):
    return html.unescape(answer.get_data(as_text=True))


def words_of(answer):
    """What a reader reads, without tags."""
    main = re.search(r"<main.*?</main>", text_of(answer), re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def joins(person, on="1"):
    return person.post("/balance/choose", deed="join", on=on)


def test_it_opens_for_both_when_both_have_said_yes_and_closes_for_both_when_one_does(alex, sam, couple):
    assert "opens when both of you say yes" in text_of(alex.get("/balance/both"))
    joins(alex)
    before = sam.get("/balance/both").data
    assert "opens when both" in text_of(alex.get("/balance/both"))
    joins(alex, "0")
    assert sam.get("/balance/both").data == before  # nobody is told whether the other said yes
    joins(alex)
    joins(sam)
    for person in (alex, sam):
        assert "The last 90 days" in text_of(person.get("/balance/both"))
    joins(sam, "0")
    for person in (alex, sam):
        assert "opens when both" in text_of(person.get("/balance/both"))
        assert person.get("/balance/both.csv").status_code == 404


def test_with_nothing_yet_every_strand_says_what_would_be_enough(alex, sam, couple):
    joins(alex)
    joins(sam)
    page = words_of(alex.get("/balance/both"))
    assert page.count("Not enough yet.") == 9


@pytest.fixture
def told(app, alex, sam, couple):
    tell(app, couple)
    return app, couple


def test_half_a_year_is_told_in_sentences_without_blame(told, alex, sam):
    pages = [words_of(person.get("/balance/both")) for person in (alex, sam)]
    for page in pages:
        assert "the speaking time was about even" in page
        assert "In the last 90 days" in page and "guessed" in page and "the say was" in page
        assert not [word for word in BLAME if word in page.lower()]


def test_both_see_the_same_with_sides_changed_over(told, alex, sam):
    """Every number that one sees is on the other's page too."""
    seen = [csv_of(person) for person in (alex, sam)]
    assert seen[0][0] == ["", "", "Alex", "Sam"] and seen[1][0] == ["", "", "Sam", "Alex"]
    assert [[title, what, theirs, mine] for title, what, mine, theirs in seen[1]] == seen[0]
    assert len(seen[0]) > 20


def csv_of(person):
    return list(csv.reader(io.StringIO(text_of(person.get("/balance/both.csv")))))


def test_the_own_part_holds_no_number_of_the_other(told, alex, sam, couple):
    page = words_of(alex.get("/balance"))
    assert "You spoke for" in page and "You started" in page and "Of 2 limits" in page
    assert "Sam was" not in page and "Sam leaned" not in page
    other = words_of(sam.get("/balance"))
    assert "limits that you looked at" not in other  # he has none


def test_what_someone_hides_says_not_enough_yet_to_both_and_nothing_else_changes(told, alex, sam):
    before = {person: rows_of(person) for person in (alex, sam)}
    alex.post("/balance/choose", deed="hide", about="airtime", on="1")
    for person in (alex, sam):
        after = rows_of(person)
        assert "Not enough yet. Four talks" in after["airtime"]
        assert {name for name in after if after[name] != before[person][name]} == {"airtime"}
    hidden = rows_of(sam)["airtime"]
    alex.post("/balance/choose", deed="hide", about="airtime", on="0")
    forget_facts(*told)
    assert rows_of(sam)["airtime"] == hidden  # as where there is nothing


def rows_of(person):
    page = text_of(person.get("/balance/both"))
    return dict(re.findall(r'<article class="strand" id="(\w+)">(.*?)</article>', page, re.DOTALL))


def test_a_private_rating_changes_no_byte_of_the_others_page(told, alex, sam):
    paths = ("/balance/both", "/balance/both.csv", "/balance", "/home", "/ours")
    alex.post("/balance/choose", deed="show", about="week:rested", on="0")
    seen = [sam.get(path).data for path in paths]
    alex.post("/check-in/month", **{"month:limits": "0", "month:own": "1"}, **ticked("month"))
    alex.post("/check-in/week", **{"week:rested": "0"}, **ticked("week"))
    alex.post("/balance/choose", deed="fit", about="heard", fit="-2")
    alex.post("/balance/choose", deed="keep", about="heard", on="1")
    alex.post("/balance/choose", deed="show", about="limits", on="0")
    assert [sam.get(path).data for path in paths] == seen


def ticked(kind):
    """The other ticks of a check-in, as its page has them."""
    keys = keys_shown(CHECK_INS[kind])
    return {f"show:{key}": "1" for key in keys if key not in CLOSED and key != "week:rested"}


def test_what_does_not_fit_someone_is_offered_to_them_alone(told, alex, sam):
    assert "Starting does not fit you" in text_of(alex.get("/balance"))
    assert "does not fit you" not in text_of(sam.get("/balance"))
    alex.post("/balance/choose", deed="keep", about="starting", on="1")
    assert "does not fit you" not in text_of(alex.get("/balance"))


def test_charts_are_hidden_from_readers_and_each_has_a_table_with_the_same_numbers(told, alex):
    page = text_of(alex.get("/balance/both"))
    charts = re.findall(r"<svg class=\"chart[^>]*>", page)
    assert len(charts) > 20 and all('aria-hidden="true"' in chart for chart in charts)
    assert page.count("<table>") >= 8 and page.count("<details") >= 16
    assert re.search(r"<details class=\"change\"><summary>As a table", page)
    assert '<details class="change">' not in text_of(
        alex.get("/balance/both?paper=1")
    )  # on paper all is open


def test_a_range_that_there_is_none_of_is_the_middle_one(told, alex):
    for asked, shown in (("4", 4), ("26", 26), ("99", 13), ("x", 13)):
        page = text_of(alex.get(f"/balance/both?weeks={asked}"))
        assert f'aria-current="true">{shown} weeks' in page


def test_a_name_that_begins_like_a_formula_is_not_run(told, alex):
    from couples.balance.joint import _harmless

    assert _harmless("=SUM(A1)") == "'=SUM(A1)" and _harmless("Sam") == "Sam"


def test_a_session_that_ends_moves_it_at_once(app, alex, sam, couple):
    joins(alex)
    joins(sam)
    for _ in range(10):
        sam.do(start(alex, "specific-thanks"), "stop")
    assert "You started 10 times." in words_of(alex.get("/balance"))
    assert "You started" not in words_of(sam.get("/balance"))


def test_after_an_unlink_nothing_of_it_is_open(told, alex, sam, couple):
    sam.form(couple, "unlink")
    for path in ("/balance", "/balance/both"):
        assert "The last 90 days" not in text_of(alex.get(path, follow_redirects=True))
    assert alex.get("/balance/both.csv").status_code == 404


def test_a_pdf_of_it_is_tagged_and_is_there_for_both_only(told, alex, sam, jo):
    answer = alex.get("/balance/both.pdf")
    assert answer.status_code == 200 and answer.mimetype == "application/pdf"
    parts = re.findall(rb"stream\n(.*?)\nendstream", answer.data, re.DOTALL)
    inside = b"".join(zlib.decompress(each) for each in parts if each.startswith(b"x\xda"))
    assert answer.data.startswith(b"%PDF-")
    assert b"pdfuaid" in inside
    assert b"StructTreeRoot" in inside
    assert "As a PDF" in text_of(sam.get("/balance/both"))
    assert jo.get("/balance/both.pdf").status_code == 404
    sam.post("/balance/choose", deed="join", on="0")
    assert alex.get("/balance/both.pdf").status_code == 404


def test_where_none_can_be_made_none_is_offered(told, alex, monkeypatch):
    """As on a server that has not installed what makes it."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    paper.maker.cache_clear()
    try:
        assert "As a PDF" not in text_of(alex.get("/balance/both"))
        assert alex.get("/balance/both.pdf").status_code == 404
    finally:
        paper.maker.cache_clear()


def test_a_page_for_paper_fetches_nothing():
    with pytest.raises(ValueError, match="fetches nothing"):
        paper._nothing("file:///etc/passwd")
