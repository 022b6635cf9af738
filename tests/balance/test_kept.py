"""Check-ins and choices: sealed, of one size, taken along, and gone with their account."""

import pytest

from couples.balance import queries
from couples.balance.actions import check_in, choose
from couples.domain.balance.facts import Rating
from couples.extensions import db
from tests.own_data.plays import Export
from tests.sqlite import connect


def head_of(app, couple):
    return app.extensions["couples"].writer.live(couple).head


def of_both(app, couple):
    house = app.extensions["couples"]
    with app.app_context(), db.engine.connect() as connection:
        head = head_of(app, couple)
        return (
            queries.contributions(connection, head, house.keys, 0.0),
            queries.choices(connection, head, house.keys),
        )


def checks_in(app, person, couple, kind="week", **answers):
    told = {key.replace("__", ":"): value for key, value in answers.items()}
    writer, couple_id = app.extensions["couples"].writer, head_of(app, couple).couple_id
    return check_in(writer, couple_id, person.login.account_id, kind, told)


def chooses(app, person, couple, change):
    writer, couple_id = app.extensions["couples"].writer, head_of(app, couple).couple_id
    return choose(writer, couple_id, person.login.account_id, change)


def test_a_check_in_counts_for_its_author_only(app, alex, sam, couple):
    assert checks_in(app, alex, couple, week__rested=3, week__free=1)
    found, _ = of_both(app, couple)
    seat = head_of(app, couple).seat_of(alex.login.account_id)
    assert {each.only for each in found} == {seat}
    assert [(each.fact.item, each.fact.value) for each in found] == [("free", 1), ("rested", 3)]
    assert all(isinstance(each.fact, Rating) for each in found)


def test_every_choice_has_the_same_size_and_is_its_owners(app, alex, sam, couple):
    chooses(app, alex, couple, lambda mine: mine)
    chooses(
        app, sam, couple, lambda mine: mine.show("month:limits", shown=True).show("week:free", shown=False)
    )
    with connect(app.extensions["couples"].settings.data / "couples.db") as connection:
        sizes = {len(sealed) for (sealed,) in connection.execute("SELECT sealed FROM balance_choices")}
    assert len(sizes) == 1
    _, choices = of_both(app, couple)
    head = head_of(app, couple)
    mine, theirs = (choices[head.seat_of(person.login.account_id)] for person in (alex, sam))
    assert not mine.shows("month:limits") and theirs.shows("month:limits")
    assert mine.shows("week:free") and not theirs.shows("week:free")


def test_after_an_unlink_nothing_is_kept(app, alex, sam, couple):
    sam.form(couple, "unlink")
    assert not checks_in(app, alex, couple, week__rested=3)


def test_they_are_taken_along_in_words_and_are_gone_with_the_account(app, alex, sam, couple):
    checks_in(app, alex, couple, week__rested=0)
    checks_in(app, sam, couple, week__rested=4)
    taken = Export(alex)
    assert "I felt rested." in taken.mine and "not at all" in taken.mine
    assert "very much" not in taken.mine
    alex.post("/you/data/delete", passphrase="seven purple kettles hum", when="now")
    with connect(app.extensions["couples"].settings.data / "couples.db") as connection:
        assert connection.execute("SELECT COUNT(*) FROM check_in").fetchone() == (1,)


def test_a_check_in_is_not_there_without_what_was_chosen_of_it(app, alex, sam, couple):
    """Else what someone shows no more would be seen, if something failed between the two."""

    def fails(_before):
        raise RuntimeError

    writer, couple_id = app.extensions["couples"].writer, head_of(app, couple).couple_id
    with pytest.raises(RuntimeError):
        check_in(writer, couple_id, alex.login.account_id, "week", {"week:rested": 3}, fails)
    assert of_both(app, couple)[0] == []


def test_what_is_refused_writes_nothing(app, alex, sam, couple):
    alex.post("/balance/choose", deed="show", about="area:moon", on="1")
    with connect(app.extensions["couples"].settings.data / "couples.db") as connection:
        assert connection.execute("SELECT COUNT(*) FROM balance_choices").fetchone() == (0,)
