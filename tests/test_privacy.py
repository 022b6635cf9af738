"""Canaries: no path shows one person what the other has not let them see.

Every exercise is played in orders that chance picks, with marked answers, through the real writer. After each deed
every viewer's fragment, and a stranger's page, are searched for marks that are not theirs to see.
"""

import random

import pytest

from couples.domain.pair import SEATS, other
from tests.cast import next_deed, open_session, seats, state_of
from tests.play import FOR_TWO, is_open_to

ROUNDS = 3


def mark(seat):
    return lambda text: f"canary{seat} {text}"


@pytest.mark.parametrize("slug", FOR_TWO)
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_no_page_or_fragment_shows_what_is_not_revealed(app, alex, sam, couple, jo, slug, seed):
    chance = random.Random(f"{slug}{seed}")
    session = open_session(alex, sam, slug)
    people = seats(app, session, alex, sam)
    looked = 0
    for _ in range(400):
        state = state_of(app, session)
        if state.over:
            break
        seat = chance.choice(SEATS)
        _do_something(people[seat], session, state, seat, chance)
        looked += _look(app, people, session, jo)
    assert state_of(app, session).over
    print(f"{slug}: looked {looked} times")


def test_after_an_unlink_no_page_of_the_ex_has_a_word_of_the_other(app, alex, sam, couple):
    session = open_session(alex, sam, "specific-thanks")
    people = seats(app, session, alex, sam)
    for seat in SEATS:
        given = {"did": f"canary{seat}", "effect": "e", "about_you": "a"}
        people[seat].do(session, "answer", "thanks", **given)
    assert "canaryB" in people["A"].sees(session)
    sam.post("/pair/end")
    for seat in SEATS:
        for path in (
            "/home",
            "/history",
            "/pair",
            f"/sessions/{session}",
            f"/sessions/{session}/review",
            "/exercises",
        ):
            assert f"canary{other(seat)}" not in people[seat].get(path).get_data(as_text=True), path
    assert "canaryA" in people["A"].get(f"/sessions/{session}/review").get_data(as_text=True)


def test_foreign_and_missing_are_the_same_bytes(alex, sam, couple, robin, kim, other_couple):
    session = open_session(alex, sam, "specific-thanks")
    for path in (f"/sessions/{session}", f"/sessions/{session}/review", f"/pair/{couple}/code.svg"):
        missing = path.replace(session, "x" * 22).replace(couple, "x" * 22)
        foreign_answer, missing_answer = robin.get(path), robin.get(missing)
        assert foreign_answer.status_code == missing_answer.status_code == 404, path
        assert foreign_answer.data == missing_answer.data
        assert sorted(foreign_answer.headers) == sorted(missing_answer.headers)
    for path in (f"/sessions/{session}/phone", f"/sessions/{session}/hand-over", f"/streams/{session}/deeds"):
        told = {"deed": "stop", "op": "0" * 8 + "-0000-4000-8000-" + "0" * 12}
        foreign_answer, missing_answer = (
            robin.post(path, **told),
            robin.post(path.replace(session, "x" * 22), **told),
        )
        assert foreign_answer.status_code == missing_answer.status_code == 404, path
        assert foreign_answer.data == missing_answer.data
    assert not state_of(alex.app, session).over


def test_titles_and_addresses_are_neutral(alex, sam, couple):
    session = open_session(alex, sam, "specific-thanks")
    for path in (
        "/home",
        "/pair",
        "/history",
        "/exercises/specific-thanks",
        f"/sessions/{session}",
        "/you/places",
    ):
        page = alex.get(path).get_data(as_text=True)
        title = page.split("<title>")[1].split("</title>")[0]
        assert title in ("Home", "Linking", "What you have done", "Exercise", "You"), path
        assert "Sam" not in title and "Alex" not in title


def _do_something(person, session, state, seat, chance):
    deeds = next_deed(state, seat, mark(seat))
    extra = [("draft", *deeds[0][1:]), ("pass", deeds[0][1], {}), ("keep", deeds[0][1], {})] if deeds else []
    if extra and chance.random() < 0.2:
        name, step, fields = chance.choice(extra)
        person.do(session, name, step, **fields)
        return
    for name, step, fields in deeds:
        if (
            name == "answer"
            and state.states[state.at[seat]]
            and _answered(state, seat)
            and chance.random() < 0.8
        ):
            continue
        result = person.do(session, name, step, **fields)
        if hasattr(result, "version"):
            return


def _answered(state, seat):
    return bool(getattr(state.states[state.at[seat]], "finished", {"A": False, "B": False})[seat])


def _look(app, people, session, jo):
    """Searches what each of the two, and a stranger, can get. Returns how many looks were taken."""
    state = state_of(app, session)
    for seat in SEATS:
        seen = people[seat].sees(session) or ""
        if f"canary{other(seat)}" in seen:
            assert is_open_to(state, seat), "shown before its time"
    assert "canary" not in jo.get(f"/sessions/{session}").get_data(as_text=True)
    return 3
