"""What someone chooses about the balance: one thing at a time, and nothing of it is the other's to choose."""

import pytest

from couples.domain.balance.choices import FITS, STRANDS, Choices, chosen
from couples.domain.deed import Deed
from couples.domain.refusal import Refusal


def choose(before, name, **fields):
    return chosen(before, Deed(name, None, fields))


def test_joining_and_leaving_are_one_tap_each():
    joined = choose(Choices(), "join", on="1")
    assert joined.joins and not choose(joined, "join", on="0").joins
    assert not Choices().joins


@pytest.mark.parametrize("strand", STRANDS)
def test_a_strand_is_hidden_and_shown_again(strand):
    hidden = choose(Choices(), "hide", about=strand, on="1")
    assert hidden.hidden == {strand}
    assert choose(hidden, "hide", about=strand, on="0") == Choices()


@pytest.mark.parametrize("fit", FITS)
def test_how_it_fits_stays_ones_own_unless_it_is_shown(fit):
    own = choose(Choices(), "fit", about="airtime", fit=str(fit))
    assert own.fits == {"airtime": fit} and own.fits_shown == frozenset()
    shown = choose(own, "fit", about="airtime", fit=str(fit), shown="1")
    assert shown.fits_shown == {"airtime"}
    assert choose(shown, "fit", about="airtime", fit=str(fit)).fits_shown == frozenset()


def test_what_one_wants_to_keep_is_offered_again_only_after_another_answer():
    kept = choose(choose(Choices(), "fit", about="say", fit="-1"), "keep", about="say", on="1")
    assert kept.kept == {"say"}
    assert choose(kept, "fit", about="say", fit="-1").kept == {"say"}
    assert choose(kept, "fit", about="say", fit="-2").kept == frozenset()


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("fit", {"about": "airtime", "fit": "3"}),
        ("fit", {"about": "airtime"}),
        ("fit", {"about": "nothing", "fit": "1"}),
        ("hide", {"about": "nothing", "on": "1"}),
        ("show", {"about": "week:nothing", "on": "1"}),
        ("anything", {}),
    ],
)
def test_what_is_none_of_these_is_refused(name, fields):
    assert isinstance(choose(Choices(), name, **fields), Refusal)
