"""What was deleted stays known by its id, over restarts and a cut in the middle of a line."""

from couples.log.forgotten import NAME, Forgotten


def test_ids_come_back_by_kind_in_their_order(tmp_path):
    forgotten = Forgotten(tmp_path)
    assert forgotten.all("account") == []
    for kind, id in (("account", "one"), ("entry", "two"), ("account", "three")):
        forgotten.add(kind, id)
    assert Forgotten(tmp_path).all("account") == ["one", "three"]
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0


def test_a_line_that_was_cut_off_counts_for_nothing(tmp_path):
    Forgotten(tmp_path).add("account", "one")
    with (tmp_path / NAME).open("a") as file:
        file.write("account tw")
    assert Forgotten(tmp_path).all("account") == ["one"]
