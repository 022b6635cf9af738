"""What one person writes alone: reading it from a form, finding it again."""

from hypothesis import given
from hypothesis import strategies as st

from couples.domain.entry import LONGEST, Entry, matches, of_words, preview, read, read_tags, tags_of
from couples.domain.refusal import Refusal

MOODS = ("calm", "tired", "proud", "low", "cross", "light")


def of(text="a walk", moods=(), tags="", prompt=""):
    return read(text, prompt, moods, tags, MOODS)


def test_moods_are_those_that_are_known_in_their_order():
    assert of(moods=["low", "calm", "unheard of"]).moods == ("calm", "low")


def test_tags_are_parted_by_commas_and_there_once():
    assert read_tags(" #Work, work ,  my  sister,,") == ("Work", "my sister")


def test_too_much_is_refused_in_words():
    for refused, field in (
        (of("x" * (LONGEST + 3)), "text"),
        (of(moods=MOODS), "moods"),
        (of(tags=",".join("abcdefghi")), "tags"),
        (of(tags="x" * 31), "tags"),
    ):
        assert isinstance(refused, Refusal) and refused.field == field


def test_it_is_found_by_words_moods_tags_and_what_was_asked():
    entry = Entry("We walked by the sea", "", ("calm",), ("holiday",))
    for wanted in ("SEA", "walk calm", "#holiday", "", "rested"):
        assert matches(entry, wanted, "When were you rested?")
    assert not matches(entry, "sea mountain")


@given(st.text(max_size=300), st.lists(st.sampled_from(MOODS), max_size=5), st.text(max_size=60))
def test_what_is_kept_is_what_was_read(text, moods, tags):
    entry = of(text, moods, tags)
    if isinstance(entry, Entry):
        assert of_words(entry.words()) == entry
        assert matches(entry, " ".join(entry.tags))


@given(st.text(max_size=400))
def test_a_preview_is_short_and_begins_like_the_text(text):
    line = preview(text, 60)
    assert len(line) <= 62 and " ".join(text.split()).startswith(line.removesuffix(" …"))


def test_tags_come_by_how_often_they_are_used():
    entries = [Entry(tags=("b", "a")), Entry(tags=("a",)), Entry(tags=("c",))]
    assert tags_of(entries) == ["a", "b", "c"]
