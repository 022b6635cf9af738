"""private: both write alone; it opens when both are done, when its author lets it, or never."""

from dataclasses import replace

from couples.domain.events import Started
from couples.domain.exercise import Prompt, Step
from couples.domain.session import begin, replay
from couples.domain.steps.private import Private
from couples.domain.view import session_view
from tests.domain.steps.small import all_seen, at_step, seen, stage_of
from tests.play import NAMES, a_session, act, refused

GIVEN = {"did": "tea", "effect": "rest", "about_you": "kind"}


def with_reveal(reveal):
    session = a_session()
    steps = (replace(session.exercise.steps[0], reveal=reveal), *session.exercise.steps[1:])
    exercise = replace(session.exercise, steps=steps)
    return begin(Started(at=0.0, first="A", mode="together", exercise="", ready_by=None), exercise)


def test_both_answers_open_in_one_moment():
    session = act(a_session(), "A", "answer", "thanks", **GIVEN)
    assert seen(session, "B")["theirs"] == {} and seen(session, "B")["they_finished"]
    session = act(session, "B", "answer", "thanks", **GIVEN)
    assert seen(session, "A")["theirs"]["answer"] == seen(session, "B")["theirs"]["answer"] == GIVEN


def test_an_answer_can_be_changed_until_both_are_done():
    session = act(a_session(), "A", "answer", "thanks", **GIVEN)
    session = act(session, "A", "answer", "thanks", **{**GIVEN, "did": "soup"})
    session = act(session, "B", "answer", "thanks", **GIVEN)
    assert seen(session, "B")["theirs"]["answer"]["did"] == "soup"
    assert refused(session, "A", "answer", "thanks", **GIVEN).code == "stale"


def test_keeping_what_one_wrote_opens_nothing_and_holds_nobody_up():
    session = act(a_session(), "A", "answer", "thanks", **GIVEN)
    session = act(session, "A", "keep", "thanks")
    session = act(session, "B", "answer", "thanks", **GIVEN)
    assert seen(session, "B")["phase"] == "open" and seen(session, "B")["theirs"] == {}
    assert seen(session, "A")["mine"]["answer"] == GIVEN


def test_its_author_may_release_it_later():
    session = act(with_reveal("author_releases"), "A", "answer", "thanks", **GIVEN)
    assert seen(session, "A")["phase"] == "deciding" and not seen(session, "B")["they_finished"]
    session = act(session, "A", "release", "thanks")
    assert seen(session, "B")["theirs"]["answer"] == GIVEN
    assert session_view(session, "A", NAMES, 1.0).stage.may_go_on


def test_what_never_opens_goes_on_at_once_and_shows_nothing():
    session = act(with_reveal("never"), "A", "answer", "thanks", **GIVEN)
    assert session.at["A"] == 1
    assert seen(session, "B")["theirs"] == {}


def test_an_empty_answer_is_refused_at_its_box_with_what_to_do():
    refusal = refused(a_session(), "A", "answer", "thanks", did="tea", effect="  ", about_you="kind")
    assert (refusal.code, refusal.field) == ("invalid", "effect")
    assert "rather not say" in refusal.message


def test_a_long_answer_is_told_by_how_much():
    refusal = refused(a_session(), "A", "answer", "thanks", **{**GIVEN, "did": "x" * 2140})
    assert refusal.message % refusal.values == "Your answer is 140 characters too long."


def test_a_draft_is_its_authors_alone_and_ends_with_the_answer():
    session = act(a_session(), "A", "draft", "thanks", did="half")
    assert session.versions == a_session().versions
    assert session_view(session, "A", NAMES, 1.0).stage.draft == {"did": "half"}
    assert session_view(session, "B", NAMES, 1.0).stage.draft == {}
    assert replay(act(session, "A", "answer", "thanks", **GIVEN), []).drafts["A"] == {}


def test_a_draft_without_end_is_refused():
    assert refused(a_session(), "A", "draft", "thanks", did="x" * 20_001).code == "invalid"


BOXES = (Prompt("one", "One"), Prompt("two", "Two", optional=True))


def written_by(who, reveal="both_done"):
    after = Step("next", "read", "Next", lines=("Read.",))
    return at_step(Step("words", "private", "Words", who=who, prompts=BOXES, reveal=reveal), after)


def test_what_never_opens_goes_on_at_once_after_a_pass_too():
    assert act(with_reveal("never"), "B", "pass", "thanks").at["B"] == 1


def test_what_never_opens_stays_with_its_author_when_both_are_through():
    session = act(
        act(written_by("both", "never"), "A", "answer", "words", one="my words"), "B", "pass", "words"
    )
    assert session.at["B"] == 1 and "my words" not in all_seen(session, "B")
    assert refused(session, "A", "release", "words").code == "stale"


def test_each_decides_alone_where_authors_release():
    session = act(written_by("both", "author_releases"), "A", "answer", "words", one="my words")
    assert all_seen(session, "B") == all_seen(
        act(written_by("both", "author_releases"), "A", "draft", "words"), "B"
    )
    session = act(session, "A", "release", "words")
    assert (
        seen(session, "B")["theirs"]["answer"]["one"] == "my words" and not stage_of(session, "B").may_go_on
    )
    session = act(act(session, "B", "answer", "words", one="yours"), "B", "keep", "words")
    assert seen(session, "A")["theirs"] == {} and "yours" not in all_seen(session, "A")
    assert all(stage_of(session, seat).may_go_on for seat in "AB")


def test_what_was_kept_may_be_released_later_and_what_was_released_cannot_be_kept():
    session = act(written_by("both", "author_releases"), "A", "answer", "words", one="my words")
    assert refused(act(session, "A", "release", "words"), "A", "keep", "words").code == "stale"
    assert refused(act(session, "A", "release", "words"), "A", "answer", "words", one="new").code == "stale"
    assert refused(session, "B", "release", "words").code == "stale"


def test_nobody_opens_their_own_before_both_are_done_where_it_opens_together():
    session = act(written_by("both"), "A", "answer", "words", one="my words")
    assert refused(session, "A", "release", "words").code == "stale"


def test_where_one_is_asked_only_that_one_answers_and_the_other_watches_until_then():
    for who, author, watcher in (("first", "A", "B"), ("second", "B", "A")):
        session = written_by(who)
        assert (seen(session, author)["phase"], seen(session, watcher)["phase"]) == ("writing", "watching")
        for deed in ("answer", "pass", "keep", "release", "go_on"):
            assert refused(session, watcher, deed, "words", one="x").code == "stale"
        session = act(session, author, "answer", "words", one="my words")
        assert seen(session, watcher)["phase"] == "open"
        assert seen(session, watcher)["theirs"]["answer"]["one"] == "my words"
        assert act(session, watcher, "go_on", "words").at[watcher] == 1


def test_who_watches_goes_on_too_when_the_other_passes_or_keeps_it():
    assert stage_of(act(written_by("first"), "A", "pass", "words"), "B").may_go_on
    session = act(written_by("first", "author_releases"), "A", "answer", "words", one="my words")
    assert seen(session, "B")["phase"] == "watching" and not stage_of(session, "B").may_go_on
    kept = act(session, "A", "keep", "words")
    assert seen(kept, "B")["phase"] == "open" and seen(kept, "B")["theirs"] == {}
    assert seen(act(session, "A", "release", "words"), "B")["theirs"]["answer"]["one"] == "my words"


def test_who_watches_goes_on_after_what_never_opens_and_sees_nothing_of_it():
    session = act(written_by("first", "never"), "A", "answer", "words", one="my words")
    assert session.at["A"] == 1 and "my words" not in all_seen(session, "B")
    assert act(session, "B", "go_on", "words").at["B"] == 1


def test_filled_boxes_become_cards_of_a_later_step():
    rate = Step("rate", "scale", "Rate", points=("no", "yes"), cards="words", reveal="never")
    first = Step("words", "private", "Words", prompts=BOXES, reveal="never")
    session = act(at_step(first, rate), "A", "answer", "words", one="Cook", two=" ")
    session = act(session, "B", "answer", "words", one="Drive", two="Shop")
    cards = [[card.text for card in seen(session, seat)["asked"].options] for seat in "AB"]
    assert cards == [["Cook"], ["Drive", "Shop"]]
    passed = act(at_step(first, rate), "A", "pass", "words")
    assert seen(passed, "A")["asked"].options == ()


def test_an_author_hears_when_there_is_no_prompt():
    assert Private().complaints(Step("s", "private", "T"))
