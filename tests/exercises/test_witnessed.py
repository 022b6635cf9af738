"""What both saw of a session, read back from the log and written as a page for a third person."""

import random
import re
from itertools import count

import pytest
from flask import render_template
from markupsafe import escape
from sqlalchemy import event

from couples.domain.pair import SEATS, other
from couples.exercises.witnessed import witness
from couples.extensions import db
from tests.cast import next_deed, open_session, seats, start, state_of
from tests.play import FOR_ONE, FOR_TWO, is_text

TRIED = {"exercises": 0, "words": 0, "shown": 0, "pages": 0}


@pytest.fixture(scope="module", autouse=True)
def told_how_many():
    yield
    print(f"\ntried: {TRIED}")


def witness_of(app, session):
    with app.app_context():
        return witness(db.session.connection(), app.extensions["couples"].writer.streams, session)


def page_of(app, session, upto=None):
    TRIED["pages"] += 1
    found = witness_of(app, session)
    with app.test_request_context("/"):
        return render_template(
            "counselor/session.html", found=found, names=found.names, upto=upto, base_url="/counsel/x"
        )


class Table:
    """Two people at one session, each of whose words has a mark of its own. `chance` picks who does what."""

    def __init__(self, app, alex, sam, slug, mode="together"):
        self.app, self.session = app, open_session(alex, sam, slug, mode)
        self.people, self.numbers = seats(app, self.session, alex, sam), count()
        self.given, self.shown = {seat: set() for seat in SEATS}, {seat: set() for seat in SEATS}

    def state(self):
        return state_of(self.app, self.session)

    def do(self, seat, name, step=None, **fields):
        done = hasattr(self.people[seat].do(self.session, name, step, **fields), "version")
        if done:
            self.given[seat] |= marks(str(fields), seat)
            for each in SEATS:
                self.shown[each] |= marks(self.people[each].sees(self.session) or "", other(each))
        return done

    def play(self, chance, passes=0.1):
        for _ in range(400):
            if self.state().over:
                break
            seat = chance.choice(SEATS)
            step = self.state().step(seat)
            if step and chance.random() < passes:
                self.do(seat, chance.choice(("pass", "keep")), step.id)
            else:
                self.acts(seat)
        assert self.state().over
        return self

    def acts(self, seat):
        for name, step, fields in next_deed(self.state(), seat):
            seen = self.people[seat].sees(self.session) or ""
            if name in ("answer", "take_pen") and f'data-deed="{name}"' not in seen:
                continue
            if (name, True) in (
                ("answer", 'data-deed="release"' in seen),
                ("take_pen", 'data-deed="freeze"' in seen),
            ):
                continue
            if self.do(seat, name, step, **{key: self.marked(seat, each) for key, each in fields.items()}):
                return

    def marked(self, seat, text):
        return f"canary-{seat}-{next(self.numbers)} {text}" if is_text(text) else text

    def review(self, seat):
        return self.people[seat].get(f"/sessions/{self.session}/review").get_data(as_text=True)


def marks(text, seat):
    return set(re.findall(rf"canary-{seat}-\d+", text))


@pytest.mark.parametrize("slug", FOR_TWO)
def test_each_word_that_the_others_page_showed_is_in_it_and_no_other(app, alex, sam, couple, slug):
    TRIED["exercises"] += 1
    table = Table(app, alex, sam, slug).play(random.Random(slug))
    page = page_of(app, table.session)
    for seat in SEATS:
        review = marks(table.review(other(seat)), seat)
        TRIED["words"] += len(table.given[seat])
        TRIED["shown"] += len(marks(page, seat))
        assert review <= marks(page, seat)
        assert marks(page, seat) <= table.shown[other(seat)] | review


def test_one_who_removes_their_words_takes_them_out_of_it(app, alex, sam, couple):
    table = Table(app, alex, sam, "specific-thanks").play(random.Random(1), passes=0)
    before = page_of(app, table.session)
    table.people.a.post(f"/sessions/{table.session}/remove")
    after = page_of(app, table.session)
    assert marks(before, "A") and not marks(after, "A") and marks(after, "B") == marks(before, "B")
    assert "Removed by its author." in after
    whole = len(witness_of(app, table.session).entries)
    for number in range(1, whole + 1):
        assert not marks(page_of(app, table.session, number), "A")


def test_a_replay_shows_step_by_step_what_was_there_by_then(app, alex, sam, couple):
    table = Table(app, alex, sam, "say-one-need").play(random.Random(2), passes=0)
    entries, before = witness_of(app, table.session).entries, set()
    for entry in entries:
        page = page_of(app, table.session, entry.number)
        now = marks(page, "A") | marks(page, "B")
        assert before <= now and page.count('aria-current="step"') == 1
        assert now == {mark for each in entries[: entry.number] for mark in marked_in(each)}
        before = now
    whole = page_of(app, table.session)
    assert before == marks(whole, "A") | marks(whole, "B") and "aria-current" not in main_of(whole)


def marked_in(entry):
    return marks(str(entry), "A") | marks(str(entry), "B")


def main_of(page):
    return page[page.index("<main") : page.index("</main>")]


def test_both_are_named_and_nobody_is_you(app, alex, sam, couple):
    for slug in ("specific-thanks", "say-one-need", "slow-turns"):
        table = Table(app, alex, sam, slug).play(random.Random(3), passes=0.2)
        left = re.sub(r"<[^>]+>", "\n", main_of(page_of(app, table.session)))
        for step in table.state().exercise.steps:
            for text in (step.title, step.say, *(prompt.ask for prompt in step.prompts)):
                left = left.replace(str(escape(text)), "") if text else left
        left = re.sub(r"canary.*", "", left).replace("Would you", "")
        assert "Alex" in left and "Sam" in left
        assert not re.search(r"\b([Yy]our?|I|[Mm]y)\b", left.replace("I feel", "").replace("I need", "")), (
            left
        )


def test_choices_read_in_the_words_of_the_exercise_and_piles_of_mine_and_yours_by_name(
    app, alex, sam, couple
):
    table = Table(app, alex, sam, "who-carries-what").play(random.Random(4), passes=0)
    found = witness_of(app, table.session)
    names, exercise = set(found.names), table.state().exercise
    lines = {
        (said.seat, line.label): line.text
        for each in found.entries
        if each.what == "revealed" and each.step == "seen-work"
        for said in each.said
        for line in said.lines
    }
    step = exercise.steps[exercise.index("seen-work")]
    given = table.state().states[exercise.index("seen-work")].words
    assert len(lines) == 2 * len(step.options)
    me, you = step.mirrored
    for seat in SEATS:
        for option in step.options:
            pile = given[seat]["own"][option.name]
            named = {me: found.names[seat], you: found.names[other(seat)]}
            text = {each.name: each.text for each in step.piles}[pile]
            assert lines[(seat, option.text)] == named.get(pile, text)
    assert names & set(lines.values())


def test_there_is_none_of_a_gate_of_what_one_does_alone_and_of_a_link_that_ended(app, alex, sam, couple):
    gate = start(alex, "slow-turns")
    assert witness_of(app, gate) is None
    alex.do(gate, "ready", ready="yes")
    assert witness_of(app, gate) is None
    assert witness_of(app, start(alex, FOR_ONE[0], mode="alone")) is None
    assert witness_of(app, "nothing") is None and witness_of(app, couple) is None
    table = Table(app, alex, sam, "specific-thanks").play(random.Random(5), passes=0)
    assert witness_of(app, table.session) is not None
    alex.form(couple, "unlink")
    assert witness_of(app, table.session) is None


def test_another_couple_s_session_has_its_own_people(app, alex, sam, robin, kim, couple, other_couple):
    table = Table(app, robin, kim, "specific-thanks").play(random.Random(6), passes=0)
    assert set(witness_of(app, table.session).names) == {"Robin", "Kim"}


def test_it_is_read_with_the_same_few_questions_however_long_it_was(app, alex, sam, couple):
    short = Table(app, alex, sam, "specific-thanks")
    few = asked(app, short.session)
    short.play(random.Random(7), passes=0)
    assert asked(app, short.session) == few <= 8


def asked(app, session):
    with app.app_context():
        statements = []
        event.listen(db.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
        witness(db.session.connection(), app.extensions["couples"].writer.streams, session)
        return len(statements)


def test_turns_tell_how_long_each_spoke(app, alex, sam, couple):
    table = Table(app, alex, sam, "slow-turns").play(random.Random(8), passes=0)
    found = witness_of(app, table.session)
    turns = [each for each in found.entries if each.what == "spoke"]
    timed = [each for each in turns if each.seconds is not None]
    assert turns and all(each.seconds >= 0 for each in timed)
    for seat in SEATS:
        assert found.spoken[seat] == sum(each.seconds for each in timed if each.seat == seat)
        assert found.up_to(1).spoken[seat] == 0
