"""What a third person may see of a session: what both saw of each other, when both saw it, and nothing else."""

import dataclasses
import random
import re
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couples.domain.deed import Deed
from couples.domain.events import Started, WordsRemoved
from couples.domain.exercise import Option, Prompt, Step
from couples.domain.pair import SEATS, other
from couples.domain.seen import by_step, spoken, up_to
from couples.domain.session import begin, decide, replay
from couples.domain.view import review, session_view
from couples.domain.witness import witnessed
from tests.domain.steps.small import small
from tests.domain.test_view import bytes_of
from tests.play import DEEDS, NAMES, WAYS, begun, played

FOR_BOTH = [way for way in WAYS if way[1] != "alone"]
ways, seats, chances = st.sampled_from(FOR_BOTH), st.sampled_from(SEATS), st.randoms(use_true_random=True)
ALL = (*DEEDS, "pass", "keep", "reopen")
TRIED = {"sessions": 0, "words": 0, "shown": 0, "exercises": set()}


@pytest.fixture(scope="module", autouse=True)
def told_how_many():
    yield
    print(f"\ntried: {TRIED | {'exercises': len(TRIED['exercises'])}}")


class Story:
    """A session as it is played: its events, and every marked word that each has ever been shown of the other."""

    def __init__(self, session, first="A", by="A"):
        self.session, self.numbers = session, count()
        ready_by = session.ready_by
        self.events = [Started(at=0.0, seat=by, first=first, mode="together", exercise="", ready_by=ready_by)]
        self.shown = {seat: set() for seat in SEATS}
        self.ends = [1]  # how many events there were after each deed

    def marked(self, seat, text):
        return f"canary-{seat}-{next(self.numbers)} {text}"

    def play(self, choose, names=DEEDS, most=600):
        for session, _, _, events in played(self.session, choose, names, most, self.marked):
            self._took(session, events)
        return self

    def do(self, seat, name, step=None, now=None, **fields):
        now = self.events[-1].at + 1 if now is None else now
        events = decide(self.session, Deed(name, step, fields), seat, now)
        assert isinstance(events, list), events
        self._took(replay(self.session, events), events)
        return self

    def remove(self, seat):
        self.events.append(WordsRemoved(at=self.events[-1].at + 1, seat=seat))
        self.session = replay(self.session, self.events[-1:])
        return self

    def seen(self, count=None):
        return witnessed(self.session.exercise, self.events[:count])

    def what(self):
        return [(each.what, each.seat) for each in self.seen()]

    def _took(self, session, events):
        self.session, self.events = session, [*self.events, *events]
        self.ends.append(len(self.events))
        for seat in SEATS:
            views = [session_view(session, seat, NAMES, 1.0)]
            views += review(session, seat, 1.0, linked=True) if session.over else []
            self.shown[seat] |= marks(bytes_of(views), other(seat))


def marks(text, seat):
    return set(re.findall(rf"canary-{seat}-\d+", text))


def a_story(way, chance, first="A", names=ALL):
    TRIED["sessions"] += 1
    TRIED["exercises"].add(way[0])
    # Sometimes it is ended early.
    story = Story(begun(way, first), first).play(
        chance.choice, names, most=chance.choice((15, 40, 80, 600, 600))
    )
    return story if story.session.over else story.do("A", "stop")


def of(*steps, first="A"):
    exercise = small(*steps)
    start = Started(at=0.0, seat="A", first=first, mode="together", exercise="", ready_by=None)
    return Story(begin(start, exercise), first)


THANKS = Step("thanks", "private", "Thanks", prompts=(Prompt("did", "What did they do?"),))
KIND = dataclasses.replace(THANKS, reveal="author_releases")
TALK = Step("talk", "turn", "Talk", say="Say it.", reflect=False)
NEED = Step("need", "need", "A need", say="What do you need?")
A_NEED = {"when": "it is late", "feel": "tired", "need": "rest", "ask": "cook today"}
AGREE = Step("agree", "agreement", "Agree", say="What do you agree on?")


@given(ways, chances, seats)
def test_no_word_is_in_it_that_the_other_was_not_shown_and_each_that_they_were_is(way, chance, first):
    holds_what_was_shown_and_no_more(a_story(way, chance, first))


@pytest.mark.parametrize("way", FOR_BOTH, ids="-".join)
def test_so_it_is_for_each_exercise_to_its_end(way):
    for seed in range(4):
        chance = random.Random(f"{way}{seed}")
        for names in (DEEDS, ALL):
            first = chance.choice(SEATS)
            story = Story(begun(way, first), first).play(chance.choice, names)
            TRIED["sessions"] += 1
            TRIED["exercises"].add(way[0])
            assert story.session.over
            holds_what_was_shown_and_no_more(story)


def holds_what_was_shown_and_no_more(story):
    told = bytes_of(story.seen())
    for seat in SEATS:
        TRIED["words"] += len(marks(bytes_of(story.events), seat))
        TRIED["shown"] += len(marks(told, seat))
        assert marks(told, seat) <= story.shown[other(seat)]
        for stage in review(story.session, other(seat), 1.0, linked=True):
            if stage.seen.get("theirs") is None or stage.seen["phase"] == "open":
                now = {name: value for name, value in stage.seen.items() if name != "changes"}
                assert marks(bytes_of(now), seat) <= marks(told, seat), stage.step


@given(ways, chances, seats)
def test_at_no_time_is_there_more_than_both_had_seen_by_then(way, chance, first):
    """What was seen at any time is a beginning of what is seen in the end, so a replay shows nothing early."""
    story, again = a_story(way, chance, first), None
    whole = story.seen()
    for end in story.ends:
        then = story.seen(end)
        assert then == up_to(whole, len(then))
        assert [each.number for each in then] == list(range(1, len(then) + 1))
        assert all(each.at <= story.events[end - 1].at for each in then)
        again = then
    assert again == whole


@given(ways, st.integers(), seats)
def test_with_seats_changed_it_is_the_same_the_other_way_round(way, seed, first):
    def choose(turned):
        chance = random.Random(seed)

        def pick(able):
            ordered = sorted(able, key=lambda each: (each[0] != turned, DEEDS.index(each[1].name)))
            return chance.choice(ordered)

        return pick

    def plain(story, turned):
        return [
            (each.what, each.seat and (each.seat == turned), each.step, each.at, each.seconds,
             sorted((share.seat == turned, share.state, sorted(share.words)) for share in each.shares))
            for each in story.seen()
        ]  # fmt: skip

    one = Story(begun(way, first), first, by=first).play(choose(first))
    two = Story(begun(way, other(first)), other(first), by=other(first)).play(choose(other(first)))
    assert plain(one, first) == plain(two, other(first))


@given(ways, chances, seats)
def test_words_that_someone_took_out_are_in_it_no_more_and_those_of_the_other_stay(way, chance, gone):
    story = a_story(way, chance, names=tuple(name for name in ALL if name != "sign"))
    before = bytes_of(story.seen())
    story.remove(gone)
    after = story.seen()
    left = [each for each in after if each.what != "wrote"]  # a text of both goes with the words of either
    assert marks(bytes_of(after), gone) == set()
    kept = marks(bytes_of(left), other(gone))
    texts = marks(bytes_of([each for each in witnessed_before(story) if each.what == "wrote"]), other(gone))
    assert kept == marks(before, other(gone)) - texts
    for number in range(len(after)):
        assert marks(bytes_of(up_to(after, number)), gone) == set()
    assert after[-1].what == "removed" and after[-1].seat == gone


def witnessed_before(story):
    return story.seen(len(story.events) - 1)


def test_a_pass_and_an_answer_that_is_kept_look_alike_and_only_once_both_are_done():
    written = of(THANKS).do("A", "answer", "thanks", did="a secret", now=1.0)
    kept = written.do("A", "keep", "thanks", now=2.0).do("B", "answer", "thanks", did="you sang", now=3.0)
    passed = (
        of(THANKS).do("A", "pass", "thanks", now=2.0).do("B", "answer", "thanks", did="you sang", now=3.0)
    )
    assert kept.seen() == passed.seen()
    assert [share.state for share in kept.seen()[-1].shares] == ["passed", "said"]
    assert "secret" not in bytes_of(kept.seen())
    assert [each.what for each in kept.seen(3)] == ["opened"]


def test_what_its_author_lets_go_is_seen_when_the_other_is_done_with_their_own():
    story = of(KIND).do("A", "answer", "thanks", did="you sang").do("A", "release", "thanks")
    assert story.what() == [("opened", "A")]
    story.do("B", "pass", "thanks")
    assert story.what() == [("opened", "A"), ("shared", "A"), ("passed", "B")]
    assert story.seen()[1].shares[0].words == {"answer": {"did": "you sang"}}


def test_what_was_kept_where_each_shares_their_own_is_only_passed():
    story = of(KIND).do("A", "answer", "thanks", did="a secret").do("A", "keep", "thanks")
    story.do("B", "pass", "thanks")
    assert story.what()[1:] == [("passed", "A"), ("passed", "B")] and "secret" not in bytes_of(story.seen())


def test_what_is_for_oneself_alone_is_in_it_in_no_way():
    story = of(dataclasses.replace(THANKS, reveal="never"), TALK)
    for seat in SEATS:
        story.do(seat, "answer", "thanks", did="a secret")
    assert story.what() == [("opened", "A")]


def test_how_heard_one_felt_is_in_it_in_no_way():
    story = of(Step("leave", "checkout", "Leave"))
    for seat in SEATS:
        story.do(seat, "answer", "leave", word="light", heard="1", park="the car", part="answer")
    assert [dict(share.words) for share in story.seen()[-1].shares] == [{"answer": {"word": "light"}}] * 2


@pytest.mark.parametrize("tier", [2, 3])
def test_of_the_ready_gate_there_is_nothing(tier):
    exercise = dataclasses.replace(small(THANKS), tier=tier)
    start = Started(at=0.0, seat="A", first="A", mode="together", exercise="", ready_by=600.0)
    story = Story(begin(start, exercise))
    story.do("A", "ready", ready="yes", now=5.0)
    assert story.seen() == ()
    assert Story(begin(start, exercise)).do("B", "ready", ready="no").do("A", "stop").seen() == ()
    assert Story(begin(start, exercise)).do("A", "ready", ready="yes", now=700.0).seen() == ()
    story.do("B", "ready", ready="yes", now=9.0)
    assert [(each.what, each.at, each.seat) for each in story.seen()] == [("opened", 9.0, "A")]


def test_that_it_closed_after_an_answer_looks_like_any_end():
    """Nobody can tell that it was an answer, or whose."""
    low = Step(
        "how", "choose", "How", options=(Option("fine", "Fine"), Option("afraid", "Afraid")), low=("afraid",)
    )
    story = of(low).do("A", "answer", "how", pick="afraid").do("B", "answer", "how", pick="fine")
    assert story.what() == [("opened", "A"), ("stopped", None)]
    assert of(low).do("B", "stop").what() == [("opened", "A"), ("stopped", None)]


def test_a_turn_tells_the_seconds_used_without_the_pause_in_it():
    story = of(TALK).do("B", "listen", "talk", now=1.0).do("A", "start", "talk", now=10.0)
    story.do("A", "pause", minutes="5", now=30.0)
    story.do("B", "resume", now=100.0).do("A", "resume", now=230.0)
    story.do("A", "speak", "talk", now=250.0)
    turn = story.seen()[-1]
    assert (turn.what, turn.seat, turn.seconds) == ("spoke", "A", 40.0)
    assert [share.state for share in turn.shares] == ["aloud"]
    assert story.what()[1:4] == [("paused", "A"), ("resumed", "B"), ("resumed", "A")]
    assert (
        spoken(story.seen()).a == 40.0 and by_step(story.session.exercise, story.seen())[0].seconds.b == 0.0
    )


def test_a_need_is_seen_from_when_it_is_shared_and_then_each_word_with_it():
    story = of(NEED).do("A", "answer", "need", **A_NEED)
    assert story.what() == [("opened", "A")]
    story.do("A", "release", "need").do("B", "reflect", "need", said="You want rest.")
    story.do("A", "confirm", "need", heard="yes").do(
        "B", "reply", "need", reply="differently", text="I order"
    )
    assert story.what()[1:] == [("need", "A"), ("said_back", "B"), ("heard", "A"), ("answered_need", "B")]
    assert story.seen()[3].heard == "yes"
    assert story.seen()[4].shares[0].words == {"answer": {"reply": "differently", "text": "I order"}}


def test_of_a_text_that_was_changed_before_the_other_came_only_the_newest_is_seen():
    read = Step("idea", "read", "Idea", lines=("One idea.",))
    story = of(read, AGREE).do("A", "answer", "idea")
    for text in ("first words", "second words"):
        story.do("A", "take_pen", "agree").do("A", "write", "agree", text=text)
    assert story.what() == [("opened", "A")]
    story.do("B", "answer", "idea")
    assert story.what()[1:] == [("wrote", "A")] and "first words" not in bytes_of(story.seen())


def test_what_both_signed_stays_when_one_takes_their_words_out():
    story = of(AGREE).do("A", "take_pen", "agree").do("A", "write", "agree", text="supper at six")
    story.do("B", "freeze", "agree")
    for seat in SEATS:
        story.do(seat, "weigh", "agree", willing="4")
    for seat in SEATS:
        story.do(seat, "sign", "agree", edition="1")
    for seat in SEATS:
        story.do(seat, "go_on", "agree")
    story.remove("A")
    texts = [share.words.get("answer", {}).get("text") for each in story.seen() for share in each.shares]
    assert texts == [None, "supper at six"]
    assert [each.what for each in story.seen()][2:6] == ["froze", "weighed", "signed", "signed"]


def test_steps_stand_in_the_order_of_the_exercise_without_those_only_to_read():
    read = Step("idea", "read", "Idea", lines=("One idea.",))
    story = of(read, THANKS, TALK)
    assert [each.step.id for each in by_step(story.session.exercise, story.seen())] == ["thanks", "talk"]


def test_who_passes_and_then_shares_before_the_other_comes_has_shared():
    read = Step("idea", "read", "Idea", lines=("One idea.",))
    story = of(read, KIND).do("A", "answer", "idea").do("A", "pass", "thanks")
    story.do("A", "answer", "thanks", did="you sang").do("A", "release", "thanks")
    story.do("B", "answer", "idea").do("B", "pass", "thanks")
    assert story.what()[1:] == [("shared", "A"), ("passed", "B")]


def test_who_keeps_an_answer_and_then_lets_nothing_go_has_passed_once():
    story = of(KIND).do("A", "answer", "thanks", did="a secret").do("A", "keep", "thanks")
    story.do("A", "release", "thanks").do("B", "pass", "thanks")
    assert story.what()[1:] == [("passed", "A"), ("passed", "B")] and "secret" not in bytes_of(story.seen())


@pytest.mark.parametrize(("deed", "what"), [("pass", "passed"), ("answer", "shared")])
def test_what_only_one_is_asked_is_theirs(deed, what):
    story = of(dataclasses.replace(THANKS, who="second"), first="A").do("B", deed, "thanks", did="you sang")
    assert story.what()[1:] == [(what, "B")]
    assert ("you sang" in bytes_of(story.seen())) == (deed == "answer")


def test_a_text_that_both_wrote_at_goes_with_the_words_of_either():
    story = of(AGREE).do("A", "take_pen", "agree").do("A", "write", "agree", text="supper")
    story.do("B", "take_pen", "agree").do("B", "write", "agree", text="supper at six").do("B", "stop")
    story.remove("A")
    assert "supper" not in bytes_of(story.seen())


def test_guesses_of_piles_are_seen_only_beside_the_answers_they_are_about():
    piles = (Option("yes", "Yes"), Option("no", "No"))
    cards = (Option("one", "One"), Option("two", "Two"))
    step = Step("sort", "choose", "Sort", how="piles", options=cards, piles=piles, guess=True)
    given = {"one": "yes", "two": "no"}
    for how in ("shared", "kept", "passed"):
        story = of(step)
        if how == "passed":
            story.do("A", "pass", "sort")
        else:
            story.do("A", "answer", "sort", part="own", **given).do(
                "A", "answer", "sort", part="guess", **given
            )
        if how == "kept":
            story.do("A", "keep", "sort")
        story.do("B", "answer", "sort", part="own", **given).do("B", "answer", "sort", part="guess", **given)
        told = [sorted(share.words) for share in story.seen()[-1].shares]
        assert told == ([["guess", "own"]] * 2 if how == "shared" else [[], ["own"]])
