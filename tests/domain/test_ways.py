"""The two other ways to do an exercise: by one person alone, and by two aloud."""

from dataclasses import replace

import pytest

from couples import content
from couples.domain.exercise import LINE, Option, Prompt, Step, for_one, for_speaking
from couples.domain.view import review
from tests.domain.steps.small import seen, session_of, small, stage_of
from tests.play import FOR_ONE, FOR_TWO, act, begun, played, refused

LIBRARY = content.exercises()
each_for_one = pytest.mark.parametrize("slug", FOR_ONE)
each_for_two = pytest.mark.parametrize("slug", FOR_TWO)
CARDS = (Option("fine", "Fine"), Option("afraid", "Afraid"))
LOW_STEPS = (
    Step("one", "choose", "One", options=CARDS, low=("afraid",)),
    Step("several", "choose", "Several", how="several", options=CARDS, low=("afraid",), who="first"),
    Step("rate", "scale", "Rate", options=CARDS, points=("no", "yes"), floor=1, reveal="author_releases"),
)
LOW_ANSWERS = {
    "one": {"pick": "afraid"},
    "several": {"picks": ["afraid", "fine"]},
    "rate": {"fine": "1", "afraid": "0"},
}


def alone(*steps):
    return session_of(for_one(small(alone=steps)), mode="alone")


def the_lowest(step):
    """The lowest answer to a step that has one."""
    if step.kind == "scale":
        return {option.name: "0" for option in step.options}
    if step.how == "piles":
        return {option.name: step.low[0] for option in step.options}
    return {"pick": step.low[0], "picks": list(step.low)}


# By one alone


@each_for_one
def test_alone_nothing_opens_to_anyone_or_waits_for_them(slug):
    exercise = for_one(LIBRARY[slug])
    assert {(step.reveal, step.who) for step in exercise.steps} == {("never", "both")}
    assert [step.id for step in exercise.steps] == [step.id for step in LIBRARY[slug].alone]
    assert exercise.tier == 0 and exercise.alone == () and exercise.minutes


def test_alone_takes_its_own_time_where_it_says_so():
    assert for_one(small(alone=LOW_STEPS)).minutes == 5
    assert for_one(replace(small(alone=LOW_STEPS), alone_minutes=9)).minutes == 9


@each_for_one
@pytest.mark.parametrize("names", [("pass", "go_on"), ("answer", "go_on")], ids=["passing", "answering"])
def test_one_seat_plays_it_to_the_end(slug, names):
    session = begun((slug, "alone"))
    for session, seat, _deed, events in played(session, lambda able: able[0], names=names):
        assert seat == "A" and not any(event.seat == "B" for event in events)
    assert session.over and not session.lapsed and session.at["A"] == len(session.exercise.steps)
    assert all(stage.seen.get("theirs", {}) == {} for stage in review(session, "B", 1.0, linked=True))


@each_for_one
def test_no_low_answer_closes_it_for_someone_alone(slug):
    session = begun((slug, "alone"))
    for index, step in enumerate(session.exercise.steps):
        if step.low or step.floor:
            there = replace(session, at=session.at.put("A", index))
            there = act(there, "A", "answer", step.id, **the_lowest(step))
            assert not there.over and stage_of(there, "A").may_go_on
            assert seen(there, "A")["help"] == ("help" in step.below)


@pytest.mark.parametrize("below", ["close", "help", "close_and_help"])
def test_alone_one_answers_low_all_the_way_to_the_end(below):
    session = alone(*(replace(step, below=below) for step in LOW_STEPS))
    for step in LOW_STEPS:
        session = act(session, "A", "answer", step.id, **LOW_ANSWERS[step.id])
        assert not session.over and seen(session, "A")["help"] == ("help" in below)
        session = act(session, "A", "go_on", step.id)
    assert session.over and not session.lapsed


def test_alone_a_limit_is_done_when_it_is_written():
    session = alone(Step("line", "boundary", "Your line", say="Say one.", who="second"))
    session = act(session, "A", "answer", "line", matters="sleep", line="no calls", will="I hang up")
    assert act(session, "A", "go_on", "line").over


def test_alone_what_one_wrote_becomes_cards_for_a_later_step():
    words = Step("words", "private", "Words", prompts=(Prompt("one", "One"),))
    rate = Step("rate", "scale", "Rate", points=("no", "yes"), cards="words", floor=1, below="help")
    session = act(alone(words, rate), "A", "answer", "words", one="Cook")
    assert [card.text for card in seen(session, "A")["asked"].options] == ["Cook"]
    assert seen(act(session, "A", "answer", "rate", one="0"), "A")["help"]


# By two aloud

BOXES = (Prompt("did", "What you did", hint="Tea"), Prompt("effect", "What it did"))


def written(**given):
    return Step("words", "private", "Words", say="Think.", prompts=BOXES, **given)


@each_for_two
def test_aloud_what_would_be_written_is_said_and_all_else_stays(slug):
    exercise = LIBRARY[slug]
    sources = {step.cards for step in exercise.steps}
    for before, after in zip(exercise.steps, for_speaking(exercise).steps, strict=True):
        if before.kind == "private" and before.reveal != "never" and before.id not in sources:
            asks = tuple(prompt.ask for prompt in before.prompts)
            assert after == replace(before, lines=asks, prompts=(LINE,))
        else:
            assert after == before


@each_for_two
def test_aloud_what_one_person_does_alone_is_untouched(slug):
    assert for_speaking(LIBRARY[slug]).alone == LIBRARY[slug].alone


@pytest.mark.parametrize("reveal", ["both_done", "author_releases"])
def test_aloud_the_questions_are_read_and_one_line_can_be_kept_or_not(reveal):
    session = session_of(for_speaking(small(written(reveal=reveal))))
    assert session.exercise.steps[0].lines == ("What you did", "What it did")
    session = act(act(session, "A", "answer", "words", line="Tea, in bed"), "B", "answer", "words")
    if reveal == "author_releases":
        session = act(act(session, "A", "release", "words"), "B", "release", "words")
    assert seen(session, "B")["theirs"]["answer"] == {"line": "Tea, in bed"}
    assert all(stage_of(session, seat).may_go_on for seat in "AB")
    long = session_of(for_speaking(small(written())))
    assert refused(long, "A", "answer", "words", line="x" * 2001).field == "line"


def test_aloud_what_never_opens_stays_written():
    exercise = small(written(reveal="never"))
    assert for_speaking(exercise) == exercise


@pytest.mark.parametrize("reveal", ["both_done", "author_releases"])
def test_aloud_what_becomes_cards_stays_written(reveal):
    rate = Step("rate", "scale", "Rate", points=("no", "yes"), cards="words", reveal="never")
    exercise = small(written(reveal=reveal), rate)
    assert for_speaking(exercise) == exercise


def test_picks_that_were_kept_back_do_not_come_out_as_cards_of_a_later_step():
    pick = Step(
        "pick", "choose", "Pick", how="several", options=(Option("tea", "Tea"), Option("rest", "Rest"))
    )
    rate = Step("rate", "scale", "Rate", points=("no", "yes"), cards="pick")
    session = session_of(small(pick, rate))
    session = act(act(session, "A", "answer", "pick", picks=["tea"]), "A", "keep", "pick")
    session = act(session, "B", "answer", "pick", picks=["rest"])
    for seat in "AB":
        session = act(session, seat, "go_on", "pick")
    assert session.moment(rate, "A", 1.0).asked.options == ()
    assert [card.name for card in session.moment(rate, "B", 1.0).asked.options] == ["rest"]
