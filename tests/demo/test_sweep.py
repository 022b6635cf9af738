"""What visitors of the sample couple did is gone after an hour, in whatever table, and nothing of anybody else."""

import time
from functools import partial

from sqlalchemy import func, select

from couples.demo.sandbox import _erase
from couples.extensions import db
from couples.pairing.models import Couple
from tests.balance.test_kept import checks_in, chooses
from tests.cast import link
from tests.own_data.plays import played
from tests.reflections.test_share import shared


def counted(app):
    with app.app_context():
        return {
            table.name: db.session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in db.metadata.sorted_tables
            if table.name != "exercise_copy"  # kept once, whoever uses it
        }


def lives(app, one, two):
    """A couple that leaves something in many tables. Returns its stream."""
    couple = link(one, two)
    played(app, one, two, "weekly-ten")
    checks_in(app, one, couple, week__rested=2)
    chooses(app, two, couple, lambda mine: mine)
    shared(one)
    return couple


def test_all_of_an_old_couple_goes_and_a_new_one_stays(app, alex, sam, robin, kim):
    alone = counted(app)
    lives(app, alex, sam)
    with app.app_context():
        old = db.session.execute(select(Couple.created)).scalar_one()
    time.sleep(0.01)
    both = counted(app)
    new = lives(app, robin, kim)
    assert {name for name, count in both.items() if count > alone[name]} >= {
        "contribution", "check_in", "balance_choices", "letter", "entry", "event", "words", "session",
    }  # fmt: skip
    app.extensions["couples"].writer.run(partial(_erase, before=old + 0.005))
    left = counted(app)
    assert [left[name] for name in ("account", "couple", "check_in", "session")] == [2, 1, 1, 1]
    assert "Weekly ten" in robin.get("/home").get_data(as_text=True) and robin.sees(new)
    app.extensions["couples"].writer.run(partial(_erase, before=time.time() + 1))
    assert {name for name, count in counted(app).items() if count} == set()
