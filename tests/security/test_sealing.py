"""A sealed text opens with its key, at its place, unchanged, and in no other way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couples.security.keys import load_or_make
from couples.security.sealing import SIZES, SealBroken, new_key, place, seal_words, unseal_words, unwrap, wrap

KEY, WORDS = new_key(), {"did": "made tea"}
parts = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1, max_size=4)


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"]))
    )
)
def test_what_is_sealed_can_be_opened(words):
    assert unseal_words(KEY, seal_words(KEY, words, b"here"), b"here") == words


@given(parts, parts)
def test_no_two_places_spell_the_same_bytes(one, two):
    assert (place(*one) == place(*two)) == (one == two)


def test_moved_to_another_place_it_does_not_open():
    here = ("words", "sealed", "couple", "stream", "1")
    sealed = seal_words(KEY, WORDS, place(*here))
    for index in range(len(here)):
        moved = place(*(part + "x" if at == index else part for at, part in enumerate(here)))
        with pytest.raises(SealBroken):
            unseal_words(KEY, sealed, moved)


def test_any_changed_bit_is_noticed():
    sealed = seal_words(KEY, WORDS, b"here")
    for index in range(len(sealed)):
        changed = bytearray(sealed)
        changed[index] ^= 1 << (index % 8)
        if index == 0:
            continue  # the format byte is not read yet: there is one format
        with pytest.raises(SealBroken):
            unseal_words(KEY, bytes(changed), b"here")


def test_another_key_does_not_open_it_and_the_error_says_nothing():
    with pytest.raises(SealBroken) as caught:
        unseal_words(new_key(), seal_words(KEY, WORDS, b"here"), b"here")
    assert "tea" not in str(caught.value) and caught.value.__cause__ is None


def test_lengths_say_little():
    lengths = {len(seal_words(KEY, {"did": "x" * size}, b"here")) for size in range(0, 240, 7)}
    assert len(lengths) == 1
    assert len(seal_words(KEY, {"did": "x" * 300}, b"here")) == SIZES[1] + 29


def test_the_servers_key_file_is_its_owners_alone_and_stays_the_same(tmp_path):
    path = tmp_path / "data" / "keys.json"
    made = load_or_make(path)
    assert load_or_make(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert unwrap(made, wrap(made, KEY, b"here"), b"here") == KEY
    other = load_or_make(tmp_path / "other" / "keys.json")
    with pytest.raises(SealBroken):
        unwrap(other, wrap(made, KEY, b"here"), b"here")
