"""Finding an exercise: everybody may look, by words, theme, time, company and depth."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couples import content
from couples.catalogue.filters import COMPANY, DEPTHS, MINUTES, Wish, fits, fitting, minutes
from couples.catalogue.words import themes

exercises = tuple(content.exercises().values())
wishes = st.builds(
    Wish,
    words=st.sampled_from(("", "listen", "LIST", "need", "no such word")),
    themes=st.lists(st.sampled_from([name for name, _ in themes()]), max_size=3).map(tuple),
    depths=st.lists(st.sampled_from(sorted(DEPTHS)), max_size=2).map(tuple),
    company=st.sampled_from(("", *COMPANY)),
    minutes=st.sampled_from((0, *MINUTES)),
)


@pytest.mark.parametrize("slug", sorted(content.exercises()))
def test_everybody_may_read_what_an_exercise_asks(app, slug):
    page = html.unescape(app.test_client().get(f"/exercises/{slug}").get_data(as_text=True))
    exercise = content.exercises()[slug]
    for text in (exercise.title, exercise.shared, exercise.source, *exercise.not_now, "Who sees what"):
        assert text in page
    for step in exercise.steps or exercise.alone:
        assert step.title in page


def test_all_of_them_are_listed_to_somebody_without_an_account(app):
    page = html.unescape(app.test_client().get("/exercises").get_data(as_text=True))
    assert all(each.title in page for each in exercises)
    assert f"{len(exercises)} exercises" in page


@given(wishes)
def test_each_choice_more_leaves_no_more_exercises(wish):
    found = fitting(exercises, wish, ())
    assert {each.slug for each in found} <= {each.slug for each in fitting(exercises, Wish(), ())}
    for part in ("words", "themes", "depths", "company"):
        alone = Wish(**{part: getattr(wish, part)})
        assert all(fits(each, alone) for each in found), part
    assert not wish.minutes or all(minutes(each, wish.company) <= wish.minutes for each in found)


def test_a_search_takes_the_beginnings_of_words_whatever_their_case_and_accents():
    found = fitting(exercises, Wish(words="GRATEF thànk"), ())
    assert found == fitting(exercises, Wish(words="gratef thank"), ())
    assert "specific-thanks" in [each.slug for each in fitting(exercises, Wish(words="thank"), ())]


def test_what_nothing_matches_says_how_to_go_on(app):
    page = app.test_client().get("/exercises?words=xyzzy").get_data(as_text=True)
    assert "Nothing matches" in page and "0 exercises" in page and "Show all" in page


def test_what_cannot_be_wished_for_asks_for_nothing(app):
    page = app.test_client().get("/exercises?theme=secrets&depth=abyss&minutes=many&company=nobody")
    assert f"{len(exercises)} exercises" in page.get_data(as_text=True)


def test_what_someone_keeps_is_found_again_by_them_alone(alex, sam, couple):
    alex.post("/exercises/slow-turns/favourite", keep="yes")
    assert "1 exercise" in alex.get("/exercises?kept=yes").get_data(as_text=True)
    assert "0 exercises" in sam.get("/exercises?kept=yes").get_data(as_text=True)
    alex.post("/exercises/slow-turns/favourite", keep="no")
    assert "0 exercises" in alex.get("/exercises?kept=yes").get_data(as_text=True)


def test_an_exercise_that_is_not_there_is_not_found(app, alex):
    assert app.test_client().get("/exercises/nothing").status_code == 404
    assert alex.post("/exercises/nothing/favourite", keep="yes").status_code == 404
