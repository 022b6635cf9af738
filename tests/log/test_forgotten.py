"""What was deleted stays known by its id, over restarts and a cut in the middle of a line."""

import os

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


def test_the_line_and_the_name_of_the_file_are_flushed_before_it_counts(tmp_path, monkeypatch):
    flushed, fsync = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(os.fstat(handle).st_ino) or fsync(handle))
    Forgotten(tmp_path).add("account", "one")
    assert flushed == [(tmp_path / NAME).stat().st_ino, tmp_path.stat().st_ino]
