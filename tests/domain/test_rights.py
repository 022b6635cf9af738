"""Rights: what is held against a text, and which part of a limit speaks of the other."""

import re

import pytest

from couples.domain.rights import Right, notes_on, refusal_of, told, touched

SEA = Right(
    "sea", "The sea", "The sea is free. Write something else.", "The sea is yours.", (re.compile("sea"),)
)
SKY = Right(
    "sky", "The sky", "The sky is free. Write something else.", "The sky is yours.", (re.compile("sk[iy]"),)
)
BOTH = (SEA, SKY)


def test_areas_come_in_the_order_of_the_rights_and_not_of_the_words():
    assert touched("the sky and the sea", BOTH) == ("sea", "sky")
    assert touched("skies", BOTH) == ("sky",) and touched("the land", BOTH) == () and touched("sea", ()) == ()


def test_a_refusal_says_the_first_and_a_note_says_each():
    assert refusal_of("the sky and the sea", BOTH, "text").message == SEA.explain
    assert refusal_of("the sky", BOTH, "line").field == "line"
    assert refusal_of("the land", BOTH, "text") is None
    assert notes_on("the sky and the sea", BOTH) == "The sea is yours. The sky is yours."
    assert notes_on("the land", BOTH) == ""


@pytest.mark.parametrize("text", ["the  se\u00ada", "the\n\tse\u200ba"])
def test_white_space_and_marks_that_nobody_sees_hide_nothing(text):
    assert touched(text, BOTH) == ("sea",)


def test_what_someone_promises_not_to_ask_for_is_not_laid_on_anyone():
    assert touched("You do not ask me to cross the sea.", BOTH) == ()
    assert touched("Nobody tells the other to look at the sky, and you cross the sea.", BOTH) == ("sea",)
    assert touched("You do not cross the sea.", BOTH) == ("sea",)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("I go. You stay", "You stay"),
        ("I go when you stay", ""),
        ("if you shout, I go", ""),
        ("If you shout, you pay", ", you pay"),
        ("you pay and I go", "you pay"),
        ("I want you to pay", "I want you to pay"),
        ("I tell you when I pay", ""),
        ("I love you", ""),
        ("my evenings", ""),
    ],
)
def test_only_the_part_that_lays_something_on_the_other_is_left(text, part):
    assert told(text) == part
