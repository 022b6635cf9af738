"""A copy of one entry, opened to the other: after a look at just what they will see."""

import html
import re

from tests.cast import link
from tests.reflections.test_write import ID, opens, page, saves

SECRET = "canary tag"


def shared(alex):
    """The address of a letter from alex."""
    opens(alex)
    saves(alex, "canary words <b>of mine</b>", prompt="teach-it", tags=SECRET)
    return alex.post(f"/prompts/mine/{ID}/share").location


def words_of(text):
    return re.search(r'<article class="card letter">.*?</article>', text, re.DOTALL)[0]


def test_the_preview_is_what_the_other_gets_to_the_byte(alex, sam, couple):
    letter = shared(alex)
    preview = words_of(page(alex, f"/prompts/mine/{ID}/share"))
    assert "canary words" in preview and SECRET not in preview
    assert words_of(page(sam, letter)) == preview
    assert html.escape("<b>of mine</b>") in preview and "Teach it to a beginner" in preview


def test_it_is_on_the_page_of_both_and_its_author_can_take_it_back(alex, sam, couple):
    letter = shared(alex)
    assert letter in page(sam, "/ours") and letter in page(alex, "/ours")
    assert sam.post(f"{letter}/take-back").status_code == 404
    assert alex.post(f"{letter}/take-back").location == "/ours"
    assert sam.get(letter).status_code == 404 and letter not in page(sam, "/ours")
    assert "canary words" in page(alex)


def test_changing_or_deleting_the_entry_leaves_the_copy_as_it_is(alex, sam, couple):
    letter = shared(alex)
    saves(alex, "other words", 1)
    alex.post(f"/prompts/mine/{ID}/delete")
    assert "canary words" in page(sam, letter) and "other words" not in page(sam, letter)


def test_strangers_and_former_partners_get_the_same_as_for_nothing(
    alex, sam, robin, kim, couple, other_couple
):
    letter = shared(alex)
    nothing = robin.get(f"/letters/{'Z' * 22}").data
    assert robin.get(letter).data == nothing
    sam.form(couple, "unlink")
    for person in (alex, sam):
        assert person.get(letter).status_code == 404
        assert letter not in page(person, "/ours")


def test_who_links_with_someone_else_brings_no_letter_along(alex, sam, jo, couple):
    letter = shared(alex)
    alex.form(couple, "unlink")
    link(alex, jo)
    assert jo.get(letter).status_code == 404 and alex.get(letter).status_code == 404


def test_alone_there_is_nobody_to_share_with(jo):
    opens(jo)
    saves(jo)
    assert "Share a copy" not in page(jo)
    assert jo.get(f"/prompts/mine/{ID}/share").status_code == 404
    assert jo.post(f"/prompts/mine/{ID}/share").status_code == 404
