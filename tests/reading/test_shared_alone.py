"""A hundred sessions of which both share twenty: of the other eighty there is no trace on any page of the counselor."""

import html
import re

import pytest

from couples.domain.days import DAY
from couples.fragments import day, iso
from tests.cast import counselor
from tests.consent.given import opened, text
from tests.reading.shared import SCALED, rated, stopped, with_balance

ALL, EVERY = 100, 5
RATED, EARLY = "guess-then-ask", "good-news"  # of those that are not shared
LIBRARY = ("Good news, well met", "Guess, then ask", RATED, EARLY)


@pytest.fixture
def many(app, alex, sam, couple):
    """(shared, not shared) sessions, each with the day on which it was, one on each of the last hundred days."""
    writer, shared, own = app.extensions["couples"].writer, {}, {}
    clock = writer.clock
    now = clock()
    for number in range(ALL):
        at = now - (ALL - number) * DAY
        writer.clock = lambda at=at: at
        # Twenty-eight days ago, where a first brief begins, is a day of one that is shared.
        if number % EVERY == (ALL - 28) % EVERY:
            shared[rated(app, alex, sam, SCALED)] = at
        elif number % EVERY == 0:
            own[rated(app, alex, sam, RATED)] = at
        else:
            own[stopped(alex, sam, EARLY)] = at
    writer.clock = clock
    return shared, own


def traces(own):
    """All that would tell of a session: its id, its day in any form, and what the exercise is called."""
    for session, at in own.items():
        yield from (session, day(at), iso(at)[:10])
    yield from LIBRARY


def found_in(page, told):
    return [each for each in told if re.search(rf"(?<![\w-]){re.escape(each)}", page)]


def test_of_what_is_not_shared_there_is_no_title_count_id_or_day_in_any_byte(app, alex, sam, many):
    shared, own = many
    assert (len(shared), len(own)) == (20, 80)
    noor = counselor(app)
    with_balance(alex, sam)
    id = opened(app, noor, alex, sam, sessions=list(shared))
    every = "&".join(f"session={each}" for each in shared)
    parts = "part=need&part=boundary&part=agreement&part=balance&part=scales&part=comments"
    first = iso(min(shared.values()))[:10]
    pages = [
        "/counsel",
        *(
            f"/counsel/{id}{path}"
            for path in (
                "",
                "/brief",
                f"/brief?since={first}",
                "/scales",
                "/balance",
                "/balance?weeks=26",
                "/report",
                f"/report?{every}&{parts}",
                "/practice",
                *(f"/ours/{kind}" for kind in ("need", "boundary", "agreement")),
                *(f"/sessions/{each}" for each in shared),
            )
        ),
    ]
    told, tried = list(traces(own)), 0
    assert noor.get(f"/counsel/{id}/report.pdf?{every}&{parts}").status_code == 200
    for path in pages:
        answer = noor.get(path)
        assert answer.status_code == 200, path
        page = html.unescape(answer.get_data(as_text=True))
        library = (
            LIBRARY if path.endswith("/practice") else ()
        )  # there one may give any exercise that there is
        assert found_in(page, [each for each in told if each not in library]) == [], path
        if (
            "/balance" not in path and parts not in path
        ):  # what both share there is worked out from all they did
            assert not re.search(r">[^<]*\b(80|100)\b[^<]*<", page.split("<main")[1]), path
        tried += 1
    print(f"pages {tried}, traces looked for in each {len(told)}, found 0")

    couple, news, ratings, report = (
        text(noor.get(f"/counsel/{id}{path}"))
        for path in ("", f"/brief?since={first}", "/scales", f"/report?{every}&{parts}")
    )
    for page in (couple, news):
        assert {each for each in shared if f"/sessions/{each}" in page} == {*shared}
        assert page.count(f"/counsel/{id}/sessions/") == len(shared)
    assert ratings.count("<tbody>") == 1 and ratings.split("<tbody>")[1].count("<tr>") == len(shared)
    assert report.count('name="session"') == len(shared) == report.count("Done to the end.")


def test_what_is_not_shared_is_the_page_that_is_not_there_by_any_address(app, alex, sam, many):
    shared, own = many
    noor = counselor(app)
    id = opened(app, noor, alex, sam, sessions=list(shared))
    missing, tried = text(noor.get(f"/counsel/{id}/sessions/nothing")), 0
    for session in own:
        for path in (f"sessions/{session}", f"report?session={session}", f"report.pdf?session={session}"):
            answer = noor.get(f"/counsel/{id}/{path}")
            assert answer.status_code == 404 and text(answer) == missing
            tried += 1
    print(f"addresses tried {tried}, all as one that is not there")
