"""Every exercise is played to its end on one phone and by one person alone, through pages and the real writer."""

import random
import time

import pytest

from couples.domain.view import stage
from tests.cast import PASSPHRASE, next_deed, seats, start, state_of
from tests.play import FOR_ONE, FOR_TWO, is_open_to


@pytest.mark.parametrize("slug", FOR_TWO)
def test_on_one_phone(app, alex, sam, couple, slug):
    """The phone changes hands until both are through. Whoever holds it sees nothing of the other that is not open."""
    session = start(alex, slug, mode="one_phone")
    people = seats(app, session, alex, sam)
    if state_of(app, session).ready_by:
        for person in (alex, sam):
            person.do(session, "ready", ready="yes")
    assert alex.post(f"/sessions/{session}/phone", passphrase=PASSPHRASE).status_code == 303
    holder, handed = ("A" if people.a is alex else "B"), 0
    while not state_of(app, session).over and handed < 200:
        for _ in range(20):
            if not _does_something(app, alex, session, holder):
                break
            _looks(app, alex, session, holder)
        for _ in range(2):
            alex.post(f"/sessions/{session}/hand-over")
        holder, handed = ("B" if holder == "A" else "A"), handed + 1
    assert state_of(app, session).over and not state_of(app, session).stopped


@pytest.mark.parametrize("slug", FOR_ONE)
def test_alone_and_nobody_else_sees_a_word(app, alex, sam, couple, jo, slug):
    session = start(alex, slug, mode="alone")
    chance, looked = random.Random(slug), 0
    for _ in range(60):
        if state_of(app, session).over:
            break
        if chance.random() < 0.2:
            alex.do(session, "pass", state_of(app, session).step("A").id)
        elif not _does_something(app, alex, session, "A"):
            raise AssertionError("a dead end")
        for person in (sam, jo):
            for path in (f"/sessions/{session}", f"/sessions/{session}/review", "/home", "/history"):
                assert "canary" not in person.get(path).get_data(as_text=True)
                looked += 1
    assert state_of(app, session).over
    assert alex.get(f"/sessions/{session}/review").status_code == 200
    print(f"{slug}: looked {looked} times")


def _does_something(app, person, session, seat):
    if state_of(app, session).over:
        return False
    for name, step, fields in next_deed(state_of(app, session), seat, lambda text: f"canary{seat} {text}"):
        if name in ("answer", "take_pen") and _has(app, session, seat):
            continue
        if hasattr(person.do(session, name, step, **fields), "version"):
            return True
    return False


def _has(app, session, seat):
    """Whether this person has done here what could be done again for ever."""
    state = state_of(app, session)
    seen = stage(state, state.step(seat), seat, time.time()).seen
    return seen["phase"] not in ("writing", "reading") or bool(seen.get("edition"))


def _looks(app, person, session, seat):
    state, seen = state_of(app, session), person.sees(session) or ""
    if f"canary{'B' if seat == 'A' else 'A'}" in seen:
        assert is_open_to(state, seat) or state.over
