"""What a counselor reads of a couple over time: each page by the grant of that moment, and from shared things alone."""

import html
import re

import pytest

from couples.consent import trail
from couples.domain.days import in_days
from couples.extensions import db
from tests.balance.told import tell
from tests.cast import counselor
from tests.consent.given import no, opened, text, yes
from tests.reading.shared import rated, stopped, with_balance

PAGES = ("balance", "brief", "scales", "report", "report?part=need", "report.pdf?part=need")


@pytest.fixture
def noor(app):
    return counselor(app, "Noor")


def words_of(answer):
    """What a reader reads, without tags."""
    main = re.search(r"<main.*?</main>", html.unescape(answer.get_data(as_text=True)), re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def lines_of(app, alex, couple):
    with app.app_context():
        head = app.extensions["couples"].writer.live(couple).head
        return trail.latest(db.session.connection(), head.couple_id)


# Who may read


def test_what_is_not_in_scope_is_the_page_that_is_not_there(app, noor, alex, sam, couple):
    session = stopped(alex, sam)
    id = opened(app, noor, alex, sam, scope=["ahead"])
    missing, tried = text(noor.get("/counsel/nothing/balance")), 0
    out = ["balance", f"report?session={session}", f"report.pdf?session={session}", "report?session=nothing"]
    out += [f"report{end}?part={part}" for end in ("", ".pdf") for part in ("need", "agreement", "balance")]
    out += ["report?part=scales&part=boundary", "report.pdf?part=scales&part=boundary", "report.pdf"]
    for page in out:
        answer = noor.get(f"/counsel/{id}/{page}")
        assert answer.status_code == 404 and text(answer) == missing, page
        tried += 1
    print(f"pages out of scope tried {tried}, all as one that is not there")


def test_another_counselor_and_the_two_themselves_find_no_such_page(app, noor, alex, sam, couple):
    id, other = opened(app, noor, alex, sam), counselor(app, "Bell")
    for page in PAGES:
        assert noor.get(f"/counsel/{id}/{page}").status_code == 200, page
        foreign, missing = other.get(f"/counsel/{id}/{page}"), other.get(f"/counsel/nothing/{page}")
        assert foreign.status_code == 404 and text(foreign) == text(missing), page
        assert alex.get(f"/counsel/{id}/{page}").status_code == 404


@pytest.mark.parametrize("end", ["no", "unlink"])
def test_after_an_end_all_of_it_is_missing(app, noor, alex, sam, couple, end):
    session = rated(app, alex, sam)
    id = opened(app, noor, alex, sam, sessions=[session])
    with_balance(alex, sam)
    pages = (*PAGES, f"report?session={session}", f"report.pdf?session={session}&part=scales")
    for page in pages:
        assert noor.get(f"/counsel/{id}/{page}").status_code == 200, page
    if end == "no":
        no(sam, id)
    else:
        alex.form(couple, "unlink")
    missing = text(noor.get("/counsel/nothing/brief"))
    for page in pages:
        answer = noor.get(f"/counsel/{id}/{page}")
        assert answer.status_code == 404 and text(answer) == missing, page


def test_each_page_leaves_one_line_within_a_minute_that_both_can_read(app, noor, alex, sam, couple):
    writer = app.extensions["couples"].writer
    at = writer.clock() // 60 * 60
    writer.clock = lambda: at
    session = rated(app, alex, sam)
    id = opened(app, noor, alex, sam, sessions=[session])
    for _ in range(3):
        for page in (*PAGES, f"report?session={session}"):
            assert noor.get(f"/counsel/{id}/{page}").status_code == 200
    told = sorted((line.kind, line.about) for line in lines_of(app, alex, couple))
    assert told == [
        ("began", ""),
        ("opened", "balance"),
        ("opened", "brief"),
        ("opened", "scales"),
        ("reported", "report"),
    ]
    writer.clock = lambda: at + 60
    noor.get(f"/counsel/{id}/brief")
    assert len(lines_of(app, alex, couple)) == len(told) + 1
    for person in (alex, sam):
        assert "Made a report" in text(person.get("/with"))


def test_to_choose_parts_leaves_no_line_and_neither_does_what_is_refused(app, noor, alex, sam, couple):
    id = opened(app, noor, alex, sam, scope=["need"])
    for page in ("report", "report?part=balance", "report.pdf?part=balance", "balance"):
        noor.get(f"/counsel/{id}/{page}")
    assert [line.kind for line in lines_of(app, alex, couple)] == ["began"]


# The balance


def test_the_balance_is_closed_until_both_have_opened_it_whoever_has_not(app, noor, alex, sam, couple):
    id = opened(app, noor, alex, sam)
    closed = text(noor.get(f"/counsel/{id}/balance"))
    assert "once both of them have opened" in closed
    for person in (alex, sam):
        person.post("/balance/choose", deed="join", on="1")
        assert text(noor.get(f"/counsel/{id}/balance")) == closed
        person.post("/balance/choose", deed="join", on="0")
    with_balance(alex, sam)
    page = text(noor.get(f"/counsel/{id}/balance"))
    assert page.count("Not enough yet.") == 9
    alex.post("/balance/choose", deed="join", on="0")
    assert text(noor.get(f"/counsel/{id}/balance")) == closed


def test_the_balance_says_both_by_name_and_links_to_no_page_of_theirs(app, noor, alex, sam, couple):
    tell(app, couple)
    alex.post("/balance/choose", deed="fit", about="airtime", fit="-2")
    sam.post("/balance/choose", deed="fit", about="airtime", fit="2", shown="1")
    id = opened(app, noor, alex, sam)
    page = noor.get(f"/counsel/{id}/balance")
    shown, main = words_of(page), re.search(r"<main.*?</main>", page.get_data(as_text=True), re.DOTALL)[0]
    assert "the speaking time was about even: 51% Alex, 49% Sam" in shown
    strands = shown.split("Check-ins")[0].replace("share with you", "")  # items stand as they were asked
    assert not re.search(r"\b(you|your)\b", strands, re.IGNORECASE)
    assert "Does this fit" not in shown and 'href="/balance' not in main and "/check-in" not in main
    assert "Sam: fits me" in shown and "does not fit me" not in shown
    assert not re.search(r"\b20\d\d\b", shown)  # nothing is told one by one, with its day


# What is new


def test_a_brief_tells_how_each_session_ended_and_what_was_passed(app, noor, alex, sam, couple):
    done, early = rated(app, alex, sam), stopped(alex, sam)
    id = opened(app, noor, alex, sam, sessions=[done, early])
    page = words_of(noor.get(f"/counsel/{id}/brief"))
    assert "Specific thanks" in page and "To the end" in page and "Ended early" in page
    assert "Nothing new, and nothing that has its day within a week." in page


def test_a_brief_begins_where_the_last_one_of_another_day_was_opened(app, noor, alex, sam, couple):
    session = stopped(alex, sam)
    id = opened(app, noor, alex, sam, sessions=[session])
    now = app.extensions["couples"].writer.clock()
    first = noor.get(f"/counsel/{id}/brief").data
    assert f'value="{in_days(-28, now)}"'.encode() in first
    assert (
        f'value="{in_days(-28, now)}"'.encode() in noor.get(f"/counsel/{id}/brief").data
    )  # the same day, the same page
    day = in_days(-3, now)
    assert f'value="{day}"'.encode() in noor.get(f"/counsel/{id}/brief?since={day}").data
    for wrong in ("tomorrow", in_days(2, now), "2026-13-01", "'"):
        assert f'value="{in_days(-28, now)}"'.encode() in noor.get(f"/counsel/{id}/brief?since={wrong}").data


def test_a_brief_with_nothing_in_it_says_so(app, noor, alex, sam, couple):
    id = opened(app, noor, alex, sam, scope=["need"])
    page = words_of(noor.get(f"/counsel/{id}/brief"))
    assert "None that they share since then." in page and "Needs" in page
    assert "Limits" not in page and "Agreements" not in page and "balance" not in page.lower()


def test_a_narrower_yes_takes_its_parts_out_of_the_brief(app, noor, alex, sam, couple):
    tell(app, couple)
    id = opened(app, noor, alex, sam)
    assert "Speaking time was about even" in words_of(noor.get(f"/counsel/{id}/brief"))
    yes(sam, id, scope=["need"])
    page = words_of(noor.get(f"/counsel/{id}/brief"))
    assert "Speaking time" not in page and "Limits" not in page and "Needs" in page


def test_a_brief_tells_which_need_is_new_and_when_it_was_answered(app, noor, alex, sam, couple):
    """A need from an exercise that is not shared: needs are shared, so it is there, and the exercise is not."""
    rated(app, alex, sam, "weekly-ten")
    id = opened(app, noor, alex, sam, scope=["need"])
    page = words_of(noor.get(f"/counsel/{id}/brief"))
    assert (
        page.count("half an hour of quiet") == 2 and page.count("New on") == 2 and "no answer yet" not in page
    )
    assert "Weekly ten" not in page
    writer = app.extensions["couples"].writer
    since = in_days(0, writer.clock())
    assert f'value="{since}"' in text(noor.get(f"/counsel/{id}/brief?since={since}"))


def test_a_brief_names_what_was_given_to_practise(app, noor, alex, sam, couple):
    id = opened(app, noor, alex, sam)
    due = in_days(7, app.extensions["couples"].writer.clock())
    given = noor.post(
        f"/counsel/{id}/practice", exercise="specific-thanks", due=due, why="To say what went well."
    )
    assert given.status_code == 303
    page = words_of(noor.get(f"/counsel/{id}/brief"))
    assert "Practice Specific thanks" in page and "Given" in page
